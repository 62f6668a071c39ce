//! Checkpoints: what a station has signed of its journal, beside the journal as it is.
//!
//! A restored station has a chain of its own over the same rows. Those that its predecessors signed are compared with
//! their chains, made anew as far as they went.

use super::FirstBroken;
use crate::error::Error;
use crate::fold::{self, Wanted};
use crate::record::{self, Identity};
use crate::trust::{House, public};
use data_encoding::{BASE64, HEXLOWER};
use domain::event::{Event, SeatEvent};
use domain::seat::Checkpointed;
use rusqlite::Connection;
use std::collections::BTreeMap;
use uuid::Uuid;
use vault::{Checkpoint, HubPoint, Keys, StationKey};

pub(super) struct Points {
    house: Uuid,
    publics: BTreeMap<Uuid, [u8; 32]>,
    /// This station, the one whose backup it began with, the one before that.
    chains: Vec<Chain>,
    /// By the row that they vouch for.
    claims: BTreeMap<u64, Vec<Claim>>,
    pub compared: u64,
}

struct Chain {
    station: Uuid,
    upto: u64,
    link: [u8; 32],
}

struct Claim {
    station: Uuid,
    link: Option<[u8; 32]>,
    /// The row that says so.
    seq: u64,
}

impl Points {
    /// Reads what this station and its predecessors have signed, and checks the signatures.
    pub fn gather(
        conn: &Connection,
        keys: &Keys,
        house: &House<'_>,
        identity: &Identity,
        broken: &mut FirstBroken,
    ) -> Result<Points, Error> {
        let stations = &house.accounts()?.stations;
        let known = |station: Uuid, text: &str| Some((station, public(text)?));
        let mut publics: BTreeMap<_, _> = stations
            .iter()
            .filter_map(|known_one| known(known_one.station, &known_one.sign_public))
            .collect();
        // Founded before a house wrote its first station down: what the record itself holds has to do.
        let own = StationKey::from_bytes(&*record::secret(conn)?).public();
        let (mut chains, mut signed): (Vec<Chain>, _) = (Vec::new(), Vec::new());
        let mut next = Some((identity.station, u64::MAX));
        let mut claims = BTreeMap::<u64, Vec<Claim>>::new();
        while let Some((station, upto)) = next.take() {
            if chains.iter().any(|chain| chain.station == station) {
                break;
            }
            chains.push(Chain { station, upto, link: vault::link_zero(identity.house, station) });
            for line in fold::lines(conn, keys, station, Wanted::Rows)? {
                let Ok(made) = &line.opened else { continue };
                let Event::Seat(event) = &made.event else { continue };
                match event {
                    SeatEvent::Checkpointed(facts, _) => signed.push((line.seq, facts.clone())),
                    SeatEvent::StoreRestored(facts, _) if facts.station == station => {
                        if house.believes(&domain::State::Nothing, made, line.signed.as_ref())? {
                            publics.extend(known(station, &facts.sign_public));
                            next = Some((facts.from_station, facts.from_seq));
                            let link = hash(&facts.from_link);
                            let claim = Claim { station: facts.from_station, link, seq: line.seq };
                            claims.entry(facts.from_seq).or_default().push(claim);
                        }
                    }
                    SeatEvent::StoreRestored(..)
                    | SeatEvent::Looked(..)
                    | SeatEvent::ErasureApplied(..)
                    | SeatEvent::StationRekeyed(..)
                    | SeatEvent::BackedUp(..)
                    | SeatEvent::ClockCompared(..)
                    | SeatEvent::SeatOpened(..)
                    | SeatEvent::SeatClosed(..) => {}
                }
            }
        }
        publics.entry(identity.station).or_insert(own);
        let mut points = Points { house: identity.house, publics, chains, claims, compared: 0 };
        for (seq, facts) in signed {
            points.claim(seq, &facts, broken);
        }
        points.reached(0, None, broken);
        Ok(points)
    }

    /// The journal's row `seq`, with its leaf and the link that is written there.
    pub fn row(&mut self, seq: u64, leaf: &[u8; 32], link: [u8; 32], broken: &mut FirstBroken) {
        for chain in self.chains.iter_mut().skip(1).filter(|chain| seq <= chain.upto) {
            chain.link = vault::link(&chain.link, seq, leaf);
        }
        self.reached(seq, Some(link), broken);
    }

    /// A checkpoint in the journal's order: one of a station that is none of these can only be told by its signature.
    pub fn told(&mut self, seq: u64, stream: Uuid, facts: &Checkpointed, broken: &mut FirstBroken) {
        let gathered = |chain: &Chain| chain.station == facts.station && chain.station == stream;
        if !self.chains.iter().any(gathered) && !self.signed(facts) {
            broken.found(seq, UNSIGNED);
        }
    }

    /// What vouches for rows that never came.
    pub fn end(&self, broken: &mut FirstBroken) {
        for claim in self.claims.values().flatten() {
            broken.found(claim.seq, "it vouches for rows that are not there");
        }
    }

    fn claim(&mut self, seq: u64, facts: &Checkpointed, broken: &mut FirstBroken) {
        if !self.signed(facts) {
            broken.found(seq, UNSIGNED);
        }
        let claim = Claim { station: facts.station, link: hash(&facts.link), seq };
        self.claims.entry(facts.seq).or_default().push(claim);
    }

    fn reached(&mut self, seq: u64, written: Option<[u8; 32]>, broken: &mut FirstBroken) {
        for claim in self.claims.remove(&seq).unwrap_or_default() {
            self.compared += 1;
            let chain =
                self.chains.iter().position(|chain| chain.station == claim.station && seq <= chain.upto);
            let link = chain.map(|at| {
                if at == 0 { written.unwrap_or(self.chains[0].link) } else { self.chains[at].link }
            });
            if link.is_none() || link != claim.link {
                broken.found(claim.seq, "it vouches for other rows");
            }
        }
    }

    fn signed(&self, facts: &Checkpointed) -> bool {
        let Checkpointed { station, seq, ref link, at, ref signature, .. } = *facts;
        let (public, house) = (self.publics.get(&station), self.house);
        let signature = BASE64.decode(signature.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        let place = facts
            .hub
            .as_ref()
            .map(|hub| Some(HubPoint { pos: i64::try_from(hub.pos).ok()?, hash: hash(&hub.hash)? }));
        let hub = match place {
            // A place that can't be read was signed by nobody.
            Some(None) => return false,
            Some(hub) => hub,
            None => None,
        };
        let point = hash(link).map(|link| Checkpoint { house, station, seq, link, hub, at: at.0 });
        match (public, point, signature) {
            (Some(public), Some(point), Some(signature)) => point.verify(public, &signature).is_ok(),
            (None, _, _) | (_, None, _) | (_, _, None) => false,
        }
    }
}

const UNSIGNED: &str = "a checkpoint that its workstation did not sign";

fn hash(digits: &str) -> Option<[u8; 32]> {
    HEXLOWER.decode(digits.as_bytes()).ok()?.try_into().ok()
}
