//! 备份: by the plan or by hand, one at a time; old ones are thrown away, and the list of erasures lies beside them.

mod restore;
#[cfg(test)]
mod tests;

pub use restore::restore;

use crate::desk::Desk;
use crate::door::{BackupOrder, BackupPlan, BackupSeen, BackupsView, Topic};
use crate::failure::Failure;
use domain::Stamp;
use domain::directory::HouseKind;
use domain::event::{Event, SeatEvent};
use domain::input::InputProblem;
use domain::permission::Right;
use domain::rejection::{Field, Rejection};
use domain::seat::{BackedUp, CheckpointWhy, StoreRestored};
use std::path::{Path, PathBuf};
use std::sync::{Arc, MutexGuard, PoisonError};
use store::Backup;
use vault::{FileKey, Keys};

const DAY: i64 = 24 * 60;
/// Minutes that the plan waits after a backup that came to nothing: a full disk isn't filled every half minute.
const AFTER_TROUBLE: i64 = 60;

#[derive(Default)]
pub(crate) struct BackingUp {
    pub running: bool,
    /// Why the last one came to nothing.
    trouble: Option<Failure>,
    /// When the last one was begun.
    last: Option<Stamp>,
}

/// All that copying needs: the desk may be left meanwhile.
struct Job {
    source: PathBuf,
    files: Arc<(FileKey, Option<FileKey>)>,
    keys: Arc<Keys>,
    to: PathBuf,
    at: Stamp,
    by_hand: bool,
}

impl Job {
    fn run(&self) -> Result<Backup, Failure> {
        Ok(Backup::copy(&self.source, &self.files.0, &self.keys, &self.to, self.at)?.count()?)
    }
}

impl Desk {
    /// → `Query::Backups`
    ///
    /// # Errors
    /// Of the store. A folder that can't be read is a trouble in the answer.
    pub fn backups(&self) -> Result<BackupsView, Failure> {
        let plan = self.backup_plan()?;
        let folder = self.backup_folder(&plan);
        let listed = Backup::all(&folder, self.identity.house);
        let state = self.backing_up();
        let (running, mut trouble) = (state.running, state.trouble.clone());
        drop(state);
        let backups = listed.unwrap_or_else(|error| {
            trouble.get_or_insert(error.into());
            Vec::new()
        });
        let now = self.clock.now();
        // Nothing real is in the others: there it is made by hand only.
        let real = self.kind() == HouseKind::Real;
        let next_at = due_at(&plan, newest(&backups), now).filter(|_| real).map(|due| due.max(now));
        let backups = backups.iter().map(|backup| seen(backup, plan.keep_days)).collect();
        Ok(BackupsView { plan, folder, backups, running, trouble, next_at })
    }

