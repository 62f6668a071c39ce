//! A workstation that is a process of its own: what it is asked, an order a line, and how a test drives and kills it.

use desk::{Answer, DraftOrder, Failure, Order, Query, Receipt, SharingView};
use domain::Command;
use domain::call::{CallCommand, Line, NoCase};
use domain::case::{CaseCommand, CaseForm};
use domain::id::{CallId, CaseId, SessionId};
use domain::view::DraftSeen;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command as Program, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// The console's doors, and two that only a workstation in steps has.
#[derive(Serialize, Deserialize)]
pub enum Ask {
    Act(Vec<Order>),
    View(Query),
    Draft(DraftOrder),
    /// One round of the sharing.
    Share,
    /// It dies when this comes for that time.
    Die(Moment, u32),
}

/// What one answers: as the door does.
pub type Said = Result<Value, Failure>;

/// Between two steps of an act or of the sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// Nothing has been sent.
    BeforeAppend,
    /// The hub has it, and nobody here has looked at its answer.
    AfterAppend,
    BeforeFollow,
    /// Rows have come that are new at this cursor, and none is taken yet.
    AfterNews,
    /// An act with a draft is on disk, and nobody has been told.
    Committed,
}

/// Whether a workstation runs as a console does, or shares when it is asked to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Console,
    Steps,
}

impl Pace {
    pub const STEPS: &str = "steps";
    const CONSOLE: &str = "console";
}

pub struct Station {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// The versions that were answered, as a window remembers them.
    seen: HashMap<Uuid, u64>,
}

/// For everything that has to come true: nobody waits so long, unless it doesn't.
const PATIENCE: Duration = Duration::from_secs(90);
const PAUSE: Duration = Duration::from_millis(20);

/// Waits until it is so.
#[track_caller]
pub fn until(what: &str, mut so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !so() {
        assert!(began.elapsed() < PATIENCE, "never: {what}");
        thread::sleep(PAUSE);
    }
}

impl Station {
    /// Starts the program on what lies in a folder, and waits until 工号 1 has logged in.
    pub fn start(program: &str, base: &Path, pace: Pace) -> Station {
        let pace = match pace {
            Pace::Console => Pace::CONSOLE,
            Pace::Steps => Pace::STEPS,
        };
        let mut child = Program::new(program)
            .arg(base)
            .arg(pace)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let orders = child.stdin.take().expect("its input");
        let answers = BufReader::new(child.stdout.take().expect("its output"));
        let mut station = Station { child, orders, answers, seen: HashMap::new() };
        station.answer().expect("it lives").expect("a login");
        station
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    pub fn send(&mut self, ask: &Ask) {
        let line = serde_json::to_string(ask).expect("an order");
        writeln!(self.orders, "{line}").and_then(|()| self.orders.flush()).expect("it listens");
    }

    /// None: it has died before it answered.
    pub fn answer(&mut self) -> Option<Said> {
        let mut line = String::new();
        let read = self.answers.read_line(&mut line).expect("its output");
        (read > 0).then(|| serde_json::from_str(&line).expect("an answer"))
    }

    #[track_caller]
    pub fn ask(&mut self, ask: &Ask) -> Said {
        self.send(ask);
        self.answer().expect("it lives")
    }

    #[track_caller]
    pub fn act(&mut self, order: Order) -> Result<Receipt, Failure> {
        let answers = self.ask(&Ask::Act(vec![order])).expect("the door of acts");
        let mut answers: Vec<Answer> = serde_json::from_value(answers).expect("answers");
        match answers.remove(0) {
            Answer::Done(receipt) => {
                self.seen.insert(receipt.stream, receipt.version);
                Ok(receipt)
            }
            Answer::Failed(failed) => Err(failed.failure),
        }
    }

    /// Acts on what its own answers have told of the stream.
    #[track_caller]
    pub fn must(&mut self, stream: Uuid, command: Command) -> Receipt {
        let version = Some(self.seen.get(&stream).copied().unwrap_or_default());
        match self.act(Order { stream, version, command, draft: None }) {
            Ok(receipt) => receipt,
            Err(failure) => panic!("refused: {failure:?}"),
        }
    }

    #[track_caller]
    pub fn view<T: DeserializeOwned>(&mut self, query: Query) -> T {
        let value = self.ask(&Ask::View(query)).expect("a view");
        serde_json::from_value(value).expect("the view's type")
    }

    /// Its id in the house.
    pub fn id(&mut self) -> Uuid {
        self.sharing().stations.iter().find(|one| one.me).expect("it knows itself").station
    }

    pub fn sharing(&mut self) -> SharingView {
        self.view(Query::Sharing)
    }

    /// Keeps what is typed, or throws it away.
    pub fn draft(&mut self, draft: Uuid, stream: Uuid, typed: bool) {
        let body = typed.then(|| serde_json::json!({"matter": "电梯停运九天"}));
        self.ask(&Ask::Draft(DraftOrder { draft, stream, body })).expect("a draft");
    }

    pub fn offers(&mut self, draft: Uuid) -> bool {
        let drafts: Vec<DraftSeen> = self.view(Query::Drafts);
        drafts.iter().any(|one| one.draft == draft)
    }

    /// A call is taken at this seat, and is live.
    pub fn takes(&mut self, session: SessionId, seat: u8, number: &str) -> CallId {
        let call = CallId(Uuid::new_v4());
        let (line, number) = (Line::Rehearsal, Some(number.to_owned()));
        self.must(call.0, Command::Call(CallCommand::RingCall { session, line, number }));
        self.must(call.0, Command::Call(CallCommand::AnswerCall { seat, leader: None }));
        call
    }

    pub fn records(&mut self, call: CallId, form: CaseForm) -> CaseId {
        let case = CaseId(Uuid::new_v4());
        self.must(case.0, Command::Case(CaseCommand::RecordCase { call, form }));
        case
    }

    pub fn logs(&mut self, call: CallId, no_case: Option<NoCase>) {
        self.must(call.0, Command::Call(CallCommand::EndCall));
        let log = CallCommand::LogCall { no_case, words: None, read_back: true };
        self.must(call.0, Command::Call(log));
    }

    /// SIGKILL: the process gets no chance to tidy up.
    pub fn stop(&mut self) {
        self.child.kill().expect("a process");
    }

    pub fn kill(mut self) {
        self.stop();
        self.killed();
    }

    /// It has been killed, and has not ended by itself or failed.
    #[track_caller]
    pub fn killed(mut self) {
        const SIGKILL: i32 = 9;
        let ended = self.child.wait().expect("a process");
        assert_eq!(ended.signal(), Some(SIGKILL), "{ended}");
    }
}

impl Drop for Station {
    /// A test that fails leaves no process behind.
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
