//! The shell: one window over the desk. It carries questions, orders and news; it knows no rule of the hotline.

mod commands;
mod dialogs;
pub mod names;
mod notify;
pub mod process;
mod windows;

use std::path::PathBuf;
use std::sync::Arc;

/// What every command gets from Tauri's state.
pub(crate) type Desk<'a> = tauri::State<'a, Arc<desk::Front>>;

/// Opens the console over the data in `base`, and returns when its last window has closed.
pub fn run(base: PathBuf) -> tauri::Result<()> {
    let front = Arc::new(desk::Front::new(base));
    tauri::Builder::default()
        .manage(Arc::clone(&front))
        .invoke_handler(tauri::generate_handler![
            commands::start,
            commands::enter,
            commands::act,
            commands::view,
            commands::draft,
            commands::export,
            commands::rehearsal,
            dialogs::choose_file,
        ])
        .setup(move |app| {
            notify::follow(&front, app.handle().clone())?;
            windows::open_main(app.handle())?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
