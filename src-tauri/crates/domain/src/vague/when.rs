//! Dates and amounts in Chinese text: enough to tell 12月4日 from 近期, not to work out the day.

/// Whether the text (without spaces, half-width) names a day, an hour or a length of time.
pub fn has_date(text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    (0..text.len()).any(|at| date_at(&text, at) > 0)
}

/// The text with a comma in place of each date.
pub fn without_dates(text: &str) -> String {
    let text: Vec<char> = text.chars().collect();
    let (mut kept, mut at) = (String::new(), 0);
    while at < text.len() {
        let length = date_at(&text, at);
        kept.push(if length > 0 { '，' } else { text[at] });
        at += length.max(1);
    }
    kept
}

/// Whether something is counted, as in 更换3盏路灯. 一个 (答复) counts nothing.
pub fn has_measure(text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    (0..text.len()).any(|at| measure_at(&text, at))
}

#[rustfmt::skip]
const DAYS: [&str; 31] = [
    "今天", "今日", "今晚", "今夜", "明天", "明日", "明早", "明晚", "后天", "当天", "当日", "当晚", "次日", "本日",
    "下班前", "月底前", "月末前", "月底", "年底前", "年底", "元旦前", "元旦节前", "春节前", "清明节前", "五一前", "端午节前",
    "中秋节前", "中秋前", "国庆节前", "国庆前", "除夕前",
];
const WEEKS: [&str; 3] = ["周", "星期", "礼拜"];
/// With one of these after it a 号 is a day; otherwise it is a house, a line or a seat.
const AFTER_DAY: &str = "前之以上下早晚中完办到起内";
/// With one of these after it a 点 is an hour; otherwise it is an item of a list.
const AFTER_HOUR: &str = "半整钟前之以准左完到";
const HOUR_CUES: [&str; 9] = ["上午", "下午", "晚上", "早上", "中午", "凌晨", "今晚", "明早", "明晚"];
#[rustfmt::skip]
const LENGTHS: [&str; 15] = [
    "个工作日", "工作日", "个小时", "小时", "分钟", "个星期", "星期", "个月", "个半月", "天", "周", "日内", "日之内", "日以内", "年内",
];
const MEASURES: &str = "盏米处户台吨根块平次人名条件套间扇棵株辆车口立元万亩组批趟遍片段孔";
/// Many a 个 counts offices or opinions, and that is no deed.
const NOT_COUNTED: [&str; 8] = ["部门", "单位", "方面", "问题", "办法", "意见", "说法", "答复"];

/// The length of the date that begins here, or 0.
fn date_at(text: &[char], at: usize) -> usize {
    let rest = &text[at..];
    if let Some(day) = DAYS.iter().filter(|day| begins(rest, day)).map(|day| day.chars().count()).max() {
        return day;
    }
    if let Some(length) = weekday(rest) {
        return length;
    }
    // In the middle of a number it is the number's tail, not another date.
    if at > 0 && (is_numeral(text[at - 1]) || text[at - 1] == '第') && is_numeral(rest[0]) {
        return 0;
    }
    // The 4日 of a 13月4日 is no day either; that of 下月4日 is.
    if at > 1 && text[at - 1] == '月' && is_numeral(text[at - 2]) {
        return 0;
    }
    if begins(rest, "半天") || begins(rest, "半小时") || begins(rest, "半个月") {
        return 2;
    }
    let Some((value, digits)) = number(rest) else { return 0 };
    let after = &rest[digits..];
    iso(rest, value, digits)
        .or_else(|| clock(after, value, digits))
        .or_else(|| year(after, value, digits))
        .or_else(|| month(after, value, digits))
        .or_else(|| hour(text, at, after, value, digits))
        .or_else(|| day(after, value, digits))
        .or_else(|| LENGTHS.iter().find(|unit| begins(after, unit)).map(|unit| digits + unit.chars().count()))
        .unwrap_or(0)
}

/// 周五, 下星期三; not 每周一次 and not 一周.
fn weekday(rest: &[char]) -> Option<usize> {
    let week = WEEKS.iter().find(|week| begins(rest, week))?.chars().count();
    let named = "一二三四五六日天".contains(*rest.get(week)?);
    // 周五次 would be five times a week, 周天气 and 周日常 are other words.
    let broken = rest.get(week + 1).is_some_and(|next| "次趟回遍常气".contains(*next));
    (named && !broken).then_some(week + 1)
}

/// 2026-12-04.
fn iso(rest: &[char], value: u32, digits: usize) -> Option<usize> {
    let whole: String = rest.iter().take(10).collect();
    let dashed = digits == 4 && value > 1999 && chrono::NaiveDate::parse_from_str(&whole, "%Y-%m-%d").is_ok();
    dashed.then_some(10)
}

