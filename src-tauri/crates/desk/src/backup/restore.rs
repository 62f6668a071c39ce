//! 恢复: a new workstation from a backup and the recovery sheet alone.

use crate::chance::Chance;
use crate::clock::wall_now;
use crate::failure::{Failure, Needs, Trouble};
use crate::house;
use crate::recover::follow_epochs;
use crate::sealing::By;
use crate::signed::{self, bytes, text};
use domain::event::{Event, SeatEvent};
use domain::id::PersonId;
use domain::seat::StoreRestored;
use domain::{Made, Stamp};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Backup, Identity, NewRecord, Store, Write};
use uuid::Uuid;
use vault::{Envelope, FileKey, Keybook, Keys, RecoveryBox, Sheet, StationKey};

/// The last OO that a case number can show.
const LAST_ORDINAL: u8 = 99;

/// Makes a store in `folder`, which must hold none, from a backup, by the recovery sheets: the first is needed, the
/// second brings the clue compartment too. The people log in with their own passwords. Made beside `folder` and
/// renamed into place when it is whole.
///
/// It is a new station: the old one may have gone on after the backup, and two that write under one name could
/// never be told apart.
///
/// # Errors
/// `Denied` for a sheet that is mistyped or of another house, and for a list of erasures that is missing or doesn't
/// hold, unless `without_erasures`; `Away` for a store that is there, a damaged backup, a disk that is full. Nothing
/// is changed then.
pub fn restore(
    folder: &Path,
    backup: &Path,
    sheets: &[String],
    without_erasures: bool,
) -> Result<(), Failure> {
    if house::there(folder) {
        return Err(Failure::Away { what: Trouble::StoreThere });
    }
    let backup = std::path::absolute(backup).map_err(|error| Failure::file(&error))?;
    let backup = Backup::read(&backup)?;
    let sheet = Sheets::open(&backup.folder, sheets)?;
    backup.prove(&sheet.record_key)?;
    let making = Making::beside(folder)?;
    let station = Station::new(&backup, next_ordinal(&backup)?)?;
    station.fill(&making.0, &backup, &sheet, without_erasures)?;
    making.into_place(folder)
}

/// What the sheets opened.
struct Sheets {
    main: Sheet,
    record_key: FileKey,
    keys: Arc<Keys>,
    recovery: RecoveryBox,
}

impl Sheets {
    fn open(backup: &Path, typed: &[String]) -> Result<Sheets, Failure> {
        let recovery = RecoveryBox::read(backup)?;
        let keys = Keys::new(recovery.house(), []);
        let mut main = None;
        for typed in typed {
            let sheet = Sheet::parse(typed)?;
            let recovered = recovery.open(&sheet)?;
            if let Some(record_key) = recovered.record_key {
                main = Some((sheet, record_key));
            }
            recovered.epochs.into_iter().for_each(|epoch| keys.hold(epoch));
        }
        let (main, record_key) = main.ok_or(Failure::Denied { needs: Needs::RightSheet })?;
        Ok(Sheets { main, record_key, keys: Arc::new(keys), recovery })
    }
}

/// The store while it is made: gone with this, unless it got into place.
struct Making(PathBuf);

impl Making {
    /// An earlier one that was cut off is cleared away; nobody was ever told that it is a store.
    fn beside(folder: &Path) -> Result<Making, Failure> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let making = Making(folder.with_file_name(format!("restoring-{name}")));
        making
            .clear()
            .and_then(|()| std::fs::create_dir_all(&making.0))
            .map_err(|error| Failure::file(&error))?;
        Ok(making)
    }

    /// What lies in the folder holds no store; it is kept, out of the way.
    fn into_place(self, folder: &Path) -> Result<(), Failure> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let moved = || -> std::io::Result<()> {
            if folder.exists() && std::fs::remove_dir(folder).is_err() {
                let asides = (1_u32..).map(|n| folder.with_file_name(format!("{name}.before-{n}")));
                let aside = asides.into_iter().find(|aside| !aside.exists());
                std::fs::rename(folder, aside.unwrap_or_default())?;
            }
            std::fs::rename(&self.0, folder)?;
            match folder.parent() {
                Some(above) if cfg!(unix) && !above.as_os_str().is_empty() => {
                    std::fs::File::open(above)?.sync_all()
                }
                Some(_) | None => Ok(()),
            }
        };
        moved().map_err(|error| Failure::file(&error))
    }

    fn clear(&self) -> std::io::Result<()> {
        if self.0.exists() { std::fs::remove_dir_all(&self.0) } else { Ok(()) }
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        // If that fails, the next restore clears it away.
        drop(self.clear());
    }
}

