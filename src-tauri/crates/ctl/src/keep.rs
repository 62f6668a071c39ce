//! Keeping the record: backups and restores, checkpoints, the trail, proving it.

use crate::Line;
use crate::commands::moment;
use crate::say::REFUSED;
use desk::{BackupOrder, CheckpointSeen, Failure, Query, TrailFilter, TrailPage};
use domain::permission::Right;
use domain::seat::CheckpointWhy;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// Rows of the trail that are read at once.
const PAGE: u32 = 500;

pub fn back_up(line: &Line, to: Option<&Path>) -> Result<ExitCode, Failure> {
    let desk = line.writing(Right::MakeBackup)?;
    let made = match to {
        Some(to) => Some((to.to_path_buf(), desk.backup_to(to)?)),
        None => {
            let view = desk.backup(BackupOrder::Run)?;
            view.backups.into_iter().next().map(|made| (view.folder, made))
        }
    };
    // It was made and proved, or the failure was answered; somebody may have taken it away since.
    let (folder, made) = made.ok_or(domain::Rejection::NotFound)?;
    let answer = json!({
        "backup": folder.join(&made.name), "events": made.events, "bytes": made.bytes,
        "expires_at": made.expires_at.iso(),
    });
    line.say(&answer, |_| {
        format!(
            "已备份并核验 / backed up and proved: {} ({} 条)",
            folder.join(&made.name).display(),
            made.events
        )
    });
    Ok(ExitCode::SUCCESS)
}

pub fn restore(line: &Line, from: &Path, file: &Path, without_erasures: bool) -> Result<ExitCode, Failure> {
    desk::restore(&line.folder(), from, &sheets(file)?, without_erasures)?;
    let answer = json!({"store": line.folder(), "without_erasures": without_erasures});
    line.say(&answer, |_| {
        format!("已恢复为新的工作站 / restored as a new station: {}", line.folder().display())
    });
    Ok(ExitCode::SUCCESS)
}

/// The sheets in a file, one a line.
pub fn sheets(file: &Path) -> Result<Vec<String>, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::file(&error))?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(String::from).collect())
}

pub fn checkpoint(line: &Line, now: bool) -> Result<ExitCode, Failure> {
    let right = Right::ProveRecord;
    let desk = if now {
        let desk = line.writing(right)?;
        // The console is closed while the command line writes.
        desk.checkpoint(CheckpointWhy::SeatClosed)?;
        desk
    } else {
        line.reading(right)?
    };
    let newest: Vec<CheckpointSeen> = read(desk.view(Query::Checkpoints)?)?;
    let newest = newest.into_iter().next().ok_or(domain::Rejection::NotFound)?;
    let answer = json!({
        "at": newest.at.iso(), "seq": newest.seq, "why": newest.why, "code": newest.code, "text": newest.text,
    });
    line.say(&answer, |_| format!("{}\n{}", newest.code, newest.text.trim_end()));
    Ok(ExitCode::SUCCESS)
}

pub fn trail(line: &Line, case: &str, from: Option<&str>, to: Option<&str>) -> Result<ExitCode, Failure> {
    let (from, to) = (from.map(moment).transpose()?, to.map(moment).transpose()?);
    let filter = TrailFilter { number: case.into(), from, to, ..TrailFilter::default() };
    let desk = line.reading(Right::SeeTrail)?;
    let mut told = 0;
    loop {
        let query = Query::Trail { filter: filter.clone(), from: told, count: PAGE };
        let page: TrailPage = read(desk.view(query)?)?;
        for look in &page.rows {
            let mut answer = serde_json::to_value(look).unwrap_or_default();
            answer["at"] = json!(look.at.iso());
            line.say(&answer, |answer| {
                let word = |key: &str| answer[key].as_str().unwrap_or_default().to_string();
                let at = look.at.shown().format("%Y-%m-%d %H:%M:%S");
                format!("{at}  {}  {} {} {}", look.name, word("what"), look.number, word("reason"))
            });
        }
        told += u32::try_from(page.rows.len()).unwrap_or(PAGE);
        if page.rows.is_empty() || told >= page.total {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

pub fn verify(line: &Line) -> Result<ExitCode, Failure> {
    let desk = line.reading(Right::ProveRecord)?;
    let report = desk.verify(&mut |_, _| {})?;
    let broken = report.first_broken.as_ref();
    let restored = desk.restored()?;
    let forced = restored.as_ref().is_some_and(|restored| restored.without_erasures);
    let answer = json!({
        "ok": report.ok,
        "events": report.events,
        "streams": report.streams,
        "unopened": report.unopened,
        "unsigned": report.unsigned,
        "erased_streams": report.erased_streams,
        "erased_without_act": report.erased_without_act,
        "not_erased": report.not_erased,
        "blobs": report.blobs,
        "blobs_away": report.blobs_away,
        "checkpoints": report.checkpoints,
        "trail_equals_journal": report.trail_equals_journal,
        "rows_checked": report.rows_checked,
        "rebuilt_equals_live": report.rebuilt_equals_live,
        "first_broken": broken.map(|broken| json!({"seq": broken.seq, "what": broken.what})),
        "restored": restored,
    });
    line.say(&answer, |_| match (report.ok, broken) {
        (true, _) => format!("完好 / whole: {} 条", report.events),
        (false, Some(broken)) => format!("不完好:第 {} 条 {}", broken.seq, broken.what),
        (false, None) => "不完好 / not whole".to_string(),
    });
    let notes = [
        (!report.unsigned.is_empty(), "有签名不成立的事项，未生效 / acts without a signature that counts"),
        (!report.erased_without_act.is_empty(), "有内容被删除而无删除记录 / erased without an act"),
        (!report.not_erased.is_empty(), "有已确认的删除尚未执行 / erasures that are not carried out here"),
        (
            !report.rows_checked,
            "本账号未获准入，明细未核对 / the rows are closed to this login, not compared",
        ),
        (
            forced,
            "恢复时没有完整的删除清单，已删除的内容可能重新出现 / restored without the whole list of erasures",
        ),
    ];
    for (_, note) in notes.iter().filter(|(holds, _)| *holds && !line.json) {
        println!("{note}");
    }
    Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) })
}

fn read<T: serde::de::DeserializeOwned>(view: serde_json::Value) -> Result<T, Failure> {
    serde_json::from_value(view).map_err(Failure::fault)
}
