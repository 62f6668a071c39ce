//! Who calls when about what: the same seed and plan give the same day.

use super::city::{PLACES, UNITS};
use super::matters::{CityMatter, MATTERS};
use crate::chance::Chance;
use crate::door::RehearsalPlan;
use chrono::NaiveTime;
use domain::Stamp;
use domain::case::RequestType;

/// Lines open at nine; the report that this product answers says so.
pub const OPENS: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

/// Of 123 calls in the report, 3 were answered on the line and 7 handled the same day.
const ON_CALL_OF_123: u32 = 3;
const TODAY_OF_123: u32 = 7;

#[derive(Clone)]
pub struct ScriptedCall {
    pub seat: u8,
    pub rings: Stamp,
    pub answered: Stamp,
    /// The form is on record: read back, then the receiver goes down.
    pub recorded: Stamp,
    pub logged: Stamp,
    pub number: String,
    pub caller: String,
    pub matter: &'static CityMatter,
    pub street: &'static str,
    pub compound: &'static str,
    pub deed: Deed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    OnCall,
    Today,
    /// A hazard, if the matter is one, or a plain case of one unit.
    HandOver,
    /// Brought before, and passed from unit to unit.
    Repeat,
    /// Two units that each point at the other.
    Disputed,
}

const SURNAMES: [&str; 16] =
    ["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨"];

/// The calls of a day in the order in which they ring.
pub fn calls(plan: &RehearsalPlan, chance: &Chance) -> Vec<ScriptedCall> {
    let opened = Stamp::local(plan.day, OPENS);
    let deeds = deeds(plan.calls, chance);
    let rings = phone::rings(chance.seed(), plan.calls, plan.minutes, plan.seats);
    let calls = rings.into_iter().zip(deeds).enumerate().map(|(index, (ring, deed))| {
        let (street, compounds) = PLACES[chance.below(PLACES.len() as u32) as usize];
        ScriptedCall {
            seat: ring.seat,
            rings: opened.plus_seconds(ring.rings),
            answered: opened.plus_seconds(ring.answered),
            recorded: opened.plus_seconds(ring.ended),
            logged: opened.plus_seconds(ring.wrapped_up),
            number: ring.number,
            caller: caller(chance),
            matter: matter(deed, index, plan, chance),
            street,
            compound: compounds[chance.below(4) as usize],
            deed,
        }
    });
    calls.collect()
}

/// Spreads the three dispositions over the day in the report's proportion.
fn deeds(calls: u32, chance: &Chance) -> Vec<Deed> {
    let share = |of_123: u32| (calls * of_123 * 2 + 123) / (2 * 123);
    let on_call = share(ON_CALL_OF_123).min(calls);
    let today = share(TODAY_OF_123).min(calls - on_call);
    let mut deeds = vec![Deed::OnCall; on_call as usize];
    deeds.extend(vec![Deed::Today; today as usize]);
    for index in deeds.len() as u32..calls {
        deeds.push(match index % 24 {
            7 => Deed::Repeat,
            17 => Deed::Disputed,
            _ => Deed::HandOver,
        });
    }
    // Fisher–Yates, so that a day does not begin with all that is easy.
    for last in (1..deeds.len()).rev() {
        deeds.swap(last, chance.below(last as u32 + 1) as usize);
    }
    deeds
}

fn matter(deed: Deed, index: usize, plan: &RehearsalPlan, chance: &Chance) -> &'static CityMatter {
    let present = |matter: &CityMatter| {
        UNITS.iter().take(usize::from(plan.units.max(1))).any(|unit| unit.name == matter.unit)
    };
    let fits = |matter: &&CityMatter| match deed {
        Deed::OnCall => matter.request == RequestType::Inquiry,
        Deed::Today => present(matter) && !matter.hazard && matter.request != RequestType::Inquiry,
        Deed::Repeat | Deed::Disputed => present(matter) && !matter.hazard,
        Deed::HandOver if index % 28 == 5 => matter.hazard,
        Deed::HandOver if index % 11 == 4 => !present(matter) && !matter.hazard,
        Deed::HandOver => present(matter) && !matter.hazard,
    };
    let fitting: Vec<&CityMatter> = MATTERS.iter().filter(fits).collect();
    // With few units nothing may fit; any matter is better than no call.
    let among = if fitting.is_empty() { MATTERS.iter().collect() } else { fitting };
    among[chance.below(among.len() as u32) as usize]
}

fn caller(chance: &Chance) -> String {
    let surname = SURNAMES[chance.below(SURNAMES.len() as u32) as usize];
    format!("{surname}{}", if chance.below(2) == 0 { "女士" } else { "先生" })
}
