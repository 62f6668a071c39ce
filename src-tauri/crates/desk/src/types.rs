//! The TypeScript types of everything that crosses the border, written from the Rust ones.

use crate::door::*;
use domain::view::*;
use std::path::Path;
use ts_rs::{Config, ExportError, TS};

/// Writes all types into `folder`, one file each.
///
/// # Errors
/// When the folder can't be written.
pub fn export(folder: &Path) -> Result<(), ExportError> {
    let config =
        Config::new().with_out_dir(folder).with_large_int("number").with_import_extension(None::<String>);
    Order::export_all(&config)?;
    Answer::export_all(&config)?;
    Query::export_all(&config)?;
    CasePage::export_all(&config)?;
    DraftOrder::export_all(&config)?;
    DraftReceipt::export_all(&config)?;
    PaperOrder::export_all(&config)?;
    PaperReceipt::export_all(&config)?;
    StartView::export_all(&config)?;
    Entry::export_all(&config)?;
    Entered::export_all(&config)?;
    RehearsalWish::export_all(&config)?;
    RehearsalState::export_all(&config)?;
    HeaderView::export_all(&config)?;
    QueueView::export_all(&config)?;
    FormView::export_all(&config)?;
    HistoryView::export_all(&config)?;
    DirectoryView::export_all(&config)?;
    AgendaView::export_all(&config)?;
    ItemView::export_all(&config)?;
    LedgerPage::export_all(&config)?;
    FiguresView::export_all(&config)?;
    SessionRow::export_all(&config)?;
    SittingsView::export_all(&config)?;
    DraftSeen::export_all(&config)?;
    Show::export_all(&config)?;
    Proposal::export_all(&config)?;
    RoomView::export_all(&config)?;
    WindowsView::export_all(&config)?;
    WindowWish::export_all(&config)?;
    ImportOrder::export_all(&config)?;
    ImportReceipt::export_all(&config)?;
    LeaderView::export_all(&config)?;
    BoardView::export_all(&config)?;
    ProjectorView::export_all(&config)?;
    RotaView::export_all(&config)?;
    PrepView::export_all(&config)?;
    BreakView::export_all(&config)?;
    UnitSheet::export_all(&config)?;
    PolicySeen::export_all(&config)?;
    PolicyPreview::export_all(&config)?;
    KeysOrder::export_all(&config)?;
    KeysReceipt::export_all(&config)?;
    AccountsView::export_all(&config)?;
    ErasureSeen::export_all(&config)?;
    AttachOrder::export_all(&config)?;
    EvidenceOrder::export_all(&config)?;
    RevealOrder::export_all(&config)?;
    Revealed::export_all(&config)?;
    PrintOrder::export_all(&config)?;
    TrailPage::export_all(&config)?;
    ClueOrder::export_all(&config)?;
    ClueView::export_all(&config)?;
    BackupOrder::export_all(&config)?;
    BackupsView::export_all(&config)?;
    CheckpointSeen::export_all(&config)?;
    UnitCase::export_all(&config)?;
    UnitLedger::export_all(&config)?;
    SharingView::export_all(&config)?;
    DisplacedSeen::export_all(&config)?;
    DueToCheck::export_all(&config)?;
    FloorView::export_all(&config)
}
