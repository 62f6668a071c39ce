//! Telephone, identity, bank and chat numbers among all the numbers of a text.

use super::Found;
use super::page::{Page, digit, is_bracket, is_dash, is_space};
use chrono::NaiveDate;

/// Digits that stand together, all 138 or all 一三八.
struct Group {
    from: usize,
    to: usize,
    digits: String,
}

/// The longest number is a bank account of 21 digits; typed one by one they are as many groups.
const MOST_DIGITS: usize = 21;

const IDENTITY: [&str; 5] = ["身份证", "身份证明", "证件", "身份", "残疾证"];
const ACCOUNT: [&str; 7] = ["卡", "账", "帐", "一卡通", "账户", "帐户", "存折"];
const CHAT: [&str; 6] = ["QQ", "qq", "Qq", "微信", "QQ群", "vx"];
#[rustfmt::skip]
const PHONE: [&str; 18] = [
    "电话", "手机", "座机", "固话", "传真", "打", "拨", "致电", "回电", "电", "联系方式", "联系", "TEL", "Tel", "tel", "小灵通",
    "来电显示", "热线",
];
/// Numbers of things, which anybody may know.
#[rustfmt::skip]
pub const THINGS: [&str; 34] = [
    "单号", "编号", "工单", "订单", "快递", "运单", "物流", "发票", "票号", "合同", "文号", "案号", "受理号", "户号",
    "表号", "工号", "学号", "批号", "邮编", "代码", "型号", "序号", "序列号", "注册号", "许可证", "执照", "版本", "条码",
    "信用代码", "证书", "考号", "流水号", "取件码", "验证码",
];
/// After a number these say that it counts or numbers something.
#[rustfmt::skip]
const UNITS: [&str; 44] = [
    "元", "块", "万", "亿", "千", "百", "十", "余", "多", "平方", "平米", "㎡", "米", "公里", "公斤", "公顷", "吨",
    "度", "户", "人", "名", "个", "次", "年", "月", "日", "天", "小时", "秒", "%", "‰", "亩", "辆", "台", "件", "页",
    "字", "倍", "美元", "斤", "立方", "票", "位", "股",
];
/// A sum may have eleven digits too.
const MONEY: [&str; 8] = ["元", "万", "亿", "块", "美元", "平方", "平米", "吨"];

pub fn find(page: &Page, found: &mut Vec<Found>) {
    let groups = groups(page);
    let mut run = 0;
    for end in 1..=groups.len() {
        if end == groups.len() || !joined(page, &groups[end - 1], &groups[end]) {
            in_run(page, &groups[run..end], found);
            run = end;
        }
    }
    handles(page, found);
}

fn groups(page: &Page) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < page.len() {
        if digit(page.at(at)).is_none() {
            at += 1;
            continue;
        }
        let arabic = page.at(at).is_ascii_digit();
        let to = page.skip(at, |c| digit(c).is_some() && c.is_ascii_digit() == arabic);
        let digits = (at..to).filter_map(|at| digit(page.at(at))).collect();
        groups.push(Group { from: at, to, digits });
        at = to;
    }
    groups
}

/// Whether what stands between two groups may stand inside one number.
fn joined(page: &Page, a: &Group, b: &Group) -> bool {
    let gap = a.to..b.from;
    let alike = page.at(a.from).is_ascii_digit() == page.at(b.from).is_ascii_digit();
    let may = |c| is_space(c) || is_dash(c) || ".·,、()".contains(c);
    alike && (1..=3).contains(&gap.len()) && gap.into_iter().all(|at| may(page.at(at)))
}

fn in_run(page: &Page, run: &[Group], found: &mut Vec<Found>) {
    let mut first = 0;
    while first < run.len() {
        let mut digits = 0;
        let most = run[first..].iter().take_while(|group| {
            digits += group.digits.len();
            digits <= MOST_DIGITS || group.from == run[first].from
        });
        let most = most.count();
        let hit = (1..=most).rev().find_map(|count| {
            let (from, to) = Number::of(page, &run[first..first + count]).secret()?;
            Some((from, to, count))
        });
        match hit {
            Some((from, to, count)) => {
                found.push(Found::stars(from, to));
                first += count;
            }
            None => first += 1,
        }
    }
}

/// Some groups taken as one number.
struct Number<'a> {
    page: &'a Page,
    groups: &'a [Group],
    digits: String,
    from: usize,
    to: usize,
}

