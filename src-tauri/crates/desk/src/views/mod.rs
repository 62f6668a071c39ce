//! One query a part of a screen. Each reads on a connection of its own and never waits for a write.

mod accounts;
mod board;
mod counts;
mod erasures;
mod floor;
mod header;
mod leader;
mod ledger;
mod meeting;
mod pause;
mod policy;
mod prep;
mod projector;
mod seat;
mod sharing;
mod sheets;
mod sittings;
mod trail;
mod unit;

pub(crate) use meeting::pass_of;

use crate::desk::Desk;
use crate::door::{Query, RoomWindow};
use crate::failure::Failure;
use domain::Rejection;
use domain::permission::Right;
use domain::view::DirectoryView;
use serde::Serialize;
use serde_json::Value;

impl Desk {
    /// Answers a query with the view that belongs to it, as JSON.
    ///
    /// # Errors
    /// `Refused(NotFound)` when what is asked about is not there; faults of the store.
    pub fn view(&self, query: Query) -> Result<Value, Failure> {
        self.may(query.right())?;
        match query {
            Query::Header => json(self.header()?),
            Query::Queue { seat } => json(self.queue(seat)?),
            Query::Form { case } => json(self.form(case)?),
            Query::History { number, except } => json(self.history(&number, except)?),
            Query::Directory => json(DirectoryView::of(&self.directory(), self.clock.now().day())),
            Query::Agenda { session } => json(self.agenda(session)?),
            Query::Item { case } => json(self.item(case)?),
            Query::Ledger { filter, from, count } => json(self.ledger(&filter, from, count)?),
            Query::Case { case } => json(self.case_page(case)?),
            Query::Figures { session } => json(self.figures(session)?),
            Query::Sittings { session } => json(self.sittings(session)?),
            Query::Sessions => json(self.sessions()?),
            Query::Drafts => json(self.drafts()?),
            Query::Room => json(self.room_view()?),
            Query::Rota { from, count } => json(self.rota(from, count)?),
            Query::Prep { session } => json(self.prep(session)?),
            Query::Break { session } => json(self.break_view(session)?),
            Query::UnitSheets { session } => json(self.unit_sheets(session)?),
            Query::Policies => json(self.policies()),
            Query::PolicyPreview { deadlines, from } => json(self.policy_preview(&deadlines, from)?),
            Query::UnitLedger { from, count } => json(self.unit_ledger(from, count)?),
            Query::UnitCase { case } => json(self.unit_case(case)?),
            Query::Accounts => json(self.accounts()?),
            Query::Trail { filter, from, count } => json(self.trail(&filter, from, count)?),
            Query::CaseTrail { case } => json(self.case_trail(case)?),
            Query::Erasures => json(self.erasures()?),
            Query::Backups => json(self.backups()?),
            Query::Checkpoints => json(self.checkpoints()?),
            Query::Sharing => json(self.sharing_view()?),
            Query::Floor { session } => json(self.floor(session)?),
            Query::ToCheck => json(self.displaced_seen()?),
            Query::DuesToCheck => json(self.dues_to_check()?),
        }
    }
}

/// A view of its own for each window of the room: there is nothing in it that isn't masked by type.
impl Desk {
    /// # Errors
    /// Faults of the store.
    pub fn window(&self, window: RoomWindow) -> Result<Value, Failure> {
        self.may(Right::SeeRoom)?;
        match window {
            RoomWindow::Leader => json(self.leader()?),
            RoomWindow::Board => json(self.board()?),
            RoomWindow::Projector => json(self.projector()?),
        }
    }
}

fn json(view: impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(view).map_err(Failure::fault)
}

fn found<T>(value: Option<T>) -> Result<T, Failure> {
    value.ok_or_else(|| Failure::from(Rejection::NotFound))
}
