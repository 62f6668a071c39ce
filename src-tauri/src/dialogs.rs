//! The system's own "save as" and "open", from Rust: no dialog plugin, so a page can't ask for more than one path.

use desk::Failure;
use rfd::{AsyncFileDialog, FileHandle};
use std::path::PathBuf;
use tauri::WebviewWindow;

use crate::commands::unanswered;

/// Asks where to keep a file, `name` being the suggestion. `None`: the person changed his mind.
#[tauri::command]
pub async fn choose_file(window: WebviewWindow, name: String) -> Result<Option<PathBuf>, Failure> {
    let name = file_name(&name);
    if let Some(folder) = unattended("HOTLINE_SAVE_DIR") {
        return Ok(Some(folder.join(name)));
    }
    let asked = answer(window, move |mut dialog| {
        dialog = dialog.set_file_name(&name);
        if let Some((_, ending)) = name.rsplit_once('.') {
            dialog = dialog.add_filter(format!("*.{ending}"), &[ending]);
        }
        dialog.save_file()
    });
    asked.await.ok_or_else(|| unanswered("choose_file"))
}

/// Asks for a file to read, of one of these endings. `None`: the person changed his mind.
#[tauri::command]
pub async fn choose_open(window: WebviewWindow, endings: Vec<String>) -> Result<Option<PathBuf>, Failure> {
    if let Some(file) = unattended("HOTLINE_OPEN_FILE") {
        return Ok(Some(file));
    }
    let asked = answer(window, move |mut dialog| {
        if !endings.is_empty() {
            let words: Vec<_> = endings.iter().map(|ending| format!("*.{ending}")).collect();
            dialog = dialog.add_filter(words.join(" "), &endings);
        }
        dialog.pick_file()
    });
    asked.await.ok_or_else(|| unanswered("choose_open"))
}

/// Asks for a folder. `None`: the person changed his mind.
#[tauri::command]
pub async fn choose_folder(window: WebviewWindow) -> Result<Option<PathBuf>, Failure> {
    if let Some(folder) = unattended("HOTLINE_OPEN_FOLDER") {
        return Ok(Some(folder));
    }
    let asked = answer(window, AsyncFileDialog::pick_folder);
    asked.await.ok_or_else(|| unanswered("choose_folder"))
}

/// What the person chose in a dialog over the window. `None` if there was no dialog.
async fn answer<F>(
    window: WebviewWindow,
    open: impl FnOnce(AsyncFileDialog) -> F + Send + 'static,
) -> Option<Option<PathBuf>>
where
    F: Future<Output = Option<FileHandle>> + Send + 'static,
{
    let (tell, told) = std::sync::mpsc::sync_channel(1);
    let parent = window.clone();
    let shown = window.run_on_main_thread(move || {
        // GTK belongs to the main thread: the dialog is made there, and waited for elsewhere.
        let answer = open(AsyncFileDialog::new().set_parent(&parent));
        tauri::async_runtime::spawn(async move {
            // Nobody listens any more when the window has gone, and then there is nothing to say.
            tell.send(answer.await.map(|file| file.path().to_path_buf())).ok();
        });
    });
    shown.ok()?;
    tauri::async_runtime::spawn_blocking(move || told.recv().ok().flatten()).await.ok()
}

/// A suggestion is a name: whatever the page puts before it doesn't choose the folder.
fn file_name(suggested: &str) -> String {
    let last = suggested.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).collect();
    if plain.trim_matches('.').is_empty() { String::from("file") } else { plain }
}

/// WebDriver can't reach a native dialog, so a development build answers it from the environment.
fn unattended(variable: &str) -> Option<PathBuf> {
    if cfg!(debug_assertions) { std::env::var_os(variable).map(PathBuf::from) } else { None }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_suggested_name_never_leaves_the_folder() {
        for (given, kept) in [
            ("日报.xlsx", "日报.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\temp\\a.docx", "a.docx"),
            ("a\n.csv", "a.csv"),
            ("..", "file"),
            ("", "file"),
        ] {
            assert_eq!(file_name(given), kept, "{given:?}");
        }
    }
}
