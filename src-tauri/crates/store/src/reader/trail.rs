//! Who looked: searched by the auditor, listed beside a case.

use super::Reader;
use crate::error::{Error, InCases};
use crate::project::{day_number, word};
use crate::trail::{COLUMNS, row};
use domain::Stamp;
use domain::id::{CaseId, PersonId, SessionId};
use domain::number::CaseNumber;
use domain::seat::{LookKind, LookReason};
use rusqlite::{OptionalExtension, ToSql, params, params_from_iter};
use std::collections::BTreeMap;
use uuid::Uuid;

/// One person, one thing looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailRow {
    /// The journal's row that says so, and the place in it.
    pub seq: u64,
    pub n: u32,
    pub at: Stamp,
    pub person: PersonId,
    pub what: LookKind,
    pub case: Option<CaseId>,
    pub number: Option<CaseNumber>,
    pub session: Option<SessionId>,
    pub reason: Option<LookReason>,
    pub count: Option<u32>,
}

/// What is looked for; what is left out lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailQuery {
    pub person: Option<PersonId>,
    pub what: Vec<LookKind>,
    pub number: Option<CaseNumber>,
    pub from: Option<Stamp>,
    /// The first moment that is no longer meant.
    pub to: Option<Stamp>,
}

impl Reader {
    /// How many looks the query finds, and `count` of them from place `from`, newest first.
    pub fn trail(&self, query: &TrailQuery, from: u32, count: u32) -> Result<(u32, Vec<TrailRow>), Error> {
        let papers = query.number.map(|number| self.papers_of_number(number)).transpose()?;
        let (filter, values) = filter(query, papers.unwrap_or_default())?;
        let bound = || values.iter().map(|value| &**value);
        let mut select = self.conn.prepare_cached(&format!("SELECT count(*) FROM trail {filter}"))?;
        let total = select.query_row(params_from_iter(bound()), |row| row.get(0))?;
        let page = format!("SELECT {COLUMNS} FROM trail {filter} {ORDER} LIMIT ? OFFSET ?");
        let limits: [&dyn ToSql; 2] = [&count, &from];
        Ok((total, self.looks(&page, params_from_iter(bound().chain(limits)))?))
    }

    /// Who looked at a case, newest first: the papers that it stood on too, a session's or all there is.
    pub fn trail_of_case(&self, case: CaseId) -> Result<Vec<TrailRow>, Error> {
        let id = case.0.as_bytes();
        let sql = "SELECT session FROM cases.cases WHERE id = ?1";
        let known = "SELECT session FROM trail WHERE case_id = ?1 AND session IS NOT NULL LIMIT 1";
        let (papers, session) = self.papers(sql, params![id], known, params![id])?.part();
        let sql = format!("SELECT {COLUMNS} FROM trail WHERE case_id = ?1 OR ({papers}) {ORDER}");
        self.looks(&sql, params_from_iter([Some(*id), session].into_iter().flatten()))
    }

    fn papers_of_number(&self, number: CaseNumber) -> Result<Papers, Error> {
        let sql = "SELECT session FROM cases.cases WHERE day = ?1 AND ordinal = ?2 AND count = ?3";
        let known = "SELECT session FROM trail WHERE number = ?1 AND session IS NOT NULL LIMIT 1";
        let case = params![day_number(number.day), number.ordinal, number.count];
        self.papers(sql, case, known, params![number.to_string()])
    }

    /// On which papers a case stands: told by its row, or, to who reads no case, by a look at it.
    fn papers(
        &self,
        row: &str,
        case: impl rusqlite::Params,
        known: &str,
        look: impl rusqlite::Params,
    ) -> Result<Papers, Error> {
        if self.place.cases_key.is_some() {
            let mut select = self.conn.prepare_cached(row).in_cases()?;
            let session = select.query_row(case, |row| row.get::<_, Vec<u8>>(0)).optional().in_cases()?;
            return Ok(match session.map(<[u8; 16]>::try_from) {
                None => Papers::None,
                Some(Ok(session)) => Papers::Session(session),
                Some(Err(_)) => Papers::OfAll,
            });
        }
        let mut select = self.conn.prepare_cached(known)?;
        let session = select.query_row(look, |row| row.get(0)).optional()?;
        Ok(session.map_or(Papers::Any, Papers::Session))
    }

    /// When each person last logged in.
    pub fn last_logins(&self) -> Result<BTreeMap<PersonId, Stamp>, Error> {
        let sql = "SELECT person, max(at) FROM trail WHERE what = 'loggedIn' GROUP BY person";
        let mut select = self.conn.prepare_cached(sql)?;
        let rows =
            select.query_map([], |row| Ok((PersonId(Uuid::from_bytes(row.get(0)?)), Stamp(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn looks(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<TrailRow>, Error> {
        let mut select = self.conn.prepare_cached(sql)?;
        let mut rows = select.query(values)?;
        let mut found = Vec::new();
        while let Some(look) = rows.next()? {
            found.push(row(look)?);
        }
        Ok(found)
    }
}

/// The exports and prints, which name a session and no case, that a case stands on.
#[derive(Clone, Copy, Default)]
enum Papers {
    /// There is no such case.
    #[default]
    None,
    /// Its session's, and those of everything.
    Session([u8; 16]),
    /// It came from another system: only those of everything.
    OfAll,
    /// Nothing says which session it belongs to: rather one too many than one that isn't found.
    Any,
}

impl Papers {
    /// A fixed fragment, and the value of its one `?`.
    fn part(self) -> (&'static str, Option<[u8; 16]>) {
        match self {
            Papers::None => ("0", None),
            Papers::Session(session) => (
                "case_id IS NULL AND what IN ('exported', 'printed') AND (session IS NULL OR session = ?)",
                Some(session),
            ),
            Papers::OfAll => {
                ("case_id IS NULL AND what IN ('exported', 'printed') AND session IS NULL", None)
            }
            Papers::Any => ("case_id IS NULL AND what IN ('exported', 'printed')", None),
        }
    }
}

const ORDER: &str = "ORDER BY at DESC, seq DESC, n DESC";

/// Fixed fragments and bound values.
fn filter(query: &TrailQuery, papers: Papers) -> Result<(String, Vec<Box<dyn ToSql>>), Error> {
    let mut sql = String::from("WHERE 1");
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    if let Some(number) = query.number {
        let (papers, session) = papers.part();
        sql.push_str(&format!(" AND (number = ? OR ({papers}))"));
        values.push(Box::new(number.to_string()));
        if let Some(session) = session {
            values.push(Box::new(session));
        }
    }
    let mut and = |fragment: &str, value: Box<dyn ToSql>| {
        sql.push_str(" AND ");
        sql.push_str(fragment);
        values.push(value);
    };
    if let Some(person) = query.person {
        and("person = ?", Box::new(*person.0.as_bytes()));
    }
    if let Some(from) = query.from {
        and("at >= ?", Box::new(from.0));
    }
    if let Some(to) = query.to {
        and("at < ?", Box::new(to.0));
    }
    if let [first, others @ ..] = query.what.as_slice() {
        and(&format!("what IN (?{})", ", ?".repeat(others.len())), Box::new(word(first)?));
        for what in others {
            values.push(Box::new(word(what)?));
        }
    }
    Ok((sql, values))
}
