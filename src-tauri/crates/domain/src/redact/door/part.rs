//! The parts that an address behind the street or the compound is made of: 7号楼, 2单元, 501室.

use crate::redact::page::{Page, is_dash, is_space};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// 1250弄
    Lane,
    /// 12号, of a street at the start and of a door later on.
    Number,
    /// 3排
    Row,
    /// 7号楼
    Building,
    /// 3栋, which may also be three of them.
    Block,
    /// A座
    Seat,
    /// 7#
    Sharp,
    /// 2单元
    Unit,
    /// 5楼, which alone says nothing.
    Floor,
    /// 501室
    Room,
    /// 501户; 724户 are households.
    Household,
    /// 501
    Bare,
    /// 7-2-501
    Dashed,
}

impl Kind {
    /// What is smaller stands later.
    pub fn rank(self) -> u8 {
        match self {
            Kind::Lane | Kind::Number => 0,
            Kind::Row | Kind::Building | Kind::Block | Kind::Seat | Kind::Sharp => 1,
            Kind::Unit => 2,
            Kind::Floor => 3,
            Kind::Room | Kind::Household | Kind::Bare | Kind::Dashed => 4,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Script {
    Arabic,
    Han,
    Letter,
}

/// The number of a part.
#[derive(Clone, Copy)]
pub struct Label {
    from: usize,
    pub to: usize,
    pub script: Script,
    /// The digits' value, 0 of another script.
    pub value: u32,
    /// How many digits or numerals.
    pub length: usize,
}

#[derive(Clone, Copy)]
pub struct Part {
    pub kind: Kind,
    pub label: Label,
    /// The place behind the marker's first sign, where a noun shows whether 3栋 is a count.
    pub noun: usize,
    pub to: usize,
}

/// Longer ones first: 号楼 is no 号.
const MARKERS: [(&str, Kind); 28] = [
    ("号楼", Kind::Building),
    ("号栋", Kind::Building),
    ("号幢", Kind::Building),
    ("号院", Kind::Building),
    ("号公寓", Kind::Building),
    ("号宿舍", Kind::Building),
    ("#楼", Kind::Building),
    ("#栋", Kind::Building),
    ("#", Kind::Sharp),
    ("栋楼", Kind::Block),
    ("栋", Kind::Block),
    ("幢", Kind::Block),
    ("座", Kind::Seat),
    ("单元", Kind::Unit),
    ("门", Kind::Unit),
    ("楼", Kind::Floor),
    ("层", Kind::Floor),
    ("号房间", Kind::Room),
    ("号房", Kind::Room),
    ("号室", Kind::Room),
    ("房间", Kind::Room),
    ("室", Kind::Room),
    ("房", Kind::Room),
    ("户", Kind::Household),
    ("号", Kind::Number),
    ("排", Kind::Row),
    ("弄", Kind::Lane),
    ("号地下室", Kind::Room),
];

/// What makes another word of a marker: 3号线, 5号楼盘, B座位, 2室2厅.
fn is_other_word(page: &Page, marker: &str, to: usize) -> bool {
    let next = page.at(to);
    match marker {
        "号楼" | "栋楼" => next == '盘' || next == '梯',
        "座" => "位席椅谈机驾车".contains(next),
        "门" => "禁诊店市面卡锁课口".contains(next),
        "室" => "厅温".contains(next) || page.at(to + 1) == '厅',
        "号房" | "房" => "子屋产源东价款租改本型贷顶".contains(next),
        "层" => "高楼".contains(next) || page.begins(to, "的楼"),
        "楼" => next == '盘' || next == '高',
        "排" => "座位水气放污".contains(next),
        "号" => is_thing(page, to),
        _ => false,
    }
}

/// 号 of a line, a lift, a paper; 门口 and 门面 belong to an address again.
fn is_thing(page: &Page, to: usize) -> bool {
    #[rustfmt::skip]
    const THINGS: [&str; 47] = [
        "线", "文件", "闸", "井", "桥", "泵", "机", "公路", "地块", "隧道", "路灯", "灯", "杆", "口", "令", "公告", "车",
        "电梯", "席", "窗", "台", "码", "站", "通知", "矿", "坑", "渠", "库", "通道", "出口", "入口", "公馆", "系统",
        "标", "楼盘", "字", "文", "主席", "阀", "炉", "热线", "厂", "仓", "棚", "变压", "高速", "国道",
    ];
    let gate = page.at(to) == '门' && !"口前面店外头市牌".contains(page.at(to + 1));
    gate || page.begins_any(to, &THINGS)
}

/// The number that begins here and no place earlier.
pub fn label(page: &Page, at: usize) -> Option<Label> {
    let (c, before) = (page.at(at), page.before(at));
    if c.is_ascii_digit() {
        let inside = before.is_ascii_alphanumeric()
            || (matches!(before, '.' | ':') && page.before(at - 1).is_ascii_digit());
        return if inside { None } else { arabic(page, at, at) };
    }
    if c.is_ascii_alphabetic() {
        if before.is_ascii_alphanumeric() {
            return None;
        }
        return arabic(page, at, at + 1).or_else(|| {
            let alone = !page.at(at + 1).is_ascii_alphanumeric();
            alone.then_some(Label { from: at, to: at + 1, script: Script::Letter, value: 0, length: 1 })
        });
    }
    if is_numeral(c) {
        let length = page.skip_few(at, 6, is_numeral) - at;
        let whole = length <= 5 && !is_numeral(before);
        return whole.then_some(Label { from: at, to: at + length, script: Script::Han, value: 0, length });
    }
    "甲乙丙丁".contains(c).then_some(Label {
        from: at,
        to: at + 1,
        script: Script::Letter,
        value: 0,
        length: 1,
    })
}

/// Up to four digits, and a letter behind them as in 3A栋.
fn arabic(page: &Page, from: usize, at: usize) -> Option<Label> {
    let to = page.skip_few(at, 5, |c| c.is_ascii_digit());
    let length = to - at;
    if !(1..=4).contains(&length) {
        return None;
    }
    let value = (at..to).fold(0, |value, at| value * 10 + page.at(at).to_digit(10).unwrap_or_default());
    let letter = page.at(to).is_ascii_alphabetic();
    if letter && page.at(to + 1).is_ascii_alphanumeric() {
        return None;
    }
    let script = if from < at { Script::Letter } else { Script::Arabic };
    Some(Label { from, to: to + usize::from(letter), script, value, length })
}

/// A number and what it numbers: 7号楼, 5、6号楼, 12-3号.
pub fn part(page: &Page, at: usize) -> Option<Part> {
    let mut label = label(page, at)?;
    for place in 0..MOST_LISTED {
        let end = page.skip_few(label.to, 2, is_space);
        // Floors and rooms aren't listed before their word: 3-5层, 2、3户.
        if let Some(part) = marked(page, end, label).filter(|part| place == 0 || part.kind.rank() < 3) {
            return Some(part);
        }
        let next = next_in_list(page, end, label)?;
        // 3、2号楼 at the start of a clause is the third item of a list.
        let heading = place == 0 && page.at(end) == '、' && begins_clause(page, at);
        if heading && (label.value == 0 || next.value != label.value + 1) {
            return None;
        }
        label = next;
    }
    None
}

/// How many buildings one word numbers at most; without an end a list would be read from each of its places.
const MOST_LISTED: usize = 24;

fn marked(page: &Page, at: usize, label: Label) -> Option<Part> {
    let (marker, kind, mut to) = MARKERS.iter().find_map(|(marker, kind)| {
        let to = at + marker.chars().count();
        let whole = page.begins(at, marker) && !is_other_word(page, marker, to);
        whole.then_some((*marker, *kind, to))
    })?;
    let kind = match (marker, label.script) {
        // A楼 is a building, 5楼 a floor, and 104楼下 somebody's room.
        ("楼", Script::Letter) => Kind::Building,
        ("楼" | "层", Script::Arabic) if label.length > 2 => return None,
        _ => kind,
    };
    // 7号楼下, 3栋楼道: the 楼 belongs to the next word.
    let long = marker.len() > "楼".len() && marker.ends_with('楼');
    let next_word = long && "上下道顶间".contains(page.at(to));
    to -= usize::from(next_word);
    Some(Part { kind, label, noun: at + 1, to })
}

/// The next number of 5、6, 13到21, 2—9, B1-B3; both are written alike.
fn next_in_list(page: &Page, at: usize, last: Label) -> Option<Label> {
    let sign = page.at(at);
    let joins = is_dash(sign) || "、,/.和及与至到~之".contains(sign);
    let next = label_after(page, at + 1).filter(|_| joins)?;
    (next.script == last.script && next.length <= 3 && last.length <= 3).then_some(next)
}

/// A point before a number is a decimal's elsewhere, but not in 1.2栋.
fn label_after(page: &Page, at: usize) -> Option<Label> {
    if page.at(at).is_ascii_digit() { arabic(page, at, at) } else { label(page, at) }
}

fn begins_clause(page: &Page, at: usize) -> bool {
    matches!(page.before(at), '\0' | '\n' | '。' | ';' | ':' | '?' | '!')
}

/// A room's number without a marker: 501, 1201, 五〇一, 2-501, 7-2-501. Behind a building no decimal begins.
pub fn bare(page: &Page, at: usize, behind: bool) -> Option<Part> {
    let first = label(page, at)?;
    let (mut last, mut dashes) = (first, 0);
    while dashes < 3 && is_dash(page.at(last.to)) {
        let Some(next) = label_after(page, last.to + 1) else { break };
        // A unit has one digit or two: 400-100-1234 is a telephone.
        if dashes > 0 && last.length > 2 {
            return None;
        }
        (last, dashes) = (next, dashes + 1);
    }
    let digits = match last.script {
        Script::Arabic => is_room(last.value, last.length),
        Script::Han => {
            (3..=4).contains(&last.length) && (last.from..last.to).all(|at| !"十百".contains(page.at(at)))
        }
        Script::Letter => dashes == 0 && last.length >= 3 && is_room(last.value, last.length),
    };
    let ended = !is_dash(page.at(last.to)) && page.at(last.to) != ':' && page.at(last.to) != '*';
    let kind = if dashes == 0 { Kind::Bare } else { Kind::Dashed };
    let marker = ["号房", "房间", "室", "房", "户", "号"].into_iter().find(|word| page.begins(last.to, word));
    let marker = marker.filter(|word| !is_other_word(page, word, last.to + word.chars().count()));
    let to = last.to + marker.map_or(0, |word| word.chars().count());
    let counts = marker.is_none() && is_counted(page, last.to, behind);
    (digits && ended && !counts).then_some(Part { kind, label: last, noun: to, to })
}

/// 501, 1201, 0501: a floor and a door on it.
pub fn is_room(value: u32, length: usize) -> bool {
    let (floor, door) = (value / 100, value % 100);
    (3..=4).contains(&length) && (1..=60).contains(&floor) && (1..=40).contains(&door)
}

/// Whether the number in front of this place counts something: 300米, 2018年, 500元.
fn is_counted(page: &Page, at: usize, behind: bool) -> bool {
    #[rustfmt::skip]
    const UNITS: [&str; 50] = [
        "元", "块", "万", "亿", "千", "百", "余", "多", "平", "㎡", "米", "公", "吨", "度", "户", "人", "名", "个", "次",
        "年", "月", "日", "天", "小时", "分", "秒", "%", "‰", "亩", "辆", "台", "件", "页", "字", "条", "倍", "层", "套",
        "间", "届", "级", "路", "号", "斤", "点", "时", "毫", "棵", "盏", "指挥",
    ];
    let at = page.skip_few(at, 2, is_space);
    !behind && page.at(at) == '.' && page.at(at + 1).is_ascii_digit() || page.begins_any(at, &UNITS)
}

pub fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百".contains(c)
}
