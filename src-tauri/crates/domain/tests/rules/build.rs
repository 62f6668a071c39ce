//! A small house for the rules: who and what there is, a day, and the states that a case passes through.

use domain::calendar::WorkCalendar;
use domain::call::{Call, CallCommand, Line};
use domain::case::*;
use domain::deadline::DeadlineClass;
use domain::directory::{Category, Directory, Person, Place, Unit, UnitKind};
use domain::event::{CaseEvent, Event, Made};
use domain::id::*;
use domain::number::CaseNumber;
use domain::permission::Role;
use domain::session::{Plan, SeatPlan, Session, SessionCommand, SessionStage};
use domain::triage::{Meeting, MeetingCommand};
use domain::{Around, Command, Moment, Rejection, Stamp, State};
use uuid::Uuid;

pub const SECRETARY: PersonId = PersonId(Uuid::from_u128(0xa1));
pub const LEADER: PersonId = PersonId(Uuid::from_u128(0xa2));
pub const CHAIR: PersonId = PersonId(Uuid::from_u128(0xa3));
/// Head of the market bureau.
pub const HEAD: PersonId = PersonId(Uuid::from_u128(0xa4));
pub const CLERK: PersonId = PersonId(Uuid::from_u128(0xa5));
/// Head of the water bureau, who is not in the room.
pub const WATER_HEAD: PersonId = PersonId(Uuid::from_u128(0xa6));
pub const NOBODY: PersonId = PersonId(Uuid::from_u128(0xaf));

pub const MARKET: UnitId = UnitId(Uuid::from_u128(0xb1));
pub const WATER: UnitId = UnitId(Uuid::from_u128(0xb2));
/// Has no head on record; CLERK's colleague DESK answers for it.
pub const HEADLESS: UnitId = UnitId(Uuid::from_u128(0xb3));
pub const CITY: UnitId = UnitId(Uuid::from_u128(0xb9));
pub const NO_UNIT: UnitId = UnitId(Uuid::from_u128(0xbf));
pub const DESK: PersonId = PersonId(Uuid::from_u128(0xa7));

pub const LIFTS: CategoryId = CategoryId(Uuid::from_u128(0xd1));
pub const ESTATE: PlaceId = PlaceId(Uuid::from_u128(0xe1));

pub const SESSION: SessionId = SessionId(Uuid::from_u128(0x51));
pub const CALL: CallId = CallId(Uuid::from_u128(0x61));
pub const MEETING: MeetingId = MeetingId(Uuid::from_u128(0x71));
pub const CASE: CaseId = CaseId(Uuid::from_u128(0xc1));
pub const MASTER: CaseId = CaseId(Uuid::from_u128(0xc2));

/// A clock on the wall on the day of the session, Tuesday 2026-12-01; or a whole date.
pub fn at(text: &str) -> Stamp {
    let whole = if text.len() > 5 { text.to_string() } else { format!("2026-12-01T{text}") };
    Stamp::parse(&whole).unwrap()
}

pub struct Scene {
    pub at: Stamp,
    pub actor: PersonId,
    pub directory: Directory,
    pub around: Around,
}

impl Scene {
    /// 11:00, the lines have closed, the meeting sits; a call is in wrap-up and another case stands pending.
    pub fn new() -> Scene {
        let mut scene =
            Scene { at: at("09:12"), actor: SECRETARY, directory: directory(), around: Around::default() };
        let session = session(&scene);
        scene.around.session = Some(session);
        let call = call(&scene);
        scene.around.call = Some(call);
        scene.around.number = Some(CaseNumber { day: scene.at.day(), ordinal: 1, count: 7 });
        let case = scene.pending();
        scene.around.master = Some(Case { id: MASTER, ..case.clone() });
        scene.around.cases = vec![case];
        if let Some(session) = &mut scene.around.session {
            session.stage = SessionStage::LinesClosed;
        }
        scene.around.meeting = Some(meeting(&scene));
        scene.at = at("11:00");
        scene
    }

