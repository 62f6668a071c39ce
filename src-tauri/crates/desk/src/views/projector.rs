//! 会商投影: which scene stands, and what of a case may be in it.

use super::board::host;
use super::counts::by_unit;
use super::leader::told_by;
use super::meeting::{is_done, is_through, item_state, pass_of};
use crate::desk::Desk;
use crate::door::ItemShown;
use crate::failure::Failure;
use domain::case::{Case, Promise};
use domain::directory::Directory;
use domain::id::CaseId;
use domain::redact::Redacted;
use domain::session::{Seal, Session};
use domain::triage::{Deferral, Meeting, Pass};
use domain::view::*;
use std::collections::HashMap;

/// 同类已办: as many as fit in the letters of the hall.
const ALIKE: u32 = 3;

impl Desk {
    pub(crate) fn projector(&self) -> Result<ProjectorView, Failure> {
        let scene = self.scene()?;
        Ok(ProjectorView { now: self.clock.now(), speed: self.clock.speed(), scene })
    }

    fn scene(&self) -> Result<Scene, Failure> {
        let (black, hidden, shown) = {
            let room = self.room();
            (room.black, room.hidden, room.item.clone())
        };
        if black {
            return Ok(Scene::Black);
        }
        let read = self.read(|reader| {
            let Some(session) = super::header::current(reader.sessions()?) else { return Ok(None) };
            let Some(meeting) = reader.meeting_of_session(session.id)? else { return Ok(None) };
            let cases = reader.cases_of_session(session.id)?;
            Ok(Some((session, meeting, cases)))
        })?;
        let Some((session, meeting, cases)) = read else { return Ok(Scene::Calls { board: self.board()? }) };
        let directory = self.directory();
        let reach = self.reach_of(&session);
        let hall = Hall { session: &session, meeting: &meeting, cases: &cases, directory: &directory, reach };
        let head = hall.head();
        if meeting.adjourned_at.is_some() || meeting.pass == Pass::Closing {
            return Ok(Scene::Closing { head, closing: self.closing(&hall)? });
        }
        // What the secretary has before her goes ahead of what the journal says was opened last.
        let open = shown.as_ref().map(|shown| shown.case).or(meeting.opened.map(|(case, _)| case));
        match open.and_then(|open| hall.item(open, shown.as_ref(), hidden)) {
            Some(mut item) => {
                item.alike = self.alike_masked(&cases, item.case, &directory)?;
                Ok(Scene::Item { head, item })
            }
            None => Ok(Scene::Agenda { head }),
        }
    }

    fn alike_masked(
        &self,
        cases: &[Case],
        id: CaseId,
        directory: &Directory,
    ) -> Result<Vec<AlikeMasked>, Failure> {
        let category = cases.iter().find(|case| case.id == id).and_then(|case| case.matter.category);
        let Some(category) = category else { return Ok(Vec::new()) };
        let alike = self.read(|reader| reader.same_category_settled(category, id, ALIKE))?;
        let masked = alike.iter().filter_map(|case| {
            let given = case.assignment.as_ref()?;
            Some(AlikeMasked {
                number: case.number.map(|number| number.shown()).unwrap_or_default(),
                unit: directory.unit_name(given.lead),
                working_days: given.working_days,
            })
        });
        Ok(masked.collect())
    }

    fn closing(&self, hall: &Hall) -> Result<Closing, Failure> {
        let (tally, counters) =
            self.read(|reader| Ok((reader.tally(hall.session.id)?, reader.counters(hall.session.id)?)))?;
        let undecided: Vec<CaseId> = hall.meeting.undecided().collect();
        let until = hall.meeting.deferred.iter().filter(|(case, _)| undecided.contains(case));
        let until = until.filter_map(|(_, deferred)| match deferred.to {
            Deferral::Undecided { until, .. } => Some(until),
            Deferral::Later => None,
        });
        let dues = || hall.cases.iter().filter_map(|case| case.due());
        Ok(Closing {
            units: by_unit(&counters, hall.directory),
            ruling_by: until.max(),
            told_by: told_by(hall.session.plan.day, hall.directory, self.clock.now())
                .filter(|_| tally.transferred > 0),
            first_due: dues().min(),
            last_due: dues().max(),
            absent: hall.session.seal.as_ref().map(Seal::missing).unwrap_or_default(),
            tally,
        })
    }
}

/// What stands around one item.
struct Hall<'a> {
    session: &'a Session,
    meeting: &'a Meeting,
    cases: &'a [Case],
    directory: &'a Directory,
    reach: Option<Reach>,
}

