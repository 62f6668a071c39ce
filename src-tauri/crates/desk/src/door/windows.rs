//! The windows of a workstation: which are open, on which display, and what the shell may be asked.

use super::RoomWindow;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// The windows of this workstation and the displays it has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WindowsView {
    pub displays: Vec<Display>,
    pub open: Vec<OpenWindow>,
    /// Sleep and screen saver are held off; false while a session runs says that the system refused.
    pub awake: bool,
    /// The system has a printer.
    pub printer: bool,
    /// Text size of the main window.
    pub zoom: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Display {
    pub name: String,
    pub width: u32,
    pub height: u32,
    /// The one that the main window is on.
    pub main: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenWindow {
    pub window: RoomWindow,
    /// The display's name.
    pub display: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum WindowWish {
    State,
    /// Opens it, or brings it to that display; none: where it was last, else a display that is free.
    Open {
        window: RoomWindow,
        display: Option<String>,
    },
    Close {
        window: RoomWindow,
    },
    /// A session runs: sleep and screen saver are held off.
    StayAwake {
        on: bool,
    },
    /// Text size of the main window, 0.9–1.6.
    Zoom {
        factor: f64,
    },
    /// The system's print dialog for the page that is shown.
    Print,
    /// The page that is shown as a PDF file.
    PrintToFile {
        #[ts(type = "string")]
        path: PathBuf,
    },
}
