//! What a masked view shows of a number, a name and a place (`ux.md` §2.10).

use super::{clean, narrow};

const ANONYMOUS: &str = "匿名";
const SALUTATIONS: [&str; 15] = [
    "女士", "先生", "小姐", "同学", "老师", "师傅", "大爷", "大妈", "大姐", "大哥", "阿姨", "叔叔", "奶奶",
    "爷爷", "同志",
];
/// The double surnames still in use; a name of another kind shows its first character.
const DOUBLE_SURNAMES: [&str; 20] = [
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "夏侯", "诸葛", "尉迟", "皇甫", "宇文",
    "长孙", "慕容", "司徒", "令狐", "百里", "公孙", "呼延",
];

/// First 3 and last 4 digits, `100****6621`; of a number under 10 digits the last 2 only, because
/// 3 and 4 of them would be all of a landline.
pub fn mask_number(number: &str) -> String {
    let digits: Vec<char> = number.chars().map(narrow).filter(char::is_ascii_digit).collect();
    // +86 would push the mask along and show more of the end than meant.
    let digits = match digits.as_slice() {
        ['8', '6', rest @ ..] if rest.len() == 11 => rest,
        all => all,
    };
    let (head, tail) = match digits.len() {
        0..=2 => (0, 0),
        3..=9 => (0, 2),
        _ => (3, 4),
    };
    let hidden = digits.len() - head - tail;
    let shown = |part: &[char]| part.iter().collect::<String>();
    format!("{}{}{}", shown(&digits[..head]), "*".repeat(hidden), shown(&digits[head + hidden..]))
}

/// Whether a number is one that a window got masked.
pub fn is_masked(number: &str) -> bool {
    number.contains('*')
}

/// Surname and form of address, 周女士; without one 周某.
pub fn mask_name(name: &str) -> String {
    let name = clean(name);
    let name = name.trim();
    if name.is_empty() || name == ANONYMOUS {
        return name.to_owned();
    }
    match SALUTATIONS.iter().find_map(|word| Some((name.strip_suffix(word)?.trim(), *word))) {
        Some(("", word)) => word.to_owned(),
        Some((person, word)) => format!("{}{word}", surname(person)),
        None => format!("{}某", surname(name)),
    }
}

/// A place down to the compound: cut from the first number of a gate, building, unit, floor or room.
///
/// Rather too short than too long: a compound called after its gate number (三号院) is cut as well.
pub fn mask_place(place: &str) -> String {
    let place: Vec<char> = clean(place).chars().collect();
    let cut = (0..place.len()).find(|at| is_door(&place, *at)).unwrap_or(place.len());
    let shown: String = place[..cut].iter().collect();
    shown
        .trim_end_matches(|c: char| c.is_whitespace() || "·,，、;；-#第附".contains(c))
        .trim_start()
        .to_owned()
}

fn surname(person: &str) -> String {
    if let Some(double) = DOUBLE_SURNAMES.iter().find(|double| person.starts_with(**double)) {
        return (*double).to_owned();
    }
    let mut characters = person.chars();
    match (characters.next(), characters.next(), characters.next()) {
        // 小周, 老周.
        (Some('小' | '老'), Some(surname), None) => surname.to_string(),
        (Some(first), ..) => first.to_string(),
        (None, ..) => String::new(),
    }
}

/// Whether a number that names a door begins here: 7号楼, A座, 二单元, ５０１室, 7#, 7-2-501, or digits
/// at the very end. 兰溪路, 五一广场 and 110国道 are names and stay.
fn is_door(place: &[char], at: usize) -> bool {
    let begins = at == 0 || !is_latin(place[at - 1]);
    let latin = place[at..].iter().take_while(|c| is_latin(**c)).count();
    if latin > 0 && begins {
        let run: String = place[at..at + latin].iter().map(|c| narrow(*c)).collect();
        let numbered = run.chars().any(|c| c.is_ascii_digit());
        let joined = numbered && run.trim_matches(['-', '#']).contains(['-', '#']);
        let mut after = place[at + latin..].iter().copied().map(narrow).filter(|c| !c.is_whitespace());
        return match after.next() {
            None => numbered || run.len() == 1,
            Some('号' | '栋' | '幢' | '座' | '单' | '室' | '楼' | '层' | '户' | '门' | '排' | '房') => {
                true
            }
            Some(_) => joined || (numbered && run.ends_with('#')),
        };
    }
    let words = place[at..].iter().take_while(|c| is_numeral(**c)).count();
    // A street may begin with a numeral (三门路), so these markers are fewer.
    words > 0 && matches!(place.get(at + words), Some('号' | '栋' | '幢' | '座' | '单' | '室' | '楼' | '层'))
}

fn is_latin(c: char) -> bool {
    let c = narrow(c);
    c.is_ascii_alphanumeric() || c == '-' || c == '#'
}

fn is_numeral(c: char) -> bool {
    "〇零一二两三四五六七八九十百甲乙丙丁".contains(c)
}