    pub fn moment(&self) -> Moment<'_> {
        self.moment_as(&Role::ALL)
    }

    pub fn moment_as<'a>(&'a self, roles: &'a [Role]) -> Moment<'a> {
        Moment { at: self.at, actor: self.actor, roles, directory: &self.directory, around: &self.around }
    }

    pub fn try_on(&self, state: &State, command: Command) -> Result<Vec<Event>, Rejection> {
        domain::decide(state, command, &self.moment())
    }

    pub fn refused(&self, state: &State, command: Command) -> Option<Rejection> {
        self.try_on(state, command).err()
    }

    /// Decides and folds.
    #[track_caller]
    pub fn act(&self, id: Uuid, state: State, command: Command) -> State {
        let events = self.try_on(&state, command).unwrap();
        fold(id, state, &events, self.at, self.actor)
    }

    pub fn try_case(&self, case: &Case, command: CaseCommand) -> Result<Vec<CaseEvent>, Rejection> {
        let events = self.try_on(&State::Case(Box::new(case.clone())), Command::Case(command))?;
        let own = |event| match event {
            Event::Case(event) => event,
            Event::Session(_)
            | Event::Call(_)
            | Event::Follow(_)
            | Event::Meeting(_)
            | Event::Directory(_)
            | Event::Seat(_)
            | Event::Erasure(_)
            | Event::Clue(_)
            | Event::Stream(_) => {
                panic!("a case's command wrote {event:?}")
            }
        };
        Ok(events.into_iter().map(own).collect())
    }

    #[track_caller]
    pub fn case(&self, case: &Case, command: CaseCommand) -> Case {
        let state = State::Case(Box::new(case.clone()));
        only!(Case, self.act(case.id.0, state, Command::Case(command)))
    }

    #[track_caller]
    pub fn refused_case(&self, case: &Case, command: CaseCommand) -> Rejection {
        self.try_case(case, command).unwrap_err()
    }

    /// A case on record, complete, without a disposition.
    pub fn recorded(&self, form: CaseForm) -> Case {
        let command = Command::Case(CaseCommand::RecordCase { call: CALL, form });
        only!(Case, self.act(CASE.0, State::Nothing, command))
    }

    pub fn pending(&self) -> Case {
        self.case(&self.recorded(form()), CaseCommand::HandOver)
    }

    pub fn assigned(&self) -> Case {
        self.case(&self.pending(), assignment(|_| {}).command())
    }

    /// A case in every stage there is, each as it really gets there.
    pub fn at_stage(&self, stage: Stage) -> Case {
        let case = match stage {
            Stage::Recording => self.recorded(form()),
            Stage::PendingTriage => self.pending(),
            Stage::Assigned => self.assigned(),
            Stage::InProgress => self.in_progress(),
            Stage::Replied => self.replied(),
            Stage::PendingCallback => self.reviewed(),
            Stage::Listed => self.listed(),
            Stage::Closed { how: CloseKind::Solved } => self.solved(),
            Stage::Closed { how: CloseKind::Explained | CloseKind::Unreachable } => panic!("not in STAGES"),
            Stage::Closed { how: CloseKind::OnSpot } => self.case(&self.recorded(form()), answer()),
            Stage::Closed { how: CloseKind::Elsewhere } => Case { stage, ..self.pending() },
            Stage::Merged { .. } => self.case(&self.pending(), merge()),
            Stage::Redirected { .. } => self.case(&self.recorded(form()), redirect()),
            Stage::Voided { .. } => self.case(&self.pending(), void()),
        };
        assert_eq!(case.stage, stage);
        case
    }
}

pub fn fold(id: Uuid, state: State, events: &[Event], at: Stamp, by: PersonId) -> State {
    events.iter().fold(state, |state, event| {
        let version = state.version() + 1;
        state.apply(id, Made { at, by, version, erased: false, event })
    })
}

