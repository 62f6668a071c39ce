//! Streams whose ids follow from what they are about: everybody finds them without having been told.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// 依法删除: one stream a house.
pub fn erasures_stream(house: Uuid) -> Uuid {
    named(&[b"erasures", house.as_bytes()])
}

/// 查看记录: one stream for each station and day, so that no fold grows with the years.
pub fn trail_stream(station: Uuid, day: NaiveDate) -> Uuid {
    named(&[b"trail", station.as_bytes(), day.format("%Y-%m-%d").to_string().as_bytes()])
}

/// One seat of a session, worked from one station.
pub fn sitting_stream(station: Uuid, session: Uuid, seat: u8) -> Uuid {
    named(&[b"sitting", station.as_bytes(), session.as_bytes(), &[seat]])
}

/// UUIDv8 of the parts' SHA-256.
fn named(parts: &[&[u8]]) -> Uuid {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}
