//! A console that records or settles without pause and says what was acknowledged, until it is killed.

use desk::clock::Clock;
use desk::{Answer, Desk, DraftOrder, Order, Query, house};
use domain::Command;
use domain::call::{CallCommand, Line};
use domain::case::CaseCommand;
use domain::id::{CallId, SessionId};
use domain::triage::MeetingCommand;
use domain::view::AgendaView;
use std::io::Write;
use std::path::PathBuf;
use tests::{assignment, at, lift};
use uuid::Uuid;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().expect("FOLDER SESSION record|settle");
    let (folder, session, deed) = (PathBuf::from(next()), next(), next());
    let session = SessionId(session.parse().expect("a session's id"));
    let desk = house::open(&folder, "", "", Clock::fixed(at("10:00"))).expect("the store opens after a kill");
    say("open");
    loop {
        match deed.as_str() {
            "record" => record(&desk, session),
            _ => settle(&desk, session),
        }
    }
}

/// One call: a draft, the record that consumes it, the disposition, the log.
fn record(desk: &Desk, session: SessionId) {
    let (call, case, draft) = (CallId(Uuid::new_v4()), Uuid::new_v4(), Uuid::new_v4());
    let ring = CallCommand::RingCall { session, line: Line::Rehearsal, number: None };
    act(desk, call.0, Some(0), Command::Call(ring), None);
    act(desk, call.0, Some(1), Command::Call(CallCommand::AnswerCall { seat: 1, leader: None }), None);
    let body = Some(serde_json::json!({"matter": "电梯停运"}));
    desk.draft(DraftOrder { draft, stream: case, body }).expect("a draft");
    say(&format!("draft {draft} {case}"));
    let form = CaseCommand::RecordCase { call, form: lift() };
    act(desk, case, Some(0), Command::Case(form), Some(draft));
    act(desk, case, Some(1), Command::Case(CaseCommand::HandOver), None);
    let log = CallCommand::LogCall { no_case: None, words: None, read_back: true };
    act(desk, call.0, Some(2), Command::Call(log), None);
}

/// Settles what is open and takes every second decision back, so that there is always more to do.
fn settle(desk: &Desk, session: SessionId) {
    let agenda = desk.view(Query::Agenda { session }).expect("an agenda");
    let agenda: AgendaView = serde_json::from_value(agenda).expect("an agenda");
    for item in agenda.groups.iter().flat_map(|group| &group.items) {
        let version = desk.version(item.case.0).expect("a case");
        let opened = desk.version(agenda.meeting.0).expect("a meeting");
        let open = Command::Meeting(MeetingCommand::OpenItem { case: item.case });
        act(desk, agenda.meeting.0, Some(opened), open, None);
        let assign = Command::Case(assignment("区市场监管局", "江临"));
        act(desk, item.case.0, Some(version), assign, None);
        let version = desk.version(item.case.0).expect("a case");
        act(desk, item.case.0, Some(version), Command::Case(CaseCommand::UndoDecision), None);
    }
}

fn act(desk: &Desk, stream: Uuid, version: Option<u64>, command: Command, draft: Option<Uuid>) {
    let answers = desk.act(vec![Order { stream, version, command, draft }]);
    // A case that stood settled when the last process was killed refuses to be settled again.
    if let Some(Answer::Done(receipt)) = answers.first() {
        say(&format!("done {stream} {}", receipt.version));
    }
}

/// Written at once: what was said before the kill was acknowledged before it.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("somebody listens");
}
