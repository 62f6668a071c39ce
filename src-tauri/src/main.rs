//! Starts the console: the process is made safe first, then the window opens.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    shell::process::prepare();
    let Some(base) = shell::process::data_directory() else {
        eprintln!("usage: hotline-console [--home DIR]");
        return ExitCode::from(2);
    };
    match shell::run(base) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hotline-console: {error}");
            ExitCode::FAILURE
        }
    }
}
