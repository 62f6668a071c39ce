//! The clue desk (问题线索报送): opened by its own key, folded in memory, forgotten when it closes. Nothing that
//! happens here is announced, counted, searched, or on the trail.

use crate::chance::Chance;
use crate::desk::Desk;
use crate::door::{ClueDraft, ClueOrder, ClueSeen, ClueSigned, ClueState, ClueView, Signer};
use crate::failure::{Failure, Needs};
use crate::sealing::{By, Sealing};
use crate::sharing::{Act, Born};
use domain::clue::{self, Clue, ClueCommand, ClueText};
use domain::event::Event;
use domain::id::PersonId;
use domain::permission::{Compartment, Right};
use domain::{Around, Moment, Stamp, State};
use std::sync::{Arc, MutexGuard, PoisonError};
use uuid::Uuid;
use vault::Keys;

/// The desk closes so long after the last thing that was done at it, in ms.
const OPEN_FOR: i64 = 5 * 60_000;

/// The keys of the compartment, while the desk is open: none of them is among the login's own.
pub(crate) struct ClueDesk {
    keys: Arc<Keys>,
    touched: Stamp,
}

impl Desk {
    /// # Errors
    /// `Denied` for whoever is no clue officer, for a wrong password, and once the desk has closed.
    pub fn clue(&self, order: ClueOrder) -> Result<ClueView, Failure> {
        self.may(Right::Clues)?;
        match order {
            ClueOrder::Open { password } => self.open_clue_desk(password)?,
            ClueOrder::See => {}
            ClueOrder::Act { clue, signer, command } => self.act_on_clue(clue, &signer, command)?,
            ClueOrder::Draft { clue, text } => self.draft_clue(clue, text)?,
            ClueOrder::Leave => self.leave_clue_desk(),
        }
        self.clue_view()
    }

    pub(crate) fn leave_clue_desk(&self) {
        *self.clue_desk() = None;
    }

    pub(crate) fn close_clue_desk_in_time(&self) {
        let now = self.wall();
        let mut desk = self.clue_desk();
        if desk.as_ref().is_some_and(|desk| now.0 - desk.touched.0 > OPEN_FOR) {
            *desk = None;
        }
    }

    fn open_clue_desk(&self, password: String) -> Result<(), Failure> {
        let signatory = self.signatory(&Signer { staff_no: None, password })?;
        let epochs = self.epochs_of(&signatory.person, Compartment::Clue)?;
        if epochs.is_empty() {
            return Err(Failure::Denied { needs: Needs::Admission { compartment: Compartment::Clue } });
        }
        // The directory is read with it too: whose signatures count stands there.
        let keys = Keys::new(self.identity.house, epochs);
        self.epochs_of(&signatory.person, Compartment::Office)?
            .into_iter()
            .for_each(|epoch| keys.hold(epoch));
        *self.clue_desk() = Some(ClueDesk { keys: Arc::new(keys), touched: self.wall() });
        Ok(())
    }

    fn act_on_clue(&self, id: Uuid, signer: &Signer, command: ClueCommand) -> Result<(), Failure> {
        let keys = self.clue_keys()?;
        let signatory = self.signatory(signer)?;
        signatory.may(Right::Clues)?;
        self.commit_at_home(id, Born::AtHub, |store| {
            let known = self.read(|reader| reader.clues(&keys))?;
            let state = known.into_iter().find(|(stream, _)| *stream == id).and_then(|(_, clue)| clue);
            let (directory, around) = (self.directory(), Around::default());
            // Not before what was signed last, whatever the clock was set to meanwhile.
            let last = state.as_ref().map_or(Stamp(i64::MIN), Clue::last_act);
            let at = self.clock.now().max(last);
            let (actor, roles) = (signatory.id, &*signatory.roles);
            let moment = Moment { at, actor, roles, directory: &directory, around: &around };
            let events: Vec<Event> =
                clue::decide(state.as_ref(), command, &moment)?.into_iter().map(Event::Clue).collect();
            let before = state.map_or(State::Nothing, |clue| State::Clue(Box::new(clue)));
            let sealing = Sealing {
                keys: &keys,
                chance: &Chance::system(),
                station: self.identity.station,
                compartment: vault::Compartment::Clue,
                signer: Some(&signatory.person),
            };
            let write = sealing.write(store, id, before, &events, By { person: actor, at })?;
            Ok(Act { write, drafts: vec![id], answer: () })
        })
    }

