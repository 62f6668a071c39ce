//! 告知: each citizen is told unit, date and 受理号; and what the city's own platform says of the case.

use super::facts::*;
use super::text::*;
use crate::case::Case;
use crate::event::FollowEvent;
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};

/// An attempt counts, and only one that reached somebody tells him.
pub fn note(
    case: &Case,
    about: NoticeAbout,
    how: ContactHow,
    missed: Option<NotReached>,
    words: &str,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    let master = moment.around.master.as_ref();
    let stands = |case: &Case| match about {
        NoticeAbout::Assignment => case.assignment.is_some(),
        NoticeAbout::LaterThanPromised => {
            case.assignment.as_ref().is_some_and(|given| given.later_than_promised)
        }
        NoticeAbout::Extension => !case.follow.extensions.is_empty(),
        NoticeAbout::Listing => case.follow.listing.is_some(),
    };
    // Who called about a merged case is told what became of its master.
    let told_of = if case.master().is_some() { master.ok_or(Rejection::NotFound)? } else { case };
    if !stands(told_of) {
        return Err(Rejection::StageForbids { stage: case.stage });
    }
    if case.matter.anonymous {
        return Err(Rejection::Anonymous);
    }
    let words = typed::optional(words, Field::Note, Kind::Line)?.unwrap_or_default();
    let text = SaidText { name: String::new(), words };
    Ok(vec![FollowEvent::NoticeMade(NoticeMade { about, how, missed }, Some(text))])
}

/// 市平台: its number of the case, and its status there. What differs is shown; nothing is written over it.
pub fn platform(
    case: &Case,
    number: &str,
    status: Option<PlatformStatus>,
    word: &str,
) -> Result<Vec<FollowEvent>, Rejection> {
    let number = typed::text(number, Field::Reference, Kind::Line)?;
    let word = typed::optional(word, Field::Note, Kind::Line)?.unwrap_or_default();
    if let Some(known) = &case.follow.platform {
        if known.number != number {
            return Err(Rejection::OtherReference { number: known.number.clone() });
        }
        if known.status == status && known.word == word {
            return Err(Rejection::AlreadyThere);
        }
    }
    let text = PlatformText { number, status: word };
    Ok(vec![FollowEvent::PlatformNoted(PlatformNoted { status }, Some(text))])
}
