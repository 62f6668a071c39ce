//! A house in a temporary folder, founded and asked by the command line.

use desk::Desk;
use domain::id::PersonId;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

pub struct House {
    folder: TempDir,
}

pub const PASSWORD: &str = "南湖的桥一共九座";

impl House {
    /// For evaluation: no password, and cases can be imported.
    pub fn evaluation() -> House {
        House::founded(&["init", "--unattended", "--name", "周明"])
    }

    pub fn real() -> House {
        House::founded(&["init", "--name", "周明"])
    }

    fn founded(arguments: &[&str]) -> House {
        let house = House { folder: tempfile::tempdir().unwrap() };
        fs::write(house.at("password"), PASSWORD).unwrap();
        let made = json(&house.ask("store", arguments))[0].clone();
        let sheets = made["recovery_sheets"].as_array().unwrap();
        let sheets: Vec<&str> = sheets.iter().map(|sheet| sheet.as_str().unwrap()).collect();
        fs::write(house.at("sheets"), sheets.join("\n")).unwrap();
        fs::write(house.at("sheet"), sheets[0]).unwrap();
        house
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// So many closed cases of another system.
    pub fn import(&self, from: usize, count: usize) {
        let mut lines = String::new();
        for n in from..from + count {
            let (line, times) = (format!("GD{n}"), r#""recorded_at":"2026-11-01","closed_at":"2026-11-02""#);
            writeln!(
                lines,
                r#"{{"external_id":"{line}","title":"路灯{n}不亮","caller":"周桂兰","phone":"10013800001",{times}}}"#
            )
            .unwrap();
        }
        fs::write(self.at("cases.jsonl"), lines).unwrap();
        done(&self.ask("store", &["import", "cases", self.at("cases.jsonl").to_str().unwrap()]));
    }

    /// Asks a store of this folder, as its founder.
    pub fn ask(&self, store: &str, arguments: &[&str]) -> Output {
        self.asking(store, "1", "password", arguments).output().unwrap()
    }

    /// As somebody else, whose password lies in a file.
    pub fn ask_as(&self, store: &str, staff_no: &str, password: &str, arguments: &[&str]) -> Output {
        self.asking(store, staff_no, password, arguments).output().unwrap()
    }

    pub fn begin(&self, store: &str, arguments: &[&str]) -> Child {
        let mut ctl = self.asking(store, "1", "password", arguments);
        ctl.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn asking(&self, store: &str, staff_no: &str, password: &str, arguments: &[&str]) -> Command {
        let mut ctl = Command::new(env!("CARGO_BIN_EXE_hotlinectl"));
        ctl.arg("--store").arg(self.at(store)).arg("--password-file").arg(self.at(password));
        ctl.args(["--json", "--staff-no", staff_no]).args(arguments);
        ctl
    }

    /// Makes a backup and answers its folder.
    pub fn back_up(&self) -> PathBuf {
        PathBuf::from(json(&self.ask("store", &["backup"]))[0]["backup"].as_str().unwrap())
    }

    /// Restores `backup` as the store `into`, with the one sheet that is needed.
    pub fn restore(&self, backup: &Path, into: &str, more: &[&str]) -> Output {
        let sheet = self.at("sheet");
        let mut arguments =
            vec!["restore", "--from", backup.to_str().unwrap(), "--sheets", sheet.to_str().unwrap()];
        arguments.extend(more);
        self.ask(into, &arguments)
    }

    pub fn verify(&self, store: &str) -> Value {
        json(&self.ask(store, &["verify"]))[0].clone()
    }
}

/// Somebody whom the directory knows.
pub fn colleague(desk: &Desk) -> PersonId {
    desk::rehearsal::settle(desk, desk.my_hand()).unwrap();
    PersonId(desk::chance::id_by_name("person", "江临"))
}

/// What a verb that succeeded said, one value a line.
pub fn json(output: &Output) -> Vec<Value> {
    done(output);
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub fn done(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

/// All files below a folder with their bytes.
pub fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(contents(&entry.path()));
        } else {
            found.push((entry.path(), fs::read(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}
