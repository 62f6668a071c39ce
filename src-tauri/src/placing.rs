//! Where a window of the room belongs.
//!
//! One rule: an open window is on show exactly while its display is there and the main window isn't on it, and then
//! it fills it. Only who opens one on the main window's own display has it there, as a window like others.

use crate::displays::Screen;
use crate::kept::Spot;

#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    Closed,
    /// Open, and nowhere to be seen for now.
    Away,
    On(Stand),
}

/// How a window is on show.
#[derive(Clone, Debug, PartialEq)]
pub struct Stand {
    pub screen: Screen,
    pub fills: bool,
}

/// `here` is the main window's display; `beside` says that somebody wants this one on the same.
pub fn wanted(spot: &Spot, beside: bool, screens: &[Screen], here: Option<&Screen>) -> Wanted {
    let Some(display) = spot.display.as_ref().filter(|_| spot.open) else { return Wanted::Closed };
    match screens.iter().find(|screen| screen.name == *display) {
        Some(screen) if Some(screen) != here => Wanted::On(Stand { screen: screen.clone(), fills: true }),
        Some(screen) if beside => Wanted::On(Stand { screen: screen.clone(), fills: false }),
        Some(_) | None => Wanted::Away,
    }
}

/// The named display; else where the window was last, else one that is free, and else the main window's own.
pub fn choose<'a>(
    named: Option<&str>,
    last: Option<&str>,
    taken: &[&str],
    here: Option<&'a Screen>,
    screens: &'a [Screen],
) -> Option<&'a Screen> {
    let find = |name: Option<&str>| screens.iter().find(|screen| name == Some(screen.name.as_str()));
    let elsewhere = |screen: &&Screen| Some(*screen) != here;
    let free = |screen: &&Screen| elsewhere(screen) && !taken.contains(&screen.name.as_str());
    find(named)
        .or_else(|| find(last).filter(elsewhere))
        .or_else(|| screens.iter().find(free))
        .or(here)
        .or(screens.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screens(names: &[&str]) -> Vec<Screen> {
        let screen = |(index, name): (usize, &&str)| {
            let x = i32::try_from(index).unwrap() * 1440;
            Screen { name: (*name).into(), x, y: 0, width: 1440, height: 900 }
        };
        names.iter().enumerate().map(screen).collect()
    }

    fn spot(open: bool, display: &str) -> Spot {
        Spot { open, display: Some(display.into()), ..Spot::default() }
    }

    #[test]
    fn an_open_window_fills_its_display_while_that_is_there_and_the_main_window_is_not() {
        let two = screens(&["A", "B"]);
        let on = |screen: &Screen, fills| Wanted::On(Stand { screen: screen.clone(), fills });
        let (here, there) = (&two[0], &two[1]);
        assert_eq!(wanted(&spot(false, "B"), false, &two, Some(here)), Wanted::Closed);
        assert_eq!(wanted(&spot(true, "B"), false, &two, Some(here)), on(there, true));
        assert_eq!(wanted(&spot(true, "B"), false, &two[..1], Some(here)), Wanted::Away, "unplugged");
        assert_eq!(wanted(&spot(true, "B"), false, &two, Some(there)), Wanted::Away, "the main window came");
        assert_eq!(wanted(&spot(true, "A"), false, &two[..1], Some(here)), Wanted::Away, "by itself");
        assert_eq!(wanted(&spot(true, "A"), true, &two[..1], Some(here)), on(here, false), "by hand");
        assert_eq!(wanted(&Spot { open: true, ..Spot::default() }, false, &two, Some(here)), Wanted::Closed);
    }

    #[test]
    fn a_window_goes_where_it_is_told_or_where_it_was_or_where_it_covers_nothing() {
        let three = screens(&["A", "B", "C"]);
        let here = Some(&three[0]);
        for (named, last, taken, screens, chosen) in [
            (Some("C"), Some("B"), &[][..], &three[..], "C"),
            (Some("A"), Some("B"), &[], &three, "A"),
            (Some("gone"), Some("C"), &[], &three, "C"),
            (None, Some("C"), &["C"], &three, "C"),
            (None, Some("A"), &[], &three, "B"),
            (None, None, &["B"], &three, "C"),
            (None, Some("gone"), &["B", "C"], &three, "A"),
            (None, None, &[], &three[..1], "A"),
        ] {
            let screen = choose(named, last, taken, here, screens).unwrap();
            assert_eq!(screen.name, chosen, "{named:?} {last:?} {taken:?}");
        }
    }
}
