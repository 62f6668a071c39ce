//! 挂账: what can't be done in any span yet, by the chair, with a plan, a milestone and a day on which it is looked
//! at again (T23). It leaves the list by an event and no other way.

use super::facts::*;
use super::returns::is_chair;
use super::text::*;
use super::work::named;
use super::{given, in_stage};
use crate::case::{Case, DueWish, Stage};
use crate::event::FollowEvent;
use crate::id::PersonId;
use crate::limits::Limit;
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};
use chrono::{Days, NaiveDate};

pub fn list(
    case: &Case,
    chair: PersonId,
    plan: &str,
    milestone: &str,
    review: NaiveDate,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    in_stage(case, &[Stage::InProgress, Stage::PendingCallback])?;
    given(case)?;
    if !is_chair(chair, moment) {
        return Err(Rejection::ChairDecides);
    }
    soon(review, moment)?;
    let text = ListingText {
        name: named(chair, moment)?,
        plan: typed::text(plan, Field::Plan, Kind::Long)?,
        milestone: typed::text(milestone, Field::Milestone, Kind::Line)?,
    };
    typed::binding(&text.plan, Field::Plan, &moment.directory.vague)?;
    Ok(vec![FollowEvent::CaseListed(CaseListed { chair, review }, Some(text))])
}

pub fn review(
    case: &Case,
    words: &str,
    review: NaiveDate,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    in_stage(case, &[Stage::Listed])?;
    soon(review, moment)?;
    let text = SaidText { name: String::new(), words: typed::text(words, Field::Note, Kind::Long)? };
    Ok(vec![FollowEvent::ListingReviewed(ListingReviewed { review }, Some(text))])
}

pub fn resume(case: &Case, due: DueWish, moment: &Moment) -> Result<Vec<FollowEvent>, Rejection> {
    in_stage(case, &[Stage::Listed])?;
    let due = crate::case::due(due, moment)?.at;
    Ok(vec![FollowEvent::CaseResumed(CaseResumed { due }, None)])
}

fn soon(review: NaiveDate, moment: &Moment) -> Result<(), Rejection> {
    let today = moment.at.day();
    let days = moment.directory.limits(today).of(Limit::ReviewDays);
    let latest = today.checked_add_days(Days::new(days.into())).ok_or(Rejection::DueTooFar)?;
    if review <= today || review > latest {
        return Err(Rejection::ReviewDay { latest });
    }
    Ok(())
}
