//! The calls: where ringing comes from. Knows nothing of cases.
