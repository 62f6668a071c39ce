//! Rows from another system: read line by line, refused with row, field and reason.

use super::facts::CaseImported;
use super::text::{ImportText, MatterText};
use crate::event::CaseEvent;
use crate::id::{CategoryId, UnitId};
use crate::rejection::{Field, Rejection};
use crate::time::Stamp;
use crate::typed::{self, Kind};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// One row, read and understood. Times without an offset were Asia/Shanghai.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportRow {
    pub external_id: String,
    pub title: String,
    pub detail: String,
    pub category: String,
    pub unit: String,
    pub caller: String,
    pub phone: String,
    pub place: String,
    pub recorded_at: Option<Stamp>,
    pub closed_at: Option<Stamp>,
}

/// Why a row was left out: counted from 1, as editors count lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportProblem {
    pub row: u64,
    /// The field as it stands in the file; none when the row itself can't be read.
    pub field: Option<String>,
    pub why: ImportWhy,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ImportWhy {
    NotJson,
    NotAnObject,
    MissingId,
    NotText,
    NotADate,
    /// Closed before it was recorded.
    ClosedFirst,
    Refused {
        rejection: Box<Rejection>,
    },
}

impl ImportRow {
    /// Reads one line of a JSONL file; `row` is only for the message.
    pub fn read(row: u64, line: &str) -> Result<ImportRow, ImportProblem> {
        let problem = |field: Option<&str>, why| ImportProblem { row, field: field.map(String::from), why };
        let value: Value = serde_json::from_str(line).map_err(|_| problem(None, ImportWhy::NotJson))?;
        let Value::Object(map) = value else { return Err(problem(None, ImportWhy::NotAnObject)) };
        let text = |field: &str| match map.get(field) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.trim().to_string()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
                Err(problem(Some(field), ImportWhy::NotText))
            }
        };
        let stamp = |field: &str| match text(field)?.as_str() {
            "" => Ok(None),
            written => {
                Stamp::parse(written).map(Some).ok_or_else(|| problem(Some(field), ImportWhy::NotADate))
            }
        };
        let read = ImportRow {
            external_id: text("external_id")?,
            title: text("title")?,
            detail: text("detail")?,
            category: text("category")?,
            unit: text("unit")?,
            caller: text("caller")?,
            phone: text("phone")?,
            place: text("place")?,
            recorded_at: stamp("recorded_at")?,
            closed_at: stamp("closed_at")?,
        };
        if read.external_id.is_empty() {
            return Err(problem(Some("external_id"), ImportWhy::MissingId));
        }
        if let (Some(recorded), Some(closed)) = (read.recorded_at, read.closed_at)
            && closed < recorded
        {
            return Err(problem(Some("closed_at"), ImportWhy::ClosedFirst));
        }
        Ok(read)
    }
}

pub fn import(
    external: uuid::Uuid,
    row: ImportRow,
    category: Option<CategoryId>,
    unit: Option<UnitId>,
) -> Result<Vec<CaseEvent>, Rejection> {
    let line = |value: &str, field| typed::optional(value, field, Kind::Line).map(Option::unwrap_or_default);
    let detail = typed::optional(&row.detail, Field::Matter, Kind::Long)?.unwrap_or_default();
    let title = line(&row.title, Field::Title)?;
    let matter = MatterText {
        title: if title.is_empty() { super::title_of(&detail) } else { title },
        matter: detail,
        caller: typed::name(&row.caller, Field::Caller)?,
        // Numbers of other systems are kept as they stand there: refusing a row for one loses the case.
        number: typed::number(&row.phone, Field::Number).or_else(|_| line(&row.phone, Field::Number))?,
        place: line(&row.place, Field::Place)?,
        ..MatterText::default()
    };
    let facts =
        CaseImported { external, recorded_at: row.recorded_at, closed_at: row.closed_at, category, unit };
    let text = ImportText { external_id: row.external_id, matter, unit: line(&row.unit, Field::Lead)? };
    Ok(vec![CaseEvent::CaseImported(facts, Some(text))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_names_its_row_field_and_reason() {
        let cases = [
            ("{", None, ImportWhy::NotJson),
            ("[1]", None, ImportWhy::NotAnObject),
            (r#"{"title":"路灯"}"#, Some("external_id"), ImportWhy::MissingId),
            (r#"{"external_id":"a","title":[]}"#, Some("title"), ImportWhy::NotText),
            (r#"{"external_id":"a","recorded_at":"2026-02-30"}"#, Some("recorded_at"), ImportWhy::NotADate),
            (
                r#"{"external_id":"a","recorded_at":"2026-03-02","closed_at":"2026-03-01"}"#,
                Some("closed_at"),
                ImportWhy::ClosedFirst,
            ),
        ];
        for (line, field, why) in cases {
            let problem = ImportRow::read(7, line).unwrap_err();
            assert_eq!(problem, ImportProblem { row: 7, field: field.map(String::from), why }, "{line}");
        }
    }

    #[test]
    fn only_the_external_id_is_needed() {
        let row = ImportRow::read(1, r#"{"external_id": 42}"#).unwrap();
        assert_eq!(row.external_id, "42");
        assert_eq!(row.recorded_at, None);
    }
}
