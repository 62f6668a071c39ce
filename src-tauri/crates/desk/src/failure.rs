//! What a person can do about it: the five failures that cross the border, as code and data.

use domain::permission::{Compartment, Right};
use domain::{Field, Rejection, Stamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Error, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Failure {
    /// Understood, and refused: the sentence stands beside the field.
    #[error("refused")]
    Refused { rejection: Rejection, field: Option<Field> },
    /// Somebody was first.
    #[error("stale")]
    Stale { by: String, at: Stamp },
    /// What is needed can't be reached or opened.
    #[error("away")]
    Away { what: Trouble },
    /// The one who asks may not.
    #[error("denied")]
    Denied { needs: Needs },
    /// Our fault: an incident number for the log, nothing of its content.
    #[error("fault {incident}")]
    Fault { incident: String },
}

/// What stands in the way of a store or a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Trouble {
    /// No store has been opened.
    NotOpen,
    /// No store there.
    NoStore,
    /// There is one already.
    StoreThere,
    /// Another console has it open.
    InUse,
    /// Made by a newer version of this program.
    NewerSchema,
    /// Damaged; kept as it is.
    Damaged,
    DiskFull,
    ReadOnly,
    /// A file can't be read or written.
    File,
    /// The record is open for reading only.
    ReadingOnly,
    /// 服务器连不上: what is at home on the hub has to wait; calls and their cases go on here.
    HubAway,
    /// 附件还在那个工作站: neither here nor at the hub, or the hub can't be asked. By its ordinal; 0: not known.
    EvidenceAway {
        ordinal: u8,
    },
    /// 等待确认: sent to the hub, and whether it stands is unknown. It is asked again until it is certain.
    Unconfirmed,
    /// The login at the hub was refused.
    HubDenied,
    /// This workstation was taken out of the house's network.
    Retired,
    /// The hub belongs to another house.
    OtherHouse,
    /// The hub holds nothing of its house yet.
    HubEmpty,
    /// The hub shows another certificate than the join code named.
    OtherCertificate,
    /// What the hub says contradicts itself, or lacks what it rests on.
    HubUnsound,
    /// Somebody writes in this workstation's name.
    Impostor,
    /// Written by a newer version of this program.
    NewerConsole,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Needs {
    Password,
    /// 工号: the house has several people.
    StaffNo,
    /// Wrong; so many tries are left before a pause.
    RightPassword {
        left: u32,
    },
    /// Too many wrong ones.
    Patience {
        until: Stamp,
    },
    /// Only a rehearsal or evaluation store takes this.
    Rehearsal,
    /// The recovery sheet of this house, without a slip.
    RightSheet,
    /// Longer.
    LongerPassword {
        least: u32,
    },
    /// A role that may.
    Right {
        right: Right,
    },
    /// A holder has to admit this login to it first.
    Admission {
        compartment: Compartment,
    },
    /// The screen is locked.
    Unlocking,
    /// Wrong PIN; so many tries are left before only the password opens.
    RightPin {
        left: u32,
    },
    /// A PIN of four to eight digits.
    Digits {
        least: u32,
        most: u32,
    },
    /// The fingerprint that was compared is another one.
    RightFingerprint,
    /// The join code, without a slip.
    RightCode,
    /// Another join code: this one is used up, or too old.
    NewCode,
    /// 工号 and password of somebody of the house; nobody counts the tries.
    RightLogin,
    /// A real house, or an evaluation's.
    NoRehearsal,
    /// The file of erasures that belongs to the backup.
    ErasureList,
    /// An administrator: this workstation has not been in contact for too long.
    Administrator,
}

impl From<Rejection> for Failure {
    fn from(rejection: Rejection) -> Self {
        let field = rejection.field();
        Failure::Refused { rejection, field }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        use store::Error;
        let away = |what| Failure::Away { what };
        match error {
            Error::InUse => away(Trouble::InUse),
            Error::NewerSchema { .. } => away(Trouble::NewerSchema),
            Error::NewerRow { .. } => away(Trouble::NewerConsole),
            Error::Damaged { .. } => away(Trouble::Damaged),
            Error::DiskFull => away(Trouble::DiskFull),
            Error::ReadOnly => away(Trouble::ReadOnly),
            Error::Missing { .. } => away(Trouble::NoStore),
            Error::Exists { .. } => away(Trouble::StoreThere),
            Error::WrongKey { .. } => away(Trouble::Damaged),
            Error::Closed => {
                Failure::Denied { needs: Needs::Admission { compartment: Compartment::General } }
            }
            Error::Vault(error) => Failure::from(error),
            Error::Io(error) => Failure::file(&error),
            Error::OldSqlite { .. }
            | Error::Busy
            | Error::VersionTaken { .. }
            | Error::VersionGap { .. }
            | Error::EventTaken { .. }
            | Error::Erased { .. }
            | Error::Unopened { .. }
            | Error::Forked { .. }
            | Error::Unchained { .. }
            | Error::Impostor { .. }
            | Error::Unfit { .. }
            | Error::Sqlite(_) => Failure::fault(error),
        }
    }
}

impl From<vault::Error> for Failure {
    fn from(error: vault::Error) -> Self {
        use vault::Error;
        match error {
            Error::WrongPassword { left } => {
                Failure::Denied { needs: Needs::RightPassword { left: u32::from(left) } }
            }
            Error::LockedOut { until } => Failure::Denied { needs: Needs::Patience { until: Stamp(until) } },
            Error::EmptyPassword => Failure::Denied { needs: Needs::Password },
            Error::Damaged { .. } | Error::BadSignature => Failure::Away { what: Trouble::Damaged },
            Error::Unsupported { .. } | Error::NewerFormat { .. } => {
                Failure::Away { what: Trouble::NewerSchema }
            }
            Error::Io(error) => Failure::file(&error),
            Error::CodeMistyped => Failure::Denied { needs: Needs::RightCode },
            Error::SheetMistyped | Error::WrongSheet => Failure::Denied { needs: Needs::RightSheet },
            Error::TooLarge { .. } => Failure::Away { what: Trouble::File },
            Error::NotHeld { compartment } => {
                Failure::Denied { needs: Needs::Admission { compartment: crate::signed::said(compartment) } }
            }
            Error::UnknownPerson | Error::UnknownKey { .. } | Error::Erased { .. } | Error::NoRandomness => {
                Failure::fault(error)
            }
        }
    }
}

impl Failure {
    /// Our fault. The incident's number goes to the person and to the log; what was being handled to neither.
    pub fn fault(error: impl std::error::Error) -> Failure {
        let incident = crate::chance::Chance::system().stream().simple().to_string()[..8].to_uppercase();
        eprintln!("incident {incident}: {}", kind_of(&error));
        Failure::Fault { incident }
    }

    pub fn file(error: &std::io::Error) -> Failure {
        use std::io::ErrorKind;
        let kind = error.kind();
        let what = if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            Trouble::DiskFull
        } else if matches!(kind, ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied) {
            Trouble::ReadOnly
        } else {
            Trouble::File
        };
        Failure::Away { what }
    }
}

/// The kind of an error without its text, which may quote what it choked on.
fn kind_of(error: &impl std::error::Error) -> String {
    let debug = format!("{error:?}");
    let name: String = debug.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    format!("{} ({name})", std::any::type_name_of_val(error))
}