pub const STAGES: [Stage; 13] = [
    Stage::Recording,
    Stage::PendingTriage,
    Stage::Assigned,
    Stage::InProgress,
    Stage::Replied,
    Stage::PendingCallback,
    Stage::Listed,
    Stage::Closed { how: CloseKind::Solved },
    Stage::Closed { how: CloseKind::OnSpot },
    Stage::Closed { how: CloseKind::Elsewhere },
    Stage::Merged { master: MASTER },
    Stage::Redirected { to: Channel::Petition },
    Stage::Voided { reason: VoidReason::Misrecorded },
];

pub fn form() -> CaseForm {
    CaseForm {
        matter: Matter {
            request: Some(RequestType::Help),
            category: Some(LIFTS),
            candidate: Some(MARKET),
            ..Matter::default()
        },
        text: MatterText {
            matter: "7 号楼电梯停运 9 天，老人下不了楼。".into(),
            caller: "周晓兰女士".into(),
            number: "10047206621".into(),
            place: "春晓苑 7 号楼".into(),
            ..MatterText::default()
        },
        no_promise: true,
        read_back: true,
        ..CaseForm::default()
    }
}

pub fn promised(due: Option<&str>) -> CaseForm {
    let promise = "三天内让电梯动起来".into();
    CaseForm { no_promise: false, promise, promise_due: due.map(at), ..form() }
}

pub fn form_with(change: impl FnOnce(&mut CaseForm)) -> CaseForm {
    let mut form = form();
    change(&mut form);
    form
}

/// What the meeting says of a case, to be changed in one place.
pub struct Said {
    pub lead: UnitId,
    pub assisting: Vec<UnitId>,
    pub owner: PersonId,
    pub due: DueWish,
    pub plan: String,
    pub late_reason: String,
    pub gap: String,
    pub settlement: Settlement,
}

impl Said {
    pub fn command(self) -> CaseCommand {
        let Said { lead, assisting, owner, due, plan, late_reason, gap, settlement } = self;
        CaseCommand::AssignCase { lead, assisting, owner, due, plan, late_reason, gap, settlement }
    }
}

pub fn assignment(change: impl FnOnce(&mut Said)) -> Said {
    let mut said = Said {
        lead: MARKET,
        assisting: vec![WATER],
        owner: HEAD,
        due: DueWish::WorkingDays { days: 3 },
        plan: "12月4日前更换曳引机".into(),
        late_reason: String::new(),
        gap: String::new(),
        settlement: Settlement::Claimed { by: HEAD },
    };
    change(&mut said);
    said
}

pub fn decided() -> Settlement {
    let (basis, dissent) = ("三定方案第四条".into(), String::new());
    Settlement::Decided { by: CHAIR, basis, objection: None, dissent }
}

pub fn answer() -> CaseCommand {
    CaseCommand::AnswerOnCall { answer: "热费按天数退".into(), basis: String::new(), confirmed: true }
}

pub fn today(due: &str) -> CaseCommand {
    CaseCommand::HandleToday { lead: MARKET, owner: HEAD, due: at(due), plan: String::new() }
}

pub fn redirect() -> CaseCommand {
    CaseCommand::RedirectCase { channel: Channel::Petition, words: "请到区信访局反映".into() }
}

pub fn merge() -> CaseCommand {
    CaseCommand::MergeCase { master: MASTER, reason: "同一部电梯".into() }
}

pub fn claim() -> CaseCommand {
    CaseCommand::ClaimCase { unit: MARKET, claimed_by: HEAD, gap: "巡查不到位".into() }
}

pub fn adjudicate(lead: UnitId, objection: Option<Objection>) -> CaseCommand {
    let (basis, dissent) = ("三定方案第四条".into(), String::new());
    CaseCommand::AdjudicateLead { lead, decided_by: CHAIR, basis, objection, dissent }
}

