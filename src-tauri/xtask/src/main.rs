//! `cargo xtask`: installs what is missing, then runs, tests, measures or packages the console.

mod display;
mod driver;
mod long;
mod package;
mod packages;
mod run;
mod steps;
mod tools;
mod ui;

use std::process::ExitCode;
use tools::Outcome;

const USAGE: &str = "\
cargo xtask run [--screenshot FILE] [--release] [-- ARGUMENTS]
    installs what is missing, builds, and opens the console; with --screenshot it leaves a PNG and closes again
cargo xtask test [--only fmt|clippy|ui|rust|e2e]
    installs what is missing and runs every check: Rust, UI, the window
cargo xtask test --long
    hours: PostgreSQL under Patroni with three etcd, a long freeze, many seeds, histories and kills
cargo xtask bench [ARGUMENTS]
    the measurements of hotlinectl, in a release build
cargo xtask package [--check]
    makes a .deb; with --check it installs, starts and removes it on this machine
cargo xtask types
    writes the TypeScript types of the desk again";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.split_first() {
        Some((&"run", rest)) => run::run(rest),
        Some((&"test", rest)) => steps::test(rest),
        Some((&"bench", rest)) => bench(rest),
        Some((&"package", rest)) => package::package(rest),
        Some((&"types", [])) => types(),
        Some((&("help" | "--help" | "-h"), _)) => {
            println!("{USAGE}");
            Ok(())
        }
        Some(_) | None => Err(tools::usage()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nxtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// A debug build would measure the compiler, so this is the one verb besides `package` that builds for release.
fn bench(rest: &[&str]) -> Outcome {
    packages::install("to build", packages::BUILD)?;
    tools::run(tools::cargo("run").args(["--release", "--package", "ctl", "--", "bench"]).args(rest))
}

fn types() -> Outcome {
    packages::install("to build", packages::BUILD)?;
    let folder = tools::root().join("ui/src/ipc/generated");
    tools::run(
        tools::cargo("run").args(["--quiet", "--package", "desk", "--example", "types", "--"]).arg(folder),
    )
}
