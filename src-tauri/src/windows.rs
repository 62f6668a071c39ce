//! The windows: only our own pages are ever shown, no page opens another, and each stands where it is put.

use desk::RoomWindow;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, LogicalSize, Manager, PhysicalPosition, PhysicalSize, Url};
use tauri::{WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};

use crate::displays::{self, Screen};
use crate::kept::Place;
use crate::room::{self, Room};

pub const MAIN: &str = "main";
pub const ROOM: [RoomWindow; 3] = [RoomWindow::Leader, RoomWindow::Board, RoomWindow::Projector];

/// The sizes of windows that nobody has sized yet: the smallest screen that each is designed for.
const MAIN_SIZE: LogicalSize<f64> = LogicalSize::new(1440.0, 900.0);
const ROOM_SIZE: LogicalSize<f64> = LogicalSize::new(1280.0, 720.0);

pub fn label(window: RoomWindow) -> &'static str {
    match window {
        RoomWindow::Leader => "leader",
        RoomWindow::Board => "board",
        RoomWindow::Projector => "projector",
    }
}

/// Until its page says what it is called.
fn title(window: RoomWindow) -> &'static str {
    match window {
        RoomWindow::Leader => "领导窗",
        RoomWindow::Board => "接听看板",
        RoomWindow::Projector => "会商投影",
    }
}

/// Opens the console's window where it stood last.
pub fn open_main(app: &AppHandle) -> tauri::Result<()> {
    let window = page(app, MAIN, "index.html")
        .title("热线接听会商台")
        .inner_size(MAIN_SIZE.width, MAIN_SIZE.height)
        .min_inner_size(1280.0, 720.0)
        .build()?;
    let handle = app.clone();
    window.on_window_event(move |event| room::main_event(&handle, event));
    let room = app.state::<Room>();
    window.set_zoom(room.zoom())?;
    let screens = displays::listed(app);
    match room.home(&screens) {
        Some((screen, place)) => stand(&window, screen, Some(place)),
        None => window.show(),
    }
}

/// Makes a window of the room, not to be seen yet. Never on the main thread once the program runs: on Windows
/// that would wait for itself.
pub fn open_room(app: &AppHandle, which: RoomWindow) -> tauri::Result<WebviewWindow> {
    // None of them is for typing, so none takes the keyboard from the one who types.
    let window = page(app, label(which), &format!("room.html#{}", label(which)))
        .title(title(which))
        .inner_size(ROOM_SIZE.width, ROOM_SIZE.height)
        .min_inner_size(1024.0, 640.0)
        .focusable(false)
        .focused(false)
        .build()?;
    let app = app.clone();
    window.on_window_event(move |event| room::room_event(&app, which, event));
    Ok(window)
}

fn page<'a>(app: &'a AppHandle, label: &str, page: &str) -> WebviewWindowBuilder<'a, Wry, AppHandle> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .visible(false)
        .on_navigation(ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        // The title bar says what the page's title says; a window that can't be retitled keeps its old one.
        .on_document_title_changed(|window, title| drop(window.set_title(&title)))
}

/// Shows a window at its place on a display, or in the middle of it; never beyond its edges.
pub fn stand(window: &WebviewWindow, screen: &Screen, place: Option<Place>) -> tauri::Result<()> {
    window.set_fullscreen(false)?;
    let usual = if window.label() == MAIN { MAIN_SIZE } else { ROOM_SIZE };
    let usual: PhysicalSize<u32> = usual.to_physical(window.scale_factor()?);
    let place = within(screen, place.unwrap_or_else(|| middle(screen, usual)));
    window.set_size(PhysicalSize::new(place.width, place.height))?;
    window.set_position(PhysicalPosition::new(screen.x + place.x, screen.y + place.y))?;
    window.show()?;
    if place.maximized { window.maximize() } else { Ok(()) }
}

