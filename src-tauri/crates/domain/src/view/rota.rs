//! 轮值表: the days to come, who hosts, and the numbers that their sessions have or get.

use crate::directory::{Directory, RotaRule};
use crate::id::SessionId;
use crate::session::{Host, Session, SessionStage};
use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// 轮值表: the coming weeks.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RotaView {
    pub rule: RotaRule,
    pub days: Vec<RotaDay>,
    /// Hosts seen before, for the pickers: the house's own district first.
    pub hosts: Vec<Host>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RotaDay {
    pub day: NaiveDate,
    pub working: bool,
    /// The holiday's or shifted day's name where an entry decides.
    pub name: Option<String>,
    /// False: the year's notice is not known yet, so the day is 暂定.
    pub known: bool,
    /// An entry of the rota stands for it.
    pub entered: bool,
    /// The session's, else the entry's.
    pub host: Option<Host>,
    pub session: Option<SessionId>,
    pub stage: Option<SessionStage>,
    /// The session's number, or the one that the host would get.
    pub number: u32,
    pub city_number: u32,
}

/// Days at most: a page shows a year.
const MOST_DAYS: u32 = 60;
/// And none further away than ten years, for numbers are counted from today.
const FURTHEST: Days = Days::new(3660);

impl RotaView {
    /// `count` days of the rule from `from` on, and among them every other day that is entered or has a session.
    pub fn of(
        directory: &Directory,
        sessions: &[Session],
        today: NaiveDate,
        from: NaiveDate,
        count: u32,
    ) -> RotaView {
        let rule = directory.rota_rule;
        let from = today.checked_add_days(FURTHEST).map_or(from, |furthest| from.min(furthest));
        let mut sessions: Vec<&Session> = sessions.iter().collect();
        sessions.sort_by_key(|session| (session.plan.day, session.plan.starts, session.plan.number));
        let hosts = hosts(directory, &sessions);
        // Days between today and the page use up numbers too.
        let weekly = || weekly(rule, from.min(today));
        let shown = weekly().filter(|day| *day >= from).take(count.min(MOST_DAYS) as usize);
        let Some(last) = shown.last() else { return RotaView { rule, days: Vec::new(), hosts } };
        let elsewhere = directory.rota.keys().copied().chain(sessions.iter().map(|session| session.plan.day));
        let days: BTreeSet<NaiveDate> =
            weekly().take_while(|day| *day <= last).chain(elsewhere.filter(|day| *day <= last)).collect();
        let mut counted = Counted { today, directory, hosts: Vec::new(), city: 0 };
        let mut seen = Vec::new();
        for day in days {
            let of_day: Vec<&Session> =
                sessions.iter().copied().filter(|session| session.plan.day == day).collect();
            seen.extend(counted.day(day, &of_day).into_iter().filter(|row| row.day >= from));
        }
        RotaView { rule, days: seen, hosts }
    }
}

/// The rule's weekdays from a day on, that day included.
fn weekly(rule: RotaRule, from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let weekday = u32::from(rule.weekday.clamp(1, 7));
    let ahead = (7 + weekday - from.weekday().number_from_monday()) % 7;
    let first = from.checked_add_days(Days::new(u64::from(ahead)));
    std::iter::successors(first, |day| day.checked_add_days(Days::new(7)))
}

fn hosts(directory: &Directory, sessions: &[&Session]) -> Vec<Host> {
    let own = Host::own(directory);
    let entered = directory.rota.values().filter_map(|entry| entry.host.clone());
    let held = sessions.iter().map(|session| session.host(directory));
    let mut hosts: Vec<Host> = Vec::new();
    for host in std::iter::once(own).chain(entered).chain(held) {
        if !host.name.is_empty() && !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}

/// Numbers run on for each host, and over all of them.
struct Counted<'a> {
    today: NaiveDate,
    directory: &'a Directory,
    hosts: Vec<(Host, u32)>,
    city: u32,
}

impl Counted<'_> {
    /// A day has a row for each session that is held on it, or one in its own right.
    fn day(&mut self, day: NaiveDate, sessions: &[&Session]) -> Vec<RotaDay> {
        let cancelled = |session: &&&Session| session.stage == SessionStage::Cancelled;
        let mut held = sessions.iter().filter(|session| !cancelled(session)).peekable();
        if held.peek().is_some() {
            return held.map(|session| self.held(session)).collect();
        }
        vec![match sessions.iter().find(cancelled) {
            Some(session) => self.cancelled(session),
            None => self.open(day),
        }]
    }

    fn held(&mut self, session: &Session) -> RotaDay {
        let host = session.host(self.directory);
        let number = session.plan.number;
        // A plan without the city's number goes by the running one.
        let city = session.plan.city_number.unwrap_or_else(|| number.max(self.city.saturating_add(1)));
        self.use_up(&host, number, city);
        self.row(session.plan.day, Some(session), Some(host), (number, city))
    }

    /// Its number is free again.
    fn cancelled(&self, session: &Session) -> RotaDay {
        let host = session.host(self.directory);
        let numbers = (session.plan.number, session.plan.city_number.unwrap_or(self.city.saturating_add(1)));
        self.row(session.plan.day, Some(session), Some(host), numbers)
    }

    /// Nothing is planned yet. A day that is still to come uses up a number, unless it falls out.
    fn open(&mut self, day: NaiveDate) -> RotaDay {
        let entry = self.directory.rota.get(&day);
        let entered = entry.and_then(|entry| entry.host.clone());
        // A day that nobody was entered for is the own district's.
        let host = entered.clone().unwrap_or_else(|| Host::own(self.directory));
        let (number, city) = (self.last(&host).saturating_add(1), self.city.saturating_add(1));
        let takes_place = match entry {
            Some(entry) => entry.host.is_some(),
            None => self.directory.calendar.is_working(day),
        };
        if takes_place && day >= self.today {
            self.use_up(&host, number, city);
        }
        self.row(day, None, entered, (number, city))
    }

    fn row(
        &self,
        day: NaiveDate,
        session: Option<&Session>,
        host: Option<Host>,
        (number, city_number): (u32, u32),
    ) -> RotaDay {
        let calendar = &self.directory.calendar;
        RotaDay {
            day,
            working: calendar.is_working(day),
            name: calendar.entry(day).map(|entry| entry.name.clone()).filter(|name| !name.is_empty()),
            known: calendar.knows(day.year()),
            entered: self.directory.rota.contains_key(&day),
            host: host.filter(|host| !host.name.is_empty()),
            session: session.map(|session| session.id),
            stage: session.map(|session| session.stage),
            number,
            city_number,
        }
    }

    fn last(&self, host: &Host) -> u32 {
        self.hosts.iter().find(|(known, _)| known == host).map_or(0, |(_, last)| *last)
    }

    fn use_up(&mut self, host: &Host, number: u32, city: u32) {
        self.city = self.city.max(city);
        match self.hosts.iter_mut().find(|(known, _)| known == host) {
            Some((_, last)) => *last = number.max(*last),
            None => self.hosts.push((host.clone(), number)),
        }
    }
}
