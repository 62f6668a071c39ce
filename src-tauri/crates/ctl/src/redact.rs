//! `redact`: texts in, texts without what tells who called out, line by line, so that a file of any length will do.

use crate::Line;
use crate::say::REFUSED;
use desk::{Failure, Trouble};
use domain::case::{ImportProblem, ImportWhy};
use domain::redact::redact;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write, stdout};
use std::path::Path;
use std::process::ExitCode;

/// The id stays as it is written: a number of twenty digits would not survive being read.
#[derive(Deserialize)]
struct Given<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    text: Option<Value>,
    caller: Option<Value>,
}

#[derive(Serialize)]
struct Shown<'a> {
    id: &'a RawValue,
    text: String,
}

pub fn run(line: &Line, texts: &Path) -> Result<ExitCode, Failure> {
    let file = File::open(texts).map_err(|_| Failure::Away { what: Trouble::File })?;
    let mut out = BufWriter::new(stdout().lock());
    let mut refused = false;
    for (row, given) in (1..).zip(BufReader::new(file).split(b'\n')) {
        let given = given.map_err(|error| Failure::file(&error))?;
        let given = given.strip_prefix(b"\xef\xbb\xbf").filter(|_| row == 1).unwrap_or(&given);
        if given.trim_ascii().is_empty() {
            continue;
        }
        match Shown::of(row, given) {
            Ok(shown) => writeln!(out, "{}", shown.said(line)).map_err(|error| Failure::file(&error))?,
            Err(problem) => {
                refused = true;
                eprintln!("{}", line.words().import_problem(&problem));
            }
        }
    }
    out.flush().map_err(|error| Failure::file(&error))?;
    Ok(if refused { ExitCode::from(REFUSED) } else { ExitCode::SUCCESS })
}

impl Shown<'_> {
    fn of(row: u64, given: &[u8]) -> Result<Shown<'_>, ImportProblem> {
        let problem = |field: Option<&str>, why| ImportProblem { row, field: field.map(String::from), why };
        let whole: &RawValue =
            serde_json::from_slice(given).map_err(|_| problem(None, ImportWhy::NotJson))?;
        // A list of three would be taken for the three fields.
        if !whole.get().starts_with('{') {
            return Err(problem(None, ImportWhy::NotAnObject));
        }
        let given: Given =
            serde_json::from_str(whole.get()).map_err(|_| problem(None, ImportWhy::NotJson))?;
        let id = given.id.filter(|id| id.get() != "\"\"");
        let id = id.ok_or_else(|| problem(Some("id"), ImportWhy::MissingId))?;
        if id.get().starts_with(['{', '[', 't', 'f']) {
            return Err(problem(Some("id"), ImportWhy::NotText));
        }
        let caller = match given.caller {
            Some(Value::String(caller)) => caller,
            None => String::new(),
            Some(_) => return Err(problem(Some("caller"), ImportWhy::NotText)),
        };
        match given.text {
            Some(Value::String(text)) => Ok(Shown { id, text: redact(&text, &caller) }),
            None | Some(_) => Err(problem(Some("text"), ImportWhy::NotText)),
        }
    }

    /// An object, or id and text with a tab between them, on one line whatever ends are in the text.
    fn said(&self, line: &Line) -> String {
        if line.json {
            return serde_json::to_string(self).unwrap_or_default();
        }
        let id = serde_json::from_str(self.id.get()).unwrap_or_else(|_| self.id.get().to_string());
        format!("{id}\t{}", self.text).replace(['\n', '\r'], " ")
    }
}
