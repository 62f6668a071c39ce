//! The displays of this workstation as they are now, each under a name that no other has.

use tauri::{AppHandle, Monitor, WebviewWindow};

/// A display, in the pixels of the whole desktop.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    pub name: String,
    pub x: i32,
    pub y: i32,
    pub width: u32,
    pub height: u32,
}

impl Screen {
    /// Whether the middle of that piece of the desktop is on this display.
    pub fn holds_middle(&self, x: i32, y: i32, width: u32, height: u32) -> bool {
        let within = |at: i32, length: u32, from: i32, size: u32| {
            let middle = i64::from(at) + i64::from(length) / 2;
            (i64::from(from)..i64::from(from) + i64::from(size)).contains(&middle)
        };
        within(x, width, self.x, self.width) && within(y, height, self.y, self.height)
    }
}

/// All displays, from left to right. Empty while the program ends.
pub fn listed(app: &AppHandle) -> Vec<Screen> {
    named(app.available_monitors().unwrap_or_default().iter().map(screen).collect())
}

/// The display that a window is on.
pub fn under<'a>(window: &WebviewWindow, screens: &'a [Screen]) -> Option<&'a Screen> {
    let on = screen(&window.current_monitor().ok().flatten()?);
    screens.iter().find(|screen| (screen.x, screen.y) == (on.x, on.y))
}

fn screen(monitor: &Monitor) -> Screen {
    let (at, size) = (monitor.position(), monitor.size());
    let name = monitor.name().cloned().unwrap_or_default();
    Screen { name, x: at.x, y: at.y, width: size.width, height: size.height }
}

/// Two displays of one make can answer to one name, and some to none: those are told apart by where they stand.
fn named(mut screens: Vec<Screen>) -> Vec<Screen> {
    screens.sort_by_key(|screen| (screen.x, screen.y));
    let plain: Vec<String> = screens.iter().map(|screen| screen.name.trim().to_owned()).collect();
    for (index, screen) in screens.iter_mut().enumerate() {
        let before = plain[..index].iter().filter(|name| **name == plain[index]).count();
        screen.name = match (plain[index].is_empty(), before) {
            (false, 0) => plain[index].clone(),
            (false, _) => format!("{} ({})", plain[index], before + 1),
            (true, _) => format!("{}×{} ({})", screen.width, screen.height, before + 1),
        };
    }
    screens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(name: &str, x: i32) -> Screen {
        Screen { name: name.into(), x, y: 0, width: 1440, height: 900 }
    }

    #[test]
    fn no_two_displays_answer_to_one_name() {
        let listed = named(vec![screen("", 4320), screen("A", 2880), screen("B", 1440), screen("A", 0)]);
        let names: Vec<_> = listed.iter().map(|screen| screen.name.as_str()).collect();
        assert_eq!(names, ["A", "B", "A (2)", "1440×900 (1)"]);
    }

    #[test]
    fn a_window_is_on_the_display_that_has_its_middle() {
        let left = screen("A", 0);
        for (x, held) in [(0, true), (939, true), (940, false), (-500, true), (-501, false)] {
            assert_eq!(left.holds_middle(x, 0, 1000, 800), held, "{x}");
        }
    }
}
