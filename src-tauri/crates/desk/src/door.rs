//! The two doors and their words: one command `act` for every write, one query a part of a screen.

mod backup;
mod bring;
mod clue;
mod evidence;
mod floor;
mod keys;
mod room;
mod sharing;
mod trail;
mod unit;
mod windows;

pub use backup::*;
pub use bring::*;
pub use clue::*;
pub use evidence::*;
pub use floor::*;
pub use keys::*;
pub use room::*;
pub use sharing::*;
pub use trail::*;
pub use unit::*;
pub use windows::*;

use crate::failure::Failure;
use chrono::NaiveDate;
use domain::Command;
use domain::Stamp;
use domain::deadline::DeadlinePolicy;
use domain::directory::HouseKind;
use domain::id::{CallId, CaseId, SessionId};
use domain::seat::LookReason;
use domain::view::LedgerFilter;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;
use uuid::Uuid;

/// One act on one stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The stream that is written: a new random id for what is new. Not read for the directory, of which a
    /// house has one.
    pub stream: Uuid,
    /// The version that the person saw, 0 for what is new. None: as an earlier order of the same list left it.
    pub version: Option<u64>,
    pub command: Command,
    /// The draft that this act consumes: it goes in the same transaction.
    #[serde(default)]
    pub draft: Option<Uuid>,
}

/// The answer to one order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Answer {
    Done(Receipt),
    Failed(Failed),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failed {
    pub failure: Failure,
}

/// On disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    pub stream: Uuid,
    pub version: u64,
    pub topics: Vec<Topic>,
    /// The 受理号 of a case that was recorded by this act, as it is shown: `1201-01-07`.
    pub number: Option<String>,
}

/// What a commit touched: a screen reads again what it shows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Topic {
    Session,
    Calls,
    Cases,
    Agenda,
    Directory,
    Drafts,
    /// What is on show on this workstation: what is being typed, proposals, what the projector shows.
    Room,
    /// The rehearsal's clock or speed.
    Clock,
    /// A store was opened, locked or left.
    House,
    /// Accounts, keys, erasures.
    Accounts,
    /// Who looked.
    Trail,
    Backups,
    /// The hub, the other workstations, what waits to be published, what has to be checked.
    Sharing,
}

/// One query a part of a screen. The answers are the view types of `domain`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Query {
    /// → HeaderView
    Header,
    /// → QueueView
    Queue { seat: u8 },
    /// → FormView
    Form { case: CaseId },
    /// → HistoryView
    History { number: String, except: Option<CallId> },
    /// → DirectoryView
    Directory,
    /// → AgendaView | null
    Agenda { session: SessionId },
    /// → ItemView
    Item { case: CaseId },
    /// → LedgerPage
    Ledger { filter: LedgerFilter, from: u32, count: u32 },
    /// → CasePage
    Case { case: CaseId },
    /// → FiguresView
    Figures { session: SessionId },
    /// → SittingsView
    Sittings { session: SessionId },
    /// → SessionRow[]
    Sessions,
    /// → DraftSeen[]
    Drafts,
    /// → RoomView
    Room,
    /// → RotaView: so many days of the rota from a day on.
    Rota { from: NaiveDate, count: u32 },
    /// → PrepView
    Prep { session: SessionId },
    /// → BreakView
    Break { session: SessionId },
    /// → UnitSheet[]
    UnitSheets { session: SessionId },
    /// → PolicySeen[], newest first
    Policies,
    /// → PolicyPreview: what these deadlines would touch from that day on.
    PolicyPreview { deadlines: DeadlinePolicy, from: NaiveDate },
    /// → UnitLedger: what a liaison's own unit leads or assists in, newest first.
    UnitLedger { from: u32, count: u32 },
    /// → UnitCase: one of them.
    UnitCase { case: CaseId },
    /// → AccountsView
    Accounts,
    /// → TrailPage
    Trail { filter: TrailFilter, from: u32, count: u32 },
    /// → LookSeen[], newest first
    CaseTrail { case: CaseId },
    /// → ErasureSeen[]
    Erasures,
    /// → BackupsView
    Backups,
    /// → CheckpointSeen[]
    Checkpoints,
    /// → SharingView
    Sharing,
    /// → DisplacedSeen[]
    ToCheck,
    /// → list of DueToCheck
    DuesToCheck,
    /// → FloorView
    Floor { session: SessionId },
}

/// A case with its timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CasePage {
    pub case: domain::view::CaseFull,
    pub timeline: Vec<domain::view::TimelineEntry>,
    /// Cases merged into this one.
    pub merged: Vec<domain::view::CaseRow>,
}

