//! The verbs: each asks the desk and says what it answered.

use crate::say::REFUSED;
use crate::{Export, Founding, Import, Line, Verb, bench, hubs, keep, redact};
use desk::clock::Clock;
use desk::due::{Count, due};
use desk::recover::recover;
use desk::rehearsal::Play;
use desk::{Failure, ImportOrder, ImportWhat, PaperOrder, Query, RehearsalPlan, Trouble};
use domain::Stamp;
use domain::deadline::NoDue;
use domain::id::SessionId;
use domain::permission::Right;
use domain::rejection::{Field, Rejection};
use serde_json::{Value, json};
use std::io::BufReader;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

pub fn run(line: Line) -> ExitCode {
    match act(&line) {
        Ok(code) => code,
        Err(failure) => line.fail(&failure),
    }
}

fn act(line: &Line) -> Result<ExitCode, Failure> {
    match &line.verb {
        Verb::Init(founding) => init(line, founding),
        Verb::Rehearse { calls, minutes, seats, units, seed, speed, date, calls_only } => {
            let plan = RehearsalPlan {
                calls: *calls,
                minutes: *minutes,
                seats: *seats,
                units: *units,
                seed: *seed,
                day: *date,
                speed: *speed,
                mine: None,
                meeting: *calls_only,
            };
            rehearse(line, plan)
        }
        Verb::Import { what: Import::Cases { file } } => import(line, file),
        Verb::Import { what: Import::Calendar { file } } => import_calendar(line, file),
        Verb::Import { what: Import::Categories { file, try_only } } => {
            bring(line, ImportWhat::Categories, file, *try_only)
        }
        Verb::Import { what: Import::Places { file, try_only } } => {
            bring(line, ImportWhat::Places, file, *try_only)
        }
        Verb::Recover { sheets } => {
            let sheets = keep::sheets(sheets)?;
            let password = line.new_password()?;
            recover(&line.folder(), &sheets, &line.staff_no, &password, Clock::wall())?;
            line.say(&json!({"ok": true}), |_| "密码已换新 / the password is new".to_string());
            Ok(ExitCode::SUCCESS)
        }
        Verb::Due { from, days, class } => {
            let count = match (days, class) {
                (Some(days), _) => Count::WorkingDays(*days),
                (None, Some(class)) => Count::Class((*class).into()),
                // Clap has asked for one of the two.
                (None, None) => Count::WorkingDays(0),
            };
            say_due(line, from, count)
        }
        Verb::Redact { texts } => redact::run(line, texts),
        Verb::Sessions => {
            for row in line.reading(Right::SeeSession)?.sessions()? {
                line.say(&flat(&row, &["tally"]), |_| {
                    let tally = row.tally;
                    format!(
                        "{}  第{}场  {}  已接 {} = {} + {} + {} + 无诉求 {}",
                        row.id.0,
                        row.number,
                        row.day,
                        tally.answered,
                        tally.resolved_on_call,
                        tally.same_day,
                        tally.transferred,
                        tally.no_case
                    )
                });
            }
            Ok(ExitCode::SUCCESS)
        }
        Verb::Case { number } => {
            let desk = line.looking(Right::SeeCases)?;
            let page = desk.case_page(desk.find_case(number)?)?;
            // On the trail before anybody sees it.
            desk.flush_trail()?;
            line.say(&page, |page| {
                let mut said =
                    format!("{} {}", page.case.number.as_deref().unwrap_or("-"), page.case.text.title);
                for entry in &page.timeline {
                    let at = Stamp(entry.at).shown().format("%m-%d %H:%M");
                    said += &format!("\n{at}  {}  {} {} {}", entry.kind, entry.who, entry.unit, entry.words);
                }
                said
            });
            Ok(ExitCode::SUCCESS)
        }
        Verb::Agenda { session } => {
            let agenda =
                line.looking(Right::SeeMeeting)?.view(Query::Agenda { session: SessionId(*session) })?;
            if agenda.is_null() {
                return Err(Failure::from(Rejection::MeetingNotRunning));
            }
            line.say(&agenda, |agenda| {
                let items = agenda["groups"].as_array().into_iter().flatten();
                let items = items.flat_map(|group| group["items"].as_array().into_iter().flatten());
                let lines = items.map(|item| {
                    let text = |key: &str| item[key].as_str().unwrap_or_default();
                    format!("{:>4} {} {} {}", item["place"], text("number"), text("title"), text("unitName"))
                });
                lines.collect::<Vec<_>>().join("\n")
            });
            Ok(ExitCode::SUCCESS)
        }
        Verb::Figures { session } => {
            let figures = line.reading(Right::SeeFigures)?.figures(SessionId(*session))?;
            let sealed = figures.seal.is_some();
            let mut flat = flat(&figures, &["tally"]);
            flat["sealed"] = Value::Bool(sealed);
            line.say(&flat, |_| {
                let tally = figures.tally;
                format!(
                    "在线直办 {} + 当天办理 {} + 转办 {} + 无诉求 {} + 未归类 {} = 已接 {}\n已定 {}(含并单 {}),未决 {}",
                    tally.resolved_on_call,
                    tally.same_day,
                    tally.transferred,
                    tally.no_case,
                    tally.unsorted,
                    tally.answered,
                    figures.settled,
                    figures.merged,
                    figures.undecided
                )
            });
            Ok(ExitCode::SUCCESS)
        }
        Verb::Export { what: Export::Ledger { session, out, full, reason } } => {
            let order = PaperOrder::Ledger {
                session: SessionId(*session),
                full: *full,
                path: out.clone(),
                language: line.language(),
                reason: *reason,
            };
            let receipt = line.looking(order.right())?.export(order)?;
            line.say(&receipt, |receipt| format!("{} ({})", receipt.path.display(), receipt.rows));
            Ok(ExitCode::SUCCESS)
        }
        Verb::Backup { to } => keep::back_up(line, to.as_deref()),
        Verb::Restore { from, sheets, without_erasures } => {
            keep::restore(line, from, sheets, *without_erasures)
        }
        Verb::Checkpoint { now } => keep::checkpoint(line, *now),
        Verb::Trail { case, from, to } => keep::trail(line, case, from.as_deref(), to.as_deref()),
        Verb::Verify => keep::verify(line),
        Verb::Rebuild => {
            let rebuilt = line.writing(Right::ProveRecord)?.rebuild()?;
            let answer = json!({"ok": true, "events": rebuilt.events, "streams": rebuilt.streams});
            line.say(&answer, |_| format!("已重建 / rebuilt: {} / {}", rebuilt.events, rebuilt.streams));
            Ok(ExitCode::SUCCESS)
        }
        Verb::Drafts => {
            for draft in line.looking(Right::SeeDrafts)?.drafts()? {
                let answer = json!({
                    "draft": draft.draft, "stream": draft.stream, "saved_at": draft.saved_at.iso(),
                    "body": draft.body,
                });
                line.say(&answer, |_| format!("{}  {}", draft.draft, draft.saved_at.iso()));
            }
            Ok(ExitCode::SUCCESS)
        }
        Verb::Hub { what } => hubs::run(line, what),
        Verb::Bench { acts } => bench::run(line, *acts),
    }
}

