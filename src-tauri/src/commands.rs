//! The desk's doors as Tauri commands. Each runs aside from the window's thread and says nothing of its own.

use desk::{
    Answer, DraftOrder, DraftReceipt, Entered, Entry, Failure, Front, Order, PaperOrder, PaperReceipt,
};
use desk::{Query, RehearsalState, RehearsalWish, StartView};
use serde_json::Value;
use std::sync::Arc;

use crate::Desk;

#[tauri::command]
pub async fn start(desk: Desk<'_>) -> Result<StartView, Failure> {
    aside("start", desk, |front| Ok(front.start())).await
}

#[tauri::command]
pub async fn enter(desk: Desk<'_>, entry: Entry) -> Result<Entered, Failure> {
    aside("enter", desk, |front| front.enter(entry)).await
}

#[tauri::command]
pub async fn act(desk: Desk<'_>, orders: Vec<Order>) -> Result<Vec<Answer>, Failure> {
    aside("act", desk, |front| Ok(front.act(orders))).await
}

#[tauri::command]
pub async fn view(desk: Desk<'_>, query: Query) -> Result<Value, Failure> {
    aside("view", desk, |front| front.view(query)).await
}

#[tauri::command]
pub async fn draft(desk: Desk<'_>, draft: DraftOrder) -> Result<DraftReceipt, Failure> {
    aside("draft", desk, |front| front.draft(draft)).await
}

#[tauri::command]
pub async fn export(desk: Desk<'_>, paper: PaperOrder) -> Result<PaperReceipt, Failure> {
    aside("export", desk, |front| front.export(paper)).await
}

#[tauri::command]
pub async fn rehearsal(desk: Desk<'_>, wish: RehearsalWish) -> Result<RehearsalState, Failure> {
    aside("rehearsal", desk, |front| front.rehearsal(wish)).await
}

/// Runs one call of the desk on a thread that may wait for the disk.
async fn aside<T, F>(name: &str, desk: Desk<'_>, call: F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: FnOnce(&Front) -> Result<T, Failure> + Send + 'static,
{
    let front = Arc::clone(&desk);
    let answer = tauri::async_runtime::spawn_blocking(move || call(&front)).await;
    answer.unwrap_or_else(|_| Err(unanswered(name)))
}

/// A panic must answer too, or the page would wait for ever. The log names the command, never its arguments.
pub(crate) fn unanswered(name: &str) -> Failure {
    eprintln!("hotline-console: {name} stopped before it answered");
    Failure::Fault { incident: name.to_owned() }
}
