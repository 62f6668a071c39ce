//! The desk's doors as Tauri commands. Each runs aside from the window's thread and says nothing of its own.

use desk::{
    Answer, BackupOrder, BackupsView, ClueOrder, ClueView, DraftOrder, DraftReceipt, Entered, Entry, Failure,
    Front, ImportOrder, ImportReceipt, KeysOrder, KeysReceipt, Order, PaperOrder, PaperReceipt, PrintOrder,
    Proposal, Query, RehearsalState, RehearsalWish, RevealOrder, Revealed, RoomWindow, Show, StartView,
};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

use crate::Desk;
use crate::clipboard::Clipboard;
use crate::names::WINDOWS;

#[tauri::command]
pub async fn start(desk: Desk<'_>) -> Result<StartView, Failure> {
    aside("start", desk, |front| Ok(front.start())).await
}

#[tauri::command]
pub async fn enter(
    desk: Desk<'_>,
    clipboard: tauri::State<'_, Clipboard>,
    entry: Entry,
) -> Result<Entered, Failure> {
    let clipboard = clipboard.inner().clone();
    let goes = matches!(entry, Entry::Lock | Entry::Leave);
    aside("enter", desk, move |front| {
        let entered = front.enter(entry);
        // Whoever leaves the seat leaves no number behind for the next one to paste.
        if goes {
            clipboard.clear();
        }
        entered
    })
    .await
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

#[tauri::command]
pub async fn show(desk: Desk<'_>, show: Show) -> Result<(), Failure> {
    aside("show", desk, |front| front.show(show)).await
}

#[tauri::command]
pub async fn bring(desk: Desk<'_>, order: ImportOrder) -> Result<ImportReceipt, Failure> {
    aside("bring", desk, |front| front.bring(order)).await
}

#[tauri::command]
pub async fn keys(desk: Desk<'_>, order: KeysOrder) -> Result<KeysReceipt, Failure> {
    aside("keys", desk, |front| front.keys(order)).await
}

/// A number that is to be copied goes from here into the clipboard; the page doesn't get it.
#[tauri::command]
pub async fn reveal(
    desk: Desk<'_>,
    clipboard: tauri::State<'_, Clipboard>,
    order: RevealOrder,
) -> Result<Revealed, Failure> {
    let (number, revealed) = aside("reveal", desk, move |front| front.reveal(order)).await?;
    if order.copy {
        clipboard.hold(&number, Duration::from_secs(u64::from(revealed.seconds)))?;
    }
    Ok(revealed)
}

#[tauri::command]
pub async fn printing(desk: Desk<'_>, order: PrintOrder) -> Result<(), Failure> {
    aside("printing", desk, move |front| front.printing(order)).await
}

#[tauri::command]
pub async fn clue(desk: Desk<'_>, order: ClueOrder) -> Result<ClueView, Failure> {
    aside("clue", desk, |front| front.clue(order)).await
}

#[tauri::command]
pub async fn backup(desk: Desk<'_>, order: BackupOrder) -> Result<BackupsView, Failure> {
    aside("backup", desk, |front| front.backup(order)).await
}

#[tauri::command]
pub async fn leader(desk: Desk<'_>) -> Result<Value, Failure> {
    aside("leader", desk, |front| front.window(RoomWindow::Leader)).await
}

#[tauri::command]
pub async fn propose(desk: Desk<'_>, proposal: Proposal) -> Result<(), Failure> {
    aside("propose", desk, move |front| front.propose(proposal)).await
}

#[tauri::command]
pub async fn board(desk: Desk<'_>) -> Result<Value, Failure> {
    aside("board", desk, |front| front.window(RoomWindow::Board)).await
}

#[tauri::command]
pub async fn projector(desk: Desk<'_>) -> Result<Value, Failure> {
    aside("projector", desk, |front| front.window(RoomWindow::Projector)).await
}

/// Runs one call of the desk on a thread that may wait for the disk.
pub(crate) async fn aside<T, F>(name: &str, desk: Desk<'_>, call: F) -> Result<T, Failure>
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

/// Whether that window can call that command.
pub(crate) fn may(window: &str, command: &str) -> bool {
    WINDOWS.iter().any(|(label, own)| *label == window && own.contains(&command))
}

/// No page of ours asks for another window's command.
pub(crate) fn refused(window: &str, command: &str) -> Failure {
    eprintln!("hotline-console: the window {window} asked for {command}");
    Failure::Fault { incident: command.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::may;

    #[test]
    fn a_window_runs_its_own_commands_and_no_others() {
        for (window, command, runs) in [
            ("main", "act", true),
            ("main", "leader", false),
            ("leader", "propose", true),
            ("leader", "view", false),
            ("board", "propose", false),
            ("projector", "board", false),
            ("another", "start", false),
        ] {
            assert_eq!(may(window, command), runs, "{window} {command}");
        }
    }
}
