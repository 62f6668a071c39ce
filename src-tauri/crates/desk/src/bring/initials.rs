//! First letters of the pinyin, for search while typing: 重庆路 is found by `zql` and by `cql`.

use pinyin::ToPinyinMulti;
use std::collections::VecDeque;

/// Readings kept of one name. What a person types first is seldom the ninth.
const MOST: usize = 8;

/// The usual reading first, then those with one character read otherwise, then two; a space between them.
pub fn initials(name: &str) -> String {
    let letters: Vec<Vec<char>> = name.chars().map(readings).filter(|letters| !letters.is_empty()).collect();
    let usual: Vec<char> = letters.iter().map(|letters| letters[0]).collect();
    let mut kept: Vec<String> = Vec::new();
    // Each waits with the place from which on its characters may still be read otherwise.
    let mut waiting = VecDeque::from([(usual, 0)]);
    while let Some((reading, from)) = waiting.pop_front().filter(|_| kept.len() < MOST) {
        for (place, others) in letters.iter().enumerate().skip(from) {
            for other in &others[1..] {
                let mut reading = reading.clone();
                reading[place] = *other;
                waiting.push_back((reading, place + 1));
            }
        }
        kept.push(reading.into_iter().collect());
        waiting.truncate(MOST * MOST);
    }
    kept.join(" ")
}

/// The letters that a character may begin with; none for a bracket.
fn readings(character: char) -> Vec<char> {
    if character.is_ascii_alphanumeric() {
        return vec![character.to_ascii_lowercase()];
    }
    let mut letters = Vec::new();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        let first = reading.plain().chars().next().map(|letter| if letter == 'ê' { 'e' } else { letter });
        letters.extend(first.filter(|letter| !letters.contains(letter)));
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_name_is_found_by_each_of_its_readings() {
        let table = [
            ("春晓苑", "cxy"),
            ("重庆路", "zql cql tql"),
            ("110、119、120、122等紧急热线事项", "110119120122djjrxsx 110119120122djjrxzx"),
            ("A区（北）", "aqb aob"),
            ("（）", ""),
            ("", ""),
        ];
        for (name, letters) in table {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn the_usual_reading_comes_first_and_no_more_than_eight_are_kept() {
        let letters = initials("长长长长长长");
        let readings: Vec<&str> = letters.split(' ').collect();
        assert_eq!(readings.len(), 8);
        assert_eq!((readings[0], readings[1]), ("zzzzzz", "czzzzz"), "{letters}");
        assert!(readings.contains(&"zzzzzc"), "one character read otherwise comes before two: {letters}");
    }
}
