//! The row of a case.

use super::{day_number, execute, json, word};
use crate::error::Error;
use domain::case::{Case, Stage};
use domain::view::CaseState;
use rusqlite::{Connection, params};
use uuid::Uuid;

pub(super) fn write(conn: &Connection, case: &Case) -> Result<(), Error> {
    let day = case.number.map_or_else(|| case.recorded_at.day(), |number| number.day);
    let master = case.master().map(|master| master.0);
    let (session, call) = case.origin.map(|origin| (origin.session.0, origin.call.0)).unzip();
    let category = case.matter.category.map(|category| category.0);
    let unit = unit(case);
    let values = params![
        case.id.0.as_bytes(),
        bytes(&session),
        bytes(&call),
        day_number(day),
        case.number.map_or(0, |number| number.ordinal),
        case.number.map_or(0, |number| number.count),
        case.recorded_at.0,
        word(&CaseState::of(case.stage))?,
        settled(case),
        case.disposition.map(|disposition| word(&disposition)).transpose()?.unwrap_or_default(),
        bytes(&category),
        bytes(&unit),
        case.due().map_or(0, |due| due.0),
        case.matter.hazard,
        bytes(&master),
        bytes(&case.external),
        case.text.number,
        words(case),
        json(case)?,
    ];
    execute(conn, include_str!("case.sql"), values)?;
    execute(conn, "DELETE FROM cases.evidence WHERE id = ?1", params![case.id.0.as_bytes()])?;
    for one in &case.evidence {
        let sql = "INSERT OR IGNORE INTO cases.evidence(id, hash, erased) VALUES(?1, ?2, ?3)";
        execute(conn, sql, params![case.id.0.as_bytes(), one.hash.0, case.erased])?;
    }
    given(conn, case, day_number(day))
}

/// A row for each unit that the case has been given to: a guess or a claim gives it to nobody.
fn given(conn: &Connection, case: &Case, day: i64) -> Result<(), Error> {
    let id = case.id.0.as_bytes();
    execute(conn, "DELETE FROM cases.given WHERE id = ?1", params![id])?;
    let Some(assignment) = &case.assignment else { return Ok(()) };
    let sql = "INSERT OR IGNORE INTO cases.given(id, unit, day, ordinal, count, recorded_at) \
               VALUES(?1, ?2, ?3, ?4, ?5, ?6)";
    let (ordinal, count) = case.number.map_or((0, 0), |number| (number.ordinal, number.count));
    for unit in std::iter::once(&assignment.lead).chain(&assignment.assisting) {
        execute(conn, sql, params![id, unit.0.as_bytes(), day, ordinal, count, case.recorded_at.0])?;
    }
    Ok(())
}

/// Who has it, or will probably get it; a category's unit is the directory's to tell.
fn unit(case: &Case) -> Option<Uuid> {
    let assigned = case.assignment.as_ref().map(|given| given.lead);
    let claimed = case.claim.as_ref().map(|claim| claim.unit);
    assigned.or(case.locked_lead()).or(claimed).or(case.matter.candidate).map(|unit| unit.0)
}

/// Decided in a way that another case of its kind can follow.
fn settled(case: &Case) -> bool {
    case.settled() && !matches!(case.stage, Stage::Voided { .. })
}

/// What the ledger's words are looked for in; a line break keeps one field from running into the next.
fn words(case: &Case) -> String {
    let number = case.number.map(|number| number.to_string()).unwrap_or_default();
    [number.as_str(), &case.text.title, &case.text.place, &case.text.caller].join("\n")
}

fn bytes(id: &Option<Uuid>) -> &[u8] {
    id.as_ref().map_or(&[], |id| id.as_bytes())
}
