//! `run`: from a fresh checkout to the open console.

use crate::display::Display;
use crate::driver::Console;
use crate::tools::{self, Outcome};
use crate::{packages, ui};
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn run(arguments: &[&str]) -> Outcome {
    let wish = Wish::read(arguments).ok_or_else(tools::usage)?;
    packages::install("to build", packages::BUILD)?;
    ui::build_if_stale()?;
    tools::build_app(wish.release)?;

    let display = display()?;
    let app = tools::app(wish.release);
    let Some(file) = wish.picture else {
        println!("Opening the console; close its window or press Ctrl-C to end it");
        let mut console = Command::new(app);
        console.args(wish.rest);
        if let Some(display) = &display {
            display.hold(&mut console);
        }
        return tools::run(&mut console);
    };
    packages::install("to take the picture", packages::DRIVER)?;
    Console::open(&app, &wish.rest, None, display.as_ref())?.picture(&file)?;
    println!("The picture is in {}", file.display());
    Ok(())
}

fn display() -> Outcome<Option<Display>> {
    if Display::is_there() {
        return Ok(None);
    }
    packages::install("for a virtual display", packages::DISPLAY)?;
    Display::start().map(Some)
}

#[derive(Debug, PartialEq)]
struct Wish<'a> {
    picture: Option<PathBuf>,
    release: bool,
    rest: Vec<&'a str>,
}

impl<'a> Wish<'a> {
    fn read(arguments: &[&'a str]) -> Option<Wish<'a>> {
        let mut wish = Wish { picture: None, release: false, rest: Vec::new() };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match *argument {
                "--release" => wish.release = true,
                "--screenshot" => wish.picture = Some(absolute(arguments.next()?)),
                "--" => wish.rest = arguments.by_ref().copied().collect(),
                _ => return None,
            }
        }
        Some(wish)
    }
}

/// The file is meant from where the person stands.
fn absolute(file: &str) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| Path::new(file).to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_dashes_is_the_consoles() {
        let wish = Wish::read(&["--screenshot", "/a.png", "--", "--home", "b"]).unwrap();
        assert_eq!(wish, Wish { picture: Some("/a.png".into()), release: false, rest: vec!["--home", "b"] });
    }

    #[test]
    fn an_unknown_word_or_a_picture_without_a_file_is_refused() {
        assert_eq!(Wish::read(&["--screenshot"]), None);
        assert_eq!(Wish::read(&["--home", "b"]), None);
    }
}
