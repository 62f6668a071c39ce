//! 入网: founding a house's hub, admitting workstations to it, and looking after both.

mod admit;
mod debian;
mod doctor;
mod init;
mod moved;
mod owner;
mod status;

use crate::Line;
use crate::say::{REFUSED, TROUBLE};
use clap::Subcommand;
use desk::Failure;
use domain::permission::Right;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Verb {
    /// Founds the hub of this house and takes this workstation in; with the console closed. Twice does no harm: it
    /// goes on where it stopped.
    #[command(group(clap::ArgGroup::new("where").required(true).args(["here", "server"])))]
    Init {
        /// On this machine: a PostgreSQL of its own from the system's packages (Debian, Ubuntu). Asks `sudo`.
        #[arg(long)]
        here: bool,
        /// On a PostgreSQL that is there: a URL of the owner of an empty database, for `psql`. Its password stands in
        /// the URL, in PGPASSWORD or in ~/.pgpass.
        #[arg(long, value_name = "URL")]
        server: Option<String>,
        /// The port of the new server.
        #[arg(long, default_value_t = 5433, conflicts_with = "server")]
        port: u16,
        #[command(flatten)]
        seen: Seen,
    },
    /// Makes join codes, one a workstation, each good for one. With the console closed.
    Admit {
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=98))]
        count: u8,
        /// How long a code is good.
        #[arg(long, default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=720))]
        hours: u32,
        /// Folder for one text file a code, which only its owner can read.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// As with `init`; default: the server on this machine.
        #[arg(long, value_name = "URL")]
        server: Option<String>,
    },
    /// Takes a workstation in: makes its store, with the code and the password of somebody of the house.
    Join {
        /// Blanks, dashes and small letters don't matter.
        #[arg(required = true)]
        code: Vec<String>,
    },
    /// Takes a workstation out for good. Its ordinal is not given again.
    Retire {
        #[arg(value_parser = clap::value_parser!(u8).range(1..=99))]
        ordinal: u8,
        #[arg(long, value_name = "URL")]
        server: Option<String>,
    },
    /// Follows a server that stands at another address now, once that one has proved to be this house's. On each
    /// workstation, with the console closed. What the server lacks is sent again.
    Move {
        /// Address or name, with its port if it is another than before; several for a cluster.
        #[arg(long, value_name = "HOST[:PORT]", required = true)]
        to: Vec<String>,
        /// Only where the server has a new certificate: its PEM or DER file, or its SHA-256 fingerprint.
        #[arg(long, value_name = "FILE|FINGERPRINT")]
        certificate: Vec<String>,
    },
    /// Who is in, and how far each has followed.
    Status {
        #[arg(long, value_name = "URL")]
        server: Option<String>,
    },
    /// Says in plain words what is wrong, and what to do.
    Doctor {
        #[arg(long, value_name = "URL")]
        server: Option<String>,
    },
}

/// How the workstations are going to see the server.
#[derive(clap::Args)]
pub struct Seen {
    /// Address or name of the server, with its port if need be; several for a cluster. Default: those of the URL;
    /// with `--here` the first address of this machine.
    #[arg(long, value_name = "HOST[:PORT]")]
    address: Vec<String>,
    /// PEM or DER file of its certificate, once for each server. Default: what the server shows now.
    #[arg(long, value_name = "FILE")]
    certificate: Vec<PathBuf>,
}

/// Why a verb went no further.
pub enum Stop {
    Failure(Failure),
    /// A sentence of `ctl.hub.stop`.
    Told {
        key: &'static str,
        named: Vec<(&'static str, String)>,
        code: u8,
    },
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failure(failure)
    }
}

impl Stop {
    /// Something that has to be there isn't.
    fn lacking(key: &'static str, named: &[(&'static str, &str)]) -> Stop {
        Stop::told(key, named, TROUBLE)
    }

    /// What is there is another.
    fn refused(key: &'static str, named: &[(&'static str, &str)]) -> Stop {
        Stop::told(key, named, REFUSED)
    }

    fn told(key: &'static str, named: &[(&'static str, &str)], code: u8) -> Stop {
        let named = named.iter().map(|(name, value)| (*name, (*value).to_string())).collect();
        Stop::Told { key, named, code }
    }
}

pub fn run(line: &Line, verb: &Verb) -> Result<ExitCode, Failure> {
    let done = match verb {
        Verb::Init { server, port, seen, .. } => init::run(line, server.as_deref(), *port, seen),
        Verb::Admit { count, hours, out, server } => {
            admit::admit(line, *count, *hours, out.as_deref(), server.as_deref())
        }
        Verb::Join { code } => admit::join(line, &code.concat()),
        Verb::Retire { ordinal, server } => admit::retire(line, *ordinal, server.as_deref()),
        Verb::Move { to, certificate } => moved::run(line, to, certificate),
        Verb::Status { server } => status::run(line, server.as_deref()),
        Verb::Doctor { server } => doctor::run(line, server.as_deref()),
    };
    match done {
        Ok(code) => Ok(code),
        Err(Stop::Failure(failure)) => Err(failure),
        Err(Stop::Told { key, named, code }) => {
            let sentence = line.words().say(&format!("ctl.hub.stop.{key}"), &named);
            if line.json {
                eprintln!("{}", json!({"error": sentence, "stop": key}));
            } else {
                eprintln!("{sentence}");
            }
            Ok(ExitCode::from(code))
        }
    }
}

/// Says a sentence of `ctl.hub`; with `--json` its data.
fn tell(line: &Line, key: &str, answer: &Value) {
    line.say(answer, |answer| {
        let named: Vec<(&str, String)> = answer.as_object().into_iter().flatten().map(named).collect();
        line.words().say(&format!("ctl.hub.{key}"), &named)
    });
}

fn named<'a>((name, value): (&'a String, &Value)) -> (&'a str, String) {
    (name, value.as_str().map_or_else(|| value.to_string(), String::from))
}

/// A host as it is written.
fn written((host, port): &(String, u16)) -> String {
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

/// The right to found, admit and retire.
const OFFICE: Right = Right::ManageAccounts;
