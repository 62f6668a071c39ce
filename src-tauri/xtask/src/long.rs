//! `test --long`: what takes minutes to hours and asks the same questions harder. Each is a test that is there anyway,
//! told by its variable how much, or one that is passed over unless it is named.

use crate::packages;
use crate::steps::{self, ALL, Step};
use crate::tools::{self, Outcome};

pub const STEPS: &[Step] = &[
    Step { part: ALL, name: "what has to be installed", run: install },
    Step { part: ALL, name: "Patroni with three etcd loses its leader", run: patroni },
    Step { part: ALL, name: "the hub's server frozen for 40 s", run: frozen },
    Step { part: ALL, name: "sharing, 4,000 histories", run: histories },
    Step { part: ALL, name: "the store, 10,000 kills", run: kills },
    Step { part: ALL, name: "sharing simulated, 20,000 seeds", run: seeds },
];

fn install() -> Outcome {
    steps::install()?;
    packages::install("for the long tests", packages::HIGH_AVAILABILITY)
}

fn patroni() -> Outcome {
    test("hub", "hub", "patroni::", None)
}

fn frozen() -> Outcome {
    test("hub", "hub", "frozen_for_long", None)
}

fn histories() -> Outcome {
    test("store", "store", "all_stations_converge", Some(("SHARING_HISTORIES", "4000")))
}

fn kills() -> Outcome {
    test("store", "store", "a_killed_console", Some(("STORE_KILLS", "10000")))
}

fn seeds() -> Outcome {
    test("tests", "shared", "simulation::", Some(("SHARED_SEEDS", "20000")))
}

/// In a release build where there is a number, since that is many times as fast. What a test counts is printed.
fn test(package: &str, target: &str, name: &str, variable: Option<(&str, &str)>) -> Outcome {
    let mut test = tools::cargo("test");
    test.args(["--package", package, "--test", target]);
    if variable.is_some() {
        test.arg("--release");
    }
    test.args(["--", "--include-ignored", "--nocapture", name]).envs(variable);
    tools::run(&mut test)
}
