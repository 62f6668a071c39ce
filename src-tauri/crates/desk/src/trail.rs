//! 查看记录: who looked at what. A look waits at most a second for the disk; what needs a reason is on disk first.

use crate::chance::Chance;
use crate::desk::Desk;
use crate::door::{PrintOrder, RevealOrder, Revealed, Topic};
use crate::failure::{Failure, Trouble};
use crate::sealing::{By, Sealing, compartment};
use domain::case::Case;
use domain::directory::HouseKind;
use domain::event::{Event, SeatEvent};
use domain::id::{CallId, CaseId, PersonId};
use domain::permission::Right;
use domain::seat::{Look, LookKind, Looked};
use domain::{Rejection, Stamp};
use std::collections::{HashMap, HashSet};
use std::sync::{MutexGuard, PoisonError};
use store::Store;
use uuid::Uuid;

/// How long a number stays on the screen, in seconds.
const SHOWN_FOR: u32 = 15;
/// How long a copied number stays in the clipboard, in seconds.
const COPIED_FOR: u32 = 60;
/// Reading a page again within this time is the same look, in ms: a page reads itself again with every change.
const SAME_LOOK: i64 = 60_000;
/// The most looks in one event, so that none grows beyond a few dozen KiB.
const BATCH: usize = 200;

/// What has been seen and isn't on disk yet, and what was seen a moment ago.
#[derive(Default)]
pub(crate) struct Pending {
    looks: Vec<Look>,
    recent: HashMap<(PersonId, CaseId), Stamp>,
    /// The calls whose number was shown by itself, once each.
    shown: Option<CallId>,
    /// The numbers whose history was asked for, once each. In memory only: the trail names the cases instead.
    asked: HashSet<String>,
}

/// A look to be filled in.
pub(crate) struct NewLook(Look);

impl NewLook {
    pub fn at_case(mut self, case: &Case) -> NewLook {
        (self.0.case, self.0.number, self.0.session) = (Some(case.id), case.number, case.session());
        self
    }

    /// Of somebody else than who is logged in: he signed here.
    pub fn by(mut self, person: PersonId) -> NewLook {
        self.0.person = person;
        self
    }

    pub fn counting(mut self, count: u32) -> NewLook {
        self.0.count = (count > 0).then_some(count);
        self
    }
}

impl Desk {
    /// A look of whoever is logged in, now.
    pub(crate) fn look_of(&self, what: LookKind) -> NewLook {
        NewLook(Look {
            at: self.clock.now(),
            person: self.me,
            what,
            case: None,
            number: None,
            session: None,
            reason: None,
            count: None,
        })
    }

    /// A case was opened: on the trail within a second, once a minute at most while its page stands.
    pub(crate) fn case_opened(&self, case: &Case) {
        let look = self.look_of(LookKind::CaseOpened).at_case(case);
        let mut pending = self.pending();
        let last = pending.recent.insert((self.me, case.id), look.0.at);
        if last.is_none_or(|last| look.0.at.0 - last.0 > SAME_LOOK) {
            pending.looks.push(look.0);
        }
        if pending.recent.len() > 4096 {
            let now = self.clock.now();
            pending.recent.retain(|_, last| now.0 - last.0 <= SAME_LOOK);
        }
    }

    /// 号码自动显示: the recorder's own live call, logged once.
    pub(crate) fn number_shown(&self, call: CallId, session: domain::id::SessionId) {
        let mut pending = self.pending();
        if pending.shown != Some(call) {
            pending.shown = Some(call);
            let mut look = self.look_of(LookKind::NumberShown).0;
            look.session = Some(session);
            pending.looks.push(look);
        }
    }

    /// 查询号码历史: logged once for each number, with the cases that it showed.
    pub(crate) fn history_asked(&self, number: &str, shown: &[Case]) {
        let look = || self.look_of(LookKind::HistoryAsked);
        let mut pending = self.pending();
        if !pending.asked.insert(number.to_string()) {
            return;
        }
        if shown.is_empty() {
            pending.looks.push(look().0);
        }
        pending.looks.extend(shown.iter().map(|case| look().at_case(case).0));
    }

