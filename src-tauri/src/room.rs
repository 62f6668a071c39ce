//! Which of the room's windows is on show where: it follows what was wished, and the displays that come and go.

use desk::{Display, OpenWindow, RoomWindow};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use tauri::{AppHandle, Manager, WebviewWindow, WindowEvent};

use crate::displays::{self, Screen};
use crate::kept::{Kept, Place, Spot};
use crate::notify;
use crate::placing::{self, Stand, Wanted};
use crate::windows::{self, MAIN, ROOM, label};

/// How often the list of displays is compared: a cable is plugged in by hand.
const LOOK: Duration = Duration::from_secs(2);
/// How long a window may take to go.
const GOING: Duration = Duration::from_secs(2);

pub struct Room {
    folder: PathBuf,
    /// Never held while a window is asked anything: the answer comes from the main thread, which holds it too.
    state: Mutex<State>,
    /// One arranges at a time, and never the main thread.
    arranging: Mutex<()>,
    saving: Mutex<()>,
    look_now: Sender<()>,
}

struct State {
    kept: Kept,
    unsaved: bool,
    /// Those that somebody opened on the main window's own display.
    beside: Vec<RoomWindow>,
    shown: Vec<(RoomWindow, Stand)>,
    /// The main window's display is gone.
    main_away: bool,
    /// What the windows were told last.
    told: Seen,
}

/// What the main window shows of displays and windows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    pub displays: Vec<Display>,
    pub open: Vec<OpenWindow>,
}

impl Room {
    /// Remembers in `folder`. The receiver is for [`follow`].
    pub fn new(folder: PathBuf) -> (Room, Receiver<()>) {
        let (look_now, looks) = channel();
        let state = State {
            kept: Kept::read(&folder),
            unsaved: false,
            beside: Vec::new(),
            shown: Vec::new(),
            main_away: false,
            told: Seen::default(),
        };
        let room = Room {
            folder,
            state: Mutex::new(state),
            arranging: Mutex::default(),
            saving: Mutex::default(),
            look_now,
        };
        (room, looks)
    }

    pub fn zoom(&self) -> f64 {
        self.state().kept.zoom
    }

    pub fn set_zoom(&self, factor: f64) {
        let mut state = self.state();
        state.unsaved |= state.kept.zoom != factor;
        state.kept.zoom = factor;
    }

    /// Where the main window stood last; a display that isn't there now is forgotten.
    pub fn home<'a>(&self, screens: &'a [Screen]) -> Option<(&'a Screen, Place)> {
        let main = &mut self.state().kept.main;
        let there = screens.iter().find(|screen| main.display.as_ref() == Some(&screen.name));
        main.display = main.display.take().filter(|_| there.is_some());
        there.and_then(|screen| Some((screen, *main.places.get(&screen.name)?)))
    }

    /// Writes what changed. That it can't be kept stops nobody from working.
    pub fn save(&self) {
        let _one = held(&self.saving);
        let kept = {
            let mut state = self.state();
            if !std::mem::take(&mut state.unsaved) {
                return;
            }
            state.kept.clone()
        };
        if let Err(error) = kept.write(&self.folder) {
            eprintln!("hotline-console: the windows' places are not kept: {}", error.kind());
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        held(&self.state)
    }
}

impl State {
    fn wanted(&self, window: RoomWindow, screens: &[Screen], here: Option<&Screen>) -> Wanted {
        placing::wanted(self.kept.spot(window), self.beside.contains(&window), screens, here)
    }

    fn shown(&self, window: RoomWindow) -> Option<&Stand> {
        self.shown.iter().find(|(which, _)| *which == window).map(|(_, stand)| stand)
    }

    fn set_shown(&mut self, window: RoomWindow, stand: Option<Stand>) {
        self.shown.retain(|(which, _)| *which != window);
        self.shown.extend(stand.map(|stand| (window, stand)));
    }

    fn open(&mut self, window: RoomWindow, display: &str, beside: bool) {
        self.beside.retain(|which| *which != window);
        if beside {
            self.beside.push(window);
        }
        // Shown anew wherever it is: somebody who opens it wants to see it on top.
        self.set_shown(window, None);
        let spot = self.kept.spot_mut(window);
        spot.open = true;
        spot.display = Some(display.to_owned());
        self.unsaved = true;
    }

    fn close(&mut self, window: RoomWindow) {
        self.set_shown(window, None);
        self.kept.spot_mut(window).open = false;
        self.unsaved = true;
    }

