//! Checkpoints: what a station's journal was at one moment, under the station's signature.

use data_encoding::{BASE32, BASE64, HEXLOWER};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Error, StationKey, pair::grouped, verify_station};

/// The first line, before the number of the format.
const NAME: &str = "12345/checkpoint/";
const FORMAT: u32 = 1;
const CODE_CHARS: usize = 16;

/// One station's journal up to one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    pub house: Uuid,
    pub station: Uuid,
    /// The last row that it covers.
    pub seq: u64,
    /// The link of that row.
    pub link: [u8; 32],
    /// None while the station works alone.
    pub hub: Option<HubPoint>,
    /// UTC, ms since 1970.
    pub at: i64,
}

/// The hub's order as far as the station has followed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HubPoint {
    pub pos: i64,
    pub hash: [u8; 32],
}

impl Checkpoint {
    /// What is signed: one field a line, the last two of the hub empty where there is none.
    pub fn text(&self) -> String {
        let Self { house, station, seq, link, hub, at } = self;
        let link = HEXLOWER.encode(link);
        let (pos, hash) = match hub {
            Some(hub) => (hub.pos.to_string(), HEXLOWER.encode(&hub.hash)),
            None => Default::default(),
        };
        format!("{NAME}{FORMAT}\n{house}\n{station}\n{seq}\n{link}\n{pos}\n{hash}\n{at}\n")
    }

    pub fn sign(&self, key: &StationKey) -> [u8; 64] {
        key.sign(self.text().as_bytes())
    }

    /// [`Error::BadSignature`] unless the station of `public` signed exactly this.
    pub fn verify(&self, public: &[u8; 32], signature: &[u8; 64]) -> Result<(), Error> {
        verify_station(public, self.text().as_bytes(), signature)
    }

    /// 80 bit of its hash as 16 characters, `ABCD-EFGH-JKLM-NPQR`: to compare by eye. The text and
    /// its signature are the evidence.
    pub fn code(&self) -> String {
        grouped(&BASE32.encode(&Sha256::digest(self.text()))[..CODE_CHARS], "-")
    }

    /// Text and signature as the QR code carries them; [`Checkpoint::parse`] reads them.
    pub fn text_with(&self, signature: &[u8; 64]) -> String {
        self.text() + &BASE64.encode(signature) + "\n"
    }

    /// Reads what [`Checkpoint::text_with`] wrote, after a scanner or a mail program had it: line
    /// ends, and space around the whole, don't matter. Whether the signature holds is not said.
    ///
    /// Errors: [`Error::NewerFormat`], else [`Error::Damaged`].
    pub fn parse(text: &str) -> Result<(Self, [u8; 64]), Error> {
        const DAMAGED: Error = Error::Damaged { what: "checkpoint" };
        let text = text.trim().replace("\r\n", "\n") + "\n";
        let lines: Vec<&str> = text.lines().collect();
        let format = lines.first().and_then(|it| it.strip_prefix(NAME)?.parse().ok()).ok_or(DAMAGED)?;
        if format > FORMAT {
            return Err(Error::NewerFormat { format });
        }
        let (point, signature) = read(&lines).ok_or(DAMAGED)?;
        // One way to write a checkpoint: no second text passes for the first.
        if point.text_with(&signature) != text {
            return Err(DAMAGED);
        }
        Ok((point, signature))
    }
}

fn read(lines: &[&str]) -> Option<(Checkpoint, [u8; 64])> {
    let [_, house, station, seq, link, pos, hash, at, signature] = *lines else {
        return None;
    };
    let hub = match (pos, hash) {
        ("", "") => None,
        (pos, hash) => Some(HubPoint { pos: pos.parse().ok()?, hash: hash_of(hash)? }),
    };
    let point = Checkpoint {
        house: house.parse().ok()?,
        station: station.parse().ok()?,
        seq: seq.parse().ok()?,
        link: hash_of(link)?,
        hub,
        at: at.parse().ok()?,
    };
    let signature = BASE64.decode(signature.as_bytes()).ok()?.try_into().ok()?;
    Some((point, signature))
}

fn hash_of(digits: &str) -> Option<[u8; 32]> {
    HEXLOWER.decode(digits.as_bytes()).ok()?.try_into().ok()
}
