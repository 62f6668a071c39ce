//! `cargo run -p desk --example types -- FOLDER` writes the TypeScript types there.

fn main() {
    let folder = std::env::args().nth(1).expect("a folder");
    desk::types::export(folder.as_ref()).expect("types");
}
