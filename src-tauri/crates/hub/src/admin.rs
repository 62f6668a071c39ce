//! What the owner of the database does, as scripts for `psql`: no station ever sends any of it.
//!
//! Values come as psql variables, set on its standard input, so that nothing secret stands on a command line;
//! passwords as [`crate::verifier`]s.

/// owner, database
pub const DATABASE: &str = include_str!("../migrations/admin/database.sql");
/// owner, where it isn't who logs in. Then [`crate::SCHEMA`], then [`HEAD`], all in one transaction.
pub const GROUP: &str = include_str!("../migrations/admin/group.sql");
/// house, zero
pub const HEAD: &str = include_str!("../migrations/admin/head.sql");
/// Answers house and pos.
pub const STATE: &str = include_str!("../migrations/admin/state.sql");
/// Answers station, ordinal, role, retired.
pub const STATIONS: &str = include_str!("../migrations/admin/stations.sql");
/// station, ordinal, role, verifier
pub const STATION: &str = include_str!("../migrations/admin/station.sql");
/// id, station, bundle, hours
pub const JOIN: &str = include_str!("../migrations/admin/join.sql");
/// ordinal
pub const RETIRE: &str = include_str!("../migrations/admin/retire.sql");
/// Answers names and settings.
pub const SETTINGS: &str = include_str!("../migrations/admin/settings.sql");
