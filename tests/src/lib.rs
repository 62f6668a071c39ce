//! The harness: a desk in a temporary folder, a fixed clock, the fictitious city, a scripted caller.

pub mod keys;
pub mod shared;
pub mod station;

use desk::clock::Clock;
use desk::house::{self, NewHouse};
use desk::{Answer, Desk, Failure, Order, Query, Receipt, rehearsal};
use domain::call::{CallCommand, CallStage, Line, NoCase};
use domain::case::{CaseCommand, CaseForm, DueWish, Matter, MatterText, RequestType, Settlement, Stage};
use domain::directory::HouseKind;
use domain::id::*;
use domain::session::{Plan, SeatPlan, SessionCommand};
use domain::triage::MeetingCommand;
use domain::view::{AgendaView, CaseFull, FiguresView, ItemView, QueueView};
use domain::{Command, Rejection, Stamp};
use serde::de::DeserializeOwned;
use std::path::Path;
use uuid::Uuid;

/// A desk with the fictitious city, its clock standing until a test moves it.
pub struct Room {
    pub desk: Desk,
    pub session: SessionId,
    pub folder: tempfile::TempDir,
}

/// A time of 2026-12-01, a Tuesday.
pub fn at(time: &str) -> Stamp {
    Stamp::parse(&format!("2026-12-01T{time}")).expect("a time of that day")
}

pub fn moment(text: &str) -> Stamp {
    Stamp::parse(text).expect("a moment")
}

impl Room {
    /// The city, a planned session at `seats` seats with seven units in the room, everybody signed in, open.
    pub fn open(seats: u8) -> Room {
        Room::open_on("2026-12-01", seats)
    }

    pub fn open_on(day: &str, seats: u8) -> Room {
        Room::empty(&format!("{day}T08:50")).begun(day, seats)
    }

    /// The same in a house that stands.
    pub fn begun(self, day: &str, seats: u8) -> Room {
        let plan = plan(day, seats);
        self.session_act(SessionCommand::PlanSession { plan });
        for head in HEADS_PRESENT {
            self.arrives(head);
        }
        self.desk.clock.set(moment(&format!("{day}T09:00")));
        self.session_act(SessionCommand::OpenSession);
        self
    }

    /// The city at a moment; nothing is planned yet.
    pub fn empty(begins: &str) -> Room {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let desk = found(folder.path(), moment(begins));
        Room { desk, session: SessionId(Uuid::new_v4()), folder }
    }

    pub fn session_act(&self, command: SessionCommand) -> Receipt {
        self.must(self.session.0, Command::Session(command))
    }

    pub fn arrives(&self, name: &str) {
        let (person, arrived) = (person(name), Some(self.desk.clock.now()));
        self.must(self.session.0, Command::Session(SessionCommand::TakeAttendance { person, arrived }));
    }

    /// Acts with the version that stands, as a window that has just read would.
    pub fn act(&self, stream: Uuid, command: Command) -> Result<Receipt, Failure> {
        let version = Some(self.version(stream));
        let order = Order { stream, version, command, draft: None };
        match self.desk.act(vec![order]).remove(0) {
            Answer::Done(receipt) => Ok(receipt),
            Answer::Failed(failed) => Err(failed.failure),
        }
    }

    #[track_caller]
    pub fn must(&self, stream: Uuid, command: Command) -> Receipt {
        match self.act(stream, command) {
            Ok(receipt) => receipt,
            Err(failure) => panic!("refused: {failure:?}"),
        }
    }

    /// The rule that refuses an act.
    #[track_caller]
    pub fn refused(&self, stream: Uuid, command: Command) -> Rejection {
        match self.act(stream, command) {
            Err(Failure::Refused { rejection, .. }) => rejection,
            Err(failure) => panic!("failed otherwise: {failure:?}"),
            Ok(_) => panic!("not refused"),
        }
    }

    /// A call is taken at seat 1 and is live.
    pub fn call(&self, number: &str) -> CallId {
        let call = CallId(Uuid::new_v4());
        let (session, number) = (self.session, Some(number.to_string()));
        let line = Line::Rehearsal;
        self.must(call.0, Command::Call(CallCommand::RingCall { session, line, number }));
        self.must(call.0, Command::Call(CallCommand::AnswerCall { seat: 1, leader: None }));
        call
    }

    pub fn record(&self, call: CallId, form: CaseForm) -> CaseId {
        let case = CaseId(Uuid::new_v4());
        self.must(case.0, Command::Case(CaseCommand::RecordCase { call, form }));
        case
    }

    pub fn case_act(&self, case: CaseId, command: CaseCommand) -> Receipt {
        self.must(case.0, Command::Case(command))
    }

    pub fn case_refused(&self, case: CaseId, command: CaseCommand) -> Rejection {
        self.refused(case.0, Command::Case(command))
    }

    pub fn log(&self, call: CallId, no_case: Option<NoCase>) -> Receipt {
        self.must(call.0, Command::Call(CallCommand::EndCall));
        self.must(call.0, Command::Call(CallCommand::LogCall { no_case, words: None, read_back: true }))
    }

    /// A whole call that is handed over to the meeting.
    pub fn transferred(&self, number: &str, form: CaseForm) -> CaseId {
        let call = self.call(number);
        let case = self.record(call, form);
        self.case_act(case, CaseCommand::HandOver);
        self.log(call, None);
        case
    }

    /// Hands over and logs every call of seat 1 that was broken off, and lets the waiting ones ring on.
    pub fn finish_calls(&self) {
        let queue: QueueView = self.view(Query::Queue { seat: 1 });
        for record in queue.records.iter().filter(|record| record.call_stage != CallStage::Logged) {
            if let Some(case) = record.case.filter(|_| record.stage == Some(Stage::Recording)) {
                self.case_act(case, CaseCommand::HandOver);
            }
            let no_case = record.case.is_none().then_some(NoCase::CutOff);
            let log = CallCommand::LogCall { no_case, words: None, read_back: false };
            self.must(record.call.0, Command::Call(log));
        }
    }

