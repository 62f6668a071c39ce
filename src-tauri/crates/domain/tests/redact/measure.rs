//! Precision and recall of the redactor on texts with marks.
//!
//! A marked secret counts as found when what stands in the redacted text of it tells nothing any more: of a number,
//! a plate or an address fewer than four characters in a row, of a building no digit, letter or numeral, of a name
//! no more than `mask_name` leaves. Each stretch of changed characters outside the marks is one false find, and so is
//! each that reaches out of a mark. precision = found / (found + false), recall = found / marked.

use domain::input::mask_name;
use domain::redact::redact;
use std::collections::BTreeMap;
use std::fmt;

pub struct Line {
    pub text: String,
    pub caller: String,
    pub marks: Vec<Mark>,
}

pub struct Mark {
    pub kind: String,
    from: usize,
    to: usize,
}

/// `text {kind:secret} text`, and the caller after a tab; empty lines and `# headings` are no texts.
pub fn lines(table: &str) -> Vec<Line> {
    let texts = table.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    texts.map(line).collect()
}

fn line(line: &str) -> Line {
    let (marked, caller) = line.split_once('\t').unwrap_or((line, ""));
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, mark)) = rest.split_once('{') {
        let (mark, after) = mark.split_once('}').unwrap();
        let (kind, secret) = mark.split_once(':').unwrap();
        text += before;
        let from = text.chars().count();
        text += secret;
        marks.push(Mark { kind: kind.into(), from, to: text.chars().count() });
        rest = after;
    }
    text += rest;
    Line { text, caller: caller.into(), marks }
}

#[derive(Default, Clone, Copy)]
pub struct Count {
    pub marked: usize,
    pub found: usize,
    pub wrong: usize,
}

impl Count {
    pub fn recall(self) -> f64 {
        self.found as f64 / self.marked.max(1) as f64
    }

    pub fn precision(self) -> f64 {
        self.found as f64 / (self.found + self.wrong).max(1) as f64
    }
}

#[derive(Default)]
pub struct Score {
    pub texts: usize,
    /// Texts in which nothing is marked.
    pub traps: usize,
    pub all: Count,
    pub kinds: BTreeMap<String, Count>,
    /// What went wrong, for the eye.
    pub faults: Vec<String>,
}

impl Score {
    pub fn of(lines: &[Line]) -> Score {
        let mut score = Score::default();
        for line in lines {
            score.texts += 1;
            score.traps += usize::from(line.marks.is_empty());
            let shown = redact(&line.text, &line.caller);
            let kept = kept(line, &shown);
            let mut fault = false;
            for mark in &line.marks {
                let found = mark.is_found(line, &kept);
                fault |= !found;
                for count in [&mut score.all, score.kinds.entry(mark.kind.clone()).or_default()] {
                    count.marked += 1;
                    count.found += usize::from(found);
                }
            }
            let wrong = wrong(line, &kept);
            score.all.wrong += wrong.len();
            for kind in &wrong {
                score.kinds.entry(kind.clone()).or_default().wrong += 1;
            }
            if fault || !wrong.is_empty() {
                score.faults.push(format!("{}\n    {shown}", line.text));
            }
        }
        score
    }
}

impl Mark {
    fn is_found(&self, line: &Line, kept: &[bool]) -> bool {
        let secret: Vec<char> = line.text.chars().skip(self.from).take(self.to - self.from).collect();
        let left: Vec<bool> = kept[self.from..self.to].to_vec();
        let remains =
            |wanted: &dyn Fn(char) -> bool| secret.iter().zip(&left).any(|(c, kept)| *kept && wanted(*c));
        match self.kind.as_str() {
            "door" => {
                !remains(&|c| c.is_numeric() || c.is_ascii_alphabetic() || "一二三四五六七八九十".contains(c))
            }
            "name" => {
                let secret: String = secret.iter().collect();
                let shown = mask_name(&secret).chars().filter(|c| secret.contains(*c)).count();
                left.iter().filter(|kept| **kept).count() <= shown
            }
            "phone" | "id" | "plate" | "card" | "mail" => left.split(|kept| !kept).all(|run| run.len() < 4),
            other => panic!("no such kind: {other}"),
        }
    }
}

/// The kinds of the false finds: of the mark that one reaches out of, or `none`.
fn wrong(line: &Line, kept: &[bool]) -> Vec<String> {
    let marked = |at: usize| line.marks.iter().find(|mark| (mark.from..mark.to).contains(&at));
    let mut wrong = Vec::new();
    let mut at = 0;
    while at < kept.len() {
        let lost = |at: usize| at < kept.len() && !kept[at] && marked(at).is_none();
        if lost(at) {
            let from = at;
            while lost(at) {
                at += 1;
            }
            let near = from.checked_sub(1).filter(|at| !kept[*at]).and_then(marked);
            let near = near.or_else(|| marked(at).filter(|_| at < kept.len() && !kept[at]));
            wrong.push(near.map_or("none".into(), |mark| mark.kind.clone()));
        }
        at += 1;
    }
    wrong
}

/// Which characters of the text stand in what is shown: the longest common subsequence, and of several the one
/// that keeps most outside the marks.
fn kept(line: &Line, shown: &str) -> Vec<bool> {
    let (text, shown): (Vec<char>, Vec<char>) = (line.text.chars().collect(), shown.chars().collect());
    let weight = |at: usize| {
        let marked = line.marks.iter().any(|mark| (mark.from..mark.to).contains(&at));
        1000 + i32::from(!marked)
    };
    let mut best = vec![vec![0; shown.len() + 1]; text.len() + 1];
    for a in (0..text.len()).rev() {
        for b in (0..shown.len()).rev() {
            let same = if text[a] == shown[b] { best[a + 1][b + 1] + weight(a) } else { 0 };
            best[a][b] = same.max(best[a + 1][b]).max(best[a][b + 1]);
        }
    }
    let (mut kept, mut b) = (vec![false; text.len()], 0);
    for a in 0..text.len() {
        // Skip what was put in before this character.
        while b < shown.len() && best[a][b] == best[a][b + 1] {
            b += 1;
        }
        if b < shown.len() && text[a] == shown[b] && best[a][b] == best[a + 1][b + 1] + weight(a) {
            kept[a] = true;
            b += 1;
        }
    }
    kept
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for fault in &self.faults {
            writeln!(f, "  {fault}")?;
        }
        writeln!(f, "{} texts, {} of them traps", self.texts, self.traps)?;
        let all = [("all".to_string(), self.all)];
        for (kind, count) in self.kinds.iter().map(|(kind, count)| (kind.clone(), *count)).chain(all) {
            let Count { marked, found, wrong } = count;
            let (precision, recall) = (count.precision(), count.recall());
            writeln!(
                f,
                "{kind:>6}: {found:>3} of {marked:>3} found, {wrong} false; precision {precision:.4}, recall {recall:.4}"
            )?;
        }
        Ok(())
    }
}
