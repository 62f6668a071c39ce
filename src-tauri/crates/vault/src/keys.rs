//! What a login holds in memory.

use std::{
    fmt,
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use lru::LruCache;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Compartment, Epoch, Error, KeyId, Kid, StreamKey, Wrap,
    boxes::{self, Secret},
    epoch::{key_id_of, stream_wrap_aad},
    padding::{pad, unpad},
    random::random,
};

/// 4,096 would miss three of four when a record is replayed.
const STREAM_KEYS_HELD: NonZeroUsize = NonZeroUsize::new(65_536).expect("not zero");

/// The epoch keys of one login and the stream keys unwrapped so far; all wiped when dropped.
///
/// Shared between threads by reference.
pub struct Keys {
    house: Uuid,
    epochs: RwLock<Vec<Arc<Epoch>>>,
    streams: Mutex<LruCache<(Uuid, Kid), Unwrapped>>,
}

/// The wrap is kept beside the key, so that a cached key never vouches for another wrap.
struct Unwrapped {
    /// Boxed: the cache moves its entries, and a moved array would leave a copy behind unwiped.
    key: Box<Secret>,
    wrap: Wrap,
    compartment: Compartment,
}

impl Keys {
    pub fn new(house: Uuid, epochs: impl IntoIterator<Item = Epoch>) -> Self {
        let keys = Self {
            house,
            epochs: RwLock::default(),
            streams: Mutex::new(LruCache::sparse(STREAM_KEYS_HELD)),
        };
        epochs.into_iter().for_each(|epoch| keys.hold(epoch));
        keys
    }

    pub fn house(&self) -> Uuid {
        self.house
    }

    /// Takes up one more epoch: newly granted, or the clue compartment opened again.
    pub fn hold(&self, epoch: Epoch) {
        let mut held = self.epochs.write().unwrap_or_else(PoisonError::into_inner);
        held.retain(|one| one.id() != epoch.id());
        held.push(Arc::new(epoch));
        held.sort_by_key(|one| (one.compartment(), one.number()));
    }

