//! The record: the journal and its projections in SQLite.
//!
//! ```text
//! record.db  journal · lines · stream keys · drafts · touched    synced before an answer
//! cases.db   sessions · calls · cases · meetings · counters      derived; set aside and rebuilt in any doubt
//! store.lock one writer
//! ```
//! Main commits first, so cases.db is at most behind; what it lacks is applied before the first read.

mod commit;
mod cursor;
mod drafts;
mod erase;
mod error;
mod fold;
mod journal;
mod keeper;
mod lock;
mod open;
mod project;
mod reader;
mod rebuild;
mod record;
mod store;
mod verify;

pub use commit::{Committed, Write};
pub use drafts::DraftRow;
pub use erase::{Erased, StreamKeyFor};
pub use error::{Error, File};
pub use keeper::Keeper;
pub use reader::{History, Load, Reader};
pub use rebuild::Rebuilt;
pub use record::Identity;
pub use store::{Opened, Store};
pub use verify::{Broken, VerifyReport, verify};
