//! Paper: is there a printer, the system's dialog, and the page as a PDF file that is there whole or not at all.

use desk::Failure;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tauri::WebviewWindow;

/// A print service that doesn't answer has no printer for us.
const ANSWER: Duration = Duration::from_secs(1);
/// How long what was heard is believed: the question is asked with every look at the windows.
const BELIEVED: Duration = Duration::from_secs(30);

/// Whether the system knows a printer, asked now and then.
#[derive(Default)]
pub struct Printers(Mutex<Option<(Instant, bool)>>);

impl Printers {
    pub fn any(&self) -> bool {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((when, any)) = *heard
            && when.elapsed() < BELIEVED
        {
            return any;
        }
        let any = !cfg!(target_os = "linux") || says_something(Command::new("lpstat").arg("-e"));
        *heard = Some((Instant::now(), any));
        any
    }
}

/// Whether a program prints anything, within the time that is given to it.
fn says_something(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut asked) = command.spawn() else { return false };
    let end = Instant::now() + ANSWER;
    while matches!(asked.try_wait(), Ok(None)) && Instant::now() < end {
        sleep(Duration::from_millis(20));
    }
    // One that has ended already isn't harmed.
    asked.kill().ok();
    asked.wait_with_output().is_ok_and(|said| !said.stdout.trim_ascii().is_empty())
}

/// Opens the system's print dialog over the window.
#[cfg(target_os = "linux")]
pub fn dialog(window: &WebviewWindow) -> tauri::Result<()> {
    use gtk::prelude::{Cast, WidgetExt};
    use webkit2gtk::PrintOperationExt;
    window.with_webview(|webview| {
        let page = webview.inner();
        let parent = page.toplevel().and_then(|top| top.downcast::<gtk::Window>().ok());
        // From GTK's loop, not from within Tauri's: the dialog runs the one and holds up the other.
        gtk::glib::idle_add_local_once(move || {
            webkit::operation(&page).run_dialog(parent.as_ref());
        });
    })
}

/// Opens the system's print dialog over the window.
#[cfg(not(target_os = "linux"))]
pub fn dialog(window: &WebviewWindow) -> tauri::Result<()> {
    window.print()
}

/// Prints the window's page into an A4 PDF file.
///
/// # Errors
/// When the file can't be written; what stood there before stands.
#[cfg(target_os = "linux")]
pub fn to_file(window: &WebviewWindow, path: &Path) -> Result<(), Failure> {
    let file_failure = |error: std::io::Error| Failure::file(&error);
    let path = std::path::absolute(path).map_err(file_failure)?;
    let folder = path.parent().unwrap_or(&path);
    // In the same folder, because a rename is whole only within one file system. Dropped, it deletes itself.
    let file = tempfile::Builder::new().prefix(".print-").suffix(".pdf").tempfile_in(folder);
    let file = file.map_err(file_failure)?.into_temp_path();
    webkit::print(window, &file)?;
    // Opened again, because it may have been replaced by another of its name.
    std::fs::File::open(&file).and_then(|file| file.sync_all()).map_err(file_failure)?;
    file.persist(&path).map_err(|failed| file_failure(failed.error))
}

/// Only WebKitGTK prints without a dialog: elsewhere the file can't be written from here.
#[cfg(not(target_os = "linux"))]
pub fn to_file(_: &WebviewWindow, _: &Path) -> Result<(), Failure> {
    Err(Failure::Away { what: desk::Trouble::File })
}

#[cfg(target_os = "linux")]
mod webkit {
    use super::*;
    use desk::Trouble;
    use gtk::glib::{dgettext, filename_to_uri};
    use gtk::{PageSetup, PaperSize, PrintSettings, Unit};
    use std::sync::mpsc::{SyncSender, sync_channel};
    use webkit2gtk::{PrintOperation, PrintOperationExt, WebView};

    /// A page of a hundred rows takes a second.
    const LIMIT: Duration = Duration::from_secs(60);
    /// WebKitGTK lays out with the margins of `@page` and draws with these, so the style sheet has the same.
    pub const TOP_MM: f64 = 18.0;
    pub const SIDE_MM: f64 = 15.0;

    /// A4, upright.
    pub fn operation(page: &WebView) -> PrintOperation {
        let paper = PageSetup::new();
        paper.set_paper_size(&PaperSize::new(Some("iso_a4")));
        paper.set_top_margin(TOP_MM, Unit::Mm);
        paper.set_bottom_margin(SIDE_MM, Unit::Mm);
        paper.set_left_margin(SIDE_MM, Unit::Mm);
        paper.set_right_margin(SIDE_MM, Unit::Mm);
        let print = PrintOperation::new(page);
        print.set_page_setup(&paper);
        print
    }

    pub fn print(window: &WebviewWindow, file: &Path) -> Result<(), Failure> {
        let away = || Failure::Away { what: Trouble::File };
        let uri = filename_to_uri(file, None).map_err(|_| away())?;
        let (tell, told) = sync_channel(2);
        let asked = window.with_webview(move |webview| start(&webview.inner(), &uri, tell));
        asked.map_err(Failure::fault)?;
        // The first word counts: a failure is followed by the end.
        let printed = told.recv_timeout(LIMIT) == Ok(true);
        let starts_well = printed && std::fs::read(file).is_ok_and(|bytes| bytes.starts_with(b"%PDF"));
        if starts_well { Ok(()) } else { Err(away()) }
    }

    /// On the main thread, where WebKit lives.
    fn start(page: &WebView, uri: &str, tell: SyncSender<bool>) {
        let settings = PrintSettings::new();
        // GTK's own printer that writes files, by the name that it has in the language of the desktop.
        settings.set_printer(&dgettext(Some("gtk30"), "Print to File"));
        settings.set("output-file-format", Some("pdf"));
        settings.set("output-uri", Some(uri));
        let print = operation(page);
        print.set_print_settings(&settings);
        let failed = tell.clone();
        // Nobody listens any more after the limit.
        print.connect_failed(move |_, _| {
            failed.try_send(false).ok();
        });
        print.connect_finished(move |_| {
            tell.try_send(true).ok();
        });
        print.print();
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str) -> bool {
        says_something(Command::new("sh").args(["-c", script]))
    }

    #[test]
    fn a_printer_is_known_when_the_print_service_names_one() {
        assert!(shell("echo HP_LaserJet"));
        assert!(!shell("true"));
        assert!(!shell("echo; echo lpstat: no destinations >&2"));
        assert!(!says_something(&mut Command::new("no-such-print-service")));
    }

    #[test]
    fn a_print_service_that_hangs_is_not_waited_for() {
        let begin = Instant::now();
        assert!(!says_something(Command::new("sleep").arg("30")));
        assert!(begin.elapsed() < Duration::from_secs(5));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_style_sheet_of_paper_has_the_margins_that_are_drawn_with() {
        let sheet = include_str!("../../ui/src/features/print/paper.css");
        let margins = format!("margin: {}mm {side}mm {side}mm;", webkit::TOP_MM, side = webkit::SIDE_MM);
        let (_, page) = sheet.split_once("@page {").unwrap();
        assert!(page.split_once('}').unwrap().0.contains(&margins), "{margins}");
    }
}
