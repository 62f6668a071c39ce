//! Who looked: searched by the auditor, listed beside a case.

use super::Reader;
use crate::error::Error;
use crate::project::word;
use crate::trail::{COLUMNS, row};
use domain::Stamp;
use domain::id::{CaseId, PersonId, SessionId};
use domain::number::CaseNumber;
use domain::seat::{LookKind, LookReason};
use rusqlite::{ToSql, params, params_from_iter};
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
        let (filter, values) = filter(query)?;
        let bound = || values.iter().map(|value| &**value);
        let mut select = self.conn.prepare_cached(&format!("SELECT count(*) FROM trail {filter}"))?;
        let total = select.query_row(params_from_iter(bound()), |row| row.get(0))?;
        let page = format!("SELECT {COLUMNS} FROM trail {filter} {ORDER} LIMIT ? OFFSET ?");
        let limits: [&dyn ToSql; 2] = [&count, &from];
        Ok((total, self.looks(&page, params_from_iter(bound().chain(limits)))?))
    }

    /// Who looked at a case, newest first.
    pub fn trail_of_case(&self, case: CaseId) -> Result<Vec<TrailRow>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM trail WHERE case_id = ?1 {ORDER}");
        self.looks(&sql, params![case.0.as_bytes()])
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

const ORDER: &str = "ORDER BY at DESC, seq DESC, n DESC";

/// Fixed fragments and bound values.
fn filter(query: &TrailQuery) -> Result<(String, Vec<Box<dyn ToSql>>), Error> {
    let mut sql = String::from("WHERE 1");
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut and = |fragment: &str, value: Box<dyn ToSql>| {
        sql.push_str(" AND ");
        sql.push_str(fragment);
        values.push(value);
    };
    if let Some(person) = query.person {
        and("person = ?", Box::new(*person.0.as_bytes()));
    }
    if let Some(number) = query.number {
        and("number = ?", Box::new(number.to_string()));
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
