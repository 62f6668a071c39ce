//! Files of cases as Tauri commands: attached, shown as a picture, saved. A picture crosses as bytes and never as text.

use desk::{AttachOrder, EvidenceOrder, Failure, Receipt};
use std::path::PathBuf;
use tauri::ipc::Response;

use crate::Desk;
use crate::commands::aside;

#[tauri::command]
pub async fn attach(desk: Desk<'_>, order: AttachOrder) -> Result<Receipt, Failure> {
    aside("attach", desk, |front| front.attach(order)).await
}

/// The bytes stay in this answer and in the page that shows it.
#[tauri::command]
pub async fn picture(desk: Desk<'_>, order: EvidenceOrder) -> Result<Response, Failure> {
    let bytes = aside("picture", desk, move |front| front.picture(order)).await?;
    Ok(Response::new(bytes.to_vec()))
}

/// To where the person chose in the system's own dialog.
#[tauri::command]
pub async fn save_evidence(desk: Desk<'_>, order: EvidenceOrder, path: PathBuf) -> Result<(), Failure> {
    aside("save_evidence", desk, move |front| front.save_evidence(order, &path)).await
}