fn init(line: &Line, founding: &Founding) -> Result<ExitCode, Failure> {
    let (desk, sheets) = line.found(founding)?;
    let answer = json!({
        "store": line.folder(),
        "kind": serde_json::to_value(desk.kind()).unwrap_or_default(),
        "recovery_sheets": sheets,
    });
    line.say(&answer, |_| {
        let kept = "恢复页只显示这一次，请抄写或打印后分别封存 / recovery sheets, shown this once:";
        format!("{}\n{kept}\n{}", line.folder().display(), sheets.join("\n"))
    });
    Ok(ExitCode::SUCCESS)
}

fn rehearse(line: &Line, plan: RehearsalPlan) -> Result<ExitCode, Failure> {
    let (speed, calls_only) = (plan.speed, plan.meeting);
    let desk = line.rehearsing(&plan)?;
    let (mut play, cast, _) = Play::new(&desk, plan)?;
    while let Some(at) = play.next_at() {
        while speed > 0.0 && desk.clock.now() < at {
            std::thread::sleep(Duration::from_millis(20));
        }
        if speed == 0.0 {
            desk.clock.set(at);
        }
        play.step(&desk, &cast)?;
    }
    let brief = play.brief(&desk)?;
    line.say(&brief, |brief| {
        format!(
            "{} = {} + {} + {} + {}  已定 {}  未决 {}",
            brief.answered,
            brief.resolved_on_call,
            brief.same_day,
            brief.transferred,
            brief.no_case,
            brief.settled,
            brief.undecided
        )
    });
    Ok(if (brief.sealed || calls_only) && brief.reconciles {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(REFUSED)
    })
}