    /// The plan of this workstation, or the one that a workstation begins with.
    ///
    /// # Errors
    /// Of the store.
    pub fn backup_plan(&self) -> Result<BackupPlan, Failure> {
        let kept = self.read(|reader| reader.backup_plan())?;
        // A plan that a later version wrote: the usual one is better than none.
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// 立即备份, or another plan.
    ///
    /// # Errors
    /// `Denied` by role; `Refused` for an hour that no clock shows; `Away` when the folder or the disk is in the
    /// way: nothing half is left.
    pub fn backup(&self, order: BackupOrder) -> Result<BackupsView, Failure> {
        self.may(Right::MakeBackup)?;
        match order {
            BackupOrder::Run => self.back_up(None)?,
            BackupOrder::Plan { plan } => self.plan_backups(plan)?,
        }
        self.backups()
    }

    /// One backup into another folder than the plan's, which is not pruned.
    ///
    /// # Errors
    /// As of [`Desk::backup`].
    pub fn backup_to(&self, to: &Path) -> Result<BackupSeen, Failure> {
        self.may(Right::MakeBackup)?;
        self.back_up(Some(to))?;
        let made = Backup::all(to, self.identity.house)?;
        let made = made.first().ok_or(Rejection::NotFound)?;
        Ok(seen(made, self.backup_plan()?.keep_days))
    }

    /// Begins the backup that the plan asks for, on a thread of its own: what else this one does mustn't wait.
    /// Never while a session is open, and what goes wrong is kept for the screen.
    pub(crate) fn backup_by_plan(self: &Arc<Desk>) {
        match self.due_job() {
            Ok(None) => {}
            Err(failure) => self.done(Err(failure)),
            Ok(Some(job)) => {
                let desk = Arc::downgrade(self);
                let run = move || {
                    let outcome = job.run();
                    // Left meanwhile: the backup stands, and only this house's journal doesn't say so.
                    if let Some(desk) = desk.upgrade() {
                        desk.done(desk.backed_up(outcome, &job));
                    }
                };
                if let Err(error) = std::thread::Builder::new().name("backup".into()).spawn(run) {
                    self.done(Err(Failure::file(&error)));
                }
            }
        }
    }

    /// Writes the list of erasures beside the backups.
    ///
    /// # Errors
    /// Of the store and of the folder.
    pub fn note_erasures(&self) -> Result<(), Failure> {
        self.note_erasures_in(&self.backup_folder(&self.backup_plan()?))
    }

    /// When the oldest backup in the plan's folder was made; None where the folder can't be read.
    pub(crate) fn oldest_backup(&self) -> Result<Option<Stamp>, Failure> {
        let all = Backup::all(&self.backup_folder(&self.backup_plan()?), self.identity.house);
        Ok(all.unwrap_or_default().last().map(|backup| backup.manifest.made_at))
    }

    /// How this workstation began, if it began with a backup of another.
    ///
    /// # Errors
    /// Of the store.
    pub fn restored(&self) -> Result<Option<StoreRestored>, Failure> {
        let station = self.identity.station;
        let first = self.read(|reader| reader.events(station))?.into_iter().next();
        Ok(first.and_then(|made| {
            let Event::Seat(SeatEvent::StoreRestored(facts, _)) = made.event else { return None };
            Some(facts)
        }))
    }

    pub(crate) fn backing_up(&self) -> MutexGuard<'_, BackingUp> {
        self.backing_up.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn back_up(&self, to: Option<&Path>) -> Result<(), Failure> {
        let to = match to {
            Some(to) => to.to_path_buf(),
            None => self.backup_folder(&self.backup_plan()?),
        };
        let Some(job) = self.begin(to, true)? else { return Ok(()) };
        let outcome = self.backed_up(job.run(), &job);
        self.done(outcome.clone());
        outcome
    }

    fn due_job(&self) -> Result<Option<Job>, Failure> {
        if self.reads_only() || self.kind() != HouseKind::Real {
            return Ok(None);
        }
        let (plan, now) = (self.backup_plan()?, self.clock.now());
        let state = self.backing_up();
        let waits = state.last.filter(|_| state.trouble.is_some());
        let waits = waits.is_some_and(|last| now < last.plus_minutes(AFTER_TROUBLE));
        if state.running || waits {
            return Ok(None);
        }
        drop(state);
        let to = self.backup_folder(&plan);
        let newest = newest(&Backup::all(&to, self.identity.house)?);
        let due = due_at(&plan, newest, now).is_some_and(|due| due <= now);
        if !due || self.session_open()? {
            return Ok(None);
        }
        self.begin(to, false)
    }

    /// None while one is being made. The checkpoint comes first, so that the backup holds it.
    fn begin(&self, to: PathBuf, by_hand: bool) -> Result<Option<Job>, Failure> {
        let at = self.clock.now();
        let mut state = self.backing_up();
        if std::mem::replace(&mut state.running, true) {
            return Ok(None);
        }
        state.last = Some(at);
        drop(state);
        self.announce(&[Topic::Backups]);
        let ready = self.checkpoint(CheckpointWhy::Backup).and_then(|()| self.note_erasures_in(&to));
        if let Err(failure) = ready {
            self.done(Err(failure.clone()));
            return Err(failure);
        }
        let (source, files, keys) = (self.folder.clone(), self.file_keys(), self.keys.clone());
        Ok(Some(Job { source, files, keys, to, at, by_hand }))
    }

    /// Says on the record that it was made, and throws away what is older than the plan keeps.
    fn backed_up(&self, outcome: Result<Backup, Failure>, job: &Job) -> Result<(), Failure> {
        let backup = outcome?;
        // Again: what was proposed or confirmed while it was begun may be in the copy already, and a list that lacks
        // what its backup holds is refused.
        self.note_erasures_in(&job.to)?;
        let station = self.identity.station;
        let (seq, size) = (backup.manifest.seq, backup.size());
        let facts = BackedUp { station, seq, size, by_hand: job.by_hand };
        let mut store = self.write()?;
        self.write_of_the_station(&mut store, station, SeatEvent::BackedUp(facts, None))?;
        drop(store);
        let plan = self.backup_plan()?;
        if job.to == self.backup_folder(&plan) {
            let old = |backup: &Backup| expires_at(backup, plan.keep_days) < job.at;
            let others = Backup::all(&job.to, self.identity.house)?.into_iter().skip(1);
            others.filter(old).try_for_each(|backup| backup.remove(station))?;
        }
        Ok(())
    }

    fn done(&self, outcome: Result<(), Failure>) {
        let mut state = self.backing_up();
        (state.running, state.trouble) = (false, outcome.err());
        state.last = Some(self.clock.now());
        drop(state);
        self.announce(&[Topic::Backups, Topic::Trail]);
    }

    fn plan_backups(&self, plan: BackupPlan) -> Result<(), Failure> {
        if plan.hour.is_some_and(|hour| hour > 23) || plan.keep_days == 0 {
            return Err(Rejection::Input { field: Field::Date, problem: InputProblem::NotADate }.into());
        }
        // Whoever chose it learns now whether it can be written, not at night.
        std::fs::create_dir_all(self.backup_folder(&plan)).map_err(|error| Failure::file(&error))?;
        let text = serde_json::to_string(&plan).map_err(Failure::fault)?;
        self.write()?.keep_backup_plan(&text)?;
        self.announce(&[Topic::Backups]);
        Ok(())
    }

    fn backup_folder(&self, plan: &BackupPlan) -> PathBuf {
        plan.folder.clone().unwrap_or_else(|| self.folder.with_file_name("backups"))
    }

    fn note_erasures_in(&self, to: &Path) -> Result<(), Failure> {
        let house = self.identity.house;
        let acts = self.read(|reader| reader.envelopes(store::erasures_stream(house)))?;
        Ok(store::note_erasures(to, house, &acts)?)
    }
}

fn newest(backups: &[Backup]) -> Option<Stamp> {
    backups.first().map(|backup| backup.manifest.made_at)
}

/// When the next one is due: the plan's hour that passed last, unless a backup was made since, then the next. A
/// console that is closed at that hour makes up for it when it is opened.
fn due_at(plan: &BackupPlan, newest: Option<Stamp>, now: Stamp) -> Option<Stamp> {
    let hour = chrono::NaiveTime::from_hms_opt(u32::from(plan.hour?), 0, 0)?;
    let today = Stamp::local(now.day(), hour);
    let last = if today <= now { today } else { today.plus_minutes(-DAY) };
    Some(if newest.is_none_or(|newest| newest < last) { last } else { last.plus_minutes(DAY) })
}

fn expires_at(backup: &Backup, keep_days: u32) -> Stamp {
    backup.manifest.made_at.plus_minutes(i64::from(keep_days) * DAY)
}

fn seen(backup: &Backup, keep_days: u32) -> BackupSeen {
    BackupSeen {
        name: backup.folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        made_at: backup.manifest.made_at,
        events: backup.manifest.seq,
        bytes: backup.size(),
        expires_at: expires_at(backup, keep_days),
    }
}
