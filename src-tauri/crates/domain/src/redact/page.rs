//! The text as the finders see it: half-width characters by their place, and a look in both directions.

use crate::input::narrow;

pub struct Page(Vec<char>);

impl Page {
    pub fn of(text: &str) -> Page {
        Page(text.chars().map(narrow).collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The character at this place; NUL outside the text.
    pub fn at(&self, at: usize) -> char {
        self.0.get(at).copied().unwrap_or('\0')
    }

    /// The character in front of this place; NUL at the start.
    pub fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |at| self.at(at))
    }

    /// Whether the word begins here.
    pub fn begins(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(step, c)| self.at(at + step) == c)
    }

    pub fn begins_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.begins(at, word))
    }

    /// Whether the word ends in front of this place.
    pub fn ends(&self, at: usize, word: &str) -> bool {
        let mut at = at;
        word.chars().rev().all(|c| {
            let same = at > 0 && self.before(at) == c;
            at = at.saturating_sub(1);
            same
        })
    }

    pub fn ends_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.ends(at, word))
    }

    /// The first place from here on whose character is another.
    pub fn skip(&self, at: usize, like: impl Fn(char) -> bool) -> usize {
        self.0.iter().skip(at).position(|c| !like(*c)).map_or(self.len().max(at), |step| at + step)
    }

    /// The same, but no more than so many places: what is asked at every place has to end soon.
    pub fn skip_few(&self, at: usize, most: usize, like: impl Fn(char) -> bool) -> usize {
        at + (0..most).take_while(|step| at + step < self.len() && like(self.at(at + step))).count()
    }

    /// The first place of the like characters that end in front of this one.
    pub fn back(&self, at: usize, like: impl Fn(char) -> bool) -> usize {
        let head = self.0.get(..at).unwrap_or(&self.0);
        head.iter().rposition(|c| !like(*c)).map_or(0, |last| last + 1)
    }

    /// Whether one of the cues leads up to this place, with nothing but small words between: 身份证号码是 …
    pub fn led_by(&self, at: usize, cues: &[&str]) -> bool {
        let mut at = at;
        for _ in 0..5 {
            at = self.back(at, |c| is_space(c) || is_bracket(c) || ":=".contains(c));
            if self.ends_any(at, cues) {
                return true;
            }
            if !"号码是为叫的了加".contains(self.before(at)) {
                return false;
            }
            at -= 1;
        }
        false
    }
}

/// No line end: a number doesn't run over it.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// One that opens.
pub fn is_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '【' | '“' | '‘' | '「' | '"' | '\'')
}

pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | 'ー')
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// 一三八 and 138 alike.
pub fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '零' | '〇' => Some('0'),
        '一' | '幺' => Some('1'),
        '二' => Some('2'),
        '三' => Some('3'),
        '四' => Some('4'),
        '五' => Some('5'),
        '六' => Some('6'),
        '七' => Some('7'),
        '八' => Some('8'),
        '九' => Some('9'),
        _ => None,
    }
}
