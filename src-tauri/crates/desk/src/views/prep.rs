//! 活动准备 and the ten minutes before the meeting.

use crate::desk::Desk;
use crate::failure::Failure;
use chrono::NaiveDate;
use domain::id::SessionId;
use domain::view::*;

impl Desk {
    pub(crate) fn rota(&self, _from: NaiveDate, _count: u32) -> Result<RotaView, Failure> {
        Err(domain::Rejection::NotFound.into())
    }

    pub(crate) fn prep(&self, _session: SessionId) -> Result<PrepView, Failure> {
        Err(domain::Rejection::NotFound.into())
    }

    pub(crate) fn break_view(&self, _session: SessionId) -> Result<BreakView, Failure> {
        Err(domain::Rejection::NotFound.into())
    }

    pub(crate) fn unit_sheets(&self, _session: SessionId) -> Result<Vec<UnitSheet>, Failure> {
        Err(domain::Rejection::NotFound.into())
    }
}
