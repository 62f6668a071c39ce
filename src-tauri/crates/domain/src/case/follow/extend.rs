//! 延期: asked for in time, with a reason and a milestone; the citizen hears of it before it is approved (T15,
//! `domain.md` §4.5). The first is the supervision's to approve, the second the leader's who took the call.

use super::facts::*;
use super::in_stage;
use super::returns::days_after;
use super::text::*;
use super::work::{named, of_lead};
use crate::case::{Case, DueWish, Stage};
use crate::event::FollowEvent;
use crate::id::PersonId;
use crate::limits::Limit;
use crate::moment::Moment;
use crate::permission::Right;
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};

pub fn ask(
    case: &Case,
    said_by: PersonId,
    until: DueWish,
    reason: ExtensionReason,
    words: &str,
    milestone: &str,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    of_lead(case, moment)?;
    in_stage(case, &[Stage::InProgress])?;
    let (follow, directory) = (&case.follow, moment.directory);
    let limits = directory.limits(moment.at.day());
    let (Some(due), Some(began)) = (case.due(), case.round_began()) else {
        return Err(Rejection::StageForbids { stage: case.stage });
    };
    if follow.open_extension().is_some() {
        return Err(Rejection::ExtensionOpen);
    }
    let most = limits.of(Limit::Extensions);
    if follow.granted_extensions().count() >= most as usize {
        return Err(Rejection::ExtensionsUsed { most });
    }
    // Asked for while there is still time: so many working days ahead means that one asked now would end by then.
    let ahead = limits.of(Limit::ExtensionAhead);
    if moment.at >= due || (ahead > 0 && days_after(moment.at, ahead, moment)? > due) {
        return Err(Rejection::ExtensionTooLate { due, days: ahead });
    }
    let until = crate::case::due(until, moment)?.at;
    if until <= due {
        return Err(Rejection::ExtensionBackwards { due });
    }
    let calendar = &directory.calendar;
    let working_days = calendar.working_days_after(due.day(), until.day());
    // The span of this round before anything was added to it.
    let first = follow.granted_extensions().find(|one| one.at >= began).map_or(due, |one| one.from);
    let original = calendar.working_days_after(began.day(), first.day()).max(1);
    let used: u32 = follow.granted_extensions().map(|one| one.working_days).sum();
    let left = limits.of(Limit::ExtensionDays).saturating_sub(used);
    let most = original.min(left);
    if working_days > most {
        return Err(Rejection::ExtensionTooLong { days: working_days, most });
    }
    let text = ExtensionText {
        name: named(said_by, moment)?,
        words: typed::text(words, Field::Reason, Kind::Long)?,
        milestone: typed::text(milestone, Field::Milestone, Kind::Line)?,
    };
    typed::binding(&text.milestone, Field::Milestone, &directory.vague)?;
    let facts = ExtensionAsked { said_by, until, working_days, reason };
    Ok(vec![FollowEvent::ExtensionAsked(facts, Some(text))])
}

pub fn rule(
    case: &Case,
    approved: bool,
    decided_by: PersonId,
    words: &str,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    let asked = case.follow.open_extension().ok_or(Rejection::NothingAsked)?;
    in_stage(case, &[Stage::InProgress])?;
    let name = named(decided_by, moment)?;
    if approved {
        let leader = case.origin.map(|origin| origin.leader);
        if case.follow.granted_extensions().next().is_none() {
            moment.may(Right::Supervise)?;
        } else if let Some(leader) = leader.filter(|leader| *leader != decided_by) {
            return Err(Rejection::LeaderDecides { leader });
        }
        // Of an anonymous caller nobody can be told.
        if !case.matter.anonymous && case.follow.told(NoticeAbout::Extension, asked.at).is_none() {
            return Err(Rejection::CitizenNotTold);
        }
    }
    let words = if approved {
        typed::optional(words, Field::Reason, Kind::Line)?.unwrap_or_default()
    } else {
        typed::text(words, Field::Reason, Kind::Line)?
    };
    let facts = ExtensionRuled { approved, decided_by };
    Ok(vec![FollowEvent::ExtensionRuled(facts, Some(SaidText { name, words }))])
}