impl<'a> Number<'a> {
    fn of(page: &'a Page, groups: &'a [Group]) -> Number<'a> {
        let digits = groups.iter().map(|group| group.digits.as_str()).collect();
        let from = groups.first().map_or(0, |group| group.from);
        let to = groups.last().map_or(0, |group| group.to);
        Number { page, groups, digits, from, to }
    }

    /// From where to where it must not be read.
    fn secret(&self) -> Option<(usize, usize)> {
        self.identity().or_else(|| self.phone()).or_else(|| self.card()).or_else(|| self.told())
    }

    fn identity(&self) -> Option<(usize, usize)> {
        let (page, letter) = (self.page, self.page.skip(self.to, is_space));
        let x = matches!(page.at(letter), 'x' | 'X') && !page.at(letter + 1).is_ascii_alphanumeric();
        let (length, to) = match self.digits.len() {
            17 if x => (18, letter + 1),
            length => (length, self.to),
        };
        let born = match length {
            18 => checked(&self.digits) && is_day(self.digits.get(6..14)?),
            15 => self.alone() && !self.of_a_thing() && is_old_identity(&self.digits),
            _ => false,
        };
        let told = (14..=20).contains(&length) && page.led_by(self.from, &IDENTITY);
        (born || told).then_some((self.from, to))
    }

    fn phone(&self) -> Option<(usize, usize)> {
        let country = self.groups.len() > 1 && matches!(self.groups[0].digits.as_str(), "86" | "0086");
        let rest = if country { &self.groups[1..] } else { self.groups };
        let mobile = is_mobile_shape(self.page, rest) && is_mobile(&digits_of(rest));
        if !(mobile || is_landline(self.page, rest, country)) || self.counts(&MONEY) || self.in_decimal() {
            return None;
        }
        // The plus and the bracket of the code belong to it, a bracket around it all does not.
        let plus = self.from - usize::from(self.page.before(self.from) == '+');
        let code = self.groups[0].to;
        let bracket = self.page.before(plus) == '(' && self.page.at(code) == ')' && code < self.to;
        Some((plus - usize::from(bracket), self.to))
    }

    fn card(&self) -> Option<(usize, usize)> {
        let (length, page) = (self.digits.len(), self.page);
        let account = page.begins_any(self.to, &["账户", "账号", "帐户", "帐号"]);
        let told = length >= 12 && (account || page.led_by(self.from, &ACCOUNT));
        let years = self.groups.iter().all(|group| is_year(&group.digits));
        let dated = self.digits.get(..8).is_some_and(is_day);
        let shaped =
            self.groups.len() == 1 || (self.groups[0].digits.len() >= 4 && !self.has(',') && !self.has('.'));
        let luhn = (16..=19).contains(&length) && luhn(&self.digits);
        let card = luhn && shaped && !years && !dated && !self.of_a_thing();
        (told || card).then_some((self.from, self.to))
    }

    /// What is only known by the word before it, or by standing alone.
    fn told(&self) -> Option<(usize, usize)> {
        let length = self.digits.len();
        let public = length == 10 && (self.digits.starts_with("400") || self.digits.starts_with("800"));
        let dated = length == 8 && is_day(&self.digits);
        if public || dated || self.counts(&UNITS) || self.in_decimal() {
            return None;
        }
        let chat = self.groups.len() == 1 && (5..=12).contains(&length) && self.page.led_by(self.from, &CHAT);
        let lengths: Vec<usize> = self.groups.iter().map(|group| group.digits.len()).collect();
        let shaped = lengths.len() == 1 || [[3, 4], [4, 4], [4, 3]].iter().any(|shape| lengths == shape);
        let phone = shaped && (7..=13).contains(&length) && self.page.led_by(self.from, &PHONE);
        let arabic = self.page.at(self.from).is_ascii_digit();
        // A mobile with a digit too few or too many is nearly as good as the right one.
        let mistyped = matches!(length, 10 | 12) && begins_mobile(&self.digits);
        let lone = (matches!(length, 7 | 8) || mistyped) && arabic && self.alone() && !self.of_a_thing();
        (chat || phone || lone).then_some((self.from, self.to))
    }

    fn has(&self, mark: char) -> bool {
        (self.from..self.to).any(|at| self.page.at(at) == mark)
    }

    fn of_a_thing(&self) -> bool {
        self.page.led_by(self.from, &THINGS)
    }

    fn counts(&self, units: &[&str]) -> bool {
        let after = self.page.skip(self.to, is_space);
        self.page.begins_any(after, units)
    }

    /// In front of the point or behind it.
    fn in_decimal(&self) -> bool {
        let page = self.page;
        let behind = page.before(self.from) == '.' && page.before(self.from - 1).is_ascii_digit();
        behind || (page.at(self.to) == '.' && page.at(self.to + 1).is_ascii_digit())
    }

    /// One group, and no part of a code, a sum or a range: XYZ-1001234, ¥1001234, 1001234号, 〔2026〕1001234.
    fn alone(&self) -> bool {
        let (page, near) = (self.page, |c: char| is_dash(c) || "./#_~".contains(c));
        let (head, tail) = (page.before(page.back(self.from, near)), page.at(page.skip(self.to, near)));
        let coded = head.is_ascii_alphanumeric() || tail.is_ascii_alphanumeric();
        let marked = "第¥￥$*]〕)".contains(page.before(self.from)) || page.at(self.to) == '*';
        let paper = page.at(self.to) == '号' && page.at(self.to + 1) != '码';
        let sum = self.counts(&UNITS) || self.in_decimal();
        self.groups.len() == 1 && !(coded || marked || paper || sum)
    }
}

