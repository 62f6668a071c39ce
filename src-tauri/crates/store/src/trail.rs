//! 查看记录 in rows: what the journal's looks say, for the auditor to search.

use crate::error::{Error, File};
use crate::fold;
use crate::project::word;
use crate::reader::TrailRow;
use domain::event::{Event, SeatEvent};
use domain::id::{CaseId, PersonId, SessionId};
use domain::number::CaseNumber;
use domain::{Made, Stamp};
use rusqlite::{Connection, Row, params};
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vault::{Envelope, Keys};

/// In the order in which [`row`] reads them.
pub(crate) const COLUMNS: &str = "seq, n, at, person, what, case_id, number, session, reason, count";

/// Writes the rows of one envelope; most have none.
pub(crate) fn note(conn: &Connection, keys: &Keys, seq: u64, envelope: &Envelope<'_>) -> Result<(), Error> {
    said(keys, seq, envelope).iter().try_for_each(|look| write(conn, look))
}

/// Makes all of it anew.
pub(crate) fn renew(conn: &Connection, keys: &Keys) -> Result<(), Error> {
    conn.execute("DELETE FROM main.trail", [])?;
    let mut select = conn.prepare("SELECT seq, body FROM main.journal ORDER BY seq")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let body = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        // One that can't be read is verify's to name.
        if let Ok(envelope) = Envelope::parse(body) {
            note(conn, keys, row.get(0)?, &envelope)?;
        }
    }
    Ok(())
}

/// What an envelope says of who looked. Only the office's: what it can't read is on no auditor's trail.
pub(crate) fn said(keys: &Keys, seq: u64, envelope: &Envelope<'_>) -> Vec<TrailRow> {
    match fold::of_office(keys, envelope) {
        Some(made) => of(seq, &made),
        None => Vec::new(),
    }
}

pub(crate) fn of(seq: u64, made: &Made<Event>) -> Vec<TrailRow> {
    let Event::Seat(SeatEvent::Looked(facts, _)) = &made.event else { return Vec::new() };
    let row = |(n, look): (u32, &domain::seat::Look)| TrailRow {
        seq,
        n,
        at: look.at,
        person: look.person,
        what: look.what,
        case: look.case,
        number: look.number,
        session: look.session,
        reason: look.reason,
        count: look.count,
    };
    (0..).zip(&facts.looks).map(row).collect()
}

fn write(conn: &Connection, look: &TrailRow) -> Result<(), Error> {
    let sql = format!("INSERT INTO main.trail({COLUMNS}) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    let values = params![
        look.seq,
        look.n,
        look.at.0,
        look.person.0.as_bytes(),
        word(&look.what)?,
        look.case.map(|case| *case.0.as_bytes()),
        look.number.map(|number| number.to_string()),
        look.session.map(|session| *session.0.as_bytes()),
        look.reason.map(|reason| word(&reason)).transpose()?,
        look.count,
    ];
    conn.prepare_cached(&sql)?.execute(values)?;
    Ok(())
}

pub(crate) fn row(row: &Row<'_>) -> Result<TrailRow, Error> {
    let id = |at| Ok::<_, rusqlite::Error>(row.get::<_, Option<[u8; 16]>>(at)?.map(Uuid::from_bytes));
    let number = row.get::<_, Option<String>>(6)?;
    let number = number.map(|text| CaseNumber::parse(&text, 0).ok_or_else(unreadable)).transpose()?;
    Ok(TrailRow {
        seq: row.get(0)?,
        n: row.get(1)?,
        at: Stamp(row.get(2)?),
        person: PersonId(Uuid::from_bytes(row.get(3)?)),
        what: code(row.get(4)?)?,
        case: id(5)?.map(CaseId),
        number,
        session: id(7)?.map(SessionId),
        reason: row.get::<_, Option<String>>(8)?.map(code).transpose()?,
        count: row.get(9)?,
    })
}

/// What [`word`] wrote.
fn code<T: DeserializeOwned>(word: String) -> Result<T, Error> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|_| unreadable())
}

fn unreadable() -> Error {
    Error::damaged(File::Record, "a row of the trail that can't be read")
}
