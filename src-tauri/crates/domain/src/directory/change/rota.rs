//! 轮值: on which weekday, for how long, and who hosts.

use super::{name, within};
use crate::directory::event::RotaChanged;
use crate::directory::{RotaEntry, RotaRule};
use crate::rejection::{Field, Rejection};
use crate::session::Host;
use chrono::NaiveDate;

pub(super) fn change(
    rule: Option<RotaRule>,
    set: Vec<RotaEntry>,
    gone: Vec<NaiveDate>,
) -> Result<RotaChanged, Rejection> {
    if let Some(rule) = rule {
        within(u32::from(rule.weekday), 1, 7, Field::Weekday)?;
        within(rule.minutes, 10, 600, Field::Minutes)?;
    }
    let named = |entry: RotaEntry| {
        let named = |host: Host| Ok(Host { name: name(&host.name, Field::Host)?, ..host });
        Ok(RotaEntry { host: entry.host.map(named).transpose()?, ..entry })
    };
    let set = set.into_iter().map(named).collect::<Result<_, Rejection>>()?;
    Ok(RotaChanged { rule, set, gone })
}
