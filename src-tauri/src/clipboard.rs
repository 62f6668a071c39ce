//! A copied number: in the system's clipboard for a minute, and out of it again.

use desk::Failure;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The system's clipboard, opened with the first number. On X11 the text is there as long as this is.
#[derive(Clone, Default)]
pub struct Clipboard(Arc<Mutex<Option<arboard::Clipboard>>>);

impl Clipboard {
    /// Puts a text there, and takes it away after a while unless something else was copied meanwhile.
    ///
    /// # Errors
    /// `Fault` where the system has no clipboard.
    pub fn hold(&self, text: &str, lasts: Duration) -> Result<(), Failure> {
        self.with(|clipboard| put(clipboard, text))?;
        let (held, text) = (self.clone(), text.to_owned());
        let clear = move || {
            std::thread::sleep(lasts);
            // Nobody is left to tell; a clipboard that can't be asked is gone with what it held.
            drop(held.with(|clipboard| {
                if clipboard.get_text().is_ok_and(|now| now == text) { clipboard.clear() } else { Ok(()) }
            }));
        };
        std::thread::Builder::new().name("clipboard".into()).spawn(clear).map_err(Failure::fault)?;
        Ok(())
    }

    fn with<T>(
        &self,
        ask: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error>,
    ) -> Result<T, Failure> {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.is_none() {
            *slot = Some(arboard::Clipboard::new().map_err(Failure::fault)?);
        }
        match &mut *slot {
            Some(clipboard) => ask(clipboard).map_err(Failure::fault),
            None => Err(Failure::fault(arboard::Error::ContentNotAvailable)),
        }
    }
}

/// Kept out of the desktop's clipboard history where there is a way to ask for it.
#[cfg(target_os = "linux")]
fn put(clipboard: &mut arboard::Clipboard, text: &str) -> Result<(), arboard::Error> {
    use arboard::SetExtLinux;
    clipboard.set().exclude_from_history().text(text)
}

#[cfg(windows)]
fn put(clipboard: &mut arboard::Clipboard, text: &str) -> Result<(), arboard::Error> {
    use arboard::SetExtWindows;
    clipboard.set().exclude_from_history().exclude_from_cloud().exclude_from_monitoring().text(text)
}

#[cfg(not(any(target_os = "linux", windows)))]
fn put(clipboard: &mut arboard::Clipboard, text: &str) -> Result<(), arboard::Error> {
    clipboard.set_text(text)
}
