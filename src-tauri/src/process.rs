//! The process itself: no core file, the right drawing path, and which folder holds the data.

use std::ffi::OsString;
use std::path::PathBuf;

/// Call it first in `main`, before a thread or GTK starts. It may replace the process by itself, once.
pub fn prepare() {
    quiet_panics();
    #[cfg(unix)]
    no_core_file();
    #[cfg(target_os = "linux")]
    draw_in_software();
}

/// `--home DIR`, else `HOTLINE_HOME`, else the desk's own place. `None` when the arguments aren't understood.
pub fn data_directory() -> Option<PathBuf> {
    let named = std::env::var_os("HOTLINE_HOME").filter(|home| !home.is_empty());
    chosen(std::env::args_os().skip(1), named, desk::default_base)
}

fn chosen(
    mut arguments: impl Iterator<Item = OsString>,
    named: Option<OsString>,
    usual: impl FnOnce() -> PathBuf,
) -> Option<PathBuf> {
    let Some(first) = arguments.next() else {
        return Some(named.map_or_else(usual, PathBuf::from));
    };
    let home = arguments.next()?;
    let understood = first == "--home" && !home.is_empty() && arguments.next().is_none();
    understood.then(|| PathBuf::from(home))
}

/// A panic's message can quote what was typed or read; the log gets the place in the code alone.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => eprintln!("hotline-console: stopped at {place}"),
        None => eprintln!("hotline-console: stopped"),
    }));
}

/// A core file would hold keys and callers' data in the clear.
#[cfg(unix)]
fn no_core_file() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if setrlimit(Resource::Core, none).is_err() {
        eprintln!("hotline-console: the size of core files can't be limited");
    }
    // A core pattern that pipes into a program ignores the limit, and heeds this; it keeps debuggers away too.
    #[cfg(target_os = "linux")]
    if rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable).is_err() {
        eprintln!("hotline-console: the process can't be kept from being dumped");
    }
}

/// WebKit's compositing costs start-up time and memory where no GPU is, and can leave the window blank.
///
/// WebKit reads the variable from the environment, and only a new start of the program sets it safely; the
/// process keeps its id, so whoever started it doesn't notice. A value that is there already is left alone.
/// Under WebDriver it stays off: a picture waits for the next composited frame, which would never come.
#[cfg(target_os = "linux")]
fn draw_in_software() {
    use std::os::unix::process::CommandExt;
    const SWITCH: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
    if [SWITCH, "TAURI_WEBVIEW_AUTOMATION"].iter().any(|name| std::env::var_os(name).is_some()) {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    // It returns only on failure, and then the window opens as it would have without the variable.
    let failed = again.args(arguments).env(SWITCH, "1").exec();
    eprintln!("hotline-console: {SWITCH} is not set: {failed}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str], named: Option<&str>) -> Option<PathBuf> {
        chosen(arguments.iter().map(OsString::from), named.map(OsString::from), || "usual".into())
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn no_core_file_is_written_and_no_debugger_looks_in() {
        use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
        no_core_file();
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }

    #[test]
    fn the_argument_goes_before_the_variable_and_the_variable_before_the_usual_place() {
        assert_eq!(asked(&["--home", "a"], Some("b")), Some("a".into()));
        assert_eq!(asked(&[], Some("b")), Some("b".into()));
        assert_eq!(asked(&[], None), Some("usual".into()));
    }

    #[test]
    fn an_argument_that_is_not_understood_opens_nothing() {
        for arguments in [&["--home"][..], &["a"], &["--home", ""], &["--home", "a", "b"], &["--hom", "a"]] {
            assert_eq!(asked(arguments, None), None, "{arguments:?}");
        }
    }
}
