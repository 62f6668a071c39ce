//! How long a backup and a restore take here, the rows of the screens and the proof included.
//!
//! `cargo run --release -p desk --example restore -- FOLDER [EVENTS]`; the folder must be on the disk in question.

use desk::clock::Clock;
use desk::house::{self, NewHouse};
use desk::{BackupOrder, Failure};
use domain::directory::HouseKind;
use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

const BATCH: u64 = 50_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let folder = folder.join(format!("restore-{}", std::process::id()));
    let events = arguments.next().map_or(Ok(1_000_000), |count| count.parse())?;
    let (title, district, staff_no, password) = ("", "", "", "");
    let new = NewHouse {
        kind: HouseKind::Evaluation,
        name: "周明",
        title,
        district,
        staff_no,
        password,
        second: None,
    };
    let (desk, sheets) = house::found(&folder.join("store"), &new, Clock::wall())?;
    timed("sealed and imported", || {
        for from in (0..events).step_by(BATCH as usize) {
            desk.import(lines(from, BATCH.min(events - from)).as_bytes())?;
        }
        Ok(())
    })?;
    let made = timed("backed up and proved", || desk.backup(BackupOrder::Run))?;
    let backup = made.backups.first().ok_or("no backup")?;
    println!("{} events, {} MB", backup.events, backup.bytes / 1_000_000);
    let into = folder.join("restored");
    timed("restored", || desk::restore(&into, &made.folder.join(&backup.name), &sheets, false))?;
    let desk = timed("opened", || house::open(&into, "", "", Clock::wall()))?;
    let report = timed("verified", || desk.verify(&mut |_, _| {}))?;
    println!("ok: {}", report.ok);
    Ok(std::fs::remove_dir_all(folder)?)
}

/// Closed cases of another system, one event each, with as much text as people write.
fn lines(from: u64, count: u64) -> String {
    let mut lines = String::new();
    for n in from..from + count {
        let times = r#""recorded_at":"2026-11-01","closed_at":"2026-11-02""#;
        let matter = "楼道灯坏了两个月,老人上下楼看不清,物业说等配件,社区说归物业,希望尽快修好。";
        // Writing to a string can't fail.
        let _ = writeln!(
            lines,
            r#"{{"external_id":"GD{n}","title":"桥华小区{n}号楼楼道灯不亮","detail":"{matter}","caller":"周女士",{times}}}"#
        );
    }
    lines
}

fn timed<T>(what: &str, act: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let start = Instant::now();
    let done = act()?;
    println!("{what} in {:.1?}", start.elapsed());
    Ok(done)
}