fn digits_of(groups: &[Group]) -> String {
    groups.iter().map(|group| group.digits.as_str()).collect()
}

/// With the trunk 0 or the country in one group with it, or bare; 100… rings in rehearsals.
fn is_mobile(digits: &str) -> bool {
    let bare = match digits.len() {
        11 => digits,
        12 => digits.strip_prefix('0').unwrap_or_default(),
        13 => digits.strip_prefix("86").unwrap_or_default(),
        15 => digits.strip_prefix("0086").unwrap_or_default(),
        _ => "",
    };
    begins_mobile(bare)
}

fn begins_mobile(digits: &str) -> bool {
    let second = digits.as_bytes().get(1);
    digits.starts_with("100")
        || (digits.starts_with('1') && second.is_some_and(|second| (b'3'..=b'9').contains(second)))
}

/// As people part eleven digits. Points and commas part dates, sums and addresses of machines as well, so
/// with them only the most usual way will do.
fn is_mobile_shape(page: &Page, groups: &[Group]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let signs = groups.windows(2).flat_map(|pair| pair[0].to..pair[1].from).map(|at| page.at(at));
    let plain = signs.into_iter().all(|c| is_space(c) || is_dash(c));
    match lengths.as_slice() {
        [_] | [3, 4, 4] => true,
        [3, 2, 2, 2, 2] => plain,
        // However it is cut into two, three or four: the eleven digits themselves say what it is.
        few @ ([_, _] | [_, _, _] | [_, _, _, _]) => plain && few.iter().all(|length| *length > 1),
        ones => plain && ones.len() == 11,
    }
}

/// An area code and seven or eight digits, with or without an extension.
fn is_landline(page: &Page, groups: &[Group], country: bool) -> bool {
    let Some((code, rest)) = groups.split_first() else { return false };
    if rest.is_empty() {
        return match code.digits.as_bytes() {
            [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => matches!(code.digits.len(), 10 | 11),
            [b'0', b'3'..=b'9', ..] => matches!(code.digits.len(), 11 | 12),
            _ => false,
        };
    }
    let code = match country && !code.digits.starts_with('0') {
        true => format!("0{}", code.digits),
        false => code.digits.clone(),
    };
    let area = matches!(code.as_bytes(), [b'0', b'1', b'0'] | [b'0', b'2', _] | [b'0', b'3'..=b'9', _, _]);
    let local = |rest: &[Group]| {
        let lengths: Vec<usize> = rest.iter().map(|group| group.digits.len()).collect();
        matches!(lengths.as_slice(), [7 | 8] | [3, 4] | [4, 4] | [4, 3])
    };
    let extended = rest
        .split_last()
        .is_some_and(|(last, rest)| last.digits.len() <= 4 && is_dash(page.before(last.from)) && local(rest));
    area && (local(rest) || extended)
}

/// Eighteen digits, or seventeen before an X: ISO 7064 MOD 11-2, as GB 11643 has it.
fn checked(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let mut digits = digits.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = WEIGHTS.iter().zip(digits.by_ref()).map(|(weight, digit)| weight * digit).sum();
    // 10 is written X.
    digits.next().unwrap_or(10) == (12 - sum % 11) % 11
}

/// Region, six digits of a birthday before 2000, three of a sequence.
fn is_old_identity(digits: &str) -> bool {
    let region = digits.get(..2).is_some_and(|region| ("11"..="65").contains(&region));
    region && digits.get(6..12).is_some_and(|day| is_day(&format!("19{day}")))
}

/// A day of a living memory, 19560708.
fn is_day(digits: &str) -> bool {
    let number =
        |range| digits.get(range).and_then(|part: &str| part.parse::<u32>().ok()).unwrap_or_default();
    let (year, month, day) = (number(0..4), number(4..6), number(6..8));
    (1900..2100).contains(&year) && NaiveDate::from_ymd_opt(year.cast_signed(), month, day).is_some()
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

fn luhn(digits: &str) -> bool {
    let digits = digits.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
    let sum: u32 = digits
        .map(|(place, digit)| match place % 2 {
            0 => digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Names in WeChat: 微信号zhou_100. All digits they are numbers like others.
fn handles(page: &Page, found: &mut Vec<Found>) {
    for at in 0..page.len() {
        if !page.begins_any(at, &["微信", "加V", "加v", "VX", "vx", "QQ"]) {
            continue;
        }
        let from = page.skip_few(at + 2, 6, |c| is_space(c) || is_bracket(c) || "号码是为:".contains(c));
        let to = page.skip_few(from, 21, |c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let name: String = (from..to).map(|at| page.at(at)).collect();
        let said = from > at + 2 || name.contains(|c: char| !c.is_ascii_alphabetic());
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) && (6..=20).contains(&name.len()) && said {
            found.push(Found::stars(from, to));
        }
    }
}
