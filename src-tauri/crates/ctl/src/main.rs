//! `hotlinectl`: the desk by the command line, headless, for scripts and for IT.

mod bench;
mod commands;
mod hubs;
mod keep;
mod open;
mod redact;
mod say;

use clap::{Parser, Subcommand, ValueEnum};
use domain::deadline::DeadlineClass;
use domain::seat::LookReason;
use std::path::PathBuf;
use std::process::ExitCode;

/// 热线接听会商台的命令行 · the command line of the Hotline Console
///
/// Exit codes: 0 done · 1 refused by a rule, or the record is not whole, or rows were refused · 2 wrong usage ·
/// 3 the store or a file can't be used (absent, in use, damaged, newer, disk full, read-only) · 4 a password is
/// needed or wrong · 5 our fault.
#[derive(Parser)]
#[command(name = "hotlinectl", version, verbatim_doc_comment)]
struct Line {
    /// Folder of the store. Default: $HOTLINE_STORE, else `hotline-console/store` in the user's data folder
    /// (`rehearse`: `hotline-console/rehearsal`).
    #[arg(long, global = true, env = "HOTLINE_STORE", value_name = "DIR")]
    store: Option<PathBuf>,
    /// 工号 of whoever logs in, or who founds a store. Default: the only person of the house, or 1.
    #[arg(long, global = true, value_name = "NUMBER", default_value = "")]
    staff_no: String,
    /// File whose first line is the password. Without it the password is asked on the terminal.
    #[arg(long, global = true, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// One JSON object a line.
    #[arg(long, global = true)]
    json: bool,
    /// Language of sentences.
    #[arg(long, global = true, value_enum, default_value = "zh-cn")]
    language: Tongue,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Clone, Copy, ValueEnum)]
enum Tongue {
    ZhCn,
    En,
}

/// Who founds which house.
#[derive(clap::Args)]
struct Founding {
    /// For evaluation: opens without a password, says so everywhere, and takes `rehearse` and `import`.
    #[arg(long)]
    unattended: bool,
    #[arg(long, default_value = "值班员")]
    name: String,
    #[arg(long, default_value = "")]
    title: String,
    #[arg(long, default_value = "")]
    district: String,
    /// A second founder: then the first runs the house and reads no case, and the second does all the rest. His
    /// password is the second line of the password file.
    #[arg(long, value_name = "NAME", conflicts_with = "unattended")]
    second: Option<String>,
    #[arg(long, value_name = "TITLE", default_value = "", requires = "second")]
    second_title: String,
    /// 工号 of the second founder. Default: 2.
    #[arg(long, value_name = "NUMBER", default_value = "", requires = "second")]
    second_staff_no: String,
}

#[derive(Subcommand)]
enum Verb {
    /// Founds a store: one person, his password, two recovery sheets.
    Init(Founding),
    /// Plays a whole day in a rehearsal store and prints what it came to.
    Rehearse {
        #[arg(long, default_value_t = 123, value_parser = clap::value_parser!(u32).range(1..=5000))]
        calls: u32,
        #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=480))]
        minutes: u32,
        #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u8).range(1..=12))]
        seats: u8,
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u8).range(1..=12))]
        units: u8,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// `max`, or how many times as fast as a clock.
        #[arg(long, default_value = "max", value_parser = speed)]
        speed: f64,
        #[arg(long, default_value = "2026-12-01")]
        date: chrono::NaiveDate,
        /// Plays the calls and leaves the meeting to whoever opens the store.
        #[arg(long)]
        calls_only: bool,
    },
    /// Brings in what another system held.
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// When something is due, by the bundled calendar and the default policy.
    #[command(group(clap::ArgGroup::new("count").required(true).args(["days", "class"])))]
    Due {
        /// ISO 8601; without an offset it is Asia/Shanghai.
        #[arg(long)]
        from: String,
        /// Working days.
        #[arg(long, value_parser = clap::value_parser!(u32).range(0..=3660))]
        days: Option<u32>,
        #[arg(long, value_enum)]
        class: Option<Class>,
    },
    /// A forgotten password: opens the store by its recovery sheets and sets a new one.
    Recover {
        /// File with the sheets, one a line; the first is needed, the second brings the clue compartment too.
        #[arg(long, value_name = "FILE")]
        sheets: PathBuf,
    },
    /// Takes out of texts what tells who called or where he lives. Needs no store and no password.
    Redact {
        /// JSON lines: id, text, and optionally caller, whose name may stand in the text.
        #[arg(long, value_name = "FILE")]
        texts: PathBuf,
    },
    /// Lists the sessions.
    Sessions,
    /// One case with its timeline, by number (20261201-01-07, 1201-01-07) or id. In a real house that is a look, and
    /// goes to the trail.
    Case { number: String },
    /// The agenda of a session's meeting. In a real house the login goes to the trail, as with `case`.
    Agenda {
        #[arg(long)]
        session: uuid::Uuid,
    },
    /// The figures of a session.
    Figures {
        #[arg(long)]
        session: uuid::Uuid,
    },
    /// Writes a paper.
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// Makes a backup now, proved before it counts, into the folder of the plan.
    Backup {
        /// Another folder; old backups are not thrown away there.
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    /// Makes a store from a backup, by the recovery sheets. It is a new station: its events say so, and its case
    /// numbers have an ordinal of their own. The people log in with their own passwords.
    Restore {
        /// The folder of one backup. The list of erasures, `erasures.jsonl`, lies beside it.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
        /// File with the sheets, one a line; the first is needed, the second brings the clue compartment too.
        #[arg(long, value_name = "FILE")]
        sheets: PathBuf,
        /// Goes on though the list of erasures is missing or doesn't hold: erased text may come back, and the record
        /// says so.
        #[arg(long)]
        without_erasures: bool,
    },
    /// The newest checkpoint: its code, its text and the station's signature.
    Checkpoint {
        /// Makes one first.
        #[arg(long)]
        now: bool,
    },
    /// Who looked at what, newest first; for the auditor.
    Trail {
        /// 受理号: 20261201-01-07, 1201-01-07.
        #[arg(long, value_name = "NUMBER", default_value = "")]
        case: String,
        /// ISO 8601; without an offset it is Asia/Shanghai.
        #[arg(long, value_name = "TIME")]
        from: Option<String>,
        #[arg(long, value_name = "TIME")]
        to: Option<String>,
    },
    /// Proves the record; exits 0 only if it is whole.
    Verify,
    /// Makes the readable rows anew from the journal.
    Rebuild,
    /// Lists the drafts that wait to be finished. In a real house the login goes to the trail, as with `case`.
    Drafts,
    /// 入网: one server for the workstations of a house, and who is in.
    Hub {
        #[command(subcommand)]
        what: hubs::Verb,
    },
    /// Measures an act beside a raw 4 KiB write + fdatasync, in a store of its own.
    Bench {
        #[arg(long, default_value_t = 600)]
        acts: u32,
    },
}

