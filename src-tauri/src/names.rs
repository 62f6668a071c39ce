//! The commands that each window can call: the build script makes a permission for each, a capability for each
//! window grants its own, and the shell asks this list once more before it runs one.

/// The recorder's, the secretary's and the host's window.
pub const MAIN: &[&str] = &[
    "start",
    "enter",
    "act",
    "view",
    "draft",
    "export",
    "rehearsal",
    "show",
    "bring",
    "keys",
    "reveal",
    "attach",
    "picture",
    "save_evidence",
    "printing",
    "clue",
    "backup",
    "windows",
    "choose_file",
    "choose_open",
    "choose_folder",
];

/// Every window by its label, with all that it can call.
pub const WINDOWS: &[(&str, &[&str])] = &[
    ("main", MAIN),
    ("leader", &["leader", "propose"]),
    ("board", &["board"]),
    ("projector", &["projector"]),
];

/// All commands, in the order of the windows.
pub fn commands() -> Vec<&'static str> {
    WINDOWS.iter().flat_map(|(_, commands)| commands.iter().copied()).collect()
}
