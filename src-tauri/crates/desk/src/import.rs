//! Bringing in cases of another system: one CaseImported a row, the same file twice adds nothing.

use crate::chance::id_by_name;
use crate::commit::Hand;
use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::{Failure, Needs};
use crate::sharing::{Act, Born};
use domain::calendar::{self, ImportProblem as CalendarProblem};
use domain::case::{CaseCommand, ImportProblem, ImportRow, ImportWhy};
use domain::deadline::DeadlineClass;
use domain::directory::{Category, Directory, DirectoryCommand, HouseKind};
use domain::id::{CategoryId, UnitId};
use domain::input::{TITLE_MAX, Text};
use domain::permission::Right;
use domain::rejection::Rejection;
use domain::{Around, Command, Field, Moment, State, decide};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::BufRead;
use store::Write;
use uuid::Uuid;

/// Rows that go to disk in one transaction: one sync for a thousand, and never more than a second's work.
const BATCH: usize = 1000;

/// Where categories go that the directory does not know.
pub const IMPORTED: &str = "导入";

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    pub read: u64,
    pub added: u64,
    /// In the record already.
    pub known: u64,
    pub categories_created: u64,
    pub refused: Vec<ImportProblem>,
}

impl Desk {
    /// Imports JSON lines. A row that can't be taken is answered with its row number, field and reason; the
    /// others go in.
    ///
    /// # Errors
    /// When this is a real house (its backlog comes by the platform's own road), or the disk fails.
    pub fn import(&self, file: impl BufRead) -> Result<Imported, Failure> {
        if self.kind() == HouseKind::Real {
            return Err(Failure::Denied { needs: Needs::Rehearsal });
        }
        self.may(Right::ImportCases)?;
        let mut done = Imported::default();
        let mut batch = Vec::with_capacity(BATCH);
        let mut seen = HashSet::new();
        for (row, line) in (1..).zip(file.split(b'\n')) {
            let line = line.map_err(|error| Failure::file(&error))?;
            let Ok(line) = std::str::from_utf8(&line) else {
                done.read += 1;
                done.refused.push(ImportProblem { row, field: None, why: ImportWhy::NotJson });
                continue;
            };
            let line = if row == 1 { line.trim_start_matches('\u{feff}') } else { line };
            if line.trim().is_empty() {
                continue;
            }
            done.read += 1;
            match ImportRow::read(row, line) {
                Ok(read) => batch.push((row, read)),
                Err(problem) => done.refused.push(problem),
            }
            if batch.len() == BATCH {
                self.import_batch(std::mem::take(&mut batch), &mut seen, &mut done)?;
            }
        }
        self.import_batch(batch, &mut seen, &mut done)?;
        self.announce(&[Topic::Cases, Topic::Directory]);
        Ok(done)
    }

    fn import_batch(
        &self,
        rows: Vec<(u64, ImportRow)>,
        seen: &mut HashSet<Uuid>,
        done: &mut Imported,
    ) -> Result<(), Failure> {
        done.categories_created += self.create_categories(&rows)?;
        let directory = self.directory();
        let categories: HashMap<&str, CategoryId> =
            directory.categories.values().map(|category| (category.name.as_str(), category.id)).collect();
        let units: HashMap<&str, UnitId> =
            directory.units.values().map(|unit| (unit.name.as_str(), unit.id)).collect();
        let mut keyed = Vec::with_capacity(rows.len());
        for (row, read) in rows {
            let external = uuid::Builder::from_custom_bytes(self.keys.import_hash(&read.external_id)?);
            keyed.push((row, external.into_uuid(), read));
        }
        let ids: Vec<Uuid> = keyed.iter().map(|(_, external, _)| *external).collect();
        let known = self.read(|reader| reader.external_known(&ids))?;
        let hand = self.my_hand();
        let around = Around::default();
        let (roles, around) = (&*self.roles(), &around);
        let moment = Moment { at: hand.at, actor: hand.actor, roles, directory: &directory, around };
        let mut store = self.write()?;
        let mut writes: Vec<Write> = Vec::with_capacity(keyed.len());
        for (row, external, read) in keyed {
            if known.contains(&external) || !seen.insert(external) {
                done.known += 1;
                continue;
            }
            let category = categories.get(category_name(&read.category).as_str()).copied();
            let unit = units.get(read.unit.as_str()).copied();
            let command = CaseCommand::ImportCase { external, row: Box::new(read), category, unit };
            match decide(&State::Nothing, Command::Case(command), &moment) {
                Ok(events) => {
                    let stream = self.chance.stream();
                    writes.push(self.sealed(&store, stream, State::Nothing, &events, hand)?);
                    done.added += 1;
                }
                Err(rejection) => done.refused.push(ImportProblem {
                    row,
                    field: rejection.field().and_then(field_of),
                    why: ImportWhy::Refused { rejection: Box::new(rejection) },
                }),
            }
        }
        store.commit(&writes, &[])?;
        Ok(())
    }

