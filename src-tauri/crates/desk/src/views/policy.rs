//! Versions of the deadlines, and what a change would touch.

use crate::desk::Desk;
use crate::failure::Failure;
use chrono::NaiveDate;
use domain::deadline::DeadlinePolicy;
use domain::view::*;

impl Desk {
    pub(crate) fn policies(&self) -> Vec<PolicySeen> {
        Vec::new()
    }

    pub(crate) fn policy_preview(
        &self,
        _deadlines: &DeadlinePolicy,
        _from: NaiveDate,
    ) -> Result<PolicyPreview, Failure> {
        Err(domain::Rejection::NotFound.into())
    }
}
