//! 接听看板: the running session in counts.

use super::counts::{Counters, by_category};
use crate::desk::Desk;
use crate::failure::Failure;
use domain::Stamp;
use domain::call::{Call, CallStage};
use domain::case::Case;
use domain::directory::Directory;
use domain::redact::Redacted;
use domain::session::{Seal, Session, SessionStage};
use domain::triage::likely_unit;
use domain::view::*;

const CATEGORIES: usize = 6;
const FIVE: i64 = 5 * 60;

impl Desk {
    pub(crate) fn board(&self) -> Result<BoardView, Failure> {
        let directory = self.directory();
        let now = self.clock.now();
        let read = self.read(|reader| {
            let Some(session) = super::header::current(reader.sessions()?) else { return Ok(None) };
            let calls = reader.calls_of_session(session.id)?;
            let cases = reader.cases_of_session(session.id)?;
            let tally = reader.tally(session.id)?;
            let counters = reader.counters(session.id)?;
            Ok(Some((session, calls, cases, tally, counters)))
        })?;
        let session = read.map(|(session, calls, cases, tally, counters)| BoardSession {
            number: session.plan.number,
            host: host(&session, &directory),
            stage: session.stage,
            starts_at: Stamp::local(session.plan.day, session.plan.starts),
            opened_at: session.opened_at,
            ends_at: session.opened_at.map(|opened| opened.plus_minutes(i64::from(session.plan.minutes))),
            lines_closed_at: session.lines_closed_at,
            reconciles: tally.reconciles(),
            tally,
            pace: pace(&session, &calls, now),
            categories: top(&counters, &directory),
            units: likely(&session, &cases, &directory),
            latest: latest(&cases, &directory),
            busy: calls.iter().filter(|call| call.stage == CallStage::Live).count() as u32,
            seats: session.plan.seats.len() as u32,
            absent: session.seal.as_ref().map(Seal::missing).unwrap_or_default(),
            reach: self.reach_of(&session),
        });
        Ok(BoardView {
            house: self.kind(),
            now,
            speed: self.clock.speed(),
            activity: directory.names.activity.clone(),
            session,
        })
    }
}

fn top(counters: &Counters, directory: &Directory) -> Vec<CategoryCount> {
    let mut categories = by_category(counters, directory);
    categories.retain(|count| count.category.is_some());
    let rest: u32 = categories.iter().skip(CATEGORIES).map(|count| count.cases).sum();
    categories.truncate(CATEGORIES);
    if rest > 0 {
        // 其余, so that the figures add up for whoever looks up at them.
        categories.push(CategoryCount { category: None, name: String::new(), cases: rest });
    }
    categories
}

/// Whose session it is: the plan's host, else the house's own district.
pub(super) fn host(session: &Session, directory: &Directory) -> String {
    let host = session.plan.host.as_ref().map(|host| host.name.clone());
    host.unwrap_or_else(|| directory.names.district.clone())
}

/// By when each call was answered; a session that is over keeps the pace it had.
fn pace(session: &Session, calls: &[Call], now: Stamp) -> Pace {
    let Some(opened) = session.opened_at else { return Pace::default() };
    let running = session.stage == SessionStage::Open;
    let end = if running { now } else { session.lines_closed_at.unwrap_or(now) };
    let length = end.seconds_since(opened).max(1);
    let answered = || calls.iter().filter_map(|call| call.answered).map(|answered| answered.at);
    let mut fives = vec![0; usize::try_from((length - 1) / FIVE + 1).unwrap_or_default().clamp(1, 288)];
    for at in answered() {
        let slot = usize::try_from(at.seconds_since(opened).max(0) / FIVE).unwrap_or_default();
        if let Some(calls) = fives.get_mut(slot) {
            *calls += 1;
        }
    }
    // While it runs the last five minutes say how it goes; after it, only the whole says how it went.
    let window = if running { FIVE.min(length) } else { length };
    let recent = answered().filter(|at| end.seconds_since(*at) < window && *at <= end).count();
    let per_minute = recent as f64 * 60.0 / window as f64;
    Pace { per_minute: (per_minute * 10.0).round() / 10.0, fives }
}

fn likely(session: &Session, cases: &[Case], directory: &Directory) -> Vec<UnitLikely> {
    let units = directory.units_in_order().into_iter();
    units
        .filter(|unit| session.plan.units.contains(&unit.id))
        .map(|unit| {
            let of_unit = |case: &&Case| likely_unit(case, directory) == Some(unit.id);
            let cases = cases.iter().filter(of_unit).count() as u32;
            UnitLikely { unit: unit.id, name: unit.name.clone(), cases }
        })
        .collect()
}

/// The newest case that has a disposition. Shielded ones are passed over: a place and a category could tell.
fn latest(cases: &[Case], directory: &Directory) -> Option<Latest> {
    let open = cases.iter().filter(|case| !case.shielded() && !case.erased);
    let newest = open.filter(|case| case.disposition.is_some()).max_by_key(|case| case.changed_at)?;
    let place = newest.place(directory);
    Some(Latest {
        place: Redacted::place(place.rsplit('·').next().unwrap_or_default().trim(), &newest.text.caller),
        category: newest
            .matter
            .category
            .and_then(|id| directory.categories.get(&id))
            .map(|category| category.name.clone())
            .unwrap_or_default(),
        disposition: newest.disposition?,
    })
}
