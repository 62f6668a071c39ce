//! Names: the caller's, which the record knows, and those that the text itself introduces.

mod words;

use super::Found;
use super::page::{Page, is_bracket, is_han, is_space};
use crate::input::{mask_name, narrow};
use std::sync::LazyLock;
use words::*;

/// Names that are looked for all over a text once they are introduced; more than a few is a list of signatures.
const MOST_NAMES: usize = 16;

/// How much the words before a name say that one follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// 姓名：, a line of a form: whatever stands there.
    Form,
    /// 我叫: any surname.
    Said,
    /// 我是, 市民: a surname that is no other word, or a name of letters that names are made of.
    Guess,
}

pub fn find(page: &Page, caller: &str, found: &mut Vec<Found>) {
    // So far there are only numbers in it.
    let beside: Vec<(usize, usize)> = found.iter().filter_map(|number| beside(page, number)).collect();
    let said = (0..page.len()).filter_map(|at| introduced(page, at).or_else(|| addressed(page, at)));
    let mut known: Vec<String> = Vec::new();
    for (from, to) in said.chain(beside) {
        let name: String = (from..to).map(|at| page.at(at)).collect();
        found.push(Found::put(from, to, mask_name(&name)));
        // Two letters stand in other words too.
        let rare = to - from > 2 || SURNAMES.contains(page.at(from));
        if rare && known.len() < MOST_NAMES && !known.contains(&name) {
            known.push(name);
        }
    }
    for name in &known {
        everywhere(page, name, &mask_name(name), found);
    }
    of_caller(page, caller.trim(), found);
}

/// The caller as the record has him, with and without his form of address.
fn of_caller(page: &Page, caller: &str, found: &mut Vec<Found>) {
    let masked = mask_name(caller);
    // What both end with is the form of address; what stands before it is the name.
    let ends = caller.chars().rev().zip(masked.chars().rev());
    let address: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let name = caller[..caller.len() - address].trim();
    if name.chars().count() >= 2 && !CALLERS.contains(&name) {
        everywhere(page, caller, &masked, found);
        everywhere(page, name, &mask_name(name), found);
    }
}

/// Every place where the name stands, also as 周 晓 兰.
fn everywhere(page: &Page, name: &str, masked: &str, found: &mut Vec<Found>) {
    let letters: Vec<char> = name.chars().map(narrow).filter(|c| !is_space(*c)).collect();
    let Some(first) = letters.first() else { return };
    for from in (0..page.len()).filter(|at| page.at(*at) == *first) {
        let to = letters.iter().skip(1).try_fold(from + 1, |at, letter| {
            let at = page.skip_few(at, 2, is_space);
            (page.at(at) == *letter).then_some(at + 1)
        });
        if let Some(to) = to {
            found.push(Found::put(from, to, masked.to_owned()));
        }
    }
}

/// The last letters of all cues: behind the others nothing has to be looked up.
static CUE_ENDS: LazyLock<String> = LazyLock::new(|| {
    let cues = [&FIELDS[..], &HOLDERS, &ROLES, &KIN, &SELVES, &["叫", "叫做"]].concat();
    cues.iter().filter_map(|cue| cue.chars().last()).collect()
});

/// The name to which the words that end here lead.
fn introduced(page: &Page, at: usize) -> Option<(usize, usize)> {
    if !CUE_ENDS.contains(page.before(at)) {
        return None;
    }
    let said = page.skip_few(at, 4, |c| is_space(c) || ":是为叫".contains(c));
    let (next, after) = (page.at(at), (at..said).any(|at| !is_space(page.at(at))));
    // 业主（郑秀兰）, 业主 郑秀兰
    let inside = is_bracket(page.at(said));
    let from = said + usize::from(inside);
    let apart = from > at && !after;
    let (field, holder) = (page.ends_any(at, &FIELDS), page.ends_any(at, &HOLDERS));
    // 我是, 儿子 and a bare 叫 come before so much else that the name has to end the clause.
    let shy = page.ends(at, "叫") || page.ends_any(at, &SELVES) || page.ends_any(at, &KIN);
    let trust = if (field && (next == ':' || is_space(next))) || (holder && next == ':') {
        Trust::Form
    } else if (field && from > at) || (!after && is_called(page, at)) {
        Trust::Said
    } else if !after && (field || holder || shy || page.ends_any(at, &ROLES)) {
        Trust::Guess
    } else {
        return None;
    };
    let to = name_at(page, from, trust)?;
    let loose = trust == Trust::Guess && (shy || apart) || inside;
    (!loose || is_closed(page, to)).then_some((from, to))
}

/// 我叫, 儿子叫, 名字叫做.
fn is_called(page: &Page, at: usize) -> bool {
    let at = if page.ends(at, "叫做") { at - 1 } else { at };
    page.ends(at, "叫")
        && (page.ends_any(at - 1, &KIN) || page.ends_any(at - 1, &["我", "本人", "名", "名字"]))
}

/// 周晓兰女士, 周晓兰来电, 周晓兰，女，at the start of a clause: a whole name before what begins here.
fn addressed(page: &Page, at: usize) -> Option<(usize, usize)> {
    let by_address = page.begins_any(at, &["先生", "女士", "小姐"]);
    let by_deed = page.begins_any(at, &DEEDS);
    let by_sex = page.at(at) == ',' && page.begins_any(at + 1, &["男", "女"]) && !is_han(page.at(at + 2));
    if !(by_address || by_deed || by_sex) {
        return None;
    }
    let (from, to) = name_before(page, at)?;
    // 江苏来电: two letters are too few to tell.
    (!by_deed || to - from > 2).then_some((from, to))
}

