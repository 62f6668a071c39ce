//! What reaches PostgreSQL: six statements of a station, two more at its join, and one schema in the portable subset.

use crate::{files, root, shown};
use std::fs;

/// Words that begin a statement.
const STATEMENTS: [&str; 11] =
    ["SELECT", "INSERT", "UPDATE", "DELETE", "ALTER", "CREATE", "DROP", "LISTEN", "NOTIFY", "SET ", "COPY"];

#[test]
fn a_station_sends_six_statements_two_at_its_join_and_no_other() {
    let mut sent = Vec::new();
    for path in files(&root().join("src-tauri/crates"), &[".rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        let (hub, to_hub) = (root().join("src-tauri/crates/hub"), text.contains("tokio_postgres::"));
        assert!(!to_hub || path.starts_with(&hub), "{} goes past the hub", shown(&path));
        if path.starts_with(hub.join("src")) {
            for literal in text.split('"').skip(1).step_by(2) {
                if STATEMENTS.iter().any(|word| literal.starts_with(word)) {
                    sent.push(literal.split(['(', '$']).next().unwrap().to_owned());
                }
            }
        }
    }
    sent.sort();
    let [append, follow] = ["append", "follow"].map(|name| {
        sent.iter().find(|it| it.ends_with(&format!("FROM hotline.{name}"))).cloned().unwrap_or_default()
    });
    let [listen, erase, put_blob, blob] =
        ["LISTEN hotline", "SELECT hotline.erase", "SELECT hotline.put_blob", "SELECT hotline.blob"]
            .map(str::to_owned);
    let six = [listen, erase, put_blob, blob, append, follow];
    let at_the_join = ["SELECT hotline.join", "ALTER ROLE CURRENT_USER PASSWORD '{}'"].map(str::to_owned);
    let mut all: Vec<String> = six.into_iter().chain(at_the_join).collect();
    all.sort();
    assert_eq!(sent, all);
}

#[test]
fn the_schema_keeps_to_what_its_siblings_have_too() {
    let schema = fs::read_to_string(root().join("src-tauri/crates/hub/migrations/0001.sql")).unwrap();
    let code: String = schema.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    for only_newer in ["xid8", "pg_current_", "ON CONFLICT", "advisory", "GENERATED", "jsonb", "pg_notify"] {
        assert!(!code.contains(only_newer), "{only_newer}");
    }
    assert_eq!(code.matches("CREATE TABLE").count() + code.matches("CREATE UNLOGGED TABLE").count(), 7);
}
