//! The words of the windows, for the command line and for papers: one catalogue says every sentence.

use crate::door::{Language, RowRefused};
use crate::failure::Failure;
use domain::Stamp;
use domain::case::{ImportProblem, ImportWhy};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub struct Words(BTreeMap<String, String>);

pub fn catalogue(language: Language) -> &'static Words {
    static CHINESE: LazyLock<Words> = LazyLock::new(|| {
        Words::read(&[
            ("failure", include_str!("../../../../ui/src/i18n/zh-CN/failure.json")),
            ("failure", include_str!("../../../../ui/src/i18n/zh-CN/follow.json")),
            ("paper", include_str!("../../../../ui/src/i18n/zh-CN/paper.json")),
            ("ctl", include_str!("../../../../ui/src/i18n/zh-CN/ctl.json")),
        ])
    });
    static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
        Words::read(&[
            ("failure", include_str!("../../../../ui/src/i18n/en/failure.json")),
            ("failure", include_str!("../../../../ui/src/i18n/en/follow.json")),
            ("paper", include_str!("../../../../ui/src/i18n/en/paper.json")),
            ("ctl", include_str!("../../../../ui/src/i18n/en/ctl.json")),
        ])
    });
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

impl Words {
    fn read(files: &[(&str, &str)]) -> Words {
        let mut words = BTreeMap::new();
        for (feature, text) in files {
            let tree: Value = serde_json::from_str(text).unwrap_or(Value::Null);
            flatten(feature, &tree, &mut words);
        }
        Words(words)
    }

    /// The words under a key, with `{name}` replaced; the key itself when there are none.
    pub fn say(&self, key: &str, named: &[(&str, String)]) -> String {
        let mut said = self.0.get(key).cloned().unwrap_or_else(|| key.to_string());
        for (name, value) in named {
            said = said.replace(&format!("{{{name}}}"), value);
        }
        // What the message compiler of the windows needs escaped.
        said.replace("{'@'}", "@").replace("{'|'}", "|").replace("{'{'}", "{").replace("{'}'}", "}")
    }

    /// The sentence for a failure, as the window says it.
    pub fn failure(&self, failure: &Failure) -> String {
        match failure {
            Failure::Refused { rejection, .. } => self.sentence("rejection", &json(rejection)),
            Failure::Away { what } => self.sentence("trouble", &json(what)),
            Failure::Denied { needs } => self.sentence("needs", &json(needs)),
            Failure::Stale { by, at } => self.say("failure.stale", &[("by", by.clone()), ("at", shown(*at))]),
            Failure::Fault { incident } => self.say("failure.fault", &[("incident", incident.clone())]),
        }
    }

    /// Why a row was left out.
    pub fn import_problem(&self, problem: &ImportProblem) -> String {
        let why = match &problem.why {
            ImportWhy::Refused { rejection } => self.sentence("rejection", &json(rejection)),
            ImportWhy::NotJson
            | ImportWhy::NotAnObject
            | ImportWhy::MissingId
            | ImportWhy::NotText
            | ImportWhy::NotADate
            | ImportWhy::ClosedFirst => {
                let kind = json(&problem.why);
                self.say(&format!("ctl.import.{}", kind["kind"].as_str().unwrap_or_default()), &[])
            }
        };
        let row = ("row", problem.row.to_string());
        match &problem.field {
            Some(field) => self.say("ctl.import.field", &[row, ("field", field.clone()), ("problem", why)]),
            None => self.say("ctl.import.row", &[row, ("problem", why)]),
        }
    }

    /// Why a row of a table was left out.
    pub fn row_refused(&self, refused: &RowRefused) -> String {
        let why = json(&refused.why);
        let why = self.say(&format!("ctl.table.{}", why.as_str().unwrap_or_default()), &[]);
        self.say("ctl.import.row", &[("row", refused.line.to_string()), ("problem", why)])
    }

    /// Why a calendar was not taken.
    pub fn calendar_problem(&self, problem: &domain::calendar::ImportProblem) -> String {
        let why = json(&problem.reason);
        let why = self.say(&format!("ctl.calendar.{}", why.as_str().unwrap_or_default()), &[]);
        self.say("ctl.import.row", &[("row", problem.line.to_string()), ("problem", why)])
    }

    fn sentence(&self, part: &str, data: &Value) -> String {
        let kind = data["kind"].as_str().unwrap_or_default();
        let named: Vec<(&str, String)> = data
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.as_str(), self.worded(name, value)))
            .collect();
        self.say(&format!("failure.{part}.{kind}"), &named)
    }

    /// A datum in words: a field's name, a stage, a moment; ids of units have none here.
    fn worded(&self, name: &str, value: &Value) -> String {
        match (name, value) {
            ("field", Value::String(field)) => self.say(&format!("failure.field.{field}"), &[]),
            ("fields", Value::Array(fields)) => {
                let names: Vec<String> = fields.iter().map(|field| self.worded("field", field)).collect();
                names.join(&self.say("failure.word.listSeparator", &[]))
            }
            ("problem", problem) => self.sentence("input", problem),
            ("missing", Value::String(missing)) => self.say(&format!("failure.missing.{missing}"), &[]),
            ("class", Value::String(class)) => self.say(&format!("failure.class.{class}"), &[]),
            ("stage", Value::Object(stage)) => {
                let kind = stage.get("kind").and_then(Value::as_str).unwrap_or_default();
                self.say(&format!("failure.stage.{kind}"), &[])
            }
            ("unit" | "above", _) => self.say("failure.word.thisUnit", &[]),
            ("latest" | "promised" | "until", Value::Number(at)) => {
                shown(Stamp(at.as_i64().unwrap_or_default()))
            }
            (_, Value::String(text)) => text.clone(),
            (_, Value::Number(number)) => number.to_string(),
            (_, Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) => String::new(),
        }
    }
}

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn shown(at: Stamp) -> String {
    at.shown().format("%Y-%m-%d %H:%M").to_string()
}

fn flatten(path: &str, tree: &Value, words: &mut BTreeMap<String, String>) {
    match tree {
        Value::String(text) => drop(words.insert(path.to_string(), text.clone())),
        Value::Object(map) => {
            map.iter().for_each(|(name, tree)| flatten(&format!("{path}.{name}"), tree, words));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
    }
}
