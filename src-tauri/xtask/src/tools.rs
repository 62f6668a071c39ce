//! Where things are, and running another program so that its failure has a sentence.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// An error is a sentence for the person at the terminal: nothing here is handled by code.
pub type Outcome<T = ()> = Result<T, String>;

/// The top of the checkout, found when it runs: a target directory may be shared between checkouts.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let here = std::env::current_dir().unwrap_or_default();
        let start = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| here.clone(), PathBuf::from);
        let top = start.ancestors().find(|folder| folder.join("src-tauri/xtask").is_dir());
        top.map_or(here, Path::to_path_buf)
    })
}

/// Where cargo puts what it builds. A relative `CARGO_TARGET_DIR` counts from where the person stands.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR").filter(|folder| !folder.is_empty()) {
        Some(folder) => std::env::current_dir().unwrap_or_default().join(folder),
        None => root().join("target"),
    }
}

/// The shell's binary as cargo leaves it.
pub fn app(release: bool) -> PathBuf {
    target().join(if release { "release" } else { "debug" }).join("hotline-console")
}

pub fn cargo(verb: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root()).env("CARGO_TARGET_DIR", target()).arg(verb);
    cargo
}

pub fn build_app(release: bool) -> Outcome {
    let mut build = cargo("build");
    build.args(["--package", "hotline-console"]);
    if release {
        build.arg("--release");
    }
    run(&mut build)
}

pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("{} can't be started: {error}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", shown(command))) }
}

/// What a program says on its standard output, whether it succeeds or not; `None` if it can't be started.
pub fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program is there and answers its own question (`cargo clippy --version`) with success.
pub fn works(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// For the errors of files: what was to be done, to which file.
pub fn at(what: &str, path: &Path) -> impl FnOnce(std::io::Error) -> String {
    let sentence = format!("{what} {}", path.display());
    move |error| format!("{sentence}: {error}")
}

pub fn usage() -> String {
    format!("this is what it can do:\n\n{}", crate::USAGE)
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![program.to_string_lossy().into_owned()];
    words.extend(command.get_args().take(6).map(|word| word.to_string_lossy().into_owned()));
    format!("`{}`", words.join(" "))
}