    fn open_windows(&self) -> Vec<OpenWindow> {
        let open = ROOM.into_iter().map(|window| (window, self.kept.spot(window)));
        let open = open.filter(|(_, spot)| spot.open);
        open.filter_map(|(window, spot)| Some(OpenWindow { window, display: spot.display.clone()? }))
            .collect()
    }
}

/// Opens a window, or brings it to that display.
pub fn open(app: &AppHandle, window: RoomWindow, display: Option<&str>) -> tauri::Result<()> {
    let room = app.state::<Room>();
    let screens = displays::listed(app);
    let here = here(app, &screens);
    {
        let mut state = room.state();
        let taken: Vec<_> = state.open_windows().into_iter().filter(|open| open.window != window).collect();
        let taken: Vec<_> = taken.iter().map(|open| open.display.as_str()).collect();
        let last = state.kept.spot(window).display.as_deref();
        if let Some(screen) = placing::choose(display, last, &taken, here, &screens) {
            let (name, beside) = (screen.name.clone(), Some(screen) == here);
            state.open(window, &name, beside);
        }
    }
    arrange(app)
}

pub fn close(app: &AppHandle, window: RoomWindow) -> tauri::Result<()> {
    app.state::<Room>().state().close(window);
    arrange(app)
}

/// Compares the displays for as long as the process lives; what was open at the last end is opened by the first look.
pub fn follow(app: AppHandle, looks: Receiver<()>) -> std::io::Result<()> {
    use std::sync::mpsc::RecvTimeoutError::Disconnected;
    let look = move || {
        loop {
            if let Err(error) = arrange(&app) {
                eprintln!("hotline-console: a window can't be placed: {error}");
            }
            app.state::<Room>().save();
            if looks.recv_timeout(LOOK) == Err(Disconnected) {
                return;
            }
        }
    };
    thread::Builder::new().name("displays".into()).spawn(look).map(drop)
}

/// Makes what is on show what it should be, and says so if anything changed. Not on the main thread.
fn arrange(app: &AppHandle) -> tauri::Result<()> {
    let room = app.state::<Room>();
    let _alone = held(&room.arranging);
    let Some(main) = app.get_webview_window(MAIN) else { return Ok(()) };
    let screens = displays::listed(app);
    if screens.is_empty() {
        return Ok(());
    }
    bring_main_back(&room, &main, &screens)?;
    let here = displays::under(&main, &screens);
    for window in ROOM {
        let (wanted, shown) = {
            let state = room.state();
            (state.wanted(window, &screens, here), state.shown(window).cloned())
        };
        let there = app.get_webview_window(label(window));
        match wanted {
            Wanted::On(stand) if there.is_some() && shown.as_ref() == Some(&stand) => {}
            Wanted::On(stand) => {
                let webview = there.map_or_else(|| windows::open_room(app, window), Ok)?;
                // Before it is seen: its first move is already about the new place.
                room.state().set_shown(window, Some(stand.clone()));
                put(&room, window, &webview, &stand)?;
            }
            Wanted::Away => {
                room.state().set_shown(window, None);
                there.map_or(Ok(()), |webview| webview.hide())?;
            }
            Wanted::Closed => there.map_or(Ok(()), |webview| take_away(app, &webview))?,
        }
    }
    tell(app, &room, see(&room, &screens, here));
    Ok(())
}

fn put(room: &Room, window: RoomWindow, webview: &WebviewWindow, stand: &Stand) -> tauri::Result<()> {
    if stand.fills {
        return windows::fill(webview, &stand.screen);
    }
    let place = room.state().kept.spot(window).places.get(&stand.screen.name).copied();
    // Hidden first, because a window that is shown anew comes to the top without being given the keyboard.
    webview.hide()?;
    windows::stand(webview, &stand.screen, place)
}

/// Returns when the window has gone, so that its name is free.
fn take_away(app: &AppHandle, webview: &WebviewWindow) -> tauri::Result<()> {
    webview.destroy()?;
    let end = Instant::now() + GOING;
    while app.get_webview_window(webview.label()).is_some() && Instant::now() < end {
        thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

/// A display that went took the main window's place with it; when it returns, so does the window.
fn bring_main_back(room: &Room, main: &WebviewWindow, screens: &[Screen]) -> tauri::Result<()> {
    let (screen, place) = {
        let mut state = room.state();
        let Some(home) = state.kept.main.display.clone() else { return Ok(()) };
        let screen = screens.iter().find(|screen| screen.name == home);
        let was_away = std::mem::replace(&mut state.main_away, screen.is_none());
        let Some(screen) = screen.filter(|_| was_away) else { return Ok(()) };
        (screen, state.kept.main.places.get(&home).copied())
    };
    main.unmaximize()?;
    windows::stand(main, screen, place)
}

fn here<'a>(app: &AppHandle, screens: &'a [Screen]) -> Option<&'a Screen> {
    displays::under(&app.get_webview_window(MAIN)?, screens)
}

