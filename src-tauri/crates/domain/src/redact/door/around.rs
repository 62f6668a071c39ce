//! What stands around a number, which tells an address from a count, a day or a line.

use super::Chain;
use super::part::{Part, is_numeral, label};
use crate::redact::number::THINGS;
use crate::redact::page::{Page, is_bracket, is_dash, is_han, is_space};

/// Whether there is a name before the place to which what follows can hold on: 春晓苑电梯停运. Behind 在 or
/// a mark a word has to stand in for it. So it has behind a numeral, or two numbers would grow together.
pub fn holds(page: &Page, at: usize) -> bool {
    let at = page.back(at, is_space);
    let before = page.before(at);
    let own = before == '家' && "我他她你咱俺自".contains(page.before(at - 1));
    is_han(before)
        && !own
        && !is_numeral(before)
        && !"在住到是和及与从往给对由就有说为于把将被叫跟让的了我你他她它这那去来找进出至向比像等或号"
            .contains(before)
}

/// 共9栋, 建了3栋.
pub fn is_count(page: &Page, from: usize) -> bool {
    let at = page.back(from, is_space);
    let firm = page.ends_any(at, &["中建", "住建", "城建", "掩盖", "覆盖"]);
    !firm && "共有建拆盖变个中哪每这那几余约仅只另整全各买卖总多剩其成为了超".contains(page.before(at))
}

/// 高层 or ，近1500户 behind 14栋.
pub fn names_many(page: &Page, at: usize) -> bool {
    #[rustfmt::skip]
    const NOUNS: [&str; 30] = [
        "楼房", "高层", "小高层", "住宅", "洋房", "公寓", "建筑", "房子", "居民楼", "平房", "厂房", "多层", "别墅", "安置房",
        "回迁房", "商品房", "写字楼", "门面", "电梯房", "塔楼", "板楼", "危楼", "旧楼", "老楼", "楼都", "楼全", "楼没", "单元楼",
        "楼盘", "栋",
    ];
    let at = page.skip_few(at, 2, is_space);
    let number = page.skip_few(at, 8, |c| c.is_ascii_digit() || ",近约共余多几".contains(c));
    let many = number > at && "户层人套".contains(page.at(number)) && page.at(number + 1) != '型';
    let bare = page.at(at) == '楼' && ",。;".contains(page.at(at + 1));
    page.begins_any(at, &NOUNS) || many || bare
}

const ROADS: [&str; 7] = ["路", "街", "巷", "胡同", "大道", "弄", "段"];
const COMPOUNDS: &str = "苑园城府湾庭郡区寓舍厦庄寨村组队屯院坊居期墅邸";
/// Behind a number these make a day of it.
#[rustfmt::skip]
const HOURS: [&str; 22] = [
    "上午", "下午", "晚", "早", "凌晨", "中午", "夜", "当天", "当晚", "开始", "起", "之前", "以前", "之后", "以后", "停", "来",
    "到", "至", "前来", "通知", "开会",
];

/// 二年级下册第二单元.
pub fn is_school(page: &Page, at: usize) -> bool {
    page.ends_any(at, &["册", "级", "课", "语文", "数学", "英语"])
}

pub fn is_place(page: &Page, at: usize) -> bool {
    let at = page.back(at, |c| is_space(c) || is_bracket(c));
    COMPOUNDS.contains(page.before(at))
}

pub fn is_road(page: &Page, at: usize) -> bool {
    let at = page.back(at, |c| is_space(c) || is_bracket(c));
    // 兰溪路东66号
    let at = match page.before(at) {
        '东' | '西' | '南' | '北' | '侧' if at > 2 => page.back(at, |c| "口东西南北侧".contains(c)),
        _ => at,
    };
    let lane = page.before(at) == '里'
        && !"这那哪家屋区夜村楼院城手心店厂校场库室车包嘴".contains(page.before(at - 1));
    lane || page.ends_any(at, &ROADS) && !page.ends_any(at, &["马路", "公路", "铁路", "手段", "阶段", "时段"])
}

/// 兰溪路12号 and, where nothing says that it is a day, 春晓村12号.
pub fn is_house(page: &Page, from: usize, number: &Part) -> bool {
    let from = from - usize::from("附甲乙丙".contains(page.before(from)));
    let (day, after) = ((1..=31).contains(&number.label.value), number.to);
    let dated = day && page.begins_any(after, &HOURS);
    if page.begins_any(after, &["住户", "户主"]) || page.led_by(from, &["门牌"]) {
        return true;
    }
    if is_road(page, from) {
        return !dated;
    }
    let lived = [
        "的", "居民", "住户", "业主", "家", "户", "院", "旁", "附近", "对面", "隔壁", "房", "门口", "门前",
        "门面", "东", "西", "南", "北",
    ];
    let ends = matches!(page.at(after), '\0' | ',' | '。' | ')' | '/' | '\n' | ';');
    is_place(page, from) && (!day || page.begins_any(after, &lived) || (ends && is_at_home(page, from)))
}

/// 住, 地址 or the like a few characters ago.
fn is_at_home(page: &Page, at: usize) -> bool {
    (at.saturating_sub(16)..at).any(|at| page.begins_any(at, &["住", "地址", "位于", "家在", "户籍"]))
}

/// A room by the word that leads to it or by who follows it: 楼上602, 1203业主.
pub fn is_said_room(page: &Page, from: usize, room: &Part) -> bool {
    const CUES: [&str; 11] =
        ["住", "住在", "楼上", "楼下", "隔壁", "对门", "房号", "室号", "门牌", "房间号", "我家"];
    let emergency = matches!(room.label.value, 110 | 114 | 119 | 120 | 122);
    let follows = page.begins_any(room.to, &["业主", "住户", "户主", "的业主", "的住户", "房屋", "房子"]);
    // 120业主 and 2020业主大会 may be so many of them, and the year.
    let close = if room.label.length == 3 {
        room.label.value % 100 <= 16
    } else {
        !(1900..2100).contains(&room.label.value)
    };
    !emergency && (page.led_by(from, &CUES) || (follows && close))
}

/// 7-2-501 anywhere, 3-502 at a compound or where somebody lives; days and ranges are neither.
pub fn is_dashed(page: &Page, chain: &Chain, last: &Part) -> bool {
    let dashes = (chain.from..last.label.to).filter(|at| is_dash(page.at(*at))).count();
    let first = label(page, chain.from).map_or(0, |label| label.length);
    let marked = last.to > last.label.to || page.begins_any(last.to, &["业主", "住户", "房屋", "房子"]);
    let lived = is_place(page, chain.from)
        || page.led_by(chain.from, &["住", "住在", "家", "房号", "门牌", "室号", "地址", "我"]);
    let year = (1900..2100).contains(&last.label.value);
    first <= 3
        && !page.led_by(chain.from, &THINGS)
        && match dashes {
            1 => first <= 2 && (lived || marked),
            _ => lived || marked || !year,
        }
}
