//! The ledger: any page of the cases that a filter lets through.

use super::Reader;
use crate::error::{Error, InCases};
use crate::project::{bodies, word};
use domain::case::Case;
use domain::view::LedgerFilter;
use rusqlite::ToSql;
use rusqlite::params_from_iter;

impl Reader {
    /// How many cases the filter lets through, and `count` of them from place `from`: newest day first,
    /// within a day by number; cases without a number before them, newest first.
    ///
    /// The unit is the assigned lead, else the adjudicated one, else the claiming one, else the
    /// recorder's guess.
    pub fn ledger(&self, filter: &LedgerFilter, from: u32, count: u32) -> Result<(u32, Vec<Case>), Error> {
        let Where { sql, values } = Where::of(filter)?;
        let bound = || values.iter().map(|value| &**value);
        // One session is a few hundred rows of an index of its own; all else is one walk through the ledger's.
        let from_index = if filter.session.is_some() { "" } else { "INDEXED BY cases_ledger" };
        let total = format!("SELECT count(*) FROM cases.cases {from_index} {sql}");
        let mut select = self.conn.prepare_cached(&total).in_cases()?;
        let total = select.query_row(params_from_iter(bound()), |row| row.get(0)).in_cases()?;
        // The page is found in the index alone; then only its own bodies are read.
        let page = format!(
            "WITH page AS (SELECT id FROM cases.cases {from_index} {sql} {ORDER} LIMIT ? OFFSET ?) \
             SELECT body FROM page JOIN cases.cases USING(id) {ORDER}"
        );
        let limits: [&dyn ToSql; 2] = [&count, &from];
        Ok((total, bodies(&self.conn, &page, params_from_iter(bound().chain(limits)))?))
    }
}

const ORDER: &str = "ORDER BY day DESC, ordinal, count, recorded_at DESC, id";

/// Fixed fragments and bound values; nothing that was typed is ever part of the SQL.
struct Where {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Where {
    fn of(filter: &LedgerFilter) -> Result<Where, Error> {
        let mut built = Where { sql: String::from("WHERE 1"), values: Vec::new() };
        if let Some(session) = filter.session {
            built.and("session <> x'' AND session = ?", *session.0.as_bytes());
        }
        if let Some(disposition) = filter.disposition {
            built.and("disposition = ?", word(&disposition)?);
        }
        if let Some(state) = filter.state {
            built.and("stage = ?", word(&state)?);
        }
        if let Some(unit) = filter.unit {
            built.and("unit = ?", *unit.0.as_bytes());
        }
        if filter.hazard {
            built.and("hazard = ?", true);
        }
        for piece in filter.words.split_whitespace() {
            built.and(r"words LIKE ? ESCAPE '\'", like(piece));
        }
        Ok(built)
    }

    fn and(&mut self, fragment: &'static str, value: impl ToSql + 'static) {
        self.sql.push_str(" AND ");
        self.sql.push_str(fragment);
        self.values.push(Box::new(value));
    }
}

/// A pattern that finds the piece anywhere, each of its characters meaning itself.
fn like(piece: &str) -> String {
    let mut pattern = String::from("%");
    for character in piece.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
