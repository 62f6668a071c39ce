//! A copied number: in the system's clipboard for a minute, and out of it again.

use desk::Failure;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

#[derive(Clone, Default)]
pub struct Clipboard(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    /// Opened with the first number. On X11 the text is there as long as this is.
    system: Option<arboard::Clipboard>,
    copied: Copied,
}

/// The last number that was copied, as long as it is to be taken away.
#[derive(Default)]
struct Copied {
    /// Counts copies: the minute of an earlier one must not end a later one, though both are the same number.
    copy: u64,
    text: Option<String>,
}

impl Copied {
    fn begin(&mut self, text: &str) -> u64 {
        self.copy += 1;
        self.text = Some(text.to_owned());
        self.copy
    }

    /// What is to be taken away when the time of this copy is over.
    fn over(&mut self, copy: u64) -> Option<String> {
        if copy == self.copy { self.text.take() } else { None }
    }
}

impl Clipboard {
    /// Puts a text there, and takes it away after a while unless something else was copied meanwhile.
    ///
    /// # Errors
    /// `Fault` where the system has no clipboard.
    pub fn hold(&self, text: &str, lasts: Duration) -> Result<(), Failure> {
        let mut held = self.held();
        held.ask(|clipboard| put(clipboard, text))?;
        let copy = held.copied.begin(text);
        drop(held);
        let later = self.clone();
        let clear = move || {
            std::thread::sleep(lasts);
            let mut held = later.held();
            let over = held.copied.over(copy);
            held.take_away(over);
        };
        std::thread::Builder::new().name("clipboard".into()).spawn(clear).map_err(Failure::fault)?;
        Ok(())
    }

    /// Takes a number away before its time: nobody is at the seat any more, or the program ends.
    pub fn clear(&self) {
        let mut held = self.held();
        let text = held.copied.text.take();
        held.take_away(text);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Only what was put there from here: something else may have been copied since.
    fn take_away(&mut self, text: Option<String>) {
        let Some(text) = text else { return };
        // Nobody is left to tell; a clipboard that can't be asked is gone with what it held.
        drop(self.ask(|clipboard| {
            if clipboard.get_text().is_ok_and(|now| now == text) { clipboard.clear() } else { Ok(()) }
        }));
    }

    fn ask<T>(
        &mut self,
        ask: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error>,
    ) -> Result<T, Failure> {
        if self.system.is_none() {
            self.system = Some(arboard::Clipboard::new().map_err(Failure::fault)?);
        }
        match &mut self.system {
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

#[cfg(test)]
mod tests {
    use super::Copied;

    #[test]
    fn a_number_copied_twice_stays_for_the_time_of_the_second_copy() {
        let mut copied = Copied::default();
        let first = copied.begin("10047206621");
        let second = copied.begin("10047206621");
        assert_eq!(copied.over(first), None);
        assert_eq!(copied.over(second).as_deref(), Some("10047206621"));
        assert_eq!(copied.over(second), None, "taken away once");
    }
}
