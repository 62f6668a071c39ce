//! The system's own "save as", opened from Rust: no dialog plugin, so a page can't ask for more than one path.

use desk::Failure;
use std::path::PathBuf;
use tauri::WebviewWindow;

use crate::commands::unanswered;

/// Asks where to keep a file, `name` being the suggestion. `None`: the person changed his mind.
#[tauri::command]
pub async fn choose_file(window: WebviewWindow, name: String) -> Result<Option<PathBuf>, Failure> {
    let name = file_name(&name);
    if let Some(folder) = unattended() {
        return Ok(Some(folder.join(name)));
    }
    let (tell, told) = std::sync::mpsc::sync_channel(1);
    let parent = window.clone();
    let shown = window.run_on_main_thread(move || {
        // GTK belongs to the main thread: the dialog is made there, and waited for elsewhere.
        let mut dialog = rfd::AsyncFileDialog::new().set_parent(&parent).set_file_name(&name);
        if let Some((_, ending)) = name.rsplit_once('.') {
            dialog = dialog.add_filter(format!("*.{ending}"), &[ending]);
        }
        let answer = dialog.save_file();
        tauri::async_runtime::spawn(async move {
            // Nobody listens any more when the window has gone, and then there is nothing to say.
            tell.send(answer.await.map(|file| file.path().to_path_buf())).ok();
        });
    });
    shown.map_err(|_| unanswered("choose_file"))?;
    let chosen = tauri::async_runtime::spawn_blocking(move || told.recv().ok().flatten()).await;
    chosen.map_err(|_| unanswered("choose_file"))
}

/// A suggestion is a name: whatever the page puts before it doesn't choose the folder.
fn file_name(suggested: &str) -> String {
    let last = suggested.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).collect();
    if plain.trim_matches('.').is_empty() { String::from("file") } else { plain }
}

/// WebDriver can't reach a native dialog, so a development build answers it from `HOTLINE_SAVE_DIR`.
fn unattended() -> Option<PathBuf> {
    if !cfg!(debug_assertions) {
        return None;
    }
    std::env::var_os("HOTLINE_SAVE_DIR").map(PathBuf::from)
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
