//! Tells every window which topics changed. A burst of commits becomes one message, so pages read again once.

use serde_json::Value;
use std::io;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;
use tauri::{AppHandle, Emitter};

/// The event a page listens to; its payload is an array of topics.
const CHANGED: &str = "changed";
/// The least time between two messages: well under the 150 ms in which another window has to show a change.
const PAUSE: Duration = Duration::from_millis(50);

/// Carries the desk's changes to the windows for as long as the process lives.
pub fn follow(front: &desk::Front, app: AppHandle) -> io::Result<()> {
    let (tell, told) = channel::<Vec<Value>>();
    thread::Builder::new().name("notify".into()).spawn(move || {
        gather(&told, PAUSE, |topics| say(&app, topics.to_vec()));
    })?;
    front.on_change(move |topics| {
        let topics = topics.iter().filter_map(|topic| serde_json::to_value(topic).ok()).collect();
        tell.send(topics).ok();
    });
    Ok(())
}

/// Says that the windows or the displays of this workstation changed.
pub fn room(app: &AppHandle) {
    say(app, serde_json::to_value(desk::Topic::Room).into_iter().collect());
}

fn say(app: &AppHandle, topics: Vec<Value>) {
    let told = app.clone();
    // It fails only when the app is closing, and then no window is left to tell.
    let emit = move || drop(told.emit(CHANGED, topics));
    // Through GTK's own loop, which goes on while a print dialog is open; Tauri's waits for its end.
    #[cfg(target_os = "linux")]
    gtk::glib::MainContext::default().invoke(emit);
    #[cfg(not(target_os = "linux"))]
    emit();
}

/// The first change goes out at once; those of the pause that follows go out together, each topic once.
fn gather(told: &Receiver<Vec<Value>>, pause: Duration, mut emit: impl FnMut(&[Value])) {
    while let Ok(first) = told.recv() {
        let mut topics: Vec<Value> = Vec::new();
        for topic in first.into_iter().chain(told.try_iter().flatten()) {
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        if topics.is_empty() {
            continue;
        }
        emit(&topics);
        thread::sleep(pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_told_once_with_each_topic_once() {
        let (tell, told) = channel();
        for topics in [vec!["agenda"], vec!["agenda", "case"], vec![], vec!["case"]] {
            tell.send(topics.into_iter().map(Value::from).collect()).unwrap();
        }
        drop(tell);
        let mut said = Vec::new();
        gather(&told, Duration::ZERO, |topics| said.push(topics.to_vec()));
        assert_eq!(said, [vec![Value::from("agenda"), Value::from("case")]]);
    }

    #[test]
    fn what_changes_during_the_pause_is_told_after_it() {
        let (tell, told) = channel();
        let mut again = Some(tell.clone());
        tell.send(vec![Value::from("agenda")]).unwrap();
        drop(tell);
        let mut said = Vec::new();
        gather(&told, Duration::ZERO, |topics| {
            said.push(topics.to_vec());
            if let Some(tell) = again.take() {
                tell.send(vec![Value::from("agenda")]).unwrap();
            }
        });
        assert_eq!(said.len(), 2);
    }
}