/// One more than the highest that is known: numbers that the old station gave out after the backup stand on paper,
/// and the new one must not give them out again. Backups beside this one tell of stations restored before.
fn next_ordinal(backup: &Backup) -> Result<u8, Failure> {
    let beside = match backup.folder.parent() {
        Some(folder) => Backup::all(folder, backup.manifest.house)?,
        None => Vec::new(),
    };
    let known = beside.iter().chain([backup]).map(|backup| backup.manifest.ordinal).max().unwrap_or_default();
    match known.checked_add(1) {
        Some(next) if next <= LAST_ORDINAL => Ok(next),
        Some(_) | None => Err(Failure::from(store::Error::Unfit { what: "no ordinal is left" })),
    }
}

struct Station {
    identity: Identity,
    key: StationKey,
    record_key: FileKey,
    cases_key: FileKey,
}

impl Station {
    fn new(backup: &Backup, ordinal: u8) -> Result<Station, Failure> {
        let identity = Identity { house: backup.manifest.house, station: Chance::system().stream(), ordinal };
        let (key, record_key, cases_key) = (StationKey::new()?, FileKey::new()?, FileKey::new()?);
        Ok(Station { identity, key, record_key, cases_key })
    }

    fn fill(&self, to: &Path, backup: &Backup, sheet: &Sheets, forced: bool) -> Result<(), Failure> {
        let (record_key, secret) = (&self.record_key, self.key.expose());
        let new = NewRecord { identity: &self.identity, secret, record_key };
        backup.restore(&sheet.record_key, to, &new)?;
        // Without the rows: they are made once, when all is in that they show.
        let (mut store, _) = Store::open(to, record_key, None, sheet.keys.clone())?;
        follow_epochs(&store, &sheet.keys, [&sheet.main].into_iter())?;
        let carried = self.erase(&mut store, &backup.folder, &sheet.keys, forced)?;
        self.say(&mut store, backup, sheet, carried)?;
        drop(store);
        let (cases_key, station) = (Some(&self.cases_key), self.identity.station);
        let (store, _) = Store::open(to, record_key, cases_key, sheet.keys.clone())?;
        store.keeper()?.truncate()?;
        drop(store);
        let recovery = sheet.recovery.for_station(station, record_key, &sheet.keys)?;
        recovery.save(to)?;
        // keys.json last, here too: a folder without it is no house.
        let book = Keybook::read(&backup.folder)?.book;
        Ok(book.for_station(station, &sheet.keys, record_key, cases_key)?.save(to)?)
    }

    /// Applies the list that lies beside the backup: its acts join the journal, and all that stand confirmed there
    /// are carried out before anybody can read. If it was missing or didn't hold, and a person said so, what of it
    /// holds by itself is carried out all the same.
    fn erase(&self, store: &mut Store, backup: &Path, keys: &Keys, forced: bool) -> Result<Carried, Failure> {
        let house = self.identity.house;
        let noted = match backup.parent() {
            Some(beside) if forced => match store::noted_erasures(beside, house) {
                Ok(noted) => noted.map(|acts| (acts, true)),
                Err(_) => Some((store::legible_erasures(beside, house)?, false)),
            },
            Some(beside) => store::noted_erasures(beside, house)?.map(|acts| (acts, true)),
            None => None,
        };
        let (list, legible) = noted.unwrap_or_default();
        let Joined { holds, confirmed } = join(store, keys, &list)?;
        let holds = holds && legible;
        if !holds && !forced {
            return Err(Failure::Denied { needs: Needs::ErasureList });
        }
        let (erasures, _) = store.reader()?.erasures()?;
        let stand: BTreeSet<Uuid> =
            erasures.confirmed().flat_map(|one| one.streams.iter().copied()).collect();
        let outside: BTreeSet<Uuid> =
            confirmed.into_iter().filter(|stream| !stand.contains(stream)).collect();
        for stream in stand.iter().chain(&outside) {
            store.erase(*stream)?;
        }
        Ok(Carried { all: holds, outside: outside.into_iter().collect() })
    }

