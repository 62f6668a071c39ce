//! `test`: every check in one order, the cheap ones first; the first that fails ends it by name.

use crate::tools::{self, Outcome};
use crate::{long, packages, ui};
use std::time::{Duration, Instant};

pub fn test(arguments: &[&str]) -> Outcome {
    let only = match arguments {
        ["--long"] => return all(long::STEPS.iter()),
        [] => None,
        ["--only", part] if PARTS.contains(part) => Some(*part),
        _ => return Err(tools::usage()),
    };
    all(STEPS.iter().filter(|step| only.is_none_or(|part| step.part == part || step.part == ALL)))
}

fn all<'a>(steps: impl Iterator<Item = &'a Step>) -> Outcome {
    let begin = Instant::now();
    let mut done = Vec::new();
    for step in steps {
        println!("\n=== {}", step.name);
        let begin = Instant::now();
        (step.run)().map_err(|reason| format!("the step “{}” failed: {reason}", step.name))?;
        println!("--- {}: {}", step.name, spoken(begin.elapsed()));
        done.push((step.name, begin.elapsed()));
    }
    println!("\n=== all passed");
    for (name, time) in done {
        println!("{:>8}  {name}", spoken(time));
    }
    println!("{:>8}  together", spoken(begin.elapsed()));
    Ok(())
}

pub struct Step {
    pub part: &'static str,
    pub name: &'static str,
    pub run: fn() -> Outcome,
}

/// The part that no `--only` leaves out.
pub const ALL: &str = "all";
const PARTS: &[&str] = &["fmt", "clippy", "ui", "rust", "e2e"];

const STEPS: &[Step] = &[
    Step { part: ALL, name: "what has to be installed", run: install },
    Step { part: "fmt", name: "formatting", run: formatting },
    Step { part: "clippy", name: "clippy", run: clippy },
    Step { part: "ui", name: "the UI's packages", run: ui::install },
    Step { part: "ui", name: "ESLint", run: || ui::script("lint") },
    Step { part: "ui", name: "vue-tsc", run: || ui::script("typecheck") },
    Step { part: "ui", name: "the UI's tests", run: || ui::script("test") },
    Step { part: "ui", name: "the pages", run: ui::build },
    Step { part: "rust", name: "Rust tests, types and tidiness included", run: rust },
    Step { part: "rust", name: "the shell's tests", run: shell },
    Step { part: "e2e", name: "the console for the window's tests", run: console },
    Step { part: "e2e", name: "the window, through WebDriver", run: window },
];

pub fn install() -> Outcome {
    let wanted =
        [packages::BUILD, packages::DISPLAY, packages::DRIVER, packages::ROOM, packages::HUB].concat();
    packages::install("to build and test", &wanted)?;
    // A minimal Rust comes without them.
    for tool in ["fmt", "clippy"] {
        if !tools::works("cargo", &[tool, "--version"]) {
            println!("Installing cargo {tool}");
            tools::run(std::process::Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]))?;
        }
    }
    Ok(())
}

fn formatting() -> Outcome {
    tools::run(tools::cargo("fmt").args(["--all", "--check"]))
}

fn clippy() -> Outcome {
    ui::build_if_stale()?;
    tools::run(tools::cargo("clippy").args(["--workspace", "--all-targets", "--", "--deny", "warnings"]))
}

fn rust() -> Outcome {
    cargo_test(&[], &[])
}

fn shell() -> Outcome {
    ui::build_if_stale()?;
    cargo_test(&["--package", "hotline-console"], &[])
}

fn console() -> Outcome {
    ui::build_if_stale()?;
    tools::build_app(false)
}

/// Pictures stay in the checkout unless `E2E_OUT` says where.
fn window() -> Outcome {
    let app = tools::app(false);
    let shots = std::env::var_os("E2E_OUT").map_or_else(|| tools::root().join("tests/e2e/shots"), Into::into);
    cargo_test(&["--package", "e2e"], &[("HOTLINE_APP", app), ("E2E_OUT", shots)])
}

/// nextest where it is installed, since it runs the tests of all crates side by side.
fn cargo_test(which: &[&str], variables: &[(&str, std::path::PathBuf)]) -> Outcome {
    let nextest = tools::works("cargo", &["nextest", "--version"]);
    let mut test = tools::cargo(if nextest { "nextest" } else { "test" });
    if nextest {
        test.args(["run", "--no-tests", "pass", "--status-level", "slow", "--final-status-level", "fail"]);
    }
    tools::run(test.args(which).envs(variables.iter().cloned()))
}

fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02}", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_step_and_every_step_a_part() {
        for part in PARTS {
            assert!(STEPS.iter().any(|step| step.part == *part), "{part}");
        }
        assert!(STEPS.iter().all(|step| step.part == ALL || PARTS.contains(&step.part)));
    }

    #[test]
    fn an_unknown_part_is_refused() {
        assert!(test(&["--only", "everything"]).is_err());
        assert!(test(&["quickly"]).is_err());
    }

    #[test]
    fn times_are_short_to_read() {
        assert_eq!(spoken(Duration::from_millis(1240)), "1.2 s");
        assert_eq!(spoken(Duration::from_secs(131)), "2 min 11");
    }
}
