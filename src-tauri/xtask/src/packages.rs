//! System packages: says which are missing, installs those, and touches nothing when all are there.

use crate::tools::{self, Outcome};
use std::process::Command;

pub const BUILD: &[&str] = &["build-essential", "pkg-config", "libssl-dev", "libwebkit2gtk-4.1-dev"];
/// For a machine without a display. Without a Chinese font every character would be an empty box.
pub const DISPLAY: &[&str] = &["xvfb", "fonts-noto-cjk"];
pub const DRIVER: &[&str] = &["webkit2gtk-driver"];
/// What the tests of several windows need: displays that can be unplugged, a window manager, real keys and
/// clicks, a bus to ask for staying awake, and a reader of printed pages.
pub const ROOM: &[&str] =
    &["xserver-xorg-video-dummy", "x11-xserver-utils", "openbox", "xdotool", "dbus-daemon", "poppler-utils"];

/// The hub's own server, for the tests that start one.
pub const HUB: &[&str] = &["postgresql"];

/// A hub that loses a machine and goes on, for the long tests.
pub const HIGH_AVAILABILITY: &[&str] = &["patroni", "etcd-server", "openssl"];

/// Installs what is missing of `wanted`, after saying so.
pub fn install(purpose: &str, wanted: &[&str]) -> Outcome {
    let query = [&["-W", "-f", "${Package} ${db:Status-Status}\n"], wanted].concat();
    let Some(known) = tools::said("dpkg-query", &query) else {
        println!("This system has no dpkg, so these are taken to be here {purpose}: {}", wanted.join(" "));
        return Ok(());
    };
    let missing = missing(wanted, &known);
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing system packages {purpose}: {}", missing.join(" "));
    // Old lists may still name the right files, so only the installation's own failure counts.
    if let Err(reason) = tools::run(apt()?.arg("update")) {
        eprintln!("{reason}; going on with the package lists that are here");
    }
    tools::run(apt()?.args(["install", "--yes", "--no-install-recommends"]).args(&missing))
}

/// The command, as root: by itself in a container, through sudo on a workstation.
pub fn as_root(program: &str) -> Outcome<Command> {
    if tools::said("id", &["-u"]).is_some_and(|id| id.trim() == "0") {
        return Ok(Command::new(program));
    }
    if !tools::works("sudo", &["--version"]) {
        return Err(format!("`{program}` has to run as root, and there is no sudo: run this once as root"));
    }
    let mut command = Command::new("sudo");
    command.arg(program);
    Ok(command)
}

/// Waits for another installation to end, asks nothing, and prints only what went wrong or was changed.
fn apt() -> Outcome<Command> {
    let mut apt = as_root("env")?;
    apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2", "-o", "DPkg::Lock::Timeout=300"]);
    Ok(apt)
}

fn missing<'a>(wanted: &[&'a str], known: &str) -> Vec<&'a str> {
    let here = |package: &str| known.lines().any(|line| line.split_once(' ') == Some((package, "installed")));
    wanted.iter().copied().filter(|package| !here(package)).collect()
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn a_removed_package_whose_settings_remain_is_missing() {
        let known = "xvfb installed\npkg-config config-files\n";
        assert_eq!(missing(&["xvfb", "pkg-config", "libssl-dev"], known), ["pkg-config", "libssl-dev"]);
    }
}
