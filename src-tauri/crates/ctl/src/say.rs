//! How answers leave: one JSON object a line, or sentences; and the exit code that goes with a failure.

use crate::{Line, Tongue};
use desk::words::{Words, catalogue};
use desk::{Failure, Language};
use serde::Serialize;
use serde_json::{Map, Value};
use std::process::ExitCode;

pub const REFUSED: u8 = 1;
pub const TROUBLE: u8 = 3;
const DENIED: u8 = 4;
const FAULT: u8 = 5;

impl Line {
    pub fn language(&self) -> Language {
        match self.language {
            Tongue::ZhCn => Language::Chinese,
            Tongue::En => Language::English,
        }
    }

    pub fn words(&self) -> &'static Words {
        catalogue(self.language())
    }

    /// One object a line with `--json`, else what `sentence` makes of it.
    pub fn say<T: Serialize>(&self, answer: &T, sentence: impl FnOnce(&T) -> String) {
        if self.json {
            println!("{}", snake(serde_json::to_value(answer).unwrap_or(Value::Null)));
        } else {
            println!("{}", sentence(answer));
        }
    }

    /// The sentence of a failure on standard error, and its code.
    pub fn fail(&self, failure: &Failure) -> ExitCode {
        let sentence = self.words().failure(failure);
        if self.json {
            let mut answer = Map::new();
            answer.insert("error".into(), Value::String(sentence));
            answer.insert("failure".into(), snake(serde_json::to_value(failure).unwrap_or(Value::Null)));
            eprintln!("{}", Value::Object(answer));
        } else {
            eprintln!("{sentence}");
        }
        ExitCode::from(match failure {
            Failure::Refused { .. } | Failure::Stale { .. } => REFUSED,
            Failure::Away { .. } => TROUBLE,
            Failure::Denied { .. } => DENIED,
            Failure::Fault { .. } => FAULT,
        })
    }
}

/// Keys of windows are camelCase; those of the command line are snake_case, like the files that it reads.
pub fn snake(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(key, value)| (snake_key(&key), snake(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(snake).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

fn snake_key(key: &str) -> String {
    let mut snake = String::with_capacity(key.len() + 4);
    for letter in key.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
