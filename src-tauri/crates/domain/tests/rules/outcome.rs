//! What a call counts as: the heaviest disposition of its cases, or a code, never both and never neither.

use crate::build::*;
use domain::call::*;
use domain::case::{Case, Channel, Stage, VoidReason};
use domain::{Command, Rejection, State};

/// What is tried, the cases, the code beside them, what the call counts as.
type Row<'a> = (&'a str, Vec<&'a Case>, Option<NoCase>, Result<Outcome, Rejection>);

fn case(scene: &Scene, stage: Stage, disposition: Option<Disposition>) -> Case {
    Case { stage, disposition, ..scene.pending() }
}

#[test]
fn a_call_counts_once_by_its_heaviest_case_or_by_a_code() {
    use Disposition::*;
    let scene = Scene::new();
    let with = |disposition| case(&scene, Stage::PendingTriage, Some(disposition));
    let (spot, today, away) = (with(ResolvedOnCall), with(SameDay), with(Transferred));
    let unsorted = case(&scene, Stage::Recording, None);
    let void = case(&scene, Stage::Voided { reason: VoidReason::Test }, Some(Transferred));
    let sent = |to| case(&scene, Stage::Redirected { to }, None);
    let (petition, police) = (sent(Channel::Petition), sent(Channel::Police110));
    let (fire, doctor, court) = (sent(Channel::Fire119), sent(Channel::Ambulance120), sent(Channel::Court));
    let disposed = |disposition| Ok(Outcome::Disposed(disposition));
    let coded = |code| Ok(Outcome::NoCase(code));
    let needed = || Err(Rejection::NoCaseNeeded);
    let silent = Some(NoCase::Silent);
    let table: [Row; 20] = [
        ("one answered", vec![&spot], None, disposed(ResolvedOnCall)),
        ("one for today", vec![&today], None, disposed(SameDay)),
        ("one handed over", vec![&away], None, disposed(Transferred)),
        ("answered and for today", vec![&spot, &today], None, disposed(SameDay)),
        ("for today and answered", vec![&today, &spot], None, disposed(SameDay)),
        ("one of each", vec![&spot, &away, &today], None, disposed(Transferred)),
        ("one without a disposition", vec![&unsorted], None, Err(Rejection::CaseUnsorted)),
        ("one of two without", vec![&away, &unsorted], None, Err(Rejection::CaseUnsorted)),
        ("one without, and a code", vec![&unsorted], silent, Err(Rejection::CaseUnsorted)),
        ("one and a code", vec![&away], silent, Err(Rejection::CallHasCases)),
        ("none and a code", vec![], silent, coded(NoCase::Silent)),
        ("none and no code", vec![], None, needed()),
        ("one voided and no code", vec![&void], None, needed()),
        ("one voided and a code", vec![&void], silent, coded(NoCase::Silent)),
        ("one voided, one answered", vec![&void, &spot], None, disposed(ResolvedOnCall)),
        ("one redirected", vec![&petition], None, coded(NoCase::Redirected)),
        ("one redirected, one voided", vec![&court, &void], None, coded(NoCase::Redirected)),
        ("one redirected, one answered", vec![&petition, &spot], None, disposed(ResolvedOnCall)),
        ("one to the police", vec![&police], None, coded(NoCase::Emergency)),
        ("one to petitions, two to help", vec![&petition, &fire, &doctor], None, coded(NoCase::Emergency)),
    ];
    for (what, cases, no_case, expected) in table {
        let mut scene = Scene::new();
        scene.around.cases = cases.into_iter().cloned().collect();
        let call = State::Call(Box::new(scene.around.call.clone().unwrap()));
        let log = Command::Call(CallCommand::LogCall { no_case, words: None, read_back: true });
        let outcome = scene
            .try_on(&call, log.clone())
            .map(|_| only!(Call, scene.act(CALL.0, call, log)).outcome.unwrap());
        assert_eq!(outcome, expected, "{what}");
    }
}

#[test]
fn the_weight_of_a_disposition_is_transferred_over_same_day_over_answered() {
    let mut all = [Disposition::Transferred, Disposition::ResolvedOnCall, Disposition::SameDay];
    all.sort();
    assert_eq!(all, [Disposition::ResolvedOnCall, Disposition::SameDay, Disposition::Transferred]);
}
