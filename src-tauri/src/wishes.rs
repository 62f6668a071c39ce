//! What the main window may ask of the workstation: its windows, staying awake, text size, paper.

use desk::{Failure, WindowWish, WindowsView};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager, WebviewWindow};

use crate::awake::Awake;
use crate::commands::unanswered;
use crate::kept;
use crate::printing::{self, Printers};
use crate::room::{self, Room};

/// What lasts from one wish to the next.
#[derive(Default)]
pub struct Holding {
    awake: Mutex<Option<Awake>>,
    printers: Printers,
}

#[tauri::command]
pub async fn windows(window: WebviewWindow, wish: WindowWish) -> Result<WindowsView, Failure> {
    let done = tauri::async_runtime::spawn_blocking(move || fulfil(&window, wish)).await;
    done.unwrap_or_else(|_| Err(unanswered("windows")))
}

fn fulfil(main: &WebviewWindow, wish: WindowWish) -> Result<WindowsView, Failure> {
    let app = main.app_handle();
    match wish {
        WindowWish::State => {}
        WindowWish::Open { window, display } => {
            room::open(app, window, display.as_deref()).map_err(Failure::fault)?;
        }
        WindowWish::Close { window } => room::close(app, window).map_err(Failure::fault)?,
        WindowWish::StayAwake { on } => stay_awake(&app.state::<Holding>(), on),
        WindowWish::Zoom { factor } => {
            let factor = kept::zoom(factor);
            main.set_zoom(factor).map_err(Failure::fault)?;
            app.state::<Room>().set_zoom(factor);
        }
        WindowWish::Print => {
            // The answer first: while the dialog is open the main thread tells nothing.
            let view = view(app);
            printing::dialog(main).map_err(Failure::fault)?;
            return Ok(view);
        }
        WindowWish::PrintToFile { path } => printing::to_file(main, &path)?,
    }
    app.state::<Room>().save();
    Ok(view(app))
}

/// Asks again where the system refused before.
fn stay_awake(holding: &Holding, on: bool) {
    let mut awake = holding.awake.lock().unwrap_or_else(PoisonError::into_inner);
    if !on {
        *awake = None;
    } else if !awake.as_ref().is_some_and(Awake::is_whole) {
        *awake = None;
        *awake = Some(Awake::hold());
    }
}

fn view(app: &AppHandle) -> WindowsView {
    let holding = app.state::<Holding>();
    let seen = room::seen(app);
    let awake = holding.awake.lock().unwrap_or_else(PoisonError::into_inner);
    WindowsView {
        displays: seen.displays,
        open: seen.open,
        awake: awake.as_ref().is_some_and(Awake::is_whole),
        printer: holding.printers.any(),
        zoom: app.state::<Room>().zoom(),
    }
}
