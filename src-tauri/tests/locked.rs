//! What a page may do is written in the configuration and in a file for each window, and they say exactly this.

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
fn each_window_has_one_capability_and_it_names_its_own_commands_and_the_hearing_of_news_and_nothing_else() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/capabilities");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut files: Vec<_> = files.map(|name| name.into_string().unwrap()).collect();
    files.sort_unstable();
    assert_eq!(files, ["board.json", "leader.json", "main.json", "projector.json"]);
    let labels: Vec<_> = shell::names::WINDOWS.iter().map(|(label, _)| *label).collect();
    assert_eq!(labels, ["main", "leader", "board", "projector"]);
    assert_eq!(configuration()["app"]["security"]["capabilities"], serde_json::json!(labels));

    for (label, commands) in shell::names::WINDOWS {
        let capability = read(&std::fs::read_to_string(format!("{folder}/{label}.json")).unwrap());
        let mut keys: Vec<_> = capability.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(
            keys,
            ["description", "identifier", "permissions", "windows"],
            "{label}: no remote, no webview, no platform"
        );
        assert_eq!(capability["identifier"], *label);
        assert_eq!(capability["windows"], serde_json::json!([label]));

        let mut expected: Vec<_> =
            commands.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
        expected.extend(["core:event:allow-listen", "core:event:allow-unlisten"].map(String::from));
        assert_eq!(capability["permissions"], serde_json::json!(expected), "{label}");
    }
}

#[test]
fn a_window_of_the_room_sees_its_own_view_and_only_the_leader_proposes() {
    let of = |label| shell::names::WINDOWS.iter().find(|(name, _)| *name == label).unwrap().1;
    assert_eq!(of("leader"), ["leader", "propose"]);
    assert_eq!(of("board"), ["board"]);
    assert_eq!(of("projector"), ["projector"]);
    for view in ["leader", "propose", "board", "projector"] {
        assert!(!of("main").contains(&view), "{view} is asked by its own window alone");
    }
}

#[test]
fn every_command_with_a_handler_has_a_permission_and_the_other_way_round() {
    let source = include_str!("../src/lib.rs");
    assert!(
        source.contains(".invoke_handler(guarded(tauri::generate_handler!["),
        "no command passes the list"
    );
    let (_, after) = source.split_once("generate_handler![").unwrap();
    let (list, _) = after.split_once(']').unwrap();
    let handled = list
        .split(',')
        .map(str::trim)
        .filter(|path| !path.is_empty())
        .filter_map(|path| path.rsplit("::").next())
        .collect::<Vec<_>>();
    assert_eq!(handled, shell::names::commands());
}

#[test]
fn the_build_script_reads_the_same_list() {
    let script = include_str!("../build.rs");
    assert!(script.contains("#[path = \"src/names.rs\"]"));
    assert!(script.contains("AppManifest::new().commands(names::commands().leak())"));
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
