//! Where somebody lives: buildings, units, rooms and house numbers. Streets and compounds stay.

mod around;
mod part;

use super::Found;
use super::page::{Page, is_space};
use around::{holds, is_count, is_dashed, is_house, is_place, is_road, is_said_room, is_school, names_many};
use part::{Kind, Part, Script, bare, is_room, label, part};

pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        match chain(page, at).filter(|chain| chain.stands(page)) {
            Some(chain) => {
                let from = chain.begins(page);
                let put = if holds(page, from) { "" } else { super::SOMEWHERE };
                found.push(Found::put(from, chain.to, put.into()));
                at = chain.to;
            }
            None => at += 1,
        }
    }
}

/// Parts from the large to the small, 7号楼2单元501室.
struct Chain {
    from: usize,
    to: usize,
    parts: Vec<Part>,
}

/// The longest there is from here on; whether it is an address is another question.
fn chain(page: &Page, at: usize) -> Option<Chain> {
    label(page, at)?;
    let first = part(page, at).or_else(|| bare(page, at, false)).or_else(|| gate(page, at))?;
    let mut chain = Chain { from: at, to: first.to, parts: vec![first] };
    // An address has a handful of parts; a bound keeps the search linear.
    while chain.parts.len() < 40 {
        let Some(last) = chain.parts.last().copied() else { break };
        let straight = page.skip_few(chain.to, 3, |c| is_space(c) || "·-—".contains(c));
        let of = if page.at(chain.to) == '的' { chain.to + 1 } else { straight };
        if let Some(next) = smaller(page, of, last).filter(|next| of == straight || next.kind == Kind::Unit) {
            chain.push(next);
        } else if let Some(side) = side(page, straight).filter(|_| last.kind.rank() > 0) {
            chain.to = side;
            // 7号楼东单元501
            if let Some(room) = bare(page, chain.to, true).filter(|_| last.kind.rank() < 4) {
                chain.push(room);
            }
        } else if let Some(next) = listed(page, chain.to, last) {
            chain.push(next);
        } else {
            break;
        }
    }
    Some(chain)
}

/// 门牌号12: any number there.
fn gate(page: &Page, at: usize) -> Option<Part> {
    let label = label(page, at).filter(|_| page.led_by(at, &["门牌"]))?;
    Some(Part { kind: Kind::Bare, label, noun: label.to, to: label.to })
}

fn smaller(page: &Page, at: usize, last: Part) -> Option<Part> {
    let marked = part(page, at).filter(|next| match (last.kind, next.kind) {
        (Kind::Floor, Kind::Floor) => true,
        // A lane has numbers, a row has doors, a building too.
        (Kind::Lane | Kind::Row, Kind::Number) => true,
        (_, Kind::Number) => (1..=3).contains(&last.kind.rank()),
        (_, Kind::Household) => last.kind.rank() > 0 && is_room(next.label.value, next.label.length),
        (_, kind) => kind.rank() > last.kind.rank(),
    });
    marked.or_else(|| {
        bare(page, at, true)
            .filter(|_| last.kind.rank() < 4 && !matches!(last.kind, Kind::Number | Kind::Row | Kind::Lane))
    })
}

/// Where 东户 or 西单元 ends.
fn side(page: &Page, at: usize) -> Option<usize> {
    let words = ["户", "门", "单元"];
    let word =
        words.iter().find(|word| "东西南北中左右".contains(page.at(at)) && page.begins(at + 1, word))?;
    Some(at + 1 + word.chars().count())
}

/// 、9号楼 behind 8号楼; 、902 behind 602.
fn listed(page: &Page, at: usize, last: Part) -> Option<Part> {
    let sign = page.skip_few(at, 1, is_space);
    if !"、,.和及与/".contains(page.at(sign)) {
        return None;
    }
    let at = page.skip_few(sign + 1, 1, is_space);
    let marked = part(page, at).filter(|next| match next.kind {
        Kind::Building | Kind::Block | Kind::Unit | Kind::Sharp | Kind::Room => true,
        Kind::Number => last.kind == Kind::Number,
        Kind::Lane | Kind::Row | Kind::Seat | Kind::Floor | Kind::Household | Kind::Bare | Kind::Dashed => {
            false
        }
    });
    let room = last.kind.rank() == 4;
    marked.or_else(|| bare(page, at, true).filter(|_| room))
}

impl Chain {
    fn push(&mut self, part: Part) {
        self.to = part.to;
        self.parts.push(part);
    }

    /// 第3栋 and 附12号 begin earlier.
    fn begins(&self, page: &Page) -> usize {
        let prefix = match self.parts.first().map(|part| part.kind) {
            Some(Kind::Number) => "附甲乙丙第",
            Some(_) => "第",
            None => "",
        };
        self.from - usize::from(prefix.contains(page.before(self.from)))
    }

    /// Whether it tells where somebody lives.
    fn stands(&self, page: &Page) -> bool {
        let Some((first, rest)) = self.parts.split_first() else { return false };
        let room = rest.iter().any(|part| part.kind.rank() == 4 || part.kind == Kind::Number);
        let unit = rest.iter().any(|part| part.kind == Kind::Unit);
        let nth = page.before(self.from) == '第';
        match first.kind {
            Kind::Building => true,
            Kind::Block => room || unit || nth || self.is_block(page, first, rest),
            Kind::Seat => first.label.script == Script::Letter || room || unit,
            Kind::Sharp => !rest.is_empty() || is_place(page, self.from),
            Kind::Unit => room || self.is_unit(page, first, nth),
            Kind::Floor => room,
            Kind::Room => self.is_room(page, first),
            Kind::Number => {
                !nth && (rest.iter().any(|part| part.kind.rank() > 0) || is_house(page, self.from, first))
            }
            Kind::Row => !nth && (room || is_place(page, self.from)) && !"座席".contains(page.at(self.to)),
            Kind::Lane => !rest.is_empty() || is_road(page, self.from),
            Kind::Household => false,
            Kind::Bare => is_said_room(page, self.from, first),
            Kind::Dashed => is_dashed(page, self, first),
        }
    }

    /// 3栋 anywhere, 三栋 behind a name, 三栋与四栋; but no 共3栋 and no 3栋高层.
    fn is_block(&self, page: &Page, first: &Part, rest: &[Part]) -> bool {
        let listed = rest.iter().any(|part| part.kind == Kind::Block);
        let one = !is_count(page, self.from) && !names_many(page, first.noun);
        match first.label.script {
            Script::Letter => true,
            Script::Arabic => one,
            Script::Han => one && (listed || (holds(page, self.from) && page.at(first.noun) != '楼')),
        }
    }

    /// 2单元, but of a textbook only where a compound stands before 第2单元. A 门 needs more than itself.
    fn is_unit(&self, page: &Page, first: &Part, nth: bool) -> bool {
        let gate = page.before(first.to) == '门';
        let house = if nth { is_place(page, self.from - 1) } else { !is_school(page, self.from) };
        !gate && house && !is_count(page, self.from)
    }

    fn is_room(&self, page: &Page, first: &Part) -> bool {
        let label = first.label;
        let long = label.length >= 3 && !is_count(page, self.from);
        long || is_room(label.value, label.length)
            || page.ends_any(page.back(self.from, is_space), &["楼", "厦", "公寓", "宿舍"])
    }
}