    /// On the trail before anybody sees what it is about.
    ///
    /// # Errors
    /// Of the store. A real house that is open for reading only shows nothing that would have to be on the trail.
    pub(crate) fn look_at_once(&self, look: NewLook) -> Result<(), Failure> {
        if self.reads_only() {
            let real = self.kind() == HouseKind::Real;
            return if real { Err(Failure::Away { what: Trouble::ReadingOnly }) } else { Ok(()) };
        }
        self.pending().looks.push(look.0);
        self.flush_trail()
    }

    /// Writes what is waiting. Called twice a second, and before the store closes.
    ///
    /// # Errors
    /// Of the store; what could not be written goes on waiting.
    pub fn flush_trail(&self) -> Result<(), Failure> {
        if self.pending().looks.is_empty() || self.reads_only() {
            return Ok(());
        }
        let mut store = self.write()?;
        let looks: Vec<Look> = self.pending().looks.iter().take(BATCH).cloned().collect();
        let Some(day) = looks.first().map(|look| look.at.day()) else { return Ok(()) };
        let of_the_day: Vec<Look> = looks.into_iter().take_while(|look| look.at.day() == day).collect();
        let written = of_the_day.len();
        let stream = store::trail_stream(self.identity.station, day);
        let event = SeatEvent::Looked(Looked { looks: of_the_day }, None);
        self.write_of_the_station(&mut store, stream, event)?;
        let mut pending = self.pending();
        pending.looks.drain(..written);
        let more = !pending.looks.is_empty();
        drop(pending);
        drop(store);
        self.announce(&[Topic::Trail]);
        if more { self.flush_trail() } else { Ok(()) }
    }

    /// An event of this workstation's own streams: by the program, in the name of whoever is logged in.
    pub(crate) fn write_of_the_station(
        &self,
        store: &mut Store,
        stream: Uuid,
        event: SeatEvent,
    ) -> Result<(), Failure> {
        let events = [Event::Seat(event)];
        let sealing = Sealing {
            keys: &self.keys,
            // Never the rehearsal's own chance: whether somebody looked must not change its ids.
            chance: &Chance::system(),
            station: self.identity.station,
            compartment: compartment(&events),
            signer: None,
        };
        let before = self.standing(store, stream)?;
        let by = By { person: self.me, at: self.clock.now() };
        let write = sealing.write(store, stream, before, &events, by)?;
        let committed = store.commit(std::slice::from_ref(&write), &[]);
        let mut hot = self.hot.lock().unwrap_or_else(PoisonError::into_inner);
        match committed {
            Ok(_) => hot.put(stream, write.after),
            Err(error) => {
                hot.forget(stream);
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// 查看号码: on the trail first, then shown.
    ///
    /// # Errors
    /// `Denied` by role; `Refused` when there is no number; faults of the store.
    pub fn reveal(&self, order: RevealOrder) -> Result<(String, Revealed), Failure> {
        self.may(Right::RevealNumber)?;
        let case = self.read(|reader| reader.case(order.case))?.ok_or(Rejection::NotFound)?;
        if case.text.number.is_empty() {
            return Err(Rejection::NotFound.into());
        }
        let what = if order.copy { LookKind::NumberCopied } else { LookKind::NumberRevealed };
        let mut look = self.look_of(what).at_case(&case);
        look.0.reason = Some(order.reason);
        self.look_at_once(look)?;
        let number = case.text.number;
        let seconds = if order.copy { COPIED_FOR } else { SHOWN_FOR };
        let seen = (!order.copy).then(|| number.clone());
        Ok((number, Revealed { number: seen, seconds }))
    }

    /// 打印: on the trail before the system's dialog opens.
    ///
    /// # Errors
    /// `Denied` by role; faults of the store.
    pub fn printing(&self, order: PrintOrder) -> Result<(), Failure> {
        self.may(order.right())?;
        let mut look = self.look_of(LookKind::Printed).counting(order.count.unwrap_or_default());
        if let Some(case) = order.case {
            let case = self.read(|reader| reader.case(case))?.ok_or(Rejection::NotFound)?;
            look = look.at_case(&case);
        }
        look.0.session = order.session.or(look.0.session);
        look.0.reason = Some(order.reason);
        self.look_at_once(look)
    }

    /// 导出
    pub(crate) fn exporting(
        &self,
        session: domain::id::SessionId,
        count: u32,
        reason: domain::seat::LookReason,
    ) -> Result<(), Failure> {
        let mut look = self.look_of(LookKind::Exported).counting(count);
        (look.0.session, look.0.reason) = (Some(session), Some(reason));
        self.look_at_once(look)
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending_looks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