/// 黎忠维，10047206621 and 10047206621（黎忠维）.
fn beside(page: &Page, number: &Found) -> Option<(usize, usize)> {
    let mut at = number.from;
    for _ in 0..3 {
        at = page.back(at, |c| is_space(c) || ":,(".contains(c));
        if let Some(label) = NUMBER_LABELS.iter().find(|label| page.ends(at, label)) {
            at -= label.chars().count();
        }
    }
    name_before(page, at).or_else(|| {
        let from = page.skip_few(number.to, 2, |c| is_space(c) || c == '(');
        let to = name_at(page, from, Trust::Guess)?;
        is_closed(page, to).then_some((from, to))
    })
}

/// A name of two to four letters that ends here and has nothing but a mark or a cue before it.
fn name_before(page: &Page, to: usize) -> Option<(usize, usize)> {
    (2..=4).rev().filter_map(|length| to.checked_sub(length)).find_map(|from| {
        let head = page.back(from, is_space);
        let begins = !is_han(page.before(head)) || page.ends_any(head, &LEADS);
        let surname = surname(page, from, Trust::Guess)?;
        let given = from + surname..to;
        let name = (1..=2).contains(&given.len())
            && given.clone().all(|at| is_given(page.at(at)))
            && !is_title(page, given.start, to)
            && is_sure(page, from, given);
        (begins && name).then_some((from, to))
    })
}

/// Where the name that begins here ends.
fn name_at(page: &Page, from: usize, trust: Trust) -> Option<usize> {
    if let Some(to) = far_name(page, from, trust) {
        return Some(to);
    }
    let start = from + surname(page, from, trust)?;
    // 李 强, as forms have it.
    let gap = page.skip_few(start, 2, is_space);
    if trust == Trust::Form && gap > start && is_given(page.at(gap)) && !is_han(page.at(gap + 1)) {
        return Some(gap + 1);
    }
    [2, 1].into_iter().map(|given| start + given).find(|to| {
        let given = start..*to;
        let letters = given.clone().all(|at| is_given(page.at(at)));
        // 王芳住在: the third letter is the next word's.
        let shorter = given.len() == 2 && is_next_word(page, to - 1);
        let sure = trust != Trust::Guess || is_sure(page, from, given);
        letters && !shorter && sure && !is_title(page, start, *to) && is_ended(page, *to)
    })
}

/// 阿依古丽·买买提, 乌云其其格; behind 姓名： any two to four letters.
fn far_name(page: &Page, from: usize, trust: Trust) -> Option<usize> {
    if trust == Trust::Guess {
        return None;
    }
    let to = page.skip_few(from, 16, |c| is_han(c) || "·•".contains(c));
    let dotted = (from + 2..to.saturating_sub(1)).any(|at| "·•".contains(page.at(at)));
    let plain = (2..=6).contains(&(to - from)) && !is_han(page.at(to)) && !page.begins_any(from, &NOT_NAMES);
    let steppe = plain && page.begins_any(from, &STEPPE);
    // A form has 无, 同上, 不详 in it as well.
    let written = plain
        && trust == Trust::Form
        && !is_bracket(page.before(from))
        && (3..=4).contains(&(to - from))
        && (from..to).all(|at| is_given(page.at(at)))
        && surname(page, from, trust).is_none()
        && !page.begins_any(from, &NOTHING);
    (dotted || steppe || written).then_some(to)
}

/// How many letters the surname has that begins here.
fn surname(page: &Page, from: usize, trust: Trust) -> Option<usize> {
    let first = page.at(from);
    let guessed = trust == Trust::Guess;
    if page.begins_any(from, &NOT_NAMES) || (guessed && page.begins_any(from, &SELDOM_NAMES)) {
        None
    } else if page.begins_any(from, &DOUBLE) {
        Some(2)
    } else {
        (SURNAMES.contains(first) || DOUBTFUL.contains(first)).then_some(1)
    }
}

/// Whether it can hardly be another word.
fn is_sure(page: &Page, from: usize, given: std::ops::Range<usize>) -> bool {
    let plain = given.start - from == 2 || SURNAMES.contains(page.at(from));
    // 李家村, 温泉路.
    let place = given.len() > 1 && PLACE_ENDS.contains(page.before(given.end));
    !place && plain || given.into_iter().all(|at| GIVEN.contains(page.at(at)))
}

fn is_given(c: char) -> bool {
    is_han(c) && !NEVER_GIVEN.contains(c)
}

/// 王主任, 李工: somebody in his office.
fn is_title(page: &Page, given: usize, to: usize) -> bool {
    match to - given {
        1 => SHORT_TITLES.contains(page.at(given)),
        _ => page.begins_any(given, &TITLES),
    }
}

fn is_ended(page: &Page, to: usize) -> bool {
    let next = page.at(to);
    (!is_han(next) && next != '·')
        || is_next_word(page, to)
        || ("男女".contains(next) && !is_han(page.at(to + 1)))
}

/// A word that follows names. One letter may be a name's last as well, unless more follows.
fn is_next_word(page: &Page, at: usize) -> bool {
    page.begins_any(at, &NEXT_WORDS)
        || ("住是我在系称说因于家来找被想要和与".contains(page.at(at)) && page.at(at + 1).is_alphanumeric())
}

/// The clause ends, or goes on with where he lives and how to reach him.
fn is_closed(page: &Page, to: usize) -> bool {
    !is_han(page.at(to)) || page.begins_any(to, &["住", "家住", "现住", "电话", "手机", "联系电话", "身份证"])
}