    /// Categories named in the rows that the directory lacks stand under 导入.
    fn create_categories(&self, rows: &[(u64, ImportRow)]) -> Result<u64, Failure> {
        let directory = self.directory();
        let known: HashSet<&str> =
            directory.categories.values().map(|category| category.name.as_str()).collect();
        let named = rows.iter().map(|(_, row)| category_name(&row.category));
        let unknown: BTreeSet<String> =
            named.filter(|name| !name.is_empty() && !known.contains(name.as_str())).collect();
        if unknown.is_empty() {
            return Ok(0);
        }
        let root = CategoryId(id_by_name("category", IMPORTED));
        let category = |id, name: &str, above| Category {
            id,
            name: name.to_string(),
            initials: String::new(),
            above,
            unit: None,
            class: DeadlineClass::General,
            code: None,
            scope: None,
            lines: Vec::new(),
        };
        let mut set: Vec<Category> = unknown
            .iter()
            .map(|name| category(CategoryId(id_by_name(IMPORTED, name)), name, Some(root)))
            .collect();
        if !directory.categories.contains_key(&root) {
            set.push(category(root, IMPORTED, None));
        }
        let created = unknown.len() as u64;
        self.change_directory(DirectoryCommand::ChangeCategories { set, gone: Vec::new() }, self.my_hand())?;
        Ok(created)
    }

    /// Takes a calendar of holidays and shifted working days; answers how many days it names. A file with a
    /// wrong line is left out whole, and says which.
    pub fn import_calendar(&self, text: &str) -> Result<Result<u64, CalendarProblem>, Failure> {
        let rows = match calendar::import_csv(text) {
            Ok(rows) => rows,
            Err(problem) => return Ok(Err(problem)),
        };
        let days = rows.len() as u64;
        let command = DirectoryCommand::ChangeCalendar { days: Vec::new(), rows };
        self.change_directory(command, self.my_hand())?;
        Ok(Ok(days))
    }

    /// Changes the directory as it stands now, whoever changed it last.
    pub(crate) fn change_directory(&self, command: DirectoryCommand, hand: Hand) -> Result<(), Failure> {
        self.change_directory_by(hand, |_| ((), Some(command)))
    }

    /// Changes it by what `change` makes of it, if anything; nobody comes in between.
    pub(crate) fn change_directory_by<T>(
        &self,
        hand: Hand,
        change: impl FnOnce(&Directory) -> (T, Option<DirectoryCommand>),
    ) -> Result<T, Failure> {
        let stream = self.directory_stream();
        let mut unchanged = None;
        let done = self.commit_at_home(stream, Born::AtHub, |store| {
            let directory = self.directory();
            let (answer, command) = change(&directory);
            let Some(command) = command else {
                unchanged = Some(answer);
                return Err(Rejection::AlreadyThere.into());
            };
            let before = State::Directory(Box::new((*directory).clone()));
            let command = Command::Directory(command);
            let act = self.decided(store, stream, before, command, hand, Vec::new())?;
            Ok(Act { write: act.write, drafts: act.drafts, answer: (answer, act.answer) })
        });
        if let Some(answer) = unchanged {
            return Ok(answer);
        }
        let (answer, receipt) = done?;
        self.follow_directory(stream)?;
        self.announce(&receipt.topics);
        Ok(answer)
    }
}

/// A category's name as the directory keeps it: one line, clean, and not longer than a line is there.
fn category_name(text: &str) -> String {
    let line = Text::line(text, u32::MAX).unwrap_or_default();
    line.chars().take(TITLE_MAX as usize).collect::<String>().trim_end().to_string()
}

/// The name of a field as it stands in the file.
fn field_of(field: Field) -> Option<String> {
    const NAMES: [(Field, &str); 6] = [
        (Field::Title, "title"),
        (Field::Matter, "detail"),
        (Field::Caller, "caller"),
        (Field::Number, "phone"),
        (Field::Place, "place"),
        (Field::Lead, "unit"),
    ];
    NAMES.iter().find(|(known, _)| *known == field).map(|(_, name)| name.to_string())
}
