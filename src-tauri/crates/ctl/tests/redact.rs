//! `hotlinectl redact`, as a script calls it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Write;
use std::process::{Command, Output};
use tempfile::NamedTempFile;

fn redact(texts: &[u8], more: &[&str]) -> Output {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(texts).unwrap();
    let mut ctl = Command::new(env!("CARGO_BIN_EXE_hotlinectl"));
    // A store that isn't there: it must not be asked for.
    ctl.args(["--store", "/nowhere", "redact", "--texts"]).arg(file.path()).args(more).output().unwrap()
}

fn lines(said: &[u8]) -> Vec<String> {
    String::from_utf8(said.to_vec()).unwrap().lines().map(String::from).collect()
}

#[test]
fn each_text_comes_out_redacted_with_its_id_and_in_its_order() {
    let texts = r#"{"id": "b-7", "text": "春晓苑7号楼停水，电话10047206621", "time": "2026-12-01"}
{"text": "周晓兰来过", "caller": "周晓兰", "id": 20261201000000000001}

{"id":3,"text":"路灯坏了\n两盏"}"#;
    let done = redact(texts.as_bytes(), &["--json"]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    assert_eq!(
        lines(&done.stdout),
        [
            r#"{"id":"b-7","text":"春晓苑停水，电话***"}"#,
            r#"{"id":20261201000000000001,"text":"周某来过"}"#,
            r#"{"id":3,"text":"路灯坏了\n两盏"}"#,
        ]
    );
}

#[test]
fn without_json_a_line_is_id_and_text() {
    let done = redact(r#"{"id":"b-7","text":"7号楼\n停水"}"#.as_bytes(), &[]);
    assert_eq!(lines(&done.stdout), ["b-7\t某处 停水"]);
}

#[test]
fn a_line_that_is_not_right_is_named_and_the_others_go_on() {
    let mut texts =
        "\u{feff}{\"id\":1,\"text\":\"停水\"}\r\n没有\n[1,\"停水\"]\n{\"text\":\"停水\"}\n{\"id\":5}\n\
                     {\"id\":{},\"text\":\"停水\"}\n{\"id\":7,\"text\":\"停水\",\"caller\":7}\n"
            .as_bytes()
            .to_vec();
    texts.extend(b"{\"id\":8,\"text\":\"\xff\"}\n");
    texts.extend("{\"id\":9,\"text\":\"停电\"}".as_bytes());
    let done = redact(&texts, &["--json"]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(lines(&done.stdout), [r#"{"id":1,"text":"停水"}"#, r#"{"id":9,"text":"停电"}"#]);
    assert_eq!(
        lines(&done.stderr),
        [
            "第 2 行：不是一行完整的 JSON，没有收。",
            "第 3 行：应是一个 JSON 对象，没有收。",
            "第 4 行，id：缺少编号，没有收。",
            "第 5 行，text：应是文字，没有收。",
            "第 6 行，id：应是文字，没有收。",
            "第 7 行，caller：应是文字，没有收。",
            "第 8 行：不是一行完整的 JSON，没有收。",
        ]
    );
}

#[test]
fn a_missing_file_is_answered_with_its_own_code() {
    let mut ctl = Command::new(env!("CARGO_BIN_EXE_hotlinectl"));
    let done = ctl.args(["redact", "--texts", "/nowhere/texts.jsonl"]).output().unwrap();
    assert_eq!((done.status.code(), done.stdout.len()), (Some(3), 0));
}
