//! The commands a window can call: the build script makes a permission for each, the capability grants them.

pub const COMMANDS: &[&str] =
    &["start", "enter", "act", "view", "draft", "export", "rehearsal", "choose_file"];