/// What is being typed. `body` none throws the draft away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftOrder {
    pub draft: Uuid,
    /// The stream that it will become part of.
    pub stream: Uuid,
    #[ts(type = "unknown")]
    pub body: Option<serde_json::Value>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftReceipt {
    pub saved_at: Stamp,
}

/// A paper to be written to a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PaperOrder {
    /// 台账 xlsx: masked unless `full`.
    Ledger {
        session: SessionId,
        full: bool,
        #[ts(type = "string")]
        path: PathBuf,
        language: Language,
        reason: LookReason,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum Language {
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    #[serde(rename = "en")]
    English,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperReceipt {
    #[ts(type = "string")]
    pub path: PathBuf,
    pub rows: u32,
}

/// What a window finds when it opens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartView {
    /// The open store, if one is.
    pub open: Option<HouseKind>,
    /// It is open and its screen is locked.
    pub locked: Option<LockSeen>,
    pub real: StoreState,
    pub rehearsal: StoreState,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum StoreState {
    /// Nothing there yet.
    Absent,
    /// There; opens with a password unless it is for evaluation.
    Present { house: HouseKind, needs_password: bool },
    /// There, and can't be opened: why. It is left as it is.
    Trouble { failure: Failure },
}

/// Ways into a store, and out of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Entry {
    /// Opens the rehearsal store, made anew when `wish` is given.
    Rehearse {
        wish: Option<RehearsalPlan>,
    },
    /// Founds the real store: by one person, or by two of whom the first reads no case.
    Found {
        name: String,
        title: String,
        district: String,
        /// 工号; empty: 1.
        #[serde(default)]
        staff_no: String,
        password: String,
        #[serde(default)]
        second: Option<FounderForm>,
    },
    /// Logs in; on a locked screen also whoever takes the seat over.
    Unlock {
        /// 工号; empty: the only one there is.
        #[serde(default)]
        staff_no: String,
        password: String,
    },
    /// 锁屏
    Lock,
    /// Re-opens a locked screen, and nothing else.
    Pin {
        pin: String,
    },
    /// Sets the PIN of this login, kept in memory only; empty takes it away.
    SetPin {
        pin: String,
    },
    /// The last forgotten password: the recovery sheets, and a new one.
    Recover {
        sheets: Vec<String>,
        /// 工号 of whom it is for; empty: the first administrator.
        #[serde(default)]
        staff_no: String,
        password: String,
    },
    /// A backup, on a workstation that has no store: a new workstation begins with it.
    Restore {
        #[ts(type = "string")]
        backup: PathBuf,
        sheets: Vec<String>,
        /// Restores though `erasures.jsonl` is missing beside the backup.
        without_erasures: bool,
    },
    /// 加入坐席组网: on a workstation that has no store.
    Join {
        code: String,
        staff_no: String,
        password: String,
    },
    Leave,
}

/// Who founds a house beside its administrator, and takes everything else until it is given to others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FounderForm {
    pub name: String,
    pub title: String,
    /// 工号; empty: 2.
    #[serde(default)]
    pub staff_no: String,
    pub password: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Entered {
    pub house: Option<HouseKind>,
    /// The recovery sheets of a house just founded: shown once, for paper.
    pub sheets: Vec<String>,
}

/// A rehearsal day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct RehearsalPlan {
    pub calls: u32,
    pub minutes: u32,
    pub seats: u8,
    pub units: u8,
    pub seed: u64,
    pub day: chrono::NaiveDate,
    /// Times as fast as a clock on the wall; 0 = as fast as it goes.
    pub speed: f64,
    /// The visitor's own seat: its calls ring, and he answers. None: everything is played, he watches.
    pub mine: Option<u8>,
    /// Only the meeting is his: the calls have been played when the window opens.
    #[ts(as = "Option<bool>", optional)]
    pub meeting: bool,
}

/// A wish to the running rehearsal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RehearsalWish {
    Speed {
        speed: f64,
    },
    Pause,
    Resume,
    /// Another call rings at the visitor's seat now.
    Ring,
    State,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RehearsalState {
    pub running: bool,
    pub paused: bool,
    pub speed: f64,
    pub mine: Option<u8>,
    pub now: Stamp,
    /// Played to its end.
    pub finished: bool,
}

impl Default for RehearsalPlan {
    /// The sixth session of the report that this product answers: 123 calls in 90 minutes at nine seats.
    fn default() -> Self {
        RehearsalPlan {
            calls: 123,
            minutes: 90,
            seats: 9,
            units: 7,
            seed: 1,
            day: chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default(),
            speed: 1.0,
            mine: None,
            meeting: false,
        }
    }
}
