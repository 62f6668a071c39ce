//! The leader's window: the greeting, what the recorder types, who in the room can answer, what to say.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::room::{Room, can_hang_up};
use domain::Stamp;
use domain::call::{Call, Disposition};
use domain::case::{CaseForm, title_of};
use domain::directory::{Directory, Unit};
use domain::id::{CategoryId, UnitId};
use domain::redact::Redacted;
use domain::session::{Session, SessionStage};
use domain::view::*;
use std::collections::BTreeSet;

/// As many as fit beside the form in the leader's letters.
const HEADS: usize = 3;
const LINES: usize = 3;
const UNITS_BEFORE: usize = 4;

impl Desk {
    pub(crate) fn leader(&self) -> Result<LeaderView, Failure> {
        let directory = self.directory();
        let now = self.clock.now();
        let seat = self.room().seat;
        let sessions = self.read(|reader| reader.sessions())?;
        let session = super::header::current(sessions);
        let live = self.call_at_seat()?;
        let history = match &live {
            Some((_, call)) => self.who_rang_before(call)?,
            None => None,
        };
        let room = self.room();
        let call = live.map(|(session, call)| {
            let shown = Shown { session: &session, call: &call, room: &room, directory: &directory, now };
            shown.call(history)
        });
        Ok(LeaderView {
            house: self.kind(),
            now,
            speed: self.clock.speed(),
            seat: seat.and_then(|seat| leader_seat(session.as_ref()?, seat, &directory)),
            call,
            camera: room.camera,
            reach: session.as_ref().and_then(|session| self.reach_of(session)),
        })
    }

    fn who_rang_before(&self, call: &Call) -> Result<Option<LeaderHistory>, Failure> {
        let (typed, stops, said) = {
            let room = self.room();
            let sheet = room.sheet.as_ref().filter(|sheet| sheet.call == call.id);
            let form = sheet.map(|sheet| &sheet.form);
            (
                form.map(|form| form.text.number.clone()).filter(|number| !number.trim().is_empty()),
                form.map(|form| form.matter.stops.clone()).unwrap_or_default(),
                form.map_or(0, |form| form.matter.asked_before),
            )
        };
        let Some(number) = typed.or_else(|| call.number.clone()) else { return Ok(None) };
        let history = self.history(&number, Some(call.id))?;
        let times = history.times.max(said);
        if times == 0 && stops.is_empty() {
            return Ok(None);
        }
        let now = self.clock.now();
        let directory = self.directory();
        let mut units: Vec<String> = Vec::new();
        let told = stops.iter().map(|stop| directory.unit_name(stop.unit));
        for unit in history.entries.iter().rev().map(|entry| entry.unit_name.clone()).chain(told) {
            if !unit.is_empty() && !units.contains(&unit) {
                units.push(unit);
            }
        }
        units.truncate(UNITS_BEFORE);
        let days = history.first_at.map_or(0, |first| now.seconds_since(first).max(0) / 86_400);
        let missed = history.entries.iter().find(|entry| entry.overdue);
        Ok(Some(LeaderHistory {
            times: times + 1,
            days: u32::try_from(days).unwrap_or(u32::MAX),
            units,
            missed: missed
                .and_then(|entry| Some(MissedDate { unit: entry.unit_name.clone(), due: entry.due? })),
        }))
    }
}

fn leader_seat(session: &Session, seat: u8, directory: &Directory) -> Option<LeaderSeat> {
    let plan = session.seat(seat)?;
    let leader = directory.people.get(&plan.leader);
    Some(LeaderSeat {
        seat,
        number: session.plan.number,
        stage: session.stage,
        title: leader.map(|leader| leader.title.clone()).unwrap_or_default(),
        name: leader.map(|leader| leader.name.clone()).unwrap_or_default(),
        ends_at: session
            .opened_at
            .filter(|_| session.stage == SessionStage::Open)
            .map(|opened| opened.plus_minutes(i64::from(session.plan.minutes))),
        recorder: plan.recorder.map(|recorder| directory.person_name(recorder)).unwrap_or_default(),
    })
}

/// One call as it is shown, with everything that the view is made from.
struct Shown<'a> {
    session: &'a Session,
    call: &'a Call,
    room: &'a Room,
    directory: &'a Directory,
    now: Stamp,
}