    fn draft_clue(&self, id: Uuid, text: Option<ClueText>) -> Result<(), Failure> {
        let keys = self.clue_keys()?;
        let mut store = self.write()?;
        let Some(text) = text else { return Ok(store.drop_draft(id)?) };
        let text = serde_json::to_vec(&text).map_err(Failure::fault)?;
        let sealed = keys.seal_draft(vault::Compartment::Clue, id, &text)?;
        Ok(store.save_draft(id, id, &sealed, self.clock.now().0)?)
    }

    fn clue_view(&self) -> Result<ClueView, Failure> {
        let closed = ClueView { open: false, closes_at: None, clues: Vec::new(), drafts: Vec::new() };
        let Ok(keys) = self.clue_keys() else { return Ok(closed) };
        let (clues, rows) = self.read(|reader| Ok((reader.clues(&keys)?, reader.drafts()?)))?;
        let mut clues: Vec<Clue> = clues.into_iter().filter_map(|(_, clue)| clue).collect();
        clues.sort_by_key(|clue| std::cmp::Reverse(clue.drawn_up.0));
        let drafts = rows.iter().filter_map(|row| {
            // A draft of another compartment doesn't open with these keys.
            let text = keys.open_draft(row.stream, &row.sealed).ok()?;
            let text = serde_json::from_slice(&text).ok()?;
            Some(ClueDraft { clue: row.stream, saved_at: Stamp(row.saved_at), text })
        });
        Ok(ClueView {
            open: true,
            closes_at: Some(self.wall().plus_minutes(OPEN_FOR / 60_000)),
            clues: clues.iter().map(|clue| self.clue_seen(clue)).collect(),
            drafts: drafts.collect(),
        })
    }

    fn clue_seen(&self, clue: &Clue) -> ClueSeen {
        let directory = self.directory();
        let named = |(at, by): (Stamp, PersonId)| (at, directory.person_name(by));
        let state = match (clue.dropped, clue.delivered, clue.signed) {
            (Some(by), _, _) => {
                let (at, by) = named(by);
                ClueState::Dropped { at, by, reason: clue.drop_reason.clone() }
            }
            (None, Some(by), _) => {
                let (at, by) = named(by);
                ClueState::Delivered { at, by, receipt: clue.receipt.clone() }
            }
            (None, None, Some(by)) => {
                let (at, by) = named(by);
                ClueState::Signed { at, by }
            }
            (None, None, None) if clue.waits(self.clock.now()) => {
                ClueState::Waiting { until: clue.lapses_at(), mine: clue.drawn_up.1 == self.me() }
            }
            (None, None, None) => ClueState::Lapsed,
        };
        let case_number = clue.case.and_then(|case| self.number_of(case)).unwrap_or_default();
        ClueSeen {
            clue: clue.id,
            case: clue.case,
            case_number,
            recipient: clue.recipient,
            mode: clue.mode,
            text: clue.text.clone(),
            drawn_up_at: clue.drawn_up.0,
            drawn_up_by: directory.person_name(clue.drawn_up.1),
            signed: clue.signed.map(named).map(|(at, by)| ClueSigned { at, by }),
            state,
        }
    }

    /// Without a look on the trail: it would say what the referral is about.
    fn number_of(&self, case: domain::id::CaseId) -> Option<String> {
        self.file_keys().1.as_ref()?;
        let case = self.read(|reader| reader.case(case)).ok()??;
        case.number.map(|number| number.shown())
    }

    /// The keys, and another five minutes.
    fn clue_keys(&self) -> Result<Arc<Keys>, Failure> {
        self.close_clue_desk_in_time();
        let mut desk = self.clue_desk();
        let desk = desk.as_mut().ok_or(Failure::Denied { needs: Needs::Password })?;
        desk.touched = self.wall();
        Ok(desk.keys.clone())
    }

    fn clue_desk(&self) -> MutexGuard<'_, Option<ClueDesk>> {
        self.clue_desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Five minutes are five minutes, however fast a rehearsal's day runs.
    fn wall(&self) -> Stamp {
        crate::clock::wall_now()
    }
}
