//! The row of a call.

use super::{execute, json, word};
use crate::error::Error;
use domain::call::Call;
use rusqlite::{Connection, params};

pub(super) fn write(conn: &Connection, call: &Call) -> Result<(), Error> {
    let row = params![
        call.id.0.as_bytes(),
        call.session.0.as_bytes(),
        word(&call.stage)?,
        call.answered.map_or(0, |answered| answered.seat),
        call.rang_at.0,
        call.number.as_deref().unwrap_or_default(),
        json(call)?,
    ];
    execute(conn, include_str!("call.sql"), row)
}
