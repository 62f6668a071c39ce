//! The UI's own tools: node packages when the lock file changed, and the pages that the shell embeds.

use crate::tools::{self, Outcome};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// What the UI's tools need to run; newer is fine.
const NODE: u32 = 20;

/// `npm ci`, unless node_modules was made from this very lock file.
pub fn install() -> Outcome {
    node()?;
    let folder = tools::root().join("ui");
    let lock = folder.join("package-lock.json");
    let stamp = folder.join("node_modules/.made-from");
    let wanted = fs::read(&lock).map_err(tools::at("reading", &lock))?;
    if fs::read(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    println!("Installing the UI's packages");
    tools::run(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, wanted).map_err(tools::at("writing", &stamp))
}

/// One of the scripts of `ui/package.json`.
pub fn script(name: &str) -> Outcome {
    tools::run(npm().args(["run", "--silent", name]))
}

pub fn build() -> Outcome {
    script("build")
}

/// The pages that the shell embeds, built again only when something under `ui` is newer: the shell would be too.
pub fn build_if_stale() -> Outcome {
    install()?;
    let folder = tools::root().join("ui");
    let built = fs::metadata(folder.join("dist/index.html")).and_then(|page| page.modified()).ok();
    if built
        .is_some_and(|built| newest(&folder, &["dist", "node_modules"]).is_some_and(|source| source < built))
    {
        return Ok(());
    }
    build()
}

/// The last change of anything in `folder`; a folder's own time tells of what was taken out of it.
fn newest(folder: &Path, but: &[&str]) -> Option<SystemTime> {
    let entries = fs::read_dir(folder)
        .ok()?
        .flatten()
        .filter(|entry| !but.iter().any(|name| entry.file_name() == *name));
    entries
        .filter_map(|entry| {
            let about = entry.metadata().ok()?;
            let inside = if about.is_dir() { newest(&entry.path(), &[]) } else { None };
            about.modified().ok().max(inside)
        })
        .max()
}

fn npm() -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(tools::root().join("ui"));
    npm
}

fn node() -> Outcome {
    let version = tools::said("node", &["--version"]).unwrap_or_default();
    let major =
        version.trim().trim_start_matches('v').split('.').next().and_then(|part| part.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE => Ok(()),
        Some(_) => Err(format!("Node {NODE} or newer is needed, and this is {}", version.trim())),
        None => Err(format!("Node {NODE} or newer is needed, and there is none")),
    }
}
