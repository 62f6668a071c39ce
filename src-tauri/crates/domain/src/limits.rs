//! 督办规则: every number that follow-up goes by, a setting with its source. No number of these stands in a rule.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What a number says. `domain.md` §4.3–§4.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Limit {
    /// Silence of a unit for so long after the assignment is acceptance.
    AckDays,
    /// 退单 within so long after the assignment.
    ReturnDays,
    /// Returns of one unit of one case.
    ReturnsAUnit,
    /// The so-manieth return in all makes it a 问题工单.
    ReturnsToHard,
    /// So many units without a lead that stands make it one too.
    UnitsToHard,
    /// 延期 of one case.
    Extensions,
    /// Working days of all extensions of a case together.
    ExtensionDays,
    /// Working days before the due date by which one is asked for.
    ExtensionAhead,
    /// 告知 by the close of the so-manieth working day after the assignment.
    NoticeDays,
    /// 回访 within so long after the review.
    CallbackDays,
    /// Attempts before a citizen counts as unreachable, and on how many days.
    Attempts,
    AttemptDays,
    /// Hours of the day that attempts have to lie apart to be at different times.
    AttemptHours,
    /// Of the original span, for a case that is reopened.
    ReopenShare,
    ReopenLeast,
    /// Days in which a closed case may be reopened.
    AgainDays,
    /// 挂账 is looked at again within so many days.
    ReviewDays,
    /// 催办: no progress line for so long.
    ProgressDays,
    /// 重点督办, 领导督办: the so-manieth reopening.
    ReopensToFocused,
    ReopensToLeader,
    /// 临期, 加急: hours before the due date.
    AmberHours,
    RedHours,
    /// Of spans of fewer working days than this, the share that is used up instead.
    ShortSpan,
    AmberShare,
    RedShare,
    /// 提级督办, 办理周期长: overdue by so long.
    LongDays,
    /// 提级督办, 办理质效低: results sent back, or extensions and refused returns, so often.
    PoorTimes,
    /// 提级督办, 合理诉求未得到有效解决: reopened so often.
    UnsolvedTimes,
    /// 报送 is answered within so long.
    AnswerDays,
    /// 沉默清单: nothing has happened for so long.
    SilentDays,
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

use Limit::*;

impl Limit {
    pub const ALL: [Limit; 30] = [
        AckDays,
        ReturnDays,
        ReturnsAUnit,
        ReturnsToHard,
        UnitsToHard,
        Extensions,
        ExtensionDays,
        ExtensionAhead,
        NoticeDays,
        CallbackDays,
        Attempts,
        AttemptDays,
        AttemptHours,
        ReopenShare,
        ReopenLeast,
        AgainDays,
        ReviewDays,
        ProgressDays,
        ReopensToFocused,
        ReopensToLeader,
        AmberHours,
        RedHours,
        ShortSpan,
        AmberShare,
        RedShare,
        LongDays,
        PoorTimes,
        UnsolvedTimes,
        AnswerDays,
        SilentDays,
    ];

    pub fn unit(self) -> LimitUnit {
        match self {
            AckDays | ReturnDays | ExtensionDays | ExtensionAhead | NoticeDays | CallbackDays
            | ReopenLeast | ProgressDays | ShortSpan | LongDays | AnswerDays | SilentDays => {
                LimitUnit::WorkingDays
            }
            AttemptDays | AgainDays | ReviewDays => LimitUnit::Days,
            AttemptHours | AmberHours | RedHours => LimitUnit::Hours,
            ReopenShare | AmberShare | RedShare => LimitUnit::Percent,
            ReturnsAUnit | ReturnsToHard | Extensions | Attempts | ReopensToFocused | ReopensToLeader
            | PoorTimes | UnsolvedTimes => LimitUnit::Times,
            UnitsToHard => LimitUnit::Units,
        }
    }

    /// The least and the most that make sense.
    pub fn bounds(self) -> (u32, u32) {
        match self.unit() {
            LimitUnit::WorkingDays => (if self == ExtensionAhead { 0 } else { 1 }, 60),
            LimitUnit::Days => (1, 365),
            LimitUnit::Hours => (if self == AttemptHours { 0 } else { 1 }, 240),
            LimitUnit::Percent => (1, 100),
            LimitUnit::Times => (if matches!(self, ReturnsAUnit | Extensions) { 0 } else { 1 }, 20),
            LimitUnit::Units => (2, 20),
        }
    }

    fn bundled(self) -> (u32, &'static str) {
        const NONE: &str = "本产品默认值，请按本地规定核定";
        match self {
            AckDays => (1, NONE),
            ReturnDays => (1, NONE),
            ReturnsAUnit => (1, NONE),
            ReturnsToHard => (2, NONE),
            UnitsToHard => (3, "巴彦淖尔市做法：转办 3 个以上部门无人牵头"),
            Extensions => (2, NONE),
            ExtensionDays => (15, NONE),
            ExtensionAhead => (1, "西宁市做法：当日 17:00 后不再受理"),
            NoticeDays => (1, NONE),
            CallbackDays => (1, NONE),
            Attempts => (3, NONE),
            AttemptDays => (2, NONE),
            AttemptHours => (2, NONE),
            ReopenShare => (50, NONE),
            ReopenLeast => (1, NONE),
            AgainDays => (30, NONE),
            ReviewDays => (30, NONE),
            ProgressDays => (5, NONE),
            ReopensToFocused => (2, NONE),
            ReopensToLeader => (3, "巴彦淖尔市做法：重办 3 次以上未解决"),
            AmberHours => (48, "鄂托克旗做法：48 小时预警催办"),
            RedHours => (24, "鄂托克旗做法：24 小时重点督办"),
            ShortSpan => (4, NONE),
            AmberShare => (50, NONE),
            RedShare => (80, NONE),
            LongDays => (5, "新闻报道：办理周期长；天数请按本地规定核定"),
            PoorTimes => (2, "新闻报道：办理质效低；次数请按本地规定核定"),
            UnsolvedTimes => (2, "新闻报道：合理诉求未得到有效解决；次数请按本地规定核定"),
            AnswerDays => (5, NONE),
            SilentDays => (5, NONE),
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
        Limits { rules: Limit::ALL.into_iter().map(rule).collect(), version: 1 }
    }
}