/// 17:30.
fn clock(after: &[char], value: u32, digits: usize) -> Option<usize> {
    let minutes = after.strip_prefix(&[':'])?;
    let two = minutes.len() >= 2 && minutes[..2].iter().all(char::is_ascii_digit);
    (value < 25 && two).then_some(digits + 3)
}

/// 2026年12月4日, 2026年底; not 2026年 alone.
fn year(after: &[char], value: u32, digits: usize) -> Option<usize> {
    let after = after.strip_prefix(&['年']).filter(|_| (2000..2100).contains(&value))?;
    if matches!(after.first(), Some('底' | '末')) {
        return Some(digits + 2);
    }
    let (value, length) = number(after)?;
    Some(digits + 1 + month(&after[length..], value, length)?)
}

/// 12月4日, 12月4号, 12月底, 12月前.
fn month(after: &[char], value: u32, digits: usize) -> Option<usize> {
    let after = after.strip_prefix(&['月']).filter(|_| (1..=12).contains(&value))?;
    if let Some((day, length)) = number(after) {
        let closed = after.get(length).is_some_and(|c| matches!(c, '日' | '号'));
        return ((1..=31).contains(&day) && closed).then_some(digits + length + 2);
    }
    matches!(after.first(), Some('底' | '末' | '前')).then_some(digits + 2)
}

/// 17点前, 下午五点半, 17点30分; not 三点意见.
fn hour(text: &[char], at: usize, after: &[char], value: u32, digits: usize) -> Option<usize> {
    let after = after.strip_prefix(&['点']).filter(|_| value < 25)?;
    let cued = HOUR_CUES.iter().any(|cue| ends(&text[..at], cue));
    let closed = after
        .first()
        .is_none_or(|next| AFTER_HOUR.contains(*next) || is_numeral(*next) || !next.is_alphanumeric());
    let half = after.iter().take_while(|next| matches!(next, '半' | '整' | '钟')).count();
    let minutes =
        number(after).map_or(0, |(_, length)| length + usize::from(after.get(length) == Some(&'分')));
    (cued || closed).then_some(digits + 1 + half.max(minutes))
}

/// 4日, 4号前; not 3号楼, not 3日常.
fn day(after: &[char], value: u32, digits: usize) -> Option<usize> {
    let (mark, after) = after.split_first()?;
    let next = after.first();
    let is_day = match mark {
        '日' => next.is_none_or(|next| !"常用光均产报".contains(*next)),
        '号' => next.is_none_or(|next| AFTER_DAY.contains(*next) || !next.is_alphanumeric()),
        _ => false,
    };
    (is_day && (1..=31).contains(&value)).then_some(digits + 1)
}

fn measure_at(text: &[char], at: usize) -> bool {
    // 第2次 is an ordinal; the tail of a number was looked at with its head.
    if at > 0 && (text[at - 1] == '第' || is_numeral(text[at - 1])) {
        return false;
    }
    let Some((_, digits)) = number(&text[at..]) else { return false };
    let (said, after) = text[at..].split_at(digits);
    let lone_one = said == ['一'];
    match after.split_first() {
        Some(('个', after)) => !lone_one && !NOT_COUNTED.iter().any(|thing| begins(after, thing)),
        Some((unit, _)) => !lone_one && (MEASURES.contains(*unit) || matches!(unit, '%' | '℃' | '度')),
        None => false,
    }
}

/// A number at the front and its length in characters. 两三 and 三五 are guesses, not numbers.
fn number(rest: &[char]) -> Option<(u32, usize)> {
    let arabic = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    if arabic > 0 {
        let digits: String = rest[..arabic].iter().collect();
        return Some((digits.parse().ok()?, arabic));
    }
    let length = rest.iter().take_while(|c| is_numeral(**c)).count();
    let (mut total, mut digit) = (0, None);
    for c in &rest[..length] {
        match (numeral(*c)?, digit) {
            (scale @ (10 | 100), _) => total += digit.take().unwrap_or(1) * scale,
            (0, None) => {}
            (_, Some(_)) => return None,
            (value, None) => digit = Some(value),
        }
    }
    (length > 0).then_some((total + digit.unwrap_or(0), length))
}

fn numeral(c: char) -> Option<u32> {
    match c {
        '百' => Some(100),
        '两' => Some(2),
        '〇' | '零' => Some(0),
        _ => u32::try_from("一二三四五六七八九十".chars().position(|known| known == c)? + 1).ok(),
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || numeral(c).is_some()
}

fn begins(text: &[char], word: &str) -> bool {
    word.chars().count() <= text.len() && word.chars().zip(text).all(|(a, b)| a == *b)
}

fn ends(text: &[char], word: &str) -> bool {
    let from = text.len().saturating_sub(word.chars().count());
    begins(&text[from..], word)
}
