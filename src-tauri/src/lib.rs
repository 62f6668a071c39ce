//! The shell: windows over the desk. It carries questions, orders and news; it knows no rule of the hotline.

mod awake;
mod clipboard;
mod commands;
mod dialogs;
mod displays;
mod evidence;
mod kept;
pub mod names;
mod notify;
mod placing;
mod printing;
pub mod process;
mod room;
mod windows;
mod wishes;

use std::path::PathBuf;
use std::sync::Arc;
use tauri::Wry;
use tauri::ipc::Invoke;

/// What every command gets from Tauri's state.
pub(crate) type Desk<'a> = tauri::State<'a, Arc<desk::Front>>;

/// Opens the console over the data in `base`, and returns when its main window has closed.
pub fn run(base: PathBuf) -> tauri::Result<()> {
    let front = Arc::new(desk::Front::new(base.clone()));
    let copied = clipboard::Clipboard::default();
    let (room, looks) = room::Room::new(base);
    tauri::Builder::default()
        .manage(Arc::clone(&front))
        .manage(room)
        .manage(wishes::Holding::default())
        .manage(copied.clone())
        .invoke_handler(guarded(tauri::generate_handler![
            commands::start,
            commands::enter,
            commands::act,
            commands::view,
            commands::draft,
            commands::export,
            commands::rehearsal,
            commands::show,
            commands::bring,
            commands::keys,
            commands::reveal,
            evidence::attach,
            evidence::picture,
            evidence::save_evidence,
            commands::printing,
            commands::clue,
            commands::backup,
            wishes::windows,
            dialogs::choose_file,
            dialogs::choose_open,
            dialogs::choose_folder,
            commands::leader,
            commands::propose,
            commands::board,
            commands::projector,
        ]))
        .setup(move |app| {
            notify::follow(&front, app.handle().clone())?;
            windows::open_main(app.handle())?;
            room::follow(app.handle().clone(), looks)?;
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(move |_, event| {
            // The minute of a copied number ends with the program that counts it.
            if let tauri::RunEvent::Exit = event {
                copied.clear();
            }
        });
    Ok(())
}

/// Asks the list once more, after the capability: a slip in one of them alone opens nothing.
fn guarded(run: impl Fn(Invoke<Wry>) -> bool) -> impl Fn(Invoke<Wry>) -> bool {
    move |invoke| {
        let (label, command) = (invoke.message.webview_ref().label(), invoke.message.command());
        if commands::may(label, command) {
            return run(invoke);
        }
        let refused = commands::refused(label, command);
        invoke.resolver.reject(refused);
        true
    }
}
