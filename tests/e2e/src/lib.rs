//! The rig: the built console on a display of its own, driven through WebKit's WebDriver.
//!
//! A helper waits for what it needs and panics with what it saw instead: a test reads as the person's steps.

mod axe;
mod displays;
mod group;
pub mod house;
mod several;

pub use displays::{HEIGHT, LEFT, RIGHT, Seen, Setting, WIDTH};

use displays::Displays;
use group::Group;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// How long a step may take on a machine that builds something else at the same time.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// One console with a store, a display and a driver that nobody else has.
// The order is the order of dropping: the driver process goes before the `WebDriver` value, whose own end would
// otherwise wait for an answer after a failed assertion; the display goes before the folders it writes to.
pub struct Rig {
    app: Group,
    displays: Displays,
    pub driver: WebDriver,
    setting: Setting,
    shots: PathBuf,
    home: TempDir,
}

impl Rig {
    /// Opens the console over an empty data folder, and returns when its page has words.
    pub async fn open() -> Rig {
        Rig::open_on(Setting::One).await
    }

    /// The same on other displays; the console is on the left one.
    pub async fn open_on(setting: Setting) -> Rig {
        Rig::start(setting, tempfile::tempdir().expect("a temporary folder")).await
    }

    /// The same over data that `prepare` puts into the console's folder.
    pub async fn open_over(prepare: impl FnOnce(&Path)) -> Rig {
        let home = tempfile::tempdir().expect("a temporary folder");
        let data = home.path().join("home");
        std::fs::create_dir_all(&data).expect("the console's folder");
        prepare(&data);
        Rig::start(Setting::One, home).await
    }

    /// Closes the console and opens it again over the same data.
    pub async fn again(self) -> Rig {
        let setting = self.setting;
        self.again_on(setting).await
    }

    /// The same, on other displays than before.
    pub async fn again_on(self, setting: Setting) -> Rig {
        let Rig { app, displays, driver, home, .. } = self;
        drop(app);
        drop(driver);
        drop(displays);
        Rig::start(setting, home).await
    }

    async fn start(setting: Setting, home: TempDir) -> Rig {
        let displays = Displays::start(setting, home.path());
        let (app, driver) = session(home.path(), &displays.name).await;
        let rig = Rig { app, displays, driver, setting, shots: shots(), home };
        rig.wait_text("body", |text| !text.is_empty()).await;
        rig
    }

    /// Where this console keeps its data.
    pub fn home(&self) -> PathBuf {
        self.home.path().join("home")
    }

    /// All that the console can leave behind: its data, the caches and settings of its pages, temporary files, its log.
    pub fn everything(&self) -> &Path {
        self.home.path()
    }

    /// Closes the console and gives what it has left behind.
    pub async fn close(self) -> TempDir {
        let Rig { app, displays, driver, home, .. } = self;
        drop(app);
        drop(driver);
        drop(displays);
        home
    }

    /// Where “save as” puts its files: a native dialog is out of WebDriver's reach.
    pub fn saved(&self) -> PathBuf {
        self.home.path().join("saved")
    }

    /// The file that “open” answers with.
    pub fn opened(&self) -> PathBuf {
        self.home.path().join("open")
    }

