//! What a page may do is written in two files, and both say exactly this.

use serde_json::Value;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; \
                   font-src 'self'; connect-src ipc: http://ipc.localhost; frame-src 'none'; object-src 'none'; \
                   base-uri 'none'; form-action 'none'";

#[test]
fn the_pages_policy_is_the_strict_one() {
    let security = &configuration()["app"]["security"];
    assert_eq!(security["csp"], CSP);
    assert_eq!(security.get("devCsp"), None);
    assert_eq!(security["dangerousDisableAssetCspModification"], false);
    assert_eq!(security.get("assetProtocol"), None);
}

#[test]
fn prototypes_are_frozen() {
    assert_eq!(configuration()["app"]["security"]["freezePrototype"], true);
}

#[test]
fn no_global_object_no_plugin_and_no_window_made_by_configuration() {
    let configuration = configuration();
    assert_eq!(configuration["app"].get("withGlobalTauri"), None);
    assert_eq!(configuration.get("plugins"), None);
    assert_eq!(configuration["app"]["windows"], serde_json::json!([]));
    assert_eq!(configuration["build"].get("devUrl"), None);
}

#[test]
fn one_capability_names_our_commands_and_the_hearing_of_news_and_nothing_else() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/capabilities");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["main.json"]);

    let capability = read(include_str!("../capabilities/main.json"));
    let mut keys: Vec<_> = capability.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        ["description", "identifier", "permissions", "windows"],
        "no remote, no webview, no platform"
    );
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert_eq!(configuration()["app"]["security"]["capabilities"], serde_json::json!(["main"]));

    let mut expected: Vec<_> =
        shell::names::COMMANDS.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    expected.extend(["core:event:allow-listen", "core:event:allow-unlisten"].map(String::from));
    assert_eq!(capability["permissions"], serde_json::json!(expected));
}

#[test]
fn every_command_with_a_handler_has_a_permission_and_the_other_way_round() {
    let source = include_str!("../src/lib.rs");
    let (_, after) = source.split_once("generate_handler![").unwrap();
    let (list, _) = after.split_once(']').unwrap();
    let handled = list
        .split(',')
        .map(str::trim)
        .filter(|path| !path.is_empty())
        .filter_map(|path| path.rsplit("::").next())
        .collect::<Vec<_>>();
    assert_eq!(handled, shell::names::COMMANDS);
}

#[test]
fn the_build_script_reads_the_same_list() {
    let script = include_str!("../build.rs");
    assert!(script.contains("#[path = \"src/names.rs\"]"));
    assert!(script.contains("AppManifest::new().commands(names::COMMANDS)"));
}

#[test]
fn no_tauri_plugin_and_no_inspector_is_linked() {
    let manifest = include_str!("../Cargo.toml");
    assert!(!manifest.contains("tauri-plugin"));
    let tauri = manifest.lines().find(|line| line.starts_with("tauri = ")).unwrap();
    assert!(!tauri.contains("devtools") && !tauri.contains("protocol-asset"), "{tauri}");
}

fn configuration() -> Value {
    read(include_str!("../tauri.conf.json"))
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
