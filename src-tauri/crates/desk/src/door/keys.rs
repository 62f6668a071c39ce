//! What is asked with a password: accounts, admission, keys, erasure; and the lock of a screen.

use crate::door::{TakeOver, Topic};
use domain::Stamp;
use domain::aside::TakenWhy;
use domain::erasure::{ErasureCommand, ErasureReason};
use domain::id::{CaseId, PersonId, SessionId};
use domain::permission::{Compartment, Role};
use domain::session::SealCommand;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Who signs. A second person signs at the same workstation with his own number and password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Signer {
    /// 工号; none: whoever is logged in.
    pub staff_no: Option<String>,
    pub password: String,
}

/// A signed act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeysOrder {
    pub signer: Signer,
    pub act: KeysAct,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum KeysAct {
    /// 新增账号: the new person types `password` himself.
    OpenAccount {
        person: PersonId,
        staff_no: String,
        roles: Vec<Role>,
        password: String,
    },
    /// 重置密码: a new key pair; its holders admit it anew.
    KeyAnew {
        person: PersonId,
        password: String,
    },
    /// 修改本人密码
    ChangePassword {
        password: String,
    },
    /// 角色
    GiveRoles {
        person: PersonId,
        roles: Vec<Role>,
    },
    /// 准入, after `fingerprint` was compared with the person's own screen.
    Admit {
        person: PersonId,
        compartment: Compartment,
        fingerprint: String,
    },
    /// 离岗
    Withdraw {
        person: PersonId,
    },
    /// 换钥: a new epoch of the compartment, and new keys for the files of this workstation.
    TurnKey {
        compartment: Compartment,
    },
    WaiveSeparation {
        waived: bool,
    },
    /// 依法删除
    Erasure {
        command: ErasureCommand,
    },
    /// 接管
    TakeOver {
        of: TakeOver,
    },
    /// 封存
    Seal {
        session: SessionId,
    },
    /// 提请缺席封存: seats that don't come, and why.
    ProposeSeal {
        session: SessionId,
        absent: Vec<u8>,
        why: TakenWhy,
    },
    /// By another person than who proposed it.
    ConfirmSeal {
        session: SessionId,
    },
    /// 提请补充
    ProposeSupplement {
        session: SessionId,
    },
    ConfirmSupplement {
        session: SessionId,
    },
}

impl KeysAct {
    /// What it says of a session, if it is about one.
    pub(crate) fn of_session(&self) -> Option<(SessionId, SealCommand)> {
        Some(match self {
            KeysAct::Seal { session } => (*session, SealCommand::Seal),
            KeysAct::ProposeSeal { session, absent, why } => {
                (*session, SealCommand::ProposeSeal { absent: absent.clone(), why: *why })
            }
            KeysAct::ConfirmSeal { session } => (*session, SealCommand::ConfirmSeal),
            KeysAct::ProposeSupplement { session } => (*session, SealCommand::ProposeSupplement),
            KeysAct::ConfirmSupplement { session } => (*session, SealCommand::ConfirmSupplement),
            KeysAct::OpenAccount { .. }
            | KeysAct::KeyAnew { .. }
            | KeysAct::ChangePassword { .. }
            | KeysAct::GiveRoles { .. }
            | KeysAct::Admit { .. }
            | KeysAct::Withdraw { .. }
            | KeysAct::TurnKey { .. }
            | KeysAct::WaiveSeparation { .. }
            | KeysAct::Erasure { .. }
            | KeysAct::TakeOver { .. } => return None,
        })
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeysReceipt {
    pub topics: Vec<Topic>,
    /// Of a person who was just keyed: 12 characters, to be read out to whoever admits him.
    pub fingerprint: Option<String>,
}

/// → `Query::Accounts`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountsView {
    pub accounts: Vec<AccountSeen>,
    /// 不分离: one person may hold what two should.
    pub waived: bool,
    /// On both sheets.
    pub house_fingerprint: String,
    pub epochs: Vec<EpochSeen>,
    /// New keys are being put on the files of this workstation.
    pub rekeying: Option<Rekeying>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountSeen {
    pub person: PersonId,
    pub name: String,
    pub title: String,
    pub staff_no: String,
    pub roles: Vec<Role>,
    pub fingerprint: String,
    /// What his roles ask for, and whether he has been admitted to it.
    pub compartments: Vec<CompartmentSeen>,
    pub keyed_at: Stamp,
    pub keyed_by: String,
    pub withdrawn: Option<Stamp>,
    pub withdrawn_by: String,
    /// The newest login in the trail.
    pub last_login: Option<Stamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompartmentSeen {
    pub compartment: Compartment,
    /// He has every key of it.
    pub held: bool,
    /// One of his roles asks for it.
    pub needed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EpochSeen {
    pub compartment: Compartment,
    pub number: u32,
    pub opened_at: Stamp,
    /// Somebody who held it has been withdrawn, or no longer has a role that asks for it: turn it.
    pub turn: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Rekeying {
    /// Of `of` bytes.
    pub done: u64,
    pub of: u64,
    /// Waits until no session is open.
    pub waiting: bool,
}

/// → `Query::Erasures`, newest first
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasureSeen {
    pub id: Uuid,
    pub case: CaseId,
    pub number: String,
    pub reason: ErasureReason,
    pub proposed_at: Stamp,
    pub proposed_by: String,
    pub state: ErasureState,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ErasureState {
    /// 待第二人确认
    Waiting {
        until: Stamp,
        mine: bool,
    },
    Lapsed,
    Dropped {
        at: Stamp,
        by: String,
    },
    /// Confirmed: when the workstation had done it, and when the last backup that the plan knows of and that still
    /// holds it has expired.
    Confirmed {
        at: Stamp,
        by: String,
        done_at: Option<Stamp>,
        complete_on: Option<Stamp>,
    },
}

/// What a locked screen says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LockSeen {
    pub name: String,
    pub staff_no: String,
    /// A PIN opens it; none set, or five wrong ones: only the password.
    pub pin: bool,
    pub since: Stamp,
}
