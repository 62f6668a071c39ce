//! What one workstation has on show: what is being typed, what the leader proposes, what the projector shows.

use domain::Stamp;
use domain::call::Disposition;
use domain::case::CaseForm;
use domain::id::{CallId, CaseId, PersonId, UnitId};
use domain::view::MeetingStep;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a window of its own may ask; there is nothing in it that isn't masked by type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RoomWindow {
    /// 领导窗
    Leader,
    /// 看板
    Board,
    /// 投影
    Projector,
}

/// What the main window puts on show, in memory only: it never reaches the journal or the disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Show {
    /// Which seat this workstation is; none: none chosen.
    Seat { seat: Option<u8> },
    /// What the recorder has on the table now; none: nothing.
    Sheet { sheet: Option<Box<SheetShown>> },
    /// What the secretary is settling now; none: nothing.
    Item { item: Option<ItemShown> },
    /// Keys B and H, and 收尾 before the meeting has adjourned.
    Projector { black: bool, hidden: bool },
    /// 镜头模式 of the leader's window.
    Camera { on: bool },
}

/// The recorder's sheet, as far as the leader's window follows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetShown {
    pub call: CallId,
    pub form: CaseForm,
    pub disposition: Option<Disposition>,
    /// 当天办理: the unit; otherwise the form's candidate is said.
    pub lead: Option<UnitId>,
    pub due: Option<Stamp>,
    /// The answer of a case resolved on the line.
    pub answer: String,
    /// Last four digits of the number that this case has or gets.
    pub spoken: String,
}

/// What the secretary has chosen for the open item so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ItemShown {
    pub case: CaseId,
    pub step: Option<MeetingStep>,
    pub lead: Option<UnitId>,
    pub assisting: Vec<UnitId>,
    pub due: Option<Stamp>,
    pub plan: String,
    pub owner: Option<PersonId>,
}

/// A tap on the leader's window. It proposes; the recorder's key acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Proposal {
    Dispose {
        disposition: Disposition,
    },
    /// [请过来]
    Ask {
        person: PersonId,
    },
    /// 镜头模式
    Camera {
        on: bool,
    },
    /// 挂机, only where the line can: this one acts.
    HangUp,
}

/// What the leader's window proposed, for the recorder at his side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomView {
    pub seat: Option<u8>,
    /// The call that the proposals are about.
    pub call: Option<CallId>,
    pub proposed: Option<Disposition>,
    pub asked: Vec<Asked>,
    pub camera: bool,
    pub black: bool,
    pub hidden: bool,
}

/// Who was asked to come over, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    pub person: PersonId,
    pub at: Stamp,
}
