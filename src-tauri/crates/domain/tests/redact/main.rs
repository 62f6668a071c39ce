//! What the redactor finds and what it leaves alone, measured on marked texts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod measure;

use measure::{Score, lines};

const TABLE: &str = include_str!("table.txt");
const HELD: &str = include_str!("held.txt");

#[test]
fn measured() {
    let score = Score::of(&lines(TABLE));
    println!("{score}");
    println!("{}", Score::of(&lines(HELD)));
}
