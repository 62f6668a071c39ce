//! 督办: 催办, 重点督办, 领导督办, 提级督办 (T26, `domain.md` §4.6). The system raises the first two, in working hours; the
//! others it proposes and a person signs. No row rises by itself.

use super::facts::*;
use super::text::*;
use super::work::named;
use super::{Addressed, Escalation, Signed, in_stage};
use crate::case::{Case, Stage};
use crate::event::FollowEvent;
use crate::id::PersonId;
use crate::limits::Limit;
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};
use uuid::Uuid;

pub struct Letter {
    pub document: String,
    pub signer: String,
    pub words: String,
}

/// Recipients of one escalation.
const MOST_RECIPIENTS: u32 = 20;

/// 电话催办登记: who was rung and what he said; or a text that was copied for him.
pub fn remind(
    case: &Case,
    how: ContactHow,
    person: Option<PersonId>,
    said: &str,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    open(case)?;
    let name = person.map(|person| named(person, moment)).transpose()?.unwrap_or_default();
    let said = match how {
        ContactHow::Phone | ContactHow::Visit => typed::text(said, Field::Said, Kind::Line)?,
        ContactHow::Message | ContactHow::Platform => {
            typed::optional(said, Field::Said, Kind::Line)?.unwrap_or_default()
        }
    };
    let text = RemindedText { name, said };
    Ok(vec![FollowEvent::Reminded(Reminded { how, person }, Some(text))])
}

/// 拟提级, by hand.
pub fn propose(
    case: &Case,
    escalation: Uuid,
    level: Level,
    triggers: Vec<Trigger>,
    words: &str,
) -> Result<Vec<FollowEvent>, Rejection> {
    open(case)?;
    match level {
        Level::Leader | Level::Escalated => {}
        Level::Reminder | Level::Focused => return Err(Rejection::NotALevelToSign),
    }
    if triggers.is_empty() {
        return Err(Rejection::Missing { fields: vec![Field::Trigger] });
    }
    if case.follow.open_escalations().any(|one| one.level == level) {
        return Err(Rejection::AlreadyThere);
    }
    let words = typed::text(words, Field::Reason, Kind::Long)?;
    let facts = EscalationProposed { escalation, level, triggers, measured: false };
    let text = SaidText { name: String::new(), words };
    Ok(vec![FollowEvent::EscalationProposed(facts, Some(text))])
}

/// 已报送: a person's name stands under it. 领导督办 goes to the leader who promised, 提级督办 to offices of the roster.
pub fn sign(
    case: &Case,
    escalation: Uuid,
    recipients: Vec<Recipient>,
    letter: Letter,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    let one = standing(case, escalation)?;
    if one.signed.is_some() {
        return Err(Rejection::AlreadyThere);
    }
    if recipients.is_empty() {
        return Err(Rejection::Missing { fields: vec![Field::Recipients] });
    }
    if recipients.len() > MOST_RECIPIENTS as usize {
        return Err(Rejection::TooMany { field: Field::Recipients, most: MOST_RECIPIENTS });
    }
    for recipient in &recipients {
        let fits = match (one.level, recipient.office) {
            (Level::Leader, office) => office == Office::Leader,
            (Level::Reminder | Level::Focused | Level::Escalated, office) => office != Office::Leader,
        };
        if !fits {
            return Err(Rejection::WrongRecipient);
        }
        if recipient.reply_by <= moment.at {
            return Err(Rejection::DueInPast);
        }
        match (recipient.office, recipient.person) {
            (_, Some(person)) => drop(named(person, moment)?),
            (Office::PartyInspection | Office::GovernmentInspection, None) => {}
            (Office::PartyDelegate | Office::CongressDeputy | Office::CppccMember | Office::Leader, None) => {
                return Err(Rejection::Missing { fields: vec![Field::Recipients] });
            }
        }
    }
    let text = LetterText {
        document: typed::optional(&letter.document, Field::Reference, Kind::Line)?.unwrap_or_default(),
        signer: typed::text(&letter.signer, Field::Signer, Kind::Line)?,
        words: typed::text(&letter.words, Field::Reason, Kind::Long)?,
    };
    let facts = EscalationSigned { escalation, recipients };
    Ok(vec![FollowEvent::EscalationSigned(facts, Some(text))])
}

/// 已回复, by one of the recipients.
pub fn answer(
    case: &Case,
    escalation: Uuid,
    recipient: u32,
    words: &str,
) -> Result<Vec<FollowEvent>, Rejection> {
    let one = standing(case, escalation)?;
    let Some(Signed { recipients, .. }) = &one.signed else { return Err(Rejection::NotSigned) };
    match recipients.get(recipient as usize) {
        None => return Err(Rejection::NotFound),
        Some(Addressed { answered: Some(_), .. }) => return Err(Rejection::AlreadyThere),
        Some(Addressed { answered: None, .. }) => {}
    }
    let text = SaidText { name: String::new(), words: typed::text(words, Field::Reply, Kind::Long)? };
    let facts = EscalationAnswered { escalation, recipient };
    Ok(vec![FollowEvent::EscalationAnswered(facts, Some(text))])
}

/// 已解除, with a reason; of one that nobody signed, put aside.
pub fn release(case: &Case, escalation: Uuid, words: &str) -> Result<Vec<FollowEvent>, Rejection> {
    standing(case, escalation)?;
    let text = SaidText { name: String::new(), words: typed::text(words, Field::Reason, Kind::Long)? };
    Ok(vec![FollowEvent::EscalationReleased(EscalationReleased { escalation }, Some(text))])
}

/// 降级: what the system raised stands no longer.
pub fn lower(case: &Case, words: &str) -> Result<Vec<FollowEvent>, Rejection> {
    if !matches!(case.follow.level, Some(Level::Reminder | Level::Focused)) {
        return Err(Rejection::NothingToUndo);
    }
    let text = SaidText { name: String::new(), words: typed::text(words, Field::Reason, Kind::Long)? };
    Ok(vec![FollowEvent::LevelLowered(LevelLowered {}, Some(text))])
}

/// The second reopening is 重点督办 at once.
pub(super) fn after_reopening(case: &Case, moment: &Moment) -> Option<FollowEvent> {
    let times = case.follow.reopened.len() as u32 + 1;
    let limits = moment.directory.limits(moment.at.day());
    (times >= limits.of(Limit::ReopensToFocused)).then(|| {
        let raised = LevelRaised { level: Level::Focused, trigger: Trigger::Reopened, occurrence: times };
        FollowEvent::LevelRaised(raised, None)
    })
}

fn standing(case: &Case, escalation: Uuid) -> Result<&Escalation, Rejection> {
    let found = case.follow.open_escalations().find(|one| one.id == escalation);
    found.ok_or(Rejection::NotFound)
}

/// Assigned and not at its end.
fn open(case: &Case) -> Result<(), Rejection> {
    use Stage::{Assigned, InProgress, Listed, PendingCallback, Replied};
    in_stage(case, &[Assigned, InProgress, Replied, PendingCallback, Listed])
}
