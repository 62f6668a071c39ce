//! 本单位诉求清单: for each head at the table what will probably be his, masked, in the order of the agenda.

use super::found;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::call::Disposition;
use domain::case::{Case, Stage};
use domain::directory::{Directory, Unit};
use domain::id::{SessionId, UnitId};
use domain::redact::Redacted;
use domain::session::Session;
use domain::triage::{Meeting, likely_unit, sorted};
use domain::view::*;

impl Desk {
    pub(crate) fn unit_sheets(&self, id: SessionId) -> Result<Vec<UnitSheet>, Failure> {
        let (session, meeting, cases) = self.read(|reader| {
            Ok((reader.session(id)?, reader.meeting_of_session(id)?, reader.cases_of_session(id)?))
        })?;
        Ok(sheets(&found(session)?, meeting.as_ref(), &cases, &self.directory()))
    }
}

/// Units in their fixed order, and last what no unit can be told for. Places are the agenda's: the meeting's
/// once it has convened, before that as the agenda would be sorted now.
pub(super) fn sheets(
    session: &Session,
    meeting: Option<&Meeting>,
    cases: &[Case],
    directory: &Directory,
) -> Vec<UnitSheet> {
    let order = match meeting {
        Some(meeting) => meeting.order.clone(),
        None => sorted(cases, session, directory),
    };
    let placed = (1..).zip(&order).filter_map(|(place, entry)| {
        let case = cases.iter().find(|case| case.id == entry.case).filter(|case| on_the_table(case))?;
        let unit = likely_unit(case, directory).filter(|unit| directory.units.contains_key(unit));
        Some((unit, line(place, case, directory)))
    });
    let lines: Vec<(Option<UnitId>, UnitLine)> = placed.collect();
    let of = |unit: Option<&Unit>| {
        let id = unit.map(|unit| unit.id);
        UnitSheet {
            unit: id,
            name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
            head: unit
                .and_then(|unit| unit.head)
                .map(|head| directory.person_titled(head))
                .unwrap_or_default(),
            lines: lines.iter().filter(|(of, _)| *of == id).map(|(_, line)| line.clone()).collect(),
        }
    };
    let units = directory.units_in_order().into_iter().map(Some).chain([None]);
    units.map(of).filter(|sheet| !sheet.lines.is_empty()).collect()
}

/// Merged ones are spoken of with their master, closed ones not at all.
fn on_the_table(case: &Case) -> bool {
    match case.stage {
        Stage::PendingTriage | Stage::Assigned | Stage::InProgress => true,
        Stage::Recording
        | Stage::Replied
        | Stage::PendingCallback
        | Stage::Listed
        | Stage::Closed { .. }
        | Stage::Merged { .. }
        | Stage::Redirected { .. }
        | Stage::Voided { .. } => false,
    }
}

fn line(place: u32, case: &Case, directory: &Directory) -> UnitLine {
    let (matter, caller) = (&case.matter, &case.text.caller);
    // Whoever is shielded could be known by his words or his street, whatever was ticked.
    let shielded = case.shielded();
    let checked = matter.checked && !shielded && !case.erased;
    UnitLine {
        place,
        number: case.number.map(|number| number.shown()).unwrap_or_default(),
        at: case.called_at(),
        category: matter.category.map(|id| directory.category_path(id)).unwrap_or_default(),
        place_name: if shielded {
            Redacted::default()
        } else {
            Redacted::place(&case.place(directory), caller)
        },
        title: checked.then(|| Redacted::text(&case.text.title, caller)),
        hazard: matter.hazard,
        repeat: matter.repeat_of.is_some() || matter.asked_before > 0,
        same_day: case.disposition == Some(Disposition::SameDay),
        promised_due: case.promise.due(),
    }
}
