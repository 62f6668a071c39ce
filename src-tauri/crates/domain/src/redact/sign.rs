//! Licence plates and mail addresses.

use super::Found;
use super::page::{Page, is_dash, is_space};

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// The last place of plates of driving schools, trailers, police and the like.
const ENDINGS: &str = "学挂警港澳试超使领";
const PLATE: [&str; 5] = ["车牌", "车号", "牌照", "车牌照", "牌"];

pub fn plates(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        match plate(page, at).or_else(|| bare_plate(page, at)) {
            Some(to) => {
                found.push(Found::stars(at, to));
                at = to;
            }
            None => at += 1,
        }
    }
}

/// 蒙B·12345: where the plate that begins here ends.
fn plate(page: &Page, at: usize) -> Option<usize> {
    let letter = page.skip_few(at + 1, 1, is_space);
    let begins = PROVINCES.contains(page.at(at)) && page.at(letter).is_ascii_alphabetic();
    if !begins {
        return None;
    }
    serial(page, page.skip_few(letter + 1, 2, is_sign_gap))
}

/// 车牌号B12345: the letter and the rest behind a word that says what it is.
fn bare_plate(page: &Page, at: usize) -> Option<usize> {
    let begins = page.at(at).is_ascii_alphabetic() && !page.before(at).is_ascii_alphanumeric();
    if !begins || !page.led_by(at, &PLATE) {
        return None;
    }
    serial(page, page.skip_few(at + 1, 2, is_sign_gap))
}

/// Five places or six, at least one of them a digit; the last may be 学. One space may part them.
fn serial(page: &Page, from: usize) -> Option<usize> {
    let end = |from| page.skip_few(from, 7, |c| c.is_ascii_alphanumeric());
    let (first, second) = (end(from), end(end(from) + 1));
    let parted = page.at(first) == ' ' && (1..5).contains(&(first - from)) && second > first + 1;
    let to = if parted { second } else { first };
    let digits = (from..to).filter(|at| page.at(*at).is_ascii_digit()).count();
    match to - from - usize::from(parted) {
        4 if digits > 0 && ENDINGS.contains(page.at(to)) => Some(to + 1),
        5 | 6 if digits > 0 => Some(to),
        _ => None,
    }
}

fn is_sign_gap(c: char) -> bool {
    is_space(c) || is_dash(c) || matches!(c, '·' | '•' | '.' | '・')
}

pub fn mails(page: &Page, found: &mut Vec<Found>) {
    for at in (0..page.len()).filter(|at| page.at(*at) == '@') {
        let from = page.back(at, |c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
        let to = page.skip(at + 1, |c| c.is_ascii_alphanumeric() || ".-".contains(c));
        // The full stop of the sentence is no part of the address.
        let to = page.back(to, |c| ".-".contains(c)).max(at);
        let dot = page.back(to, |c| c.is_ascii_alphanumeric());
        let whole = from < at && dot > at + 2 && page.before(dot) == '.' && to - dot >= 2;
        if whole {
            found.push(Found::stars(from, to));
        }
    }
}
