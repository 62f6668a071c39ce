//! Several windows on several displays: going from one to the other, what each may ask, and the hand at the desk.

use crate::{PATIENCE, Rig, Seen, pause};
use serde_json::{Value, json};
use std::time::Instant;

/// The label of the window that the page is in.
const LABEL: &str = "return location.pathname.endsWith('/room.html') ? location.hash.slice(1) : 'main'";
const INVOKE: &str = "
    const [command, args, done] = arguments;
    window.__TAURI_INTERNALS__.invoke(command, args).then((ok) => done({ ok }), (failed) => done({ failed }));
";

impl Rig {
    /// Goes to the window of that label (`main`, `leader`, `board`, `projector`): what follows happens in it.
    pub async fn window(&self, label: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let windows = self.windows().await;
            if let Some((_, handle)) = windows.iter().find(|(name, _)| name == label) {
                return self.driver.switch_to_window(handle.clone()).await.expect("the window is there");
            }
            let labels: Vec<_> = windows.iter().map(|(label, _)| label).collect();
            assert!(Instant::now() < end, "no window {label:?} among {labels:?}");
            pause().await;
        }
    }

    /// Waits until these windows are there and no other; the main one is gone to.
    pub async fn wait_windows(&self, labels: &[&str]) {
        let end = Instant::now() + PATIENCE;
        loop {
            let windows = self.windows().await;
            let mut there: Vec<_> = windows.iter().map(|(label, _)| label.as_str()).collect();
            there.sort_unstable();
            if there == labels {
                return self.window("main").await;
            }
            assert!(Instant::now() < end, "the windows are {there:?}");
            pause().await;
        }
    }

    /// Calls a command of the shell as the page of this window would.
    pub async fn invoke(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let question = vec![command.into(), arguments];
        let answer = self.driver.execute_async(INVOKE, question).await.expect("the page answers");
        let answer = answer.json();
        answer.get("failed").map_or_else(|| Ok(answer["ok"].clone()), |failed| Err(failed.clone()))
    }

    /// Wishes something of the windows; the answer is what is there then. In the main window only.
    pub async fn wish(&self, wish: Value) -> Value {
        let answer = self.invoke("windows", json!({ "wish": wish })).await;
        answer.unwrap_or_else(|failure| panic!("{wish}: {failure}"))
    }

    pub fn plug(&self, display: &str) {
        self.displays.plug(display);
    }

    pub fn unplug(&self, display: &str) {
        self.displays.unplug(display);
    }

    /// Keys and clicks as from the hand: they go where the window manager lets them go.
    pub fn xdotool(&self, words: &[&str]) -> String {
        self.displays.xdotool(words)
    }

    /// Waits until the windows that are to be seen, from left to right, are as `wanted`.
    pub async fn wait_seen(&self, wanted: impl Fn(&[Seen]) -> bool) -> Vec<Seen> {
        let end = Instant::now() + PATIENCE;
        loop {
            let seen = self.displays.seen();
            if wanted(&seen) {
                return seen;
            }
            assert!(Instant::now() < end, "to be seen: {seen:?}");
            pause().await;
        }
    }

    /// Waits until the window with the keyboard is called that; a dialog of the system is in no page.
    pub async fn wait_keyboard(&self, title: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let called = self.displays.keyboard();
            if called == title {
                return;
            }
            assert!(Instant::now() < end, "the keyboard is with {called:?}");
            pause().await;
        }
    }

    /// Waits until a script in the page returns that.
    pub async fn wait_script(&self, script: &str, wanted: impl Into<Value>) {
        let (end, wanted) = (Instant::now() + PATIENCE, wanted.into());
        loop {
            let said = self.script(script).await;
            if said == wanted {
                return;
            }
            assert!(Instant::now() < end, "{script}: {said}");
            pause().await;
        }
    }

    /// Every window by its label, hidden ones too.
    async fn windows(&self) -> Vec<(String, thirtyfour::WindowHandle)> {
        let mut windows = Vec::new();
        for handle in self.driver.windows().await.unwrap_or_default() {
            // One that closes at this moment has no label any more.
            if self.driver.switch_to_window(handle.clone()).await.is_ok()
                && let Ok(label) = self.driver.execute(LABEL, Vec::new()).await
            {
                windows.push((label.json().as_str().unwrap_or_default().to_owned(), handle));
            }
        }
        windows
    }
}
