//! Queries for cases.

use super::Reader;
use crate::error::{Error, InCases};
use crate::project::{bodies, day_number, each_body};
use chrono::NaiveDate;
use domain::Stamp;
use domain::case::Case;
use domain::id::{CallId, CaseId, CategoryId, SessionId, UnitId};
use rusqlite::params;
use std::collections::HashSet;
use uuid::Uuid;

/// What a number has asked before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    pub total: u32,
    pub first_at: Option<Stamp>,
    /// As many as were asked for.
    pub newest: Vec<Case>,
}

/// What a unit has in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    pub unit: UnitId,
    pub open: u32,
    /// Of the open: past their due date.
    pub overdue: u32,
}

impl Reader {
    pub fn case(&self, id: CaseId) -> Result<Option<Case>, Error> {
        self.one("SELECT body FROM cases.cases WHERE id = ?1", id.0)
    }

    /// By number.
    pub fn cases_of_call(&self, call: CallId) -> Result<Vec<Case>, Error> {
        let sql = "SELECT body FROM cases.cases WHERE call = ?1 AND call <> x'' \
                   ORDER BY day, ordinal, count, recorded_at, id";
        self.all(sql, call.0)
    }

    /// By number.
    pub fn cases_of_session(&self, session: SessionId) -> Result<Vec<Case>, Error> {
        let sql = "SELECT body FROM cases.cases WHERE session = ?1 AND session <> x'' \
                   ORDER BY day, ordinal, count, recorded_at, id";
        self.all(sql, session.0)
    }

    /// The cases that were merged into this one, by number.
    pub fn merged_into(&self, master: CaseId) -> Result<Vec<Case>, Error> {
        let sql = "SELECT body FROM cases.cases WHERE master = ?1 AND master <> x'' \
                   ORDER BY day, ordinal, count, recorded_at, id";
        self.all(sql, master.0)
    }

    /// The session's cases that wait for the meeting's word, by number.
    pub fn pending(&self, session: SessionId) -> Result<Vec<CaseId>, Error> {
        let sql = "SELECT id FROM cases.cases WHERE session = ?1 AND session <> x'' \
                   AND stage = 'pendingTriage' ORDER BY day, ordinal, count, recorded_at, id";
        let mut select = self.conn.prepare_cached(sql).in_cases()?;
        let rows = select.query_map(params![session.0.as_bytes()], |row| row.get(0).map(case_id));
        rows.in_cases()?.collect::<Result<_, _>>().in_cases()
    }

    /// The running number of this workstation's next case on that day, from 1.
    pub fn next_count(&self, day: NaiveDate, ordinal: u8) -> Result<u16, Error> {
        let sql = "SELECT coalesce(max(count), 0) FROM cases.cases WHERE day = ?1 AND ordinal = ?2";
        let mut select = self.conn.prepare_cached(sql).in_cases()?;
        let last: u16 = select.query_row(params![day_number(day), ordinal], |row| row.get(0)).in_cases()?;
        last.checked_add(1).ok_or(Error::Unfit { what: "a day with more cases than numbers" })
    }

    /// The cases of a telephone number: called back on it, or rung from it.
    pub fn by_number(&self, number: &str, limit: u32) -> Result<History, Error> {
        if number.is_empty() {
            return Ok(History::default());
        }
        let count = include_str!("cases/count_by_number.sql");
        let mut select = self.conn.prepare_cached(count).in_cases()?;
        let (total, first_at) = select
            .query_row([number], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.map(Stamp))))
            .in_cases()?;
        let newest = bodies(&self.conn, include_str!("cases/by_number.sql"), params![number, limit])?;
        Ok(History { total, first_at, newest })
    }

    /// How many cases have been given to the unit, to lead or to assist, and `count` of them from place `from`,
    /// in the order of the ledger. Only the page's own bodies are read.
    pub fn given_to(&self, unit: UnitId, from: u32, count: u32) -> Result<(u32, Vec<Case>), Error> {
        let sql = "SELECT count(*) FROM cases.given WHERE unit = ?1";
        let mut select = self.conn.prepare_cached(sql).in_cases()?;
        let total = select.query_row([unit.0.as_bytes()], |row| row.get(0)).in_cases()?;
        let page = params![unit.0.as_bytes(), count, from];
        Ok((total, bodies(&self.conn, include_str!("cases/given_to.sql"), page)?))
    }

    /// Which of these ids of another system are here already.
    pub fn external_known(&self, ids: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
        let sql = "SELECT 1 FROM cases.cases WHERE external = ?1 AND external <> x''";
        let mut select = self.conn.prepare_cached(sql).in_cases()?;
        let mut known = HashSet::new();
        for id in ids {
            if select.exists(params![id.as_bytes()]).in_cases()? {
                known.insert(*id);
            }
        }
        Ok(known)
    }

    /// 同类怎么定的: settled cases of the category, voided ones left out, newest first.
    pub fn same_category_settled(
        &self,
        category: CategoryId,
        except: CaseId,
        limit: u32,
    ) -> Result<Vec<Case>, Error> {
        let sql = "SELECT body FROM cases.cases WHERE category = ?1 AND settled = 1 AND id <> ?2 \
                   ORDER BY recorded_at DESC LIMIT ?3";
        bodies(&self.conn, sql, params![category.0.as_bytes(), except.0.as_bytes(), limit])
    }

    /// Hands over the cases that are not ended, one by one, in the order of the ledger. They are found in its
    /// index alone, so that a hundred thousand closed ones cost no body.
    pub fn open_cases(&self, each: impl FnMut(Case)) -> Result<(), Error> {
        each_body(&self.conn, include_str!("cases/open.sql"), [], each)
    }

    /// What each unit has in hand, assigned or in progress, and what of it was due before `at`.
    pub fn open_by_unit(&self, at: Stamp) -> Result<Vec<Load>, Error> {
        let mut select = self.conn.prepare_cached(include_str!("cases/open_by_unit.sql")).in_cases()?;
        let rows = select.query_map([at.0], |row| {
            let unit = UnitId(Uuid::from_bytes(row.get(0)?));
            Ok(Load { unit, open: row.get(1)?, overdue: row.get(2)? })
        });
        rows.in_cases()?.collect::<Result<_, _>>().in_cases()
    }
}

fn case_id(bytes: [u8; 16]) -> CaseId {
    CaseId(Uuid::from_bytes(bytes))
}
