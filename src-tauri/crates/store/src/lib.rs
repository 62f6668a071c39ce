//! The record: the journal and its projections in SQLite.
//!
//! ```text
//! record.db  journal · lines · stream keys · drafts · touched · trail · outbox    synced before an answer
//! cases.db   sessions · calls · cases · meetings · counters              derived; set aside and rebuilt in any doubt
//! blobs/     files of cases, sealed                                   before the event that names them
//! store.lock one writer
//! ```
//! Main commits first, so cases.db is at most behind; what it lacks is applied before the first read.

mod backup;
mod blobs;
mod commit;
mod cursor;
mod drafts;
mod erase;
mod erasure_list;
mod error;
mod files;
mod fold;
mod journal;
mod keeper;
mod leftovers;
mod link;
mod lock;
mod open;
mod project;
mod reader;
mod rebuild;
mod record;
mod rekey;
mod restore;
mod sharing;
mod store;
mod streams;
mod trail;
mod trust;
mod verify;

pub use backup::{Backup, Manifest, Partial};
pub use blobs::Blobs;
pub use commit::{Committed, Write};
pub use drafts::DraftRow;
pub use erase::{Erased, StreamKeyFor};
pub use erasure_list::{legible_erasures, note_erasures, noted_erasures};
pub use error::{Error, File};
pub use keeper::Keeper;
pub use reader::{History, Load, Reader, TrailQuery, TrailRow};
pub use rebuild::Rebuilt;
pub use record::Identity;
pub use restore::NewRecord;
pub use sharing::{Beside, Group, HubKey, HubRow, Place, Point, Taken, Untold, Waiting};
pub use store::{Opened, Store};
pub use streams::{erasures_stream, sitting_stream, trail_stream};
pub use verify::{Broken, VerifyReport, verify};
