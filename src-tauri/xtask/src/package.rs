//! `package`: a .deb from a staged tree, with the distribution's own tool; `--check` lives one life with it.

use crate::display::Display;
use crate::driver::Console;
use crate::packages::as_root;
use crate::tools::{self, Outcome, at};
use crate::{packages, ui};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const NAME: &str = "hotline-console";
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// What the two binaries link; everything else follows from these.
const DEPENDS: &str = "libwebkit2gtk-4.1-0, libgtk-3-0, libssl3, libc6";
const DESKTOP: &str = "\
[Desktop Entry]
Type=Application
Name=热线接听会商台
Name[en]=Hotline Console
Comment=Receive callers, settle their cases in the meeting, and follow each to its end
Comment[zh_CN]=接听来电，会商办理，逐件跟踪到底
Exec=hotline-console
Icon=hotline-console
Terminal=false
Categories=Office;
";

pub fn package(arguments: &[&str]) -> Outcome {
    let check = match arguments {
        [] => false,
        ["--check"] => true,
        _ => return Err(tools::usage()),
    };
    packages::install("to build", packages::BUILD)?;
    ui::build_if_stale()?;
    tools::build_app(true)?;
    tools::run(tools::cargo("build").args(["--release", "--package", "ctl"]))?;

    let deb = assemble()?;
    println!("The package is in {}", deb.display());
    if check { live_once(&deb) } else { Ok(()) }
}

fn assemble() -> Outcome<PathBuf> {
    let architecture =
        tools::said("dpkg", &["--print-architecture"]).ok_or("a .deb is made on Debian only")?;
    let architecture = architecture.trim();
    let folder = tools::target().join("package");
    let tree = folder.join("tree");
    if tree.exists() {
        fs::remove_dir_all(&tree).map_err(at("clearing", &tree))?;
    }

    let built = tools::target().join("release");
    for program in [NAME, "hotlinectl"] {
        put(&tree, &format!("usr/bin/{program}"), 0o755, &read(&built.join(program))?)?;
    }
    for (file, size) in [("32x32", "32x32"), ("128x128", "128x128"), ("icon", "256x256")] {
        let icon = read(&tools::root().join(format!("icons/{file}.png")))?;
        put(&tree, &format!("usr/share/icons/hicolor/{size}/apps/{NAME}.png"), 0o644, &icon)?;
    }
    put(&tree, &format!("usr/share/applications/{NAME}.desktop"), 0o644, DESKTOP.as_bytes())?;
    put(&tree, &format!("usr/share/doc/{NAME}/copyright"), 0o644, copyright()?.as_bytes())?;
    put(&tree, "DEBIAN/control", 0o644, control(architecture, size(&tree)?).as_bytes())?;

    let deb = folder.join(format!("{NAME}_{VERSION}_{architecture}.deb"));
    tools::run(
        Command::new("dpkg-deb").args(["--root-owner-group", "-Zxz", "--build"]).arg(&tree).arg(&deb),
    )?;
    Ok(deb)
}

fn control(architecture: &str, kibibytes: u64) -> String {
    format!(
        "Package: {NAME}\nVersion: {VERSION}\nArchitecture: {architecture}\nInstalled-Size: {kibibytes}\n\
         Maintainer: Hotline Console <hotline-console@localhost>\nSection: misc\nPriority: optional\n\
         Depends: {DEPENDS}\nRecommends: fonts-noto-cjk\n\
         Description: console for a reception day on a public-service hotline\n \
         Receives callers, settles their cases in the meeting, and follows each of them to its end.\n \
         hotlinectl does the same work on the command line. Removing the package leaves the data.\n"
    )
}

/// The licences of the checkout, word for word.
fn copyright() -> Outcome<String> {
    let mut text =
        String::from("Hotline Console is under the MIT licence or the Apache licence 2.0, as you choose.\n");
    for entry in fs::read_dir(tools::root()).map_err(at("reading", tools::root()))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with("LICENSE") {
            text.push('\n');
            text.push_str(&String::from_utf8_lossy(&read(&entry.path())?));
        }
    }
    Ok(text)
}

/// Installs, starts and removes it; what it found is removed again even when the start fails.
fn live_once(deb: &Path) -> Outcome {
    packages::install("to check the package", &[packages::DISPLAY, packages::DRIVER].concat())?;
    if tools::said("dpkg-query", &["-W", "-f", "${db:Status-Status}", NAME]).as_deref() == Some("installed") {
        return Err(format!("{NAME} is installed here already; the check would remove it"));
    }
    tools::run(as_root("dpkg")?.arg("--install").arg(deb))?;
    let started = starts();
    tools::run(as_root("dpkg")?.args(["--remove", NAME]))?;
    let title = started?;
    for file in
        ["/usr/bin/hotline-console", "/usr/bin/hotlinectl", "/usr/share/applications/hotline-console.desktop"]
    {
        if Path::new(file).exists() {
            return Err(format!("{file} is still there after the package was removed"));
        }
    }
    println!("It was installed, opened its window “{title}”, and was removed");
    Ok(())
}

/// The window's title, when the installed console opened it over data of its own.
fn starts() -> Outcome<String> {
    if !tools::works("/usr/bin/hotlinectl", &["--version"]) {
        return Err("the installed hotlinectl doesn't start".into());
    }
    let home = tools::target().join("package/home");
    if home.exists() {
        fs::remove_dir_all(&home).map_err(at("clearing", &home))?;
    }
    let display = Display::start()?;
    let console = Console::open(Path::new("/usr/bin/hotline-console"), &[], Some(&home), Some(&display))?;
    console.picture(&tools::target().join("package/window.png"))?;
    console.title()
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(at("reading", file))
}

fn put(tree: &Path, place: &str, mode: u32, bytes: &[u8]) -> Outcome {
    let file = tree.join(place);
    let mut folder = PathBuf::from(tree);
    make(&folder)?;
    for part in Path::new(place).parent().unwrap_or(Path::new("")) {
        folder.push(part);
        make(&folder)?;
    }
    fs::write(&file, bytes).map_err(at("writing", &file))?;
    allow(&file, mode)
}

/// The package keeps these modes, whatever the umask of the person who makes it.
fn make(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(at("making", folder))?;
    allow(folder, 0o755)
}

fn allow(path: &Path, mode: u32) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(at("setting the mode of", path))
}

/// In KiB, as `Installed-Size` counts.
fn size(folder: &Path) -> Outcome<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder).map_err(at("reading", folder))?.flatten() {
        let about = entry.metadata().map_err(at("reading", &entry.path()))?;
        total += if about.is_dir() { size(&entry.path())? } else { about.len().div_ceil(1024) };
    }
    Ok(total)
}