impl Shown<'_> {
    fn call(&self, history: Option<LeaderHistory>) -> LeaderCall {
        let sheet = self.room.sheet.as_ref().filter(|sheet| sheet.call == self.call.id);
        let empty = CaseForm::default();
        let form = sheet.map_or(&empty, |sheet| &sheet.form);
        let (text, matter) = (&form.text, &form.matter);
        let open = !self.room.camera;
        let (title, rest) = headline(form);
        let free = |said: &str| if open { Redacted::text(said, &text.caller) } else { Redacted::default() };
        let chosen = sheet.and_then(|sheet| sheet.disposition);
        let proposed = self.room.proposed(self.call.id);
        let guess = matter.candidate.or_else(|| self.directory.unit_of(matter.category?));
        let lead = sheet.and_then(|sheet| sheet.lead).or(guess);
        let how = chosen.or(proposed);
        let place = self.place(form);
        LeaderCall {
            call: self.call.id,
            stage: self.call.stage,
            answered_at: self.call.answered.map_or(self.call.rang_at, |answered| answered.at),
            ended_at: self.call.ended_at,
            begun: begun(form),
            caller: Redacted::name(&text.caller),
            title: if place.is_empty() { free(&title) } else { free(&title).behind_a_place() },
            place,
            quote: free(&rest),
            speech: matter.speech,
            history: history.filter(|_| open),
            heads: self.heads(guess, matter.category),
            lines: self.lines(matter.category),
            say: LeaderSay {
                how,
                due: sheet.and_then(|sheet| sheet.due).or(form.promise_due),
                unit: lead.map(|unit| self.directory.unit_name(unit)).unwrap_or_default(),
                answer: free(sheet.map_or("", |sheet| &sheet.answer)),
                spoken: sheet.map(|sheet| sheet.spoken.clone()).unwrap_or_default(),
                told_by: self.told_by(how),
            },
            proposed,
            chosen,
            hazard: matter.hazard,
            can_hang_up: can_hang_up(self.call),
        }
    }

    /// The compound alone: what stands before the last dot is the way there.
    fn place(&self, form: &CaseForm) -> Redacted {
        let named = form.matter.place.and_then(|id| self.directory.places.get(&id));
        let typed = form.text.place.trim();
        let whole = if typed.is_empty() { named.map_or("", |place| &place.name) } else { typed };
        Redacted::place(whole.rsplit('·').next().unwrap_or_default().trim(), &form.text.caller)
    }

    /// Who of those in the room can answer: the unit itself, then units of the same branch; by seat.
    fn heads(&self, guess: Option<UnitId>, category: Option<CategoryId>) -> Vec<LeaderHead> {
        let near = category.map(|category| self.units_near(category)).unwrap_or_default();
        let fitness = |unit: &Unit| match guess {
            Some(guess) if guess == unit.id => Some(0),
            Some(guess) if self.directory.units.get(&guess).and_then(|unit| unit.above) == Some(unit.id) => {
                Some(1)
            }
            Some(_) | None => near.contains(&unit.id).then_some(2),
        };
        let mut heads: Vec<_> = self
            .session
            .plan
            .units
            .iter()
            .filter_map(|id| {
                let unit = self.directory.units.get(id)?;
                let (fit, head) = (fitness(unit)?, self.head(unit)?);
                Some(((fit, head.row, head.place, unit.order), head))
            })
            .collect();
        heads.sort_by_key(|(key, _)| *key);
        heads.into_iter().take(HEADS).map(|(_, head)| head).collect()
    }

    /// Who sits in the room for a unit; before anybody has signed in, whoever is expected.
    fn head(&self, unit: &Unit) -> Option<LeaderHead> {
        let place = self.session.plan.hall.iter().find(|hall| hall.unit == unit.id);
        let expected = place.and_then(|hall| hall.person);
        let arrived = &self.session.arrived;
        let mut candidates = expected.into_iter().chain(unit.head).chain(unit.deputies.iter().copied());
        let person = candidates.find(|person| arrived.is_empty() || arrived.contains_key(person))?;
        let known = self.directory.people.get(&person)?;
        Some(LeaderHead {
            person,
            name: known.name.clone(),
            address: known.address.clone().unwrap_or_else(|| known.title.clone()),
            unit: unit.name.clone(),
            row: place.and_then(|hall| hall.row),
            place: place.and_then(|hall| hall.place),
            asked_at: self
                .room
                .asked(self.call.id)
                .find(|asked| asked.person == person)
                .map(|asked| asked.at),
        })
    }

    /// Units that answer for a category under the same top branch.
    fn units_near(&self, category: CategoryId) -> BTreeSet<UnitId> {
        let top = super::counts::top_branch(self.directory, category);
        let under = self.directory.categories.keys().copied();
        let under = under.filter(|id| super::counts::top_branch(self.directory, *id) == top);
        under.filter_map(|id| self.directory.unit_of(id)).collect()
    }

    /// 参考口径 of the category, or of the nearest branch above that has some.
    fn lines(&self, category: Option<CategoryId>) -> Vec<String> {
        let mut next = category;
        for _ in 0..8 {
            let Some(known) = next.and_then(|id| self.directory.categories.get(&id)) else { break };
            if !known.lines.is_empty() {
                return known.lines.iter().take(LINES).cloned().collect();
            }
            next = known.above;
        }
        Vec::new()
    }

    /// 告知: the citizen of a transferred case is told by the close of the next working day.
    fn told_by(&self, how: Option<Disposition>) -> Option<Stamp> {
        match how? {
            Disposition::Transferred => told_by(self.session.plan.day, self.directory, self.now),
            Disposition::ResolvedOnCall | Disposition::SameDay => None,
        }
    }
}

/// The close of the working day after the session's.
pub(super) fn told_by(day: chrono::NaiveDate, directory: &Directory, now: Stamp) -> Option<Stamp> {
    let (next, _) = directory.calendar.add_working_days(day, 1)?;
    Some(Stamp::local(next, directory.deadlines(now.day()).close_of_day))
}

/// Until the first word or the form of address, the greeting stands alone.
fn begun(form: &CaseForm) -> bool {
    let text = &form.text;
    let typed = [&text.caller, &text.matter, &text.title, &text.place];
    typed.into_iter().any(|text| !text.trim().is_empty()) || form.matter.category.is_some()
}

/// What it is about in a few words, and what is typed beyond them.
fn headline(form: &CaseForm) -> (String, String) {
    let matter = form.text.matter.trim();
    let title = form.text.title.trim();
    if !title.is_empty() {
        return (title.to_owned(), matter.to_owned());
    }
    let first = title_of(matter);
    match matter.strip_prefix(&first) {
        Some(rest) => {
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "。，,；;！!？?".contains(c));
            (first, rest.to_owned())
        }
        // Too long for a headline: it was cut, so the whole stands below.
        None => (first, matter.to_owned()),
    }
}