#[derive(Subcommand)]
enum Import {
    /// JSON lines: external_id, title, detail, category, unit, caller, phone, place, recorded_at, closed_at; all
    /// but external_id optional. The same file twice adds nothing.
    Cases { file: PathBuf },
    /// Holidays and shifted working days as CSV: date,kind,name,source; each year in it is replaced whole.
    Calendar { file: PathBuf },
    /// A classification as CSV: level_1_code, level_1_name, …, remark; or name, parent, code, unit, class, lines.
    /// The same file twice adds nothing, and what was set by hand stays.
    Categories {
        file: PathBuf,
        /// Reads and counts, and changes nothing.
        #[arg(long = "try")]
        try_only: bool,
    },
    /// Places as CSV: name, parent; or code, name, parent_code; or province, city, district, street, community,
    /// compound. The same file twice adds nothing.
    Places {
        file: PathBuf,
        /// Reads and counts, and changes nothing.
        #[arg(long = "try")]
        try_only: bool,
    },
}

#[derive(Subcommand)]
enum Export {
    /// 台账 as xlsx, one row a case; masked unless --full.
    Ledger {
        #[arg(long)]
        session: uuid::Uuid,
        #[arg(long)]
        out: PathBuf,
        #[arg(long)]
        full: bool,
        /// Why, for the trail: archive, meeting, supervision, hand_to_unit.
        #[arg(long, default_value = "archive", value_parser = reason)]
        reason: LookReason,
    },
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Class {
    SameDay,
    Hazard,
    Utilities,
    General,
    Complex,
}

impl From<Class> for DeadlineClass {
    fn from(class: Class) -> DeadlineClass {
        match class {
            Class::SameDay => DeadlineClass::SameDay,
            Class::Hazard => DeadlineClass::Hazard,
            Class::Utilities => DeadlineClass::Utilities,
            Class::General => DeadlineClass::General,
            Class::Complex => DeadlineClass::Complex,
        }
    }
}

fn speed(text: &str) -> Result<f64, String> {
    match text {
        "max" => Ok(0.0),
        number => match number.parse::<f64>() {
            Ok(times) if times.is_finite() && times > 0.0 && times <= 3600.0 => Ok(times),
            Ok(_) | Err(_) => Err("max, or a number above 0 up to 3600".into()),
        },
    }
}

/// Of the reasons to look, those that a whole list can have.
fn reason(text: &str) -> Result<LookReason, String> {
    match text {
        "archive" => Ok(LookReason::Archive),
        "meeting" => Ok(LookReason::Meeting),
        "supervision" => Ok(LookReason::Supervision),
        "hand_to_unit" => Ok(LookReason::HandToUnit),
        _ => Err("archive, meeting, supervision or hand_to_unit".into()),
    }
}

fn main() -> ExitCode {
    commands::run(Line::parse())
}
