//! Generates a permission for each command of ours, so that a window may call only what its capability names.

#[path = "src/names.rs"]
mod names;

fn main() {
    // The pages are embedded at compile time, and Tauri watches only the configuration.
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=../icons");
    let manifest = tauri_build::AppManifest::new().commands(names::commands().leak());
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
