//! How much room a text takes, because no program but Excel works out the height of a row by itself.
//!
//! Breadth is counted in halves of a Chinese character: 仿宋 gives a digit or a letter one, 汉字 two.

pub fn breadth(text: &str) -> usize {
    text.chars().map(half).sum()
}

/// The widest run that can't be broken: `Transferred` is 11, 转办 is 2.
pub fn longest_word(text: &str) -> usize {
    text.split(|c: char| c.is_whitespace() || half(c) == 2).map(breadth).max().unwrap_or(0).max(2)
}

/// Lines that the text takes in a column of `room` halves; rather one too many, since other fonts are wider
/// than 仿宋 and a line may not begin with 。
pub fn lines(text: &str, room: usize) -> usize {
    let room = (room - room / 12).max(2);
    text.split('\n').map(|line| lines_of(line, room)).sum()
}

fn lines_of(line: &str, room: usize) -> usize {
    let (mut lines, mut used, mut rest) = (1, 0, line);
    while let Some(first) = rest.chars().next() {
        // A Latin word moves to the next line whole; 汉字 break anywhere.
        let inside = |c: char| half(c) == 1 && !c.is_whitespace();
        let end =
            if inside(first) { rest.find(|c| !inside(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let word = breadth(&rest[..end]);
        if used > 0 && used + word > room {
            (lines, used) = (lines + 1, 0);
        }
        // A word longer than the line is broken after all.
        lines += (used + word).saturating_sub(1) / room;
        used = if used + word > room { (used + word - 1) % room + 1 } else { used + word };
        rest = &rest[end..];
    }
    lines
}

fn half(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_the_lines_it_needs() {
        let table = [
            ("", 10, 1),
            ("桂花里停水", 10, 1),
            ("桂花里停水了", 10, 2),
            ("桂花里\n停水", 10, 2),
            ("Resolved on call", 8, 2),
            ("Resolved on", 8, 2),
            ("10012346621", 5, 3),
            ("桂花里三号楼", 5, 3),
        ];
        for (text, room, expected) in table {
            assert_eq!(lines(text, room), expected, "{text} in {room}");
        }
        assert_eq!((longest_word("Resolved on call"), longest_word("在线直办")), (8, 2));
    }
}