    /// The first thing that the new station says, in the name of nobody but the sheet.
    fn say(
        &self,
        store: &mut Store,
        backup: &Backup,
        sheet: &Sheets,
        carried: Carried,
    ) -> Result<(), Failure> {
        let Identity { station, ordinal, .. } = self.identity;
        let facts = StoreRestored {
            station,
            ordinal,
            sign_public: text(&self.key.public()),
            from_station: backup.manifest.station,
            from_seq: backup.manifest.seq,
            from_link: backup.manifest.link.clone(),
            without_erasures: !carried.all,
            erased: carried.outside,
        };
        let event = Event::Seat(SeatEvent::StoreRestored(facts, None));
        let by = By { person: PersonId(Uuid::nil()), at: wall_now() };
        signed::commit_to(store, &sheet.keys, &sheet.main, station, &[event], by)
    }
}

/// What was erased before anybody could read.
struct Carried {
    /// The list held.
    all: bool,
    /// By acts that the journal couldn't take.
    outside: Vec<Uuid>,
}

/// What a list of erasures came to.
struct Joined {
    /// It has all that the journal has, and each of its other acts went on from there.
    holds: bool,
    /// What two people have confirmed in it, by their signatures alone: acts between that nobody can judge left out.
    confirmed: Vec<Uuid>,
}

/// Appends the acts that the journal doesn't have yet, as they were sealed, each after its signature was checked. The
/// first that is out of its place, or signed by nobody who might, ends that; what comes after it is judged all the
/// same.
fn join(store: &mut Store, keys: &Keys, acts: &[Vec<u8>]) -> Result<Joined, Failure> {
    let stream = store::erasures_stream(keys.house());
    let reader = store.reader()?;
    let known = reader.envelopes(stream)?;
    let (directory, _) = reader.directory()?;
    let (mut told, _) = reader.erasures()?;
    let before = store.state(stream)?;
    let (mut after, mut envelopes) = (before.clone(), Vec::new());
    // A list that lacks what the backup itself holds is older than the backup: what else it lacks, nobody knows.
    let whole = known.iter().all(|act| acts.contains(act));
    let mut fits = true;
    for act in acts.iter().filter(|act| !known.contains(act)) {
        let judged = opened(act, stream, keys).filter(|(made, signed)| {
            let signers = directory.accounts.signers(made.by, made.at, &made.event).unwrap_or_default();
            let mut signers = signers.iter().filter_map(|key| bytes(key)?.try_into().ok());
            signers.any(|key: [u8; 32]| signed.is_by(&key))
        });
        let Some((made, _)) = judged else {
            fits = false;
            continue;
        };
        let Made { at, by, version, erased, ref event } = made;
        if let Event::Erasure(event) = event {
            told.apply(Made { at, by, version, erased, event });
        }
        fits = fits && version == after.version() + 1;
        if fits {
            after = std::mem::take(&mut after).apply(stream, Made { at, by, version, erased, event });
            envelopes.push(act.clone());
        }
    }
    if !envelopes.is_empty() {
        store.commit(&[Write { envelopes, keys: Vec::new(), stream, before, after }], &[])?;
    }
    let confirmed = told.confirmed().flat_map(|one| one.streams.iter().copied()).collect();
    Ok(Joined { holds: whole && fits, confirmed })
}

#[derive(Deserialize)]
struct Facts {
    kind: String,
    v: u16,
    data: serde_json::Value,
}

fn opened(act: &[u8], stream: Uuid, keys: &Keys) -> Option<(Made<Event>, vault::Signed)> {
    let envelope = Envelope::parse(act).ok().filter(|envelope| envelope.stream() == stream)?;
    let facts = envelope.open_facts(keys).ok()?;
    let signed = vault::signed(&envelope, keys.house(), &facts)?;
    let Facts { kind, v, data } = serde_json::from_slice(&facts).ok()?;
    let (by, event) = Event::decode(&kind, v, data, None).ok()?;
    let (at, version) = (Stamp(envelope.at()), envelope.version());
    Some((Made { at, by, version, erased: false, event }, signed))
}