/// What is there and open now.
pub fn seen(app: &AppHandle) -> Seen {
    let screens = displays::listed(app);
    let here = here(app, &screens);
    see(&app.state::<Room>(), &screens, here)
}

fn see(room: &Room, screens: &[Screen], here: Option<&Screen>) -> Seen {
    let displays = screens.iter().map(|screen| Display {
        name: screen.name.clone(),
        width: screen.width,
        height: screen.height,
        main: Some(screen) == here,
    });
    Seen { displays: displays.collect(), open: room.state().open_windows() }
}

fn tell(app: &AppHandle, room: &Room, seen: Seen) {
    let before = std::mem::replace(&mut room.state().told, seen.clone());
    if before != seen {
        notify::room(app);
    }
}

/// What happens to the main window. On the main thread.
pub fn main_event(app: &AppHandle, event: &WindowEvent) {
    let room = app.state::<Room>();
    if matches!(event, WindowEvent::Moved(_) | WindowEvent::Resized(_)) {
        main_moved(app, &room);
    } else if matches!(event, WindowEvent::CloseRequested { .. }) {
        room.save();
    } else if matches!(event, WindowEvent::Destroyed) {
        // The room's windows are nothing without it.
        app.exit(0);
    }
}

fn main_moved(app: &AppHandle, room: &Room) {
    let Some(main) = app.get_webview_window(MAIN) else { return };
    let screens = displays::listed(app);
    let (Some(now), Some(screen)) = (place(&main), displays::under(&main, &screens)) else { return };
    let mut state = room.state();
    let home = state.kept.main.display.clone();
    if home.is_some_and(|home| !screens.iter().any(|screen| screen.name == home)) {
        // The window manager saved it from a display that went: that isn't where somebody put it.
        room.look_now.send(()).ok();
        return;
    }
    state.kept.main.display = Some(screen.name.clone());
    keep(&mut state.kept.main, screen, now);
    state.unsaved = true;
}

/// What happens to a window of the room. On the main thread.
pub fn room_event(app: &AppHandle, window: RoomWindow, event: &WindowEvent) {
    let room = app.state::<Room>();
    if matches!(event, WindowEvent::Focused(true)) {
        // A window manager that focuses it all the same: the click counts, and the keys go back where they belong.
        // It fails only when the main window is closing, and then nobody types.
        app.get_webview_window(MAIN).and_then(|main| main.set_focus().ok());
    } else if matches!(event, WindowEvent::CloseRequested { .. }) {
        room.state().close(window);
        room.look_now.send(()).ok();
    } else if matches!(event, WindowEvent::Moved(_) | WindowEvent::Resized(_)) {
        let screens = displays::listed(app);
        let now = app.get_webview_window(label(window)).and_then(|webview| place(&webview));
        let mut state = room.state();
        let (Some(stand), Some(now)) = (state.shown(window).cloned(), now) else { return };
        if !screens.contains(&stand.screen) {
            // Its display went or changed: it must not lie over the recorder's window until the next look.
            room.look_now.send(()).ok();
        } else if !stand.fills && stand.screen.holds_middle(now.x, now.y, now.width, now.height) {
            keep(state.kept.spot_mut(window), &stand.screen, now);
            state.unsaved = true;
        }
    }
}

/// Where a window is on the desktop.
fn place(window: &WebviewWindow) -> Option<Place> {
    let (at, size) = (window.outer_position().ok()?, window.inner_size().ok()?);
    let maximized = window.is_maximized().ok()?;
    Some(Place { x: at.x, y: at.y, width: size.width, height: size.height, maximized })
}

/// Of a window over the whole display its place before is kept, for the day when it is made smaller again.
fn keep(spot: &mut Spot, screen: &Screen, now: Place) {
    let place = Place { x: now.x - screen.x, y: now.y - screen.y, ..now };
    let kept = spot.places.entry(screen.name.clone()).or_insert(place);
    *kept = if now.maximized { Place { maximized: true, ..*kept } } else { place };
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