    pub fn close_lines(&self) {
        self.must(self.session.0, Command::Session(SessionCommand::CloseLines));
    }

    /// Seals the session; whoever is logged in signs.
    pub fn seal(&self) -> Result<desk::KeysReceipt, Failure> {
        keys::sign(&self.desk, desk::KeysAct::Seal { session: self.session })
    }

    /// The rule that refuses a signed act.
    #[track_caller]
    pub fn unsigned(&self, signer: desk::Signer, act: desk::KeysAct) -> Rejection {
        match keys::sign_by(&self.desk, signer, act) {
            Err(Failure::Refused { rejection, .. }) => rejection,
            Err(failure) => panic!("failed otherwise: {failure:?}"),
            Ok(_) => panic!("not refused"),
        }
    }

    pub fn convene(&self) -> MeetingId {
        let meeting = MeetingId(Uuid::new_v4());
        let command = MeetingCommand::Convene { session: self.session };
        self.must(meeting.0, Command::Meeting(command));
        meeting
    }

    pub fn agenda(&self) -> AgendaView {
        self.view(Query::Agenda { session: self.session })
    }

    pub fn item(&self, case: CaseId) -> ItemView {
        self.view(Query::Item { case })
    }

    pub fn case(&self, case: CaseId) -> CaseFull {
        let page: desk::CasePage = self.view(Query::Case { case });
        page.case
    }

    pub fn figures(&self) -> FiguresView {
        self.view(Query::Figures { session: self.session })
    }

    #[track_caller]
    pub fn view<T: DeserializeOwned>(&self, query: Query) -> T {
        let value = self.desk.view(query).expect("a view");
        serde_json::from_value(value).expect("the view's type")
    }

    /// What a window of the room gets, as it crosses the border.
    pub fn window(&self, window: desk::RoomWindow) -> serde_json::Value {
        self.desk.window(window).expect("a window's view")
    }

    /// The version that a stream stands at, as the views show it; 0 for what is new.
    pub fn version(&self, stream: Uuid) -> u64 {
        self.desk.version(stream).expect("a readable stream")
    }
}

/// An evaluation house with the city in it.
pub fn found(folder: &Path, begins: Stamp) -> Desk {
    let new = NewHouse {
        kind: HouseKind::Evaluation,
        name: "李敏",
        title: "记录员",
        district: "南湖区",
        staff_no: "",
        password: "",
        second: None,
    };
    let (desk, _) = house::found(folder, &new, Clock::fixed(begins)).expect("a house");
    rehearsal::settle(&desk, desk.my_hand()).expect("the city");
    desk
}

/// A plan of that day: a leader for each seat, seven units in the room.
pub fn plan(day: &str, seats: u8) -> Plan {
    let leaders = (1..=seats).zip(LEADERS);
    let seat = |(seat, name)| SeatPlan { seat, leader: person(name), recorder: None, extension: None };
    Plan {
        number: 6,
        day: moment(day).day(),
        starts: chrono::NaiveTime::from_hms_opt(9, 0, 0).expect("nine"),
        minutes: 90,
        seats: leaders.map(seat).collect(),
        units: UNITS_PRESENT.map(unit).to_vec(),
        chair: person("林远"),
        secretary: person("方可"),
        host: None,
        city_number: None,
        hall: Vec::new(),
    }
}

/// In their order; each sits at a seat of his own.
pub const LEADERS: [&str; 12] = [
    "林远",
    "沈一帆",
    "顾清和",
    "陆明川",
    "程若溪",
    "魏知行",
    "苏映雪",
    "叶承安",
    "罗青禾",
    "孟怀瑾",
    "唐以宁",
    "冯时雨",
];

pub const UNITS_PRESENT: [&str; 7] =
    ["区住建局", "区市场监管局", "区城管执法局", "区交通运输局", "区教育局", "区人社局", "区卫健局"];

pub const HEADS_PRESENT: [&str; 7] = ["韩越", "江临", "贺川", "段青", "夏宁", "丁原", "童欣"];

pub fn unit(name: &str) -> UnitId {
    UnitId(desk::chance::id_by_name("unit", name))
}

pub fn person(name: &str) -> PersonId {
    PersonId(desk::chance::id_by_name("person", name))
}

/// A complete form: a lift that stands still in 春晓苑.
pub fn lift() -> CaseForm {
    form("7 号楼电梯已停运 9 天,楼高 32 层。", "区市场监管局")
}

pub fn form(matter: &str, candidate: &str) -> CaseForm {
    CaseForm {
        matter: Matter {
            request: Some(RequestType::Complaint),
            candidate: Some(unit(candidate)),
            ..Matter::default()
        },
        text: MatterText {
            matter: matter.into(),
            caller: "周女士".into(),
            number: "10047206621".into(),
            place: "南湖区·长桥街道·春晓苑".into(),
            ..MatterText::default()
        },
        promise: "今天会上定下单位,明天给您打电话。".into(),
        read_back: true,
        ..CaseForm::default()
    }
}

/// An assignment that nothing stands against: claimed by the unit's head, five working days.
pub fn assignment(lead: &str, head: &str) -> CaseCommand {
    CaseCommand::AssignCase {
        lead: unit(lead),
        assisting: Vec::new(),
        owner: person(head),
        due: DueWish::WorkingDays { days: 5 },
        plan: "更换主板并复检".into(),
        late_reason: String::new(),
        gap: String::new(),
        settlement: Settlement::Claimed { by: person(head) },
    }
}