    /// Drops a compartment with every stream key that it opened: the clue compartment at lock,
    /// at leaving the desk and after five minutes.
    pub fn drop_compartment(&self, compartment: Compartment) {
        self.epochs
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|one| one.compartment() != compartment);
        self.forget(|_, entry| entry.compartment == compartment);
    }

    pub fn holds(&self, compartment: Compartment) -> bool {
        self.current(compartment).is_ok()
    }

    /// The compartment of a key id found in an event or a wrap; None if it isn't held.
    pub fn compartment_of(&self, key_id: KeyId) -> Option<Compartment> {
        self.by_id(key_id).ok().map(|epoch| epoch.compartment())
    }

    /// The epoch that seals now: the newest held of the compartment. [`Error::NotHeld`] if none.
    pub fn current(&self, compartment: Compartment) -> Result<Arc<Epoch>, Error> {
        self.find(|held| held.iter().rfind(|one| one.compartment() == compartment).cloned())
            .ok_or(Error::NotHeld { compartment })
    }

    /// All epochs of the compartment, oldest first; what a holder grants to a new reader.
    pub fn epochs(&self, compartment: Compartment) -> Vec<Arc<Epoch>> {
        self.find(|held| held.iter().filter(|one| one.compartment() == compartment).cloned().collect())
    }

    /// Makes a key for the personal text of a stream, wrapped under the current epoch.
    pub fn stream_key_new(&self, stream: Uuid, compartment: Compartment) -> Result<StreamKey, Error> {
        let epoch = self.current(compartment)?;
        let mut kid = *random::<8>()?;
        // Zero means "no personal box".
        while kid == Kid::default() {
            kid = *random::<8>()?;
        }
        let key = random::<32>()?;
        let wrap = epoch.wrap(&stream_wrap_aad(&stream, &kid), &key)?;
        self.remember(stream, kid, &key, wrap, compartment);
        Ok(StreamKey { kid, wrap })
    }

    /// Whether the wrap is under the newest epoch; if not, the stream's next personal text gets a
    /// further key.
    pub fn wrap_is_current(&self, wrap: &Wrap, compartment: Compartment) -> bool {
        self.current(compartment).is_ok_and(|epoch| wrap[..8] == epoch.id())
    }

    /// Forgets the unwrapped keys of a stream. An erasure calls it after its transaction.
    pub fn forget_stream(&self, stream: Uuid) {
        self.forget(|of, _| *of == stream);
    }

    /// Seals what is being typed: key_id8 ‖ nonce24 ‖ ct ‖ tag16, bound to the stream.
    pub fn seal_draft(&self, compartment: Compartment, stream: Uuid, text: &[u8]) -> Result<Vec<u8>, Error> {
        let epoch = self.current(compartment)?;
        let text = pad(compartment, text);
        let sealed = boxes::seal(&epoch.draft, &draft_aad(&stream, &epoch.id()), &text)?;
        Ok([epoch.id().as_slice(), &sealed].concat())
    }

    /// Opens a draft of this stream. Errors: [`Error::UnknownKey`], [`Error::Damaged`].
    pub fn open_draft(&self, stream: Uuid, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        const DAMAGED: Error = Error::Damaged { what: "draft" };
        let (key_id, rest) = sealed.split_first_chunk::<8>().ok_or(DAMAGED)?;
        let epoch = self.by_id(*key_id)?;
        let text = boxes::open(&epoch.draft, &draft_aad(&stream, key_id), rest).ok_or(DAMAGED)?;
        Ok(unpad(epoch.compartment(), text))
    }

    /// The keyed hash of another system's case number, under the oldest general epoch held, so
    /// that it stays the same after a further epoch.
    pub fn import_hash(&self, external_id: &str) -> Result<[u8; 16], Error> {
        let compartment = Compartment::General;
        self.epochs(compartment)
            .first()
            .map(|epoch| epoch.import_hash(external_id))
            .ok_or(Error::NotHeld { compartment })
    }

    pub(crate) fn by_id(&self, key_id: KeyId) -> Result<Arc<Epoch>, Error> {
        self.find(|held| held.iter().find(|one| one.id() == key_id).cloned())
            .ok_or(Error::UnknownKey { key_id })
    }

    /// The key of a recorded wrap.
    pub(crate) fn stream_key(&self, stream: Uuid, kid: Kid, wrap: &Wrap) -> Result<Secret, Error> {
        if let Some(held) = self.streams().get(&(stream, kid))
            && held.wrap == *wrap
        {
            return Ok(Secret::clone(&held.key));
        }
        let epoch = self.by_id(key_id_of(wrap))?;
        let key = epoch
            .unwrap(&stream_wrap_aad(&stream, &kid), wrap)
            .ok_or(Error::Damaged { what: "stream key" })?;
        self.remember(stream, kid, &key, *wrap, epoch.compartment());
        Ok(key)
    }

    fn remember(&self, stream: Uuid, kid: Kid, key: &Secret, wrap: Wrap, compartment: Compartment) {
        let entry = Unwrapped { key: Box::new(key.clone()), wrap, compartment };
        self.streams().put((stream, kid), entry);
    }

    fn forget(&self, matches: impl Fn(&Uuid, &Unwrapped) -> bool) {
        self.streams().retain(|(stream, _), entry| !matches(stream, entry));
    }

    fn find<T>(&self, look: impl FnOnce(&[Arc<Epoch>]) -> T) -> T {
        look(&self.epochs.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn streams(&self) -> MutexGuard<'_, LruCache<(Uuid, Kid), Unwrapped>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn draft_aad<'a>(stream: &'a Uuid, key_id: &'a KeyId) -> [&'a [u8]; 3] {
    [b"12345/draft/1", stream.as_bytes(), key_id]
}

impl fmt::Debug for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.find(|held| out.debug_struct("Keys").field("house", &self.house).field("epochs", &held).finish())
    }
}
