//! What is remembered of the windows from one start to the next: `windows.json`, whole or not at all.

use desk::RoomWindow;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const NAME: &str = "windows.json";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Kept {
    /// Text size of the main window.
    pub zoom: f64,
    pub main: Spot,
    pub leader: Spot,
    pub board: Spot,
    pub projector: Spot,
}

/// One window. Of the main one `open` says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Spot {
    /// It was not closed by a person.
    pub open: bool,
    /// Its display by name, there or not.
    pub display: Option<String>,
    /// Where it stood on each display when it didn't fill it.
    pub places: BTreeMap<String, Place>,
}

/// A place on a display, from the display's own corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    pub x: i32,
    pub y: i32,
    pub width: u32,
    pub height: u32,
    #[serde(default)]
    pub maximized: bool,
}

impl Default for Kept {
    fn default() -> Kept {
        let spot = Spot::default;
        Kept { zoom: 1.0, main: spot(), leader: spot(), board: spot(), projector: spot() }
    }
}

impl Kept {
    pub fn spot(&self, window: RoomWindow) -> &Spot {
        match window {
            RoomWindow::Leader => &self.leader,
            RoomWindow::Board => &self.board,
            RoomWindow::Projector => &self.projector,
        }
    }

    pub fn spot_mut(&mut self, window: RoomWindow) -> &mut Spot {
        match window {
            RoomWindow::Leader => &mut self.leader,
            RoomWindow::Board => &mut self.board,
            RoomWindow::Projector => &mut self.projector,
        }
    }

    /// What stands in `folder`; the usual where there is nothing, or nothing that can be understood.
    pub fn read(folder: &Path) -> Kept {
        let kept = match std::fs::read(folder.join(NAME)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::from),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Kept::default(),
            Err(error) => Err(error),
        };
        let mut kept: Kept = kept.unwrap_or_else(|_| {
            // Nobody's work is in it, and still it isn't ours to delete.
            if set_aside(folder).is_err() {
                eprintln!("hotline-console: {NAME} can't be read");
            }
            Kept::default()
        });
        kept.zoom = zoom(kept.zoom);
        kept
    }

    /// # Errors
    /// When the folder can't be written; what stood there before stands.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".windows-").suffix(".tmp").tempfile_in(folder)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.as_file().sync_all()?;
        file.persist(folder.join(NAME)).map(drop).map_err(|failed| failed.error)
    }
}

/// The sizes of text for which the screens are made.
pub fn zoom(factor: f64) -> f64 {
    if factor.is_finite() { factor.clamp(0.9, 1.6) } else { 1.0 }
}

/// Moves a file that can't be understood to the first free name.
fn set_aside(folder: &Path) -> io::Result<()> {
    let free = (1..=u32::MAX).map(|number| folder.join(format!("windows.damaged-{number}.json")));
    let free: Option<PathBuf> = free.into_iter().find(|path| !path.exists());
    std::fs::rename(folder.join(NAME), free.ok_or(io::ErrorKind::AlreadyExists)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().join("not/yet/there");
        assert_eq!(Kept::read(&base), Kept::default());
        let mut kept = Kept { zoom: 1.25, ..Kept::default() };
        let place = Place { x: 40, y: 60, width: 1024, height: 640, maximized: false };
        let board = kept.spot_mut(RoomWindow::Board);
        *board = Spot { open: true, display: Some("B".into()), places: [("B".into(), place)].into() };
        kept.write(&base).unwrap();
        assert_eq!(Kept::read(&base), kept);
        assert_eq!(std::fs::read_dir(&base).unwrap().count(), 1, "nothing else is left");
    }

    #[test]
    fn a_broken_file_is_the_usual_and_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        for (number, broken) in ["{", r#"{"zoom":"big"}"#].into_iter().enumerate() {
            std::fs::write(folder.path().join(NAME), broken).unwrap();
            assert_eq!(Kept::read(folder.path()), Kept::default());
            let aside = folder.path().join(format!("windows.damaged-{}.json", number + 1));
            assert_eq!(std::fs::read_to_string(aside).unwrap(), broken);
        }
        assert!(!folder.path().join(NAME).exists());
    }

    #[test]
    fn an_older_file_without_a_window_is_understood() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), r#"{"zoom":9,"leader":{"open":true}}"#).unwrap();
        let kept = Kept::read(folder.path());
        assert!(kept.leader.open && !kept.board.open);
        assert_eq!(kept.zoom, 1.6);
    }

    #[test]
    fn text_is_never_smaller_or_larger_than_the_screens_are_made_for() {
        for (asked, given) in [(0.5, 0.9), (1.1, 1.1), (3.0, 1.6), (f64::NAN, 1.0), (f64::INFINITY, 1.0)] {
            assert_eq!(zoom(asked), given, "{asked}");
        }
    }
}
