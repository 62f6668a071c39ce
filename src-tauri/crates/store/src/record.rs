//! record.db: made once, brought to the newest schema, and who it belongs to.

use crate::error::{Error, File};
use crate::open;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::fs;
use std::path::Path;
use uuid::Uuid;
use vault::FileKey;
use zeroize::Zeroizing;

/// Whose record it is. Written once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub house: Uuid,
    pub station: Uuid,
    /// The OO of its case numbers, 1–99.
    pub ordinal: u8,
}

/// Each step brings a record from schema n to n + 1. Steps are for keeps.
const STEPS: [&str; 3] = [
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
];
const NEWEST: u32 = STEPS.len() as u32;

/// Makes record.db with its identity. A crash on the way leaves no record.db.
pub(crate) fn create(
    folder: &Path,
    identity: &Identity,
    secret: &[u8; 32],
    key: &FileKey,
) -> Result<(), Error> {
    create_with(folder, identity, secret, key, NEWEST, |_| Ok(()))
}

/// The same at an older schema, with what is to stand in it from the beginning.
pub(crate) fn create_with(
    folder: &Path,
    identity: &Identity,
    secret: &[u8; 32],
    key: &FileKey,
    schema: u32,
    fill: impl FnOnce(&Connection) -> Result<(), Error>,
) -> Result<(), Error> {
    let path = folder.join(open::RECORD);
    if path.exists() {
        return Err(Error::Exists { path });
    }
    // Nobody was ever told that what an earlier attempt left here is a record.
    let new = open::with(&path, ".new");
    open::remove(&new)?;
    let ordinal = [identity.ordinal];
    let values: [(&str, &[u8]); 4] = [
        ("house", identity.house.as_bytes()),
        ("station", identity.station.as_bytes()),
        ("ordinal", &ordinal),
        ("secret", secret),
    ];
    open::make(&new, key, |conn| {
        STEPS.iter().take(schema as usize).try_for_each(|step| conn.execute_batch(step))?;
        conn.pragma_update(Some("main"), "user_version", schema)?;
        for (name, value) in values {
            conn.execute("INSERT INTO main.meta(name, value) VALUES(?1, ?2)", params![name, value])?;
        }
        fill(conn)
    })?;
    Ok(fs::rename(&new, &path)?)
}

/// Refuses a newer schema before anything is written.
pub(crate) fn check(conn: &Connection) -> Result<(), Error> {
    match schema(conn)? {
        0 => Err(Error::damaged(File::Record, "no schema number")),
        found if found > NEWEST => Err(Error::NewerSchema { found, known: NEWEST }),
        _ => Ok(()),
    }
}

/// Tables that an older schema lacks, empty, for as long as this connection lives: a reader can't bring a record to
/// the newest schema, and reads it all the same.
pub(crate) fn stand_in(conn: &Connection) -> Result<(), Error> {
    let lacking = STEPS.iter().skip(schema(conn)? as usize);
    Ok(lacking.into_iter().try_for_each(|step| conn.execute_batch(&step.replace("main.", "temp.")))?)
}

/// Brings an older schema to the newest, in one transaction.
pub(crate) fn migrate(conn: &mut Connection) -> Result<(), Error> {
    let from = schema(conn)?;
    if from >= NEWEST {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in STEPS.iter().skip(from as usize) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(Some("main"), "user_version", NEWEST)?;
    Ok(tx.commit()?)
}

pub(crate) fn identity(conn: &Connection) -> Result<Identity, Error> {
    let [ordinal] = meta(conn, "ordinal")?;
    Ok(Identity {
        house: Uuid::from_bytes(meta(conn, "house")?),
        station: Uuid::from_bytes(meta(conn, "station")?),
        ordinal,
    })
}

pub(crate) fn secret(conn: &Connection) -> Result<Zeroizing<[u8; 32]>, Error> {
    meta(conn, "secret").map(Zeroizing::new)
}

pub(crate) fn schema(conn: &Connection) -> Result<u32, Error> {
    Ok(conn.pragma_query_value(Some("main"), "user_version", |row| row.get(0))?)
}

fn meta<const N: usize>(conn: &Connection, name: &str) -> Result<[u8; N], Error> {
    let sql = "SELECT value FROM main.meta WHERE name = ?1";
    let value: Option<[u8; N]> = conn.query_row(sql, [name], |row| row.get(0)).optional()?;
    value.ok_or_else(|| Error::damaged(File::Record, format!("no {name}")))
}
