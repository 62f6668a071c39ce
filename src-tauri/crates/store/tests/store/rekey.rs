//! rekey
