//! A display to open the window on: the person's own, or a virtual one that ends with this process.

use crate::tools::Outcome;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A virtual screen of the size that the console is designed for.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    pub fn is_there() -> bool {
        let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        named("DISPLAY") || named("WAYLAND_DISPLAY")
    }

    /// Starts a virtual one, and says so.
    pub fn start() -> Outcome<Display> {
        // The kernel ends it with us, even when we are killed.
        let mut server = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "Xvfb", "-displayfd", "1"])
            .args(["-screen", "0", "1440x900x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("the virtual display can't be started: {error}"))?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output)
                .read_line(&mut number)
                .map_err(|error| format!("the virtual display: {error}"))?;
        }
        let display = Display { server, name: format!(":{}", number.trim()) };
        if display.name.len() < 2 {
            return Err("the virtual display ended before it was ready".into());
        }
        println!("The window opens on a virtual display, {} (Xvfb)", display.name);
        Ok(display)
    }

    /// Makes a program open its windows here.
    pub fn hold(&self, command: &mut Command) {
        command.env("DISPLAY", &self.name).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It may have ended by itself; either way nothing is left to do.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}
