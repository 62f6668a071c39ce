//! axe-core in the page: it goes in by WebDriver, so the page's own policy stays as strict as it is delivered.

use serde_json::Value;
use std::fmt;
use std::path::Path;
use thirtyfour::WebDriver;

/// One rule that the page breaks.
pub struct Finding {
    rule: String,
    impact: String,
    help: String,
    places: Vec<String>,
}

impl Finding {
    pub fn is_grave(&self) -> bool {
        matches!(self.impact.as_str(), "critical" | "serious")
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}; at {}", self.rule, self.impact, self.help, self.places.join(" | "))
    }
}

pub async fn findings(driver: &WebDriver) -> Vec<Finding> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&file).expect("axe-core among the UI's packages");
    driver.execute(axe, Vec::new()).await.expect("axe goes into the page");
    let answer = driver.execute_async(RUN, Vec::new()).await.expect("axe runs");
    let answer = answer.json();
    let violations = answer["violations"].as_array().unwrap_or_else(|| panic!("axe says {answer}"));
    assert!(answer["passes"].as_u64() > Some(0), "axe checked nothing");
    violations.iter().map(finding).collect()
}

const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        (r) => done({ passes: r.passes.length, violations: r.violations.map((v) => (
            { rule: v.id, impact: v.impact, help: v.help, places: v.nodes.map((n) => n.target.join(' ')) })) }),
        (e) => done({ error: String(e) }));
";

fn finding(value: &Value) -> Finding {
    let text = |key: &str| value[key].as_str().unwrap_or("?").to_owned();
    let places = value["places"].as_array().into_iter().flatten();
    Finding {
        rule: text("rule"),
        impact: text("impact"),
        help: text("help"),
        places: places.filter_map(Value::as_str).take(5).map(str::to_owned).collect(),
    }
}
