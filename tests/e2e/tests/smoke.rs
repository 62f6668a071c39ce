//! The console opens, is readable to everyone, and its page can do only what it was given.

use e2e::Rig;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_screen_opens_and_is_accessible() {
    let console = Rig::open().await;
    assert_eq!(console.driver.title().await.unwrap(), "热线接听会商台");
    console.axe("first screen").await;
    console.shot("first-screen").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_can_neither_leave_nor_reach_beyond_its_commands() {
    let console = Rig::open().await;
    let refused = |command: &str| {
        format!(
            "return window.__TAURI_INTERNALS__.invoke('{command}', {{ label: 'other', options: {{}} }})
                .then(() => 'allowed', (reason) => 'refused: ' + reason)"
        )
    };
    for command in
        ["plugin:webview|create_webview_window", "plugin:window|close", "plugin:app|version", "no_such"]
    {
        let answer = console.script(&refused(command)).await;
        assert!(answer.as_str().is_some_and(|answer| answer.starts_with("refused")), "{command}: {answer}");
    }

    let inline = "const s = document.createElement('script'); s.textContent = 'window.broken = true';
                  document.body.append(s); return window.broken === true";
    assert_eq!(console.script(inline).await, false, "an inline script runs");
    let fetched = "return fetch('https://example.invalid/').then(() => 'sent', (e) => String(e))";
    assert_ne!(console.script(fetched).await, "sent");
    assert_eq!(console.script("return Object.isFrozen(Object.prototype)").await, true);

    let before = console.script("return location.href").await;
    console.script("location.href = 'data:text/html,elsewhere'; return null").await;
    assert_eq!(console.script("return window.open('https://example.invalid/') === null").await, true);
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(console.script("return location.href").await, before);
    assert_eq!(console.driver.windows().await.unwrap().len(), 1);
}