    /// Waits until the text of the first element that `css` finds satisfies `wanted`, and gives that text.
    pub async fn wait_text(&self, css: &str, wanted: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let text = self.text(css).await;
            if wanted(&text) {
                return text;
            }
            assert!(Instant::now() < end, "{css}: the last text was {text:?}");
            pause().await;
        }
    }

    /// Waits until `text` stands anywhere in the page.
    pub async fn wait_for(&self, text: &str) {
        self.wait_text("body", |page| page.contains(text)).await;
    }

    /// Clicks the first element that answers to `what`: a CSS selector, or a button's or link's words.
    pub async fn click(&self, what: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            // Something may lie over it for a moment, or it may be drawn anew between finding and clicking.
            let problem = match self.element(what, CLICKABLE).await {
                Some(element) => match element.click().await {
                    Ok(()) => return,
                    Err(error) => error.to_string(),
                },
                None => "it isn't there, or not to be seen".to_owned(),
            };
            assert!(Instant::now() < end, "click {what:?}: {problem}");
            pause().await;
        }
    }

    /// Replaces what stands in a field by `text`; `field` is a CSS selector or the field's label.
    ///
    /// Chinese goes in directly: no input method takes part.
    pub async fn type_into(&self, field: &str, text: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let problem = match self.element(field, FIELDS).await {
                Some(element) => match write(&element, text).await {
                    Ok(()) => return,
                    Err(error) => error.to_string(),
                },
                None => "it isn't there, or not to be seen".to_owned(),
            };
            assert!(Instant::now() < end, "type into {field:?}: {problem}");
            pause().await;
        }
    }

    /// Presses keys where the focus is: `press(Key::Control + "k")`, `press(Key::Enter)`.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let (keys, end) = (keys.into().to_string(), Instant::now() + PATIENCE);
        loop {
            let focused = self.driver.active_element().await.expect("an element with the focus");
            let sent = focused.send_keys(keys.as_str()).await;
            // What had the focus may be drawn anew in between; then no key has been pressed yet.
            let gone = sent.as_ref().is_err_and(|error| error.to_string().contains("stale element"));
            if !gone || Instant::now() > end {
                return sent.expect("the keys are taken");
            }
            pause().await;
        }
    }

    /// Runs a script in the page, and gives what it returns.
    pub async fn script(&self, script: &str) -> serde_json::Value {
        let answer = self.driver.execute(script, Vec::new()).await.expect("the script runs");
        answer.json().clone()
    }

    /// Asserts that axe finds nothing critical and nothing serious in the page as it is; prints all it finds.
    pub async fn axe(&self, name: &str) {
        let findings = axe::findings(&self.driver).await;
        for finding in &findings {
            println!("axe, {name}: {finding}");
        }
        let grave = findings.iter().filter(|finding| finding.is_grave()).count();
        assert_eq!(grave, 0, "axe, {name}: {grave} critical or serious finding(s)");
        println!("axe, {name}: 0 critical, 0 serious, {} lesser", findings.len());
    }

    /// Leaves a picture of the window as `name`.png in the folder of shots.
    pub async fn shot(&self, name: &str) -> PathBuf {
        self.driver.execute_async(DRAWN, Vec::new()).await.expect("the page is drawn");
        let file = self.shots.join(format!("{name}.png"));
        self.driver.screenshot(&file).await.expect("a picture of the window");
        file
    }

    /// The whole text, cells that are scrolled out of sight included; empty when there is no such element.
    async fn text(&self, css: &str) -> String {
        match self.driver.find(By::Css(css)).await {
            Ok(element) => {
                element.prop("textContent").await.ok().flatten().unwrap_or_default().trim().to_owned()
            }
            Err(_) => String::new(),
        }
    }

    async fn element(&self, what: &str, candidates: &str) -> Option<WebElement> {
        let question = vec![what.into(), candidates.into()];
        self.driver.execute(FIND, question).await.ok()?.element().ok()
    }
}

/// Fonts are loaded when text first asks for them, and a frame later they are seen.
const DRAWN: &str = "
    const done = arguments[arguments.length - 1];
    requestAnimationFrame(() => document.fonts.ready.then(() => requestAnimationFrame(() => setTimeout(done, 100))));
";

const CLICKABLE: &str = "button, a, summary, label, [role=button], [role=tab], [role=option], [role=menuitem], \
                         [role=radio], [role=checkbox], [role=row], [role=switch]";
const FIELDS: &str =
    "input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=spinbutton]";

/// By its words first (the whole name, then a part of it), since that is how a person finds it; then as a selector.
const FIND: &str = "
    const [what, candidates] = arguments;
    const plain = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
    const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible';
    const named = (e) => (e.getAttribute('aria-labelledby') ?? '').split(/\\s+/).filter(Boolean)
        .map((id) => plain(document.getElementById(id)?.textContent)).join(' ');
    const names = (e) => [e.getAttribute('aria-label'), named(e), ...[...(e.labels ?? [])].map((l) => l.textContent),
        e.matches('input, textarea, select') ? e.placeholder : e.textContent].map(plain).filter(Boolean);
    const all = [...document.querySelectorAll(candidates)].filter(seen);
    const found = all.find((e) => names(e).includes(what)) ?? all.find((e) => names(e).some((n) => n.includes(what)));
    if (found) return found;
    try { return [...document.querySelectorAll(what)].find(seen) ?? null } catch { return null }
";

async fn write(element: &WebElement, text: &str) -> WebDriverResult<()> {
    element.clear().await?;
    element.send_keys(text).await
}

async fn session(home: &Path, display: &str) -> (Group, WebDriver) {
    for folder in ["home", "saved", "tmp"] {
        std::fs::create_dir_all(home.join(folder)).expect("the console's folders");
    }
    let (group, port) = Group::driver(home, display);
    let mut wishes = Capabilities::new();
    let options = serde_json::json!({ "binary": console(), "args": [] });
    wishes.set("webkitgtk:browserOptions", options).expect("a capability");
    let opened = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes).await;
    (group, opened.expect("the console opens under WebDriver"))
}

/// `HOTLINE_APP`, else the binary that cargo left beside this test.
fn console() -> PathBuf {
    let beside = || {
        let test = std::env::current_exe().expect("this test's own path");
        test.ancestors().nth(2).expect("the target directory").join("hotline-console")
    };
    let app = std::env::var_os("HOTLINE_APP").map_or_else(beside, PathBuf::from);
    assert!(app.is_file(), "{} is not built: `cargo xtask test --only e2e` does it", app.display());
    app
}

fn shots() -> PathBuf {
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("shots");
    let folder = std::env::var_os("E2E_OUT").map_or_else(usual, PathBuf::from);
    std::fs::create_dir_all(&folder).expect("the folder of shots");
    folder
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}