fn middle(screen: &Screen, size: PhysicalSize<u32>) -> Place {
    let half = |room: u32, size: u32| i32::try_from(room.saturating_sub(size) / 2).unwrap_or_default();
    let (x, y) = (half(screen.width, size.width), half(screen.height, size.height));
    Place { x, y, width: size.width, height: size.height, maximized: false }
}

/// The display may be a smaller one than when the place was kept.
fn within(screen: &Screen, place: Place) -> Place {
    let fit = |at: i32, length: u32, room: u32| {
        at.clamp(0, i32::try_from(room.saturating_sub(length)).unwrap_or_default())
    };
    let (width, height) = (place.width.min(screen.width), place.height.min(screen.height));
    let (x, y) = (fit(place.x, width, screen.width), fit(place.y, height, screen.height));
    Place { x, y, width, height, ..place }
}

/// Shows a window over the whole of a display.
#[cfg(target_os = "linux")]
pub fn fill(window: &WebviewWindow, screen: &Screen) -> tauri::Result<()> {
    use gtk::gdk::prelude::MonitorExt;
    use gtk::prelude::{GtkWindowExt, WidgetExt};
    let (fills, screen) = (window.clone(), screen.clone());
    // GTK itself, because Tauri fills the display that the window is on, and Wayland lets nobody choose that first.
    window.run_on_main_thread(move || {
        let Ok(window) = fills.gtk_window() else { return };
        let display = WidgetExt::display(&window);
        let number = (0..display.n_monitors()).find(|number| {
            display.monitor(*number).is_some_and(|monitor| {
                let (at, scale) = (monitor.geometry(), monitor.scale_factor());
                (at.x() * scale, at.y() * scale) == (screen.x, screen.y)
            })
        });
        // A window manager moves a window that isn't on show more willingly than one that fills a display.
        window.hide();
        window.move_(screen.x / window.scale_factor(), screen.y / window.scale_factor());
        match number {
            Some(number) => window.fullscreen_on_monitor(&display.default_screen(), number),
            None => window.fullscreen(),
        }
        window.show_all();
    })
}

/// Shows a window over the whole of a display.
#[cfg(not(target_os = "linux"))]
pub fn fill(window: &WebviewWindow, screen: &Screen) -> tauri::Result<()> {
    window.set_fullscreen(false)?;
    window.set_position(PhysicalPosition::new(screen.x, screen.y))?;
    window.set_fullscreen(true)?;
    window.show()
}

/// The app's origin: a scheme of its own, which Windows can only spell as a host.
fn ours(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => url.port().is_none(),
        ("http" | "https", Some("tauri.localhost")) => cfg!(windows) && url.port().is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_apps_own_pages_are_shown() {
        for (address, shown) in [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html#/triage", true),
            ("tauri://localhost/room.html#leader", true),
            ("tauri://localhost:8080/", false),
            ("tauri://elsewhere/", false),
            ("http://tauri.localhost/", cfg!(windows)),
            ("http://tauri.localhost.example/", false),
            ("http://localhost/", false),
            ("https://example.com/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,hello", false),
            ("javascript:alert(1)", false),
            ("about:blank", false),
        ] {
            assert_eq!(ours(&address.parse().unwrap()), shown, "{address}");
        }
    }

    #[test]
    fn a_place_that_a_smaller_display_lacks_is_moved_onto_it() {
        let screen = Screen { name: "A".into(), x: 1440, y: 0, width: 1366, height: 768 };
        for ((x, y, width, height), there) in [
            ((40, 60, 1024, 640), (40, 60, 1024, 640)),
            ((900, 400, 1024, 640), (342, 128, 1024, 640)),
            ((-200, -20, 1024, 640), (0, 0, 1024, 640)),
            ((0, 0, 1920, 1080), (0, 0, 1366, 768)),
        ] {
            let place = within(&screen, Place { x, y, width, height, maximized: false });
            assert_eq!((place.x, place.y, place.width, place.height), there);
        }
    }
}
