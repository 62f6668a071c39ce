//! 督办规则: every number that follow-up goes by, a setting with its source. No number of these stands in a rule.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

macro_rules! limits {
    ($($(#[$doc:meta])* $limit:ident: $unit:ident = $value:literal, $source:expr;)+) => {
        /// What a number says. `domain.md` §4.3–§4.6.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        pub enum Limit { $($(#[$doc])* $limit),+ }

        impl Limit {
            pub const ALL: &'static [Limit] = &[$(Limit::$limit),+];

            pub fn unit(self) -> LimitUnit {
                match self { $(Limit::$limit => LimitUnit::$unit),+ }
            }

            /// What a house begins with, and where it comes from.
            fn bundled(self) -> (u32, &'static str) {
                match self { $(Limit::$limit => ($value, $source)),+ }
            }
        }
    };
}

const NONE: &str = "本产品默认值，请按本地规定核定";

limits! {
    /// Silence of a unit for so long after the assignment is acceptance.
    AckDays: WorkingDays = 1, NONE;
    /// 退单 within so long after the assignment.
    ReturnDays: WorkingDays = 1, NONE;
    /// Returns of one unit of one case.
    ReturnsAUnit: Times = 1, NONE;
    /// The so-manieth return in all makes it a 问题工单.
    ReturnsToHard: Times = 2, NONE;
    /// So many units without a lead that stands make it one too.
    UnitsToHard: Units = 3, "巴彦淖尔市做法：转办 3 个以上部门无人牵头";
    /// 延期 of one case.
    Extensions: Times = 2, NONE;
    /// Working days of all extensions of a case together.
    ExtensionDays: WorkingDays = 15, NONE;
    /// Working days before the due date by which one is asked for.
    ExtensionAhead: WorkingDays = 1, "西宁市做法：当日 17:00 后不再受理";
    /// 告知 by the close of the so-manieth working day after the assignment.
    NoticeDays: WorkingDays = 1, NONE;
    /// 回访 within so long after the review.
    CallbackDays: WorkingDays = 1, NONE;
    /// Attempts before a citizen counts as unreachable, and on how many days.
    Attempts: Times = 3, NONE;
    AttemptDays: Days = 2, NONE;
    /// Hours of the day that attempts have to lie apart to be at different times.
    AttemptHours: Hours = 2, NONE;
    /// Of the original span, for a case that is reopened.
    ReopenShare: Percent = 50, NONE;
    ReopenLeast: WorkingDays = 1, NONE;
    /// Days in which a closed case may be reopened.
    AgainDays: Days = 30, NONE;
    /// 挂账 is looked at again within so many days.
    ReviewDays: Days = 30, NONE;
    /// 催办: no progress line for so long.
    ProgressDays: WorkingDays = 5, NONE;
    /// 重点督办, 领导督办: the so-manieth reopening.
    ReopensToFocused: Times = 2, NONE;
    ReopensToLeader: Times = 3, "巴彦淖尔市做法：重办 3 次以上未解决";
    /// 临期, 加急: hours before the due date.
    AmberHours: Hours = 48, "鄂托克旗做法：48 小时预警催办";
    RedHours: Hours = 24, "鄂托克旗做法：24 小时重点督办";
    /// Of spans of fewer working days than this, the share that is used up instead.
    ShortSpan: WorkingDays = 4, NONE;
    AmberShare: Percent = 50, NONE;
    RedShare: Percent = 80, NONE;
    /// 提级督办, 办理周期长: overdue by so long.
    LongDays: WorkingDays = 5, "新闻报道：办理周期长；天数请按本地规定核定";
    /// 提级督办, 办理质效低: results sent back, or extensions and refused returns, so often.
    PoorTimes: Times = 2, "新闻报道：办理质效低；次数请按本地规定核定";
    /// 提级督办, 合理诉求未得到有效解决: reopened so often.
    UnsolvedTimes: Times = 2, "新闻报道：合理诉求未得到有效解决；次数请按本地规定核定";
    /// 报送 is answered within so long.
    AnswerDays: WorkingDays = 5, NONE;
    /// 沉默清单: nothing has happened for so long.
    SilentDays: WorkingDays = 5, NONE;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LimitUnit {
    WorkingDays,
    /// As the calendar has them.
    Days,
    Hours,
    Percent,
    Times,
    Units,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LimitRule {
    pub value: u32,
    /// Where the number comes from; shown beside it.
    pub source: String,
}

/// All of it can be edited. A limit that isn't in the map is the bundled one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    pub rules: BTreeMap<Limit, LimitRule>,
    /// Raised by each edit.
    pub version: u32,
}

impl Limit {
    /// The least and the most that make sense.
    pub fn bounds(self) -> (u32, u32) {
        match self.unit() {
            LimitUnit::WorkingDays => (if self == Limit::ExtensionAhead { 0 } else { 1 }, 60),
            LimitUnit::Days => (1, 365),
            LimitUnit::Hours => (if self == Limit::AttemptHours { 0 } else { 1 }, 240),
            LimitUnit::Percent => (1, 100),
            LimitUnit::Times => {
                (if matches!(self, Limit::ReturnsAUnit | Limit::Extensions) { 0 } else { 1 }, 20)
            }
            LimitUnit::Units => (2, 20),
        }
    }
}

impl Limits {
    /// The number that holds.
    pub fn of(&self, limit: Limit) -> u32 {
        self.rules.get(&limit).map_or_else(|| limit.bundled().0, |rule| rule.value)
    }

    /// The table that a house begins with.
    pub fn bundled() -> &'static Limits {
        static BUNDLED: std::sync::LazyLock<Limits> = std::sync::LazyLock::new(Limits::default);
        &BUNDLED
    }
}

impl Default for Limits {
    fn default() -> Self {
        let rule = |limit: Limit| {
            let (value, source) = limit.bundled();
            (limit, LimitRule { value, source: source.to_owned() })
        };
        Limits { rules: Limit::ALL.iter().copied().map(rule).collect(), version: 1 }
    }
}