impl Hall<'_> {
    fn head(&self) -> MeetingHead {
        let by_id: HashMap<CaseId, &Case> = self.cases.iter().map(|case| (case.id, case)).collect();
        let mut count = AgendaCount::default();
        let (mut items, mut done) = (0, 0);
        for (place, entry) in (1..).zip(&self.meeting.order) {
            let Some(case) = by_id.get(&entry.case) else { continue };
            let state = item_state(case, entry.group, self.meeting);
            super::meeting::tally(&mut count, state);
            if pass_of(entry.group) == self.meeting.pass {
                items += 1;
                done += u32::from(is_through(self.meeting, place, entry.group, state));
            }
        }
        MeetingHead {
            house: self.directory.kind,
            number: self.session.plan.number,
            host: host(self.session, self.directory),
            pass: self.meeting.pass,
            items,
            done,
            count,
            reach: self.reach,
        }
    }

    fn item(&self, id: CaseId, shown: Option<&ItemShown>, hidden: bool) -> Option<ProjectorItem> {
        let case = self.cases.iter().find(|case| case.id == id)?;
        let at = self.meeting.order.iter().position(|entry| entry.case == id)?;
        let group = self.meeting.order[at].group;
        let shown = shown.filter(|shown| shown.case == id);
        let unit = |id| self.directory.unit_name(id);
        let given = case.assignment.as_ref();
        let lead = given.map(|given| given.lead).or(shown.and_then(|shown| shown.lead));
        let owner = given.map(|given| given.owner).or(shown.and_then(|shown| shown.owner));
        let plan = given.map(|given| given.plan.as_str()).or(shown.map(|shown| shown.plan.as_str()));
        let plan = plan.unwrap_or_default();
        let (promised_by, promised_due, words) = match &case.promise {
            Promise::Made { by, due, words, .. } => {
                (self.directory.person_titled(*by), *due, words.as_deref().unwrap_or_default())
            }
            Promise::Unknown | Promise::Nothing => (String::new(), None, ""),
        };
        // Whoever is shielded could be known by his words, whatever was ticked.
        let checked = case.matter.checked && !case.shielded() && !case.erased;
        let free = |said: &str| Redacted::text(said, &case.text.caller);
        let assisting = given.map(|given| &given.assisting).or(shown.map(|shown| &shown.assisting));
        Some(ProjectorItem {
            case: id,
            place_on_agenda: at as u32 + 1,
            group,
            number: case.number.map(|number| number.shown()).unwrap_or_default(),
            state: item_state(case, group, self.meeting),
            category: case.matter.category.map(|id| self.directory.category_path(id)).unwrap_or_default(),
            place: place(case, self.directory),
            hazard: case.matter.hazard,
            repeats: case.matter.asked_before.max(u32::from(case.matter.repeat_of.is_some())),
            text: (checked && !hidden).then(|| ProjectorText {
                title: free(&case.text.title),
                matter: free(&case.text.matter),
                promise: free(words),
            }),
            promised_by,
            promised_due,
            lead: lead.map(unit).unwrap_or_default(),
            assisting: assisting.into_iter().flatten().map(|id| unit(*id)).collect(),
            due: given.map(|given| given.due).or(shown.and_then(|shown| shown.due)),
            provisional: given.is_some_and(|given| given.provisional.is_some()),
            plan: if !hidden && (checked || self.ready_made(plan)) {
                free(plan)
            } else {
                Redacted::default()
            },
            planned: !plan.is_empty(),
            owner: owner.map(|owner| self.directory.person_titled(owner)).unwrap_or_default(),
            step: shown.filter(|_| given.is_none()).and_then(|shown| shown.step),
            hops: Hop::chain(case, self.directory),
            alike: Vec::new(),
            next: self.next(at),
            hidden,
        })
    }

    /// A unit's ready sentence says nothing of the caller; what was typed may.
    fn ready_made(&self, plan: &str) -> bool {
        self.directory.units.values().any(|unit| unit.plans.iter().any(|ready| ready == plan))
    }

    /// The next item that is still to be settled, in the words that it may be called by.
    fn next(&self, at: usize) -> Option<Redacted> {
        self.meeting.order.iter().skip(at + 1).find_map(|entry| {
            let case = self.cases.iter().find(|case| case.id == entry.case)?;
            if is_done(item_state(case, entry.group, self.meeting)) {
                return None;
            }
            Some(named(case, self.directory))
        })
    }
}

/// Its checked title, else where it is and what kind of matter.
fn named(case: &Case, directory: &Directory) -> Redacted {
    if case.matter.checked && !case.shielded() && !case.erased {
        return Redacted::text(&case.text.title, &case.text.caller);
    }
    let category = case.matter.category.and_then(|id| directory.categories.get(&id));
    let words = [place(case, directory).as_str(), category.map_or("", |category| &category.name)].join(" ");
    Redacted::text(words.trim(), &case.text.caller)
}

/// The compound alone. Of a shielded case not even that.
fn place(case: &Case, directory: &Directory) -> Redacted {
    if case.shielded() {
        return Redacted::default();
    }
    let place = case.place(directory);
    Redacted::place(place.rsplit('·').next().unwrap_or_default().trim(), &case.text.caller)
}
