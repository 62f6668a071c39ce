//! What may be seen: one type a pair of eyes, so that what a window can't hold it can't show.

mod case;
pub mod count;
mod directory;
mod ledger;
mod masked;
mod meeting;
mod paper;
mod seat;
mod session;
mod tally;
mod timeline;

pub use case::{AdjudicationSeen, AssignmentSeen, CaseFull, DispatchSeen, Hop, PromiseSeen};
pub use directory::{CalendarYear, CategorySeen, DirectoryView, PlaceSeen, UnitSeen};
pub use ledger::{CaseRow, CaseState, LedgerFilter, LedgerPage};
pub use masked::{CaseForUnit, CaseMasked, UnitContact};
pub use meeting::*;
pub use paper::{LedgerFull, LedgerLine, LedgerMasked};
pub use seat::*;
pub use session::*;
pub use tally::Tally;
pub use timeline::{TimelineEntry, entry};
