//! The windows: only our own pages are ever shown, and no page opens another.

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Url, WebviewUrl, WebviewWindowBuilder};

/// Opens the console's window, in the size of the smallest screen it is designed for.
pub fn open_main(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title("热线接听会商台")
        .inner_size(1440.0, 900.0)
        .min_inner_size(1280.0, 720.0)
        .on_navigation(ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        // The title bar says what the page's title says; a window that can't be retitled keeps its old one.
        .on_document_title_changed(|window, title| drop(window.set_title(&title)))
        .build()?;
    Ok(())
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
    use super::ours;

    #[test]
    fn only_the_apps_own_pages_are_shown() {
        for (address, shown) in [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html#/triage", true),
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
}
