//! What the console stands on: one virtual display, or two that can be unplugged, with a window manager.

use crate::group::{Group, bound, log};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

#[derive(Clone, Copy, PartialEq)]
pub enum Setting {
    /// A display and nothing else: the window is as large as it wants to be.
    One,
    /// [`LEFT`] and [`RIGHT`], and a window manager as on a desktop.
    Two,
}

pub const LEFT: &str = "DUMMY0";
pub const RIGHT: &str = "DUMMY1";
/// The size of each display, and so where the right one begins.
pub const WIDTH: i32 = 1440;
pub const HEIGHT: i32 = 900;

/// A server whose displays come and go like those of a graphics card; Xvfb has one that never goes.
const SERVER: &str = r#"
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 2880 900
  EndSubSection
EndSection
"#;

/// A window as it is seen on the desktop, without its frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// As xdotool wants it.
    pub id: String,
    pub at: (i32, i32),
    pub size: (i32, i32),
}

pub struct Displays {
    // The order is the order of dropping.
    _manager: Option<Group>,
    _server: Group,
    pub name: String,
}

impl Displays {
    pub fn start(setting: Setting, home: &Path) -> Displays {
        match setting {
            Setting::One => {
                let mut xvfb = bound("Xvfb");
                xvfb.args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"]);
                let (server, name) = serving(xvfb, home);
                Displays { _manager: None, _server: server, name }
            }
            Setting::Two => Displays::two(home),
        }
    }

    fn two(home: &Path) -> Displays {
        let written = home.join("xorg.conf");
        std::fs::write(&written, SERVER).expect("the server's configuration");
        let mut xorg = bound("Xorg");
        xorg.args(["-displayfd", "1", "-nolisten", "tcp", "-novtswitch", "-sharevts", "-noreset"]);
        xorg.arg("-config").arg(written).arg("-logfile").arg(home.join("xorg.log"));
        let (server, name) = serving(xorg, home);
        let mut displays = Displays { _manager: None, _server: server, name };
        // The times of the mode are those of any screen of this size: nothing is drawn on glass.
        let mode = "--newmode 1440x900 106.5 1440 1528 1672 1904 900 903 909 934";
        displays.randr(&mode.split(' ').collect::<Vec<_>>());
        for display in [LEFT, RIGHT] {
            displays.randr(&["--addmode", display, "1440x900"]);
        }
        displays.randr(&["--output", LEFT, "--mode", "1440x900", "--pos", "0x0", "--primary"]);
        displays.plug(RIGHT);

        let mut openbox = bound("openbox");
        openbox.env("DISPLAY", &displays.name).env("XDG_CONFIG_HOME", home.join("xdg/openbox"));
        openbox.stdout(Stdio::null()).stderr(log(home, "manager.log"));
        displays._manager = Some(Group::new(openbox));
        // A desktop has as many workspaces as its window manager says, and none before it is there.
        let end = Instant::now() + super::PATIENCE;
        while !displays
            .command("xdotool")
            .arg("get_num_desktops")
            .output()
            .is_ok_and(|said| said.status.success())
        {
            assert!(Instant::now() < end, "openbox doesn't manage the windows");
            sleep(Duration::from_millis(50));
        }
        displays
    }

    /// Plugs a display in at the right of the other.
    pub fn plug(&self, display: &str) {
        let at = format!("{WIDTH}x0");
        self.randr(&["--output", display, "--mode", "1440x900", "--pos", &at]);
        // The server notices the cable when somebody asks.
        self.randr(&["--query"]);
    }

    pub fn unplug(&self, display: &str) {
        self.randr(&["--output", display, "--off"]);
    }

    /// Keys and clicks as from the hand: they go where the window manager lets them go.
    pub fn xdotool(&self, words: &[&str]) -> String {
        let said = self.command("xdotool").args(words).output().expect("xdotool starts");
        assert!(said.status.success(), "xdotool {words:?}: {}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8_lossy(&said.stdout).trim().to_owned()
    }

    /// The console's windows that are to be seen, from left to right.
    pub fn seen(&self) -> Vec<Seen> {
        let search =
            ["search", "--onlyvisible", "--class", "hotline-console", "getwindowgeometry", "--shell", "%@"];
        let said = self.command("xdotool").args(search).output().expect("xdotool starts");
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let of = |part: &str, name: &str| {
            let found = part.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            found.unwrap_or_default().parse::<i32>().unwrap_or_default()
        };
        // Each begins with its id; GTK's helpers are a pixel wide.
        let parts = said.split("WINDOW=").skip(1).map(|part| (part.lines().next().unwrap_or_default(), part));
        let mut seen: Vec<_> = parts
            .map(|(id, part)| Seen {
                id: id.to_owned(),
                at: (of(part, "X"), of(part, "Y")),
                size: (of(part, "WIDTH"), of(part, "HEIGHT")),
            })
            .filter(|window| window.size.0 > 100)
            .collect();
        seen.sort_by_key(|window| window.at);
        seen
    }

    /// The title of the window that has the keyboard.
    pub fn keyboard(&self) -> String {
        let said = self.command("xdotool").args(["getwindowfocus", "getwindowname"]).output();
        String::from_utf8_lossy(&said.expect("xdotool starts").stdout).trim().to_owned()
    }

    fn randr(&self, words: &[&str]) {
        let said = self.command("xrandr").args(words).output().expect("xrandr starts");
        assert!(said.status.success(), "xrandr {words:?}: {}", String::from_utf8_lossy(&said.stderr));
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name).stdin(Stdio::null());
        command
    }
}

/// Starts a server that says its number when it is ready.
fn serving(mut command: Command, home: &Path) -> (Group, String) {
    command.stdout(Stdio::piped()).stderr(log(home, "display.log"));
    let mut group = Group::new(command);
    let output = group.output().expect("the server's output");
    let mut number = String::new();
    BufReader::new(output).read_line(&mut number).expect("the server says its number");
    assert!(!number.trim().is_empty(), "the display server ended before it was ready");
    (group, format!(":{}", number.trim()))
}
