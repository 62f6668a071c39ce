//! Processes that end with the test: each leads a group, and the whole group is ended when it is dropped.

use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

pub struct Group(Child);

impl Group {
    pub fn new(mut command: Command) -> Group {
        let started = command.spawn();
        Group(started.unwrap_or_else(|error| panic!("{:?} doesn't start: {error}", command.get_args())))
    }

    /// What it prints, if that was asked for; once.
    pub fn output(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }

    /// WebKit's driver, listening, and its port. The console it starts inherits what is set here.
    pub fn driver(home: &Path, display: &str) -> (Group, u16) {
        let port = free_port();
        let mut command = bound("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").env("DISPLAY", display).env("GDK_BACKEND", "x11");
        command.env("HOTLINE_HOME", home.join("home")).env("HOTLINE_SAVE_DIR", home.join("saved"));
        command.env("HOTLINE_OPEN_FILE", home.join("open"));
        command.env("TMPDIR", home.join("tmp")).env("HOTLINE_OPEN_FOLDER", home.join("folder"));
        for (name, folder) in [("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache"), ("STATE", "state")]
        {
            command.env(format!("XDG_{name}_HOME"), home.join("xdg").join(folder));
        }
        // One language and no desktop services: what a test sees doesn't depend on who runs it.
        command.env("LANG", "C.UTF-8").env("NO_AT_BRIDGE", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
        // With it WebKit never draws the frame that a picture waits for.
        command.env_remove("WEBKIT_DISABLE_COMPOSITING_MODE");
        command.env_remove("WAYLAND_DISPLAY").env_remove("DBUS_SESSION_BUS_ADDRESS");
        command.stdout(Stdio::null()).stderr(log(home, "driver.log"));
        let mut group = Group::new(command);
        let end = Instant::now() + super::PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(matches!(group.0.try_wait(), Ok(None)), "WebKitWebDriver ended before it listened");
            assert!(Instant::now() < end, "WebKitWebDriver doesn't listen");
            sleep(Duration::from_millis(20));
        }
        (group, port)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let tell =
            |signal| Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status().ok();
        tell("-TERM");
        let end = Instant::now() + Duration::from_secs(3);
        while Instant::now() < end && matches!(self.0.try_wait(), Ok(None)) {
            sleep(Duration::from_millis(20));
        }
        // The leader is gone, or doesn't listen; WebKit's helpers may outlive it.
        tell("-KILL");
        self.0.wait().ok();
    }
}

/// A program that leads a group, and that the kernel ends should the test itself be killed.
pub fn bound(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM", program]).stdin(Stdio::null()).process_group(0);
    command
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}

pub fn log(home: &Path, name: &str) -> Stdio {
    File::options()
        .create(true)
        .append(true)
        .open(home.join(name))
        .map_or_else(|_| Stdio::null(), Stdio::from)
}
