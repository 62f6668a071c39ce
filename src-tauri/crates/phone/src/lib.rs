//! The calls: where ringing comes from. Knows nothing of cases.
//!
//! Today there are two sources: a recorder who enters a call by hand (nothing to do here), and the rehearsal
//! caller below.

mod rehearsal;

pub use rehearsal::{Ring, rings};