fn import(line: &Line, file: &Path) -> Result<ExitCode, Failure> {
    let opened = std::fs::File::open(file).map_err(|_| Failure::Away { what: Trouble::File })?;
    let done = line.writing(Right::ImportCases)?.import(BufReader::new(opened))?;
    for problem in &done.refused {
        eprintln!("{}", line.words().import_problem(problem));
    }
    line.say(&done, |done| {
        format!("读 {} 行，新增 {}，已有 {}，未收 {}", done.read, done.added, done.known, done.refused.len())
    });
    Ok(if done.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) })
}

fn import_calendar(line: &Line, file: &Path) -> Result<ExitCode, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::file(&error))?;
    match line.writing(Right::ChangeSettings)?.import_calendar(&text)? {
        Ok(days) => {
            line.say(&json!({"days": days}), |_| format!("已收 {days} 天"));
            Ok(ExitCode::SUCCESS)
        }
        Err(problem) => {
            eprintln!("{}", line.words().calendar_problem(&problem));
            Ok(ExitCode::from(REFUSED))
        }
    }
}

fn bring(line: &Line, what: ImportWhat, file: &Path, try_only: bool) -> Result<ExitCode, Failure> {
    let right = Right::ChangeSettings;
    let desk = if try_only { line.reading(right)? } else { line.writing(right)? };
    let done = desk.bring(&ImportOrder { what, path: file.into(), try_only })?;
    for refused in &done.refused {
        eprintln!("{}", line.words().row_refused(refused));
    }
    line.say(&done, |done| {
        let refused = done.refused.len();
        let (rows, added, changed, same) = (done.rows, done.added, done.changed, done.same);
        let told = format!("读 {rows} 行，新增 {added}，改动 {changed}，相同 {same}，未收 {refused}");
        let levels: Vec<String> = done.levels.iter().map(u32::to_string).collect();
        if levels.is_empty() { told } else { format!("{told};各级 {}", levels.join(" / ")) }
    });
    Ok(if done.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) })
}

fn say_due(line: &Line, from: &str, count: Count) -> Result<ExitCode, Failure> {
    let from = moment(from)?;
    let due = due(from, count).map_err(|why| match why {
        NoDue::TooLateToday { .. } => Rejection::DueInPast,
        NoDue::NoRule { .. } | NoDue::TooFar => Rejection::DueTooFar,
    })?;
    let provisional = due.provisional.map(|provisional| provisional.year);
    let mut answer = json!({"due": due.at.iso(), "provisional": provisional.is_some()});
    if let Some(year) = provisional {
        answer["unknown_year"] = json!(year);
    }
    line.say(&answer, |_| match provisional {
        Some(year) => format!("{} (暂定:{year} 年节假日安排尚未公布)", due.at.iso()),
        None => due.at.iso(),
    });
    Ok(ExitCode::SUCCESS)
}

/// A moment as typed.
pub fn moment(typed: &str) -> Result<Stamp, Failure> {
    let problem = domain::input::InputProblem::NotADate;
    Ok(Stamp::parse(typed).ok_or(Rejection::Input { field: Field::Date, problem })?)
}

/// The view as JSON with some of its parts lifted to the top.
fn flat(view: &impl serde::Serialize, parts: &[&str]) -> Value {
    let mut value = serde_json::to_value(view).unwrap_or(Value::Null);
    for part in parts {
        if let Some(Value::Object(inner)) = value.as_object_mut().and_then(|map| map.remove(*part)) {
            value.as_object_mut().into_iter().for_each(|map| map.extend(inner.clone()));
        }
    }
    value
}
