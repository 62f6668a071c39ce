//! What may be seen: one type a pair of eyes, so that what a window can't hold it can't show.

mod board;
mod case;
pub mod count;
mod directory;
mod follow_line;
mod leader;
mod ledger;
mod masked;
mod meeting;
mod paper;
mod prep;
mod projector;
mod rota;
mod seat;
mod session;
mod settings;
mod tally;
mod timeline;

pub use board::*;
pub use case::{AdjudicationSeen, AssignmentSeen, CaseFull, DispatchSeen, EvidenceSeen, Hop, PromiseSeen};
pub use directory::{CalendarYear, CategorySeen, DirectoryView, PlaceSeen, UnitSeen};
pub use leader::*;
pub use ledger::{CaseRow, CaseState, LedgerFilter, LedgerPage};
pub use masked::{CaseForUnit, UnitContact};
pub use meeting::*;
pub use paper::{LedgerFull, LedgerLine, LedgerMasked};
pub use prep::*;
pub use projector::*;
pub use rota::*;
pub use seat::*;
pub use session::*;
pub use settings::*;
pub use tally::{Reach, Tally};
pub use timeline::{TimelineEntry, entry};