pub fn void() -> CaseCommand {
    let note = "与 1201-01-06 重复登记".into();
    CaseCommand::VoidCase { reason: VoidReason::Misrecorded, second: CHAIR, note }
}

pub fn plan() -> Plan {
    let seat = |seat, leader| SeatPlan { seat, leader, recorder: Some(CLERK), extension: None };
    Plan {
        number: 8,
        day: at("09:00").day(),
        starts: at("09:00").time(),
        minutes: 90,
        seats: vec![seat(1, LEADER), seat(2, CHAIR)],
        units: vec![MARKET, WATER],
        chair: CHAIR,
        secretary: SECRETARY,
        host: None,
        city_number: None,
        hall: Vec::new(),
    }
}

pub fn session_after(scene: &Scene, commands: Vec<SessionCommand>) -> State {
    commands
        .into_iter()
        .fold(State::Nothing, |state, command| scene.act(SESSION.0, state, Command::Session(command)))
}

fn session(scene: &Scene) -> Session {
    let arrived = Some(at("08:50"));
    let commands = vec![
        SessionCommand::PlanSession { plan: plan() },
        SessionCommand::TakeAttendance { person: HEAD, arrived },
        SessionCommand::OpenSession,
    ];
    only!(Session, session_after(scene, commands))
}

pub fn call_after(scene: &Scene, commands: Vec<CallCommand>) -> State {
    let ring =
        CallCommand::RingCall { session: SESSION, line: Line::ByHand, number: Some("100 4720 6621".into()) };
    std::iter::once(ring)
        .chain(commands)
        .fold(State::Nothing, |state, command| scene.act(CALL.0, state, Command::Call(command)))
}

fn call(scene: &Scene) -> Call {
    only!(
        Call,
        call_after(scene, vec![CallCommand::AnswerCall { seat: 1, leader: None }, CallCommand::EndCall])
    )
}

fn meeting(scene: &Scene) -> Meeting {
    let convene = Command::Meeting(MeetingCommand::Convene { session: SESSION });
    only!(Meeting, scene.act(MEETING.0, State::Nothing, convene))
}

fn directory() -> Directory {
    let mut directory = Directory { calendar: WorkCalendar::bundled(), ..Directory::default() };
    let person = |id, name: &str, unit| Person {
        id,
        name: name.into(),
        title: "同志".into(),
        address: None,
        unit,
        phone: None,
    };
    let people = [
        person(SECRETARY, "苏宁", None),
        person(LEADER, "林远", None),
        person(CHAIR, "何川", None),
        person(HEAD, "江临", Some(MARKET)),
        person(CLERK, "文澜", Some(MARKET)),
        person(WATER_HEAD, "洪波", Some(WATER)),
        person(DESK, "方舟", Some(HEADLESS)),
    ];
    directory.people = people.map(|person| (person.id, person)).into();
    let unit = |id, name: &str, head, above, order| Unit {
        id,
        name: name.into(),
        kind: UnitKind::Bureau,
        head,
        deputies: Vec::new(),
        above,
        plans: Vec::new(),
        order,
        aliases: Vec::new(),
        duty_phone: None,
    };
    let units = [
        unit(MARKET, "区市场监管局", Some(HEAD), Some(CITY), 1),
        unit(WATER, "区水务局", Some(WATER_HEAD), None, 2),
        unit(HEADLESS, "区供热公司", None, None, 3),
        unit(CITY, "市12345平台", None, None, 9),
    ];
    directory.units = units.map(|unit| (unit.id, unit)).into();
    let lifts = Category {
        id: LIFTS,
        name: "电梯".into(),
        initials: "dt".into(),
        above: None,
        unit: Some(MARKET),
        class: DeadlineClass::General,
        code: None,
        scope: None,
        lines: Vec::new(),
    };
    directory.categories = [(LIFTS, lifts)].into();
    let estate = Place { id: ESTATE, name: "春晓苑".into(), initials: "cxy".into(), above: None };
    directory.places = [(ESTATE, estate)].into();
    directory
}
