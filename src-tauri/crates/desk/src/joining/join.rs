//! 加入坐席组网: a workstation that has nothing yet joins its house, by a code on paper and a person's own password.

use super::HubLink;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::failure::{Failure, Needs, Trouble};
use crate::house;
use crate::login;
use crate::sharing::{failed, hub_row};
use data_encoding::BASE32_NOPAD;
use domain::directory::Directory;
use hub::{Hub, Patience};
use std::path::Path;
use std::sync::Arc;
use store::{HubRow, Identity, Store};
use vault::{Bundle, Compartment, FileKey, JoinCode, Keys, StationKey, Unlocked};

/// Rows in one page, and in one transaction here: nobody works meanwhile.
const PAGE: u32 = 5_000;
/// The database of every hub.
const DATABASE: &str = "hotline";

/// Makes a store in `folder`, which must hold none, and opens it for the person who has given his password. What the
/// others have written is there when it answers. Cut off at any point, it is done again with the same code, or goes on
/// by itself when somebody logs in.
///
/// # Errors
/// `Denied` with `RightCode` for a code that was mistyped, `NewCode` for one that is used up or too old, `RightLogin`
/// for a wrong password; `Away` when the hub can't be reached, isn't the one that the code names, or holds nothing of
/// its house yet. Nothing is left behind that would be a house then, and the code can be used again.
pub fn join(
    folder: &Path,
    code: &str,
    staff_no: &str,
    password: &str,
    clock: Clock,
) -> Result<Desk, Failure> {
    let code = JoinCode::parse(code)?;
    if house::there(folder) {
        return Err(Failure::Away { what: Trouble::StoreThere });
    }
    let by_code = HubLink::by(&code);
    let hub = by_code.hub()?;
    let sealed = hub.bundle().map_err(|error| by_code.refused(error))?;
    let bundle = code.open(&sealed).ok().and_then(|text| serde_json::from_slice::<Bundle>(&text).ok());
    let bundle = bundle.ok_or(Failure::Away { what: Trouble::OtherHouse })?;
    let password = if bundle.evaluation { "" } else { password };
    let unlocked = bundle.unlock(staff_no.trim(), password)?;
    // Nothing has been written so far.
    let (person, keys) = unlocked.ok_or(Failure::Denied { needs: Needs::RightLogin })?;
    let keys = Arc::new(keys);
    let record_key = FileKey::new()?;
    let cases_key = keys.holds(Compartment::General).then(FileKey::new).transpose()?;
    let files = (record_key, cases_key);
    let mut store = begun(folder, &bundle, &files, &keys)?;
    let link = HubLink {
        password: BASE32_NOPAD.encode(&Chance::system().seed()),
        joining: Some(by_code.password.clone()),
        ..by_code.clone()
    };
    link.keep(&mut store)?;
    store.share()?;
    follow(&hub, &mut store, |store| Ok(!directory(store)?.accounts.founding_keys.is_empty()))?;
    of_this_house(&store, &code)?;
    let (record_key, cases_key) = files;
    let (book, recovery) = bundle.files(&keys, &record_key, cases_key.as_ref())?;
    // keys.json last: a folder without it is no house, and joining can be tried again.
    recovery.save(folder)?;
    book.save(folder)?;
    follow(&hub, &mut store, |_| Ok(false))?;
    drop((store, hub));
    let keys = Arc::into_inner(keys).ok_or_else(|| Failure::from(store::Error::Unfit { what: "keys" }))?;
    let unlocked = Unlocked { person, keys, record_key, cases_key, wrong_before: 0 };
    let desk = login::enter(folder, unlocked, clock, true)?;
    // Its own password, its own key on record. What can't be said now is said by the thread of the sharing.
    desk.share_once();
    Ok(desk)
}

/// The record of the new workstation. What an earlier try left is kept, out of the way.
fn begun(
    folder: &Path,
    bundle: &Bundle,
    files: &(FileKey, Option<FileKey>),
    keys: &Arc<Keys>,
) -> Result<Store, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(&error))?;
    house::put_aside_unfinished(folder)?;
    let station_key = StationKey::new()?;
    let identity = Identity { house: bundle.house, station: bundle.station, ordinal: bundle.ordinal };
    let secret = station_key.expose();
    Ok(Store::create(folder, &identity, secret, &files.0, files.1.as_ref(), keys.clone())?)
}

/// To the head of the hub's journal, or until it is enough.
fn follow(
    hub: &Hub,
    store: &mut Store,
    enough: impl Fn(&Store) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    loop {
        let cursor = store.hub_cursor()?.map_or(0, |point| point.pos);
        let rows = hub.follow(cursor, PAGE, None).map_err(failed)?.rows;
        let more = rows.len() == PAGE as usize;
        let rows: Vec<HubRow> = rows.into_iter().map(hub_row).collect();
        if !rows.is_empty() {
            store.take(&rows).map_err(failed)?;
        }
        if !more || enough(store)? {
            return Ok(());
        }
    }
}

/// What the hub has told is of the house that the paper names, by those who founded it.
fn of_this_house(store: &Store, code: &JoinCode) -> Result<(), Failure> {
    let directory = directory(store)?;
    if directory.accounts.founding_keys.is_empty() {
        return Err(Failure::Away { what: Trouble::HubEmpty });
    }
    if code.names(&house::fingerprint(store.identity().house, &directory)) {
        Ok(())
    } else {
        Err(Failure::Away { what: Trouble::OtherHouse })
    }
}

fn directory(store: &Store) -> Result<Directory, Failure> {
    Ok(store.reader()?.directory()?.0)
}

impl HubLink {
    /// As the code says it: with the password that is to be changed.
    fn by(code: &JoinCode) -> HubLink {
        HubLink {
            hosts: code.hosts().to_vec(),
            database: DATABASE.into(),
            role: code.role(),
            password: code.password().to_string(),
            certificates: vec![code.certificate()],
            joining: None,
        }
    }

    pub(super) fn hub(&self) -> Result<Hub, Failure> {
        Hub::new(self.address(), Patience::default()).map_err(|error| Failure::file(&error))
    }

    /// A role that takes this password no longer, or isn't there, has been used.
    fn refused(&self, error: hub::Error) -> Failure {
        match error {
            hub::Error::Denied | hub::Error::CodeSpent | hub::Error::NotAStation => {
                Failure::Denied { needs: Needs::NewCode }
            }
            hub::Error::Away(_)
            | hub::Error::Unknown
            | hub::Error::Conflict { .. }
            | hub::Error::OtherHouse
            | hub::Error::OtherCertificate
            | hub::Error::Malformed { .. }
            | hub::Error::Refused { .. } => failed(error),
        }
    }
}
