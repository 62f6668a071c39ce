//! The margin of a shared journal: the hub's hashes computed anew over the rows as they are here, and every row
//! placed there, waiting to be, or displaced.

use super::FirstBroken;
use crate::error::Error;
use crate::record::Identity;
use rusqlite::Connection;

/// Notes the first place that doesn't follow from the one before it. The tables are named without their file: for a
/// reader of an older schema empty ones stand in for them.
pub(super) fn check(conn: &Connection, identity: &Identity, broken: &mut FirstBroken) -> Result<(), Error> {
    let sql = "SELECT p.pos, p.seq, p.hub_at, p.hash, coalesce(t.body, j.body) FROM placed p \
               LEFT JOIN main.journal j ON j.seq = p.seq LEFT JOIN twins t ON t.seq = p.seq ORDER BY p.pos";
    let mut select = conn.prepare(sql)?;
    let mut rows = select.query([])?;
    let mut before = (0, vault::place_zero(identity.house));
    while let Some(row) = rows.next()? {
        let (pos, seq): (u64, u64) = (row.get(0)?, row.get(1)?);
        let hash: [u8; 32] = row.get(3)?;
        let Some(leaf) = row.get::<_, Option<Vec<u8>>>(4)?.map(|body| vault::leaf(&body)) else {
            broken.found(seq, "placed at the hub, and not in the journal");
            continue;
        };
        let (last, previous) = before;
        if last + 1 != pos || vault::place(&previous, pos, row.get(2)?, &leaf) != hash {
            broken.found(seq, "the hub's hash is not that of its bytes");
        }
        before = (pos, hash);
    }
    let shared = conn.prepare("SELECT 1 FROM main.meta WHERE name = 'hub'")?.exists([])?;
    let sql = "SELECT min(seq) FROM main.journal j WHERE NOT EXISTS(SELECT 1 FROM placed p WHERE p.seq = j.seq) \
               AND NOT EXISTS(SELECT 1 FROM outbox o WHERE o.seq = j.seq) \
               AND NOT EXISTS(SELECT 1 FROM displaced d WHERE d.seq = j.seq)";
    let forgotten: Option<u64> = conn.query_row(sql, [], |row| row.get(0))?;
    if let Some(seq) = forgotten.filter(|_| shared) {
        broken.found(seq, "neither at the hub nor waiting for it");
    }
    Ok(())
}
