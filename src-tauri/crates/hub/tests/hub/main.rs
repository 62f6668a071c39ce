//! The hub as a station meets it, on a PostgreSQL of the test's own.

#![allow(clippy::unwrap_used, reason = "a test that fails here says where")]

mod cluster;
mod failover;
mod files;
mod healing;
#[allow(dead_code, reason = "the store's own tests use the rest of it")]
#[path = "../../../store/tests/store/house.rs"]
mod house;
mod joining;
mod order;
mod outside;
mod patroni;
mod readers;
mod server;
mod trust;
mod waiting;
mod writers;

use hub::{Sealed, Wrapped};
use uuid::Uuid;

const KID: [u8; 8] = [7; 8];

/// An envelope whose head is right and whose boxes are noise: the hub can't tell.
fn sealed(event: u128, stream: u128, version: u64) -> Sealed {
    with_kid(event, stream, version, [0; 8])
}

fn with_kid(event: u128, stream: u128, version: u64, kid: [u8; 8]) -> Sealed {
    let (event_id, stream) = (Uuid::from_u128(event), Uuid::from_u128(stream));
    let mut envelope = vec![1, 1];
    envelope.extend(event_id.as_bytes());
    envelope.extend(stream.as_bytes());
    envelope.extend(version.to_be_bytes());
    envelope.extend([3; 16]);
    envelope.extend(1_700_000_000_000_i64.to_be_bytes());
    envelope.extend([9; 8]);
    envelope.extend(kid);
    envelope.extend([0; 4]);
    envelope.extend([event as u8; 40]);
    Sealed { event_id, stream, version, envelope }
}

fn wrapped(stream: u128, kid: [u8; 8]) -> Wrapped {
    Wrapped { stream: Uuid::from_u128(stream), kid, wrap: vec![5; 80] }
}
