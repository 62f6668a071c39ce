//! The join code: what a workstation has to be told, on one line of paper, before it can find and believe its hub.

use std::fmt;

use data_encoding::{BASE32, BASE32_NOPAD};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Error,
    boxes::{self, Secret, derive},
    random::random,
    sheet::readable,
};

/// The upper half of the first byte; the lower is the number of hosts.
const FORMAT: u8 = 1;
const MOST_HOSTS: usize = 15;
const CERTIFICATE_LEN: usize = 16;
const HOUSE_LEN: usize = 8;
const SECRET_LEN: usize = 20;
/// 20 bit: a slip passes once in a million.
const CHECK_CHARS: usize = 4;
const GROUP: usize = 5;
/// Stands where the length of a name would: four bytes of IPv4 follow.
const IPV4: u8 = 0;

/// Where the hub is, by which certificate it is known, of which house it is, and the secret of one workstation.
///
/// ```text
/// 1 format, hosts │ host… │ 16 certificate │ 8 house │ 1 ordinal │ 20 secret
/// host = 0, 4 IPv4, 2 port │ n, n name, 2 port
/// ```
pub struct JoinCode {
    hosts: Vec<(String, u16)>,
    certificate: [u8; CERTIFICATE_LEN],
    house: [u8; HOUSE_LEN],
    ordinal: u8,
    secret: Zeroizing<[u8; SECRET_LEN]>,
}

impl JoinCode {
    /// A code with a fresh secret. `certificate` begins the SHA-256 of the server's certificate; `house` is the
    /// fingerprint as it stands on the sheets.
    ///
    /// [`Error::Damaged`] for no host, too many, and a name that no host has.
    pub fn new(
        hosts: Vec<(String, u16)>,
        certificate: [u8; CERTIFICATE_LEN],
        house: &str,
        ordinal: u8,
    ) -> Result<Self, Error> {
        let named = hosts.iter().all(|(name, _)| !name.is_empty() && name.len() < 64 && name.is_ascii());
        if hosts.is_empty() || hosts.len() > MOST_HOSTS || !named {
            return Err(Error::Damaged { what: "hosts of a join code" });
        }
        Ok(Self { hosts, certificate, house: short(house), ordinal, secret: random()? })
    }

    /// Groups of five characters, `A–Z` and `2–7`; the last four are the check. One IPv4 host makes 89 of them.
    pub fn text(&self) -> Zeroizing<String> {
        let bytes = self.bytes();
        let whole =
            Zeroizing::new(format!("{}{}", *Zeroizing::new(BASE32_NOPAD.encode(&bytes)), check(&bytes)));
        let mut text = Zeroizing::new(String::with_capacity(whole.len() * 2));
        for (at, letter) in whole.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push(' ');
            }
            text.push(letter);
        }
        text
    }

    /// Reads what somebody typed or pasted. Case, blanks and hyphens don't matter; 0, 1 and 8, which no code holds,
    /// are read as O, I and B.
    ///
    /// [`Error::CodeMistyped`] if the check doesn't fit; [`Error::NewerFormat`].
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let text = readable(typed);
        let cut = text.len().checked_sub(CHECK_CHARS).ok_or(Error::CodeMistyped)?;
        let (body, checked) = text.split_at_checked(cut).ok_or(Error::CodeMistyped)?;
        let bytes = BASE32_NOPAD.decode(body.as_bytes()).map_err(|_| Error::CodeMistyped)?;
        let bytes = Zeroizing::new(bytes);
        if check(&bytes) != checked {
            return Err(Error::CodeMistyped);
        }
        let (first, rest) = bytes.split_first().ok_or(Error::CodeMistyped)?;
        if first >> 4 != FORMAT {
            return Err(Error::NewerFormat { format: u32::from(first >> 4) });
        }
        read(usize::from(first & 0x0f), rest).ok_or(Error::CodeMistyped)
    }

    pub fn hosts(&self) -> &[(String, u16)] {
        &self.hosts
    }

    pub fn certificate(&self) -> [u8; CERTIFICATE_LEN] {
        self.certificate
    }

    /// OO of the case numbers that the workstation will give out.
    pub fn ordinal(&self) -> u8 {
        self.ordinal
    }

    /// The workstation's role at the hub.
    pub fn role(&self) -> String {
        format!("hotline_s{:02}", self.ordinal)
    }

    /// The first password of that role; the workstation changes it.
    pub fn password(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(self.key(b"pg").as_slice()))
    }

    /// Under which the bundle lies at the hub.
    pub fn id(&self) -> Uuid {
        let mut id = [0; 16];
        id.copy_from_slice(&self.key(b"id")[..16]);
        Uuid::from_bytes(id)
    }

    /// Whether the code was made by the house of this fingerprint.
    pub fn names(&self, house: &str) -> bool {
        self.house == short(house)
    }

    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, Error> {
        boxes::seal(&self.key(b"bundle"), &self.aad(), plain)
    }

    /// [`Error::Damaged`] for what another code sealed, and for changed bytes.
    pub fn open(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        boxes::open(&self.key(b"bundle"), &self.aad(), sealed).ok_or(Error::Damaged { what: "join bundle" })
    }

    fn key(&self, info: &[u8]) -> Secret {
        derive(self.secret.as_slice(), info)
    }

    fn aad(&self) -> [&[u8]; 2] {
        [b"12345/join/1", &self.house]
    }

    fn bytes(&self) -> Zeroizing<Vec<u8>> {
        let names: usize = self.hosts.iter().map(|(name, _)| name.len() + 7).sum();
        // The final capacity at once: growing would leave a copy of the secret behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(names + 46));
        bytes.push(FORMAT << 4 | u8::try_from(self.hosts.len()).unwrap_or_default());
        for (name, port) in &self.hosts {
            match name.parse::<std::net::Ipv4Addr>() {
                Ok(address) => {
                    bytes.push(IPV4);
                    bytes.extend_from_slice(&address.octets());
                }
                Err(_) => {
                    bytes.push(u8::try_from(name.len()).unwrap_or_default());
                    bytes.extend_from_slice(name.as_bytes());
                }
            }
            bytes.extend_from_slice(&port.to_be_bytes());
        }
        bytes.extend_from_slice(&self.certificate);
        bytes.extend_from_slice(&self.house);
        bytes.push(self.ordinal);
        bytes.extend_from_slice(self.secret.as_slice());
        bytes
    }
}

fn read(count: usize, mut rest: &[u8]) -> Option<JoinCode> {
    let mut take = |length: usize| {
        let (taken, left) = rest.split_at_checked(length)?;
        rest = left;
        Some(taken)
    };
    let mut hosts = Vec::with_capacity(count);
    for _ in 0..count {
        let name = match *take(1)? {
            [IPV4] => std::net::Ipv4Addr::from(<[u8; 4]>::try_from(take(4)?).ok()?).to_string(),
            [length] => String::from_utf8(take(length.into())?.to_vec()).ok()?,
            _ => return None,
        };
        hosts.push((name, u16::from_be_bytes(take(2)?.try_into().ok()?)));
    }
    let certificate = take(CERTIFICATE_LEN)?.try_into().ok()?;
    let house = take(HOUSE_LEN)?.try_into().ok()?;
    let [ordinal] = *take(1)? else { return None };
    let mut secret = Zeroizing::new([0; SECRET_LEN]);
    secret.copy_from_slice(take(SECRET_LEN)?);
    (rest.is_empty() && !hosts.is_empty()).then_some(JoinCode { hosts, certificate, house, ordinal, secret })
}

fn check(bytes: &[u8]) -> String {
    let digest = Sha256::new().chain_update(b"12345/join/1").chain_update(bytes).finalize();
    BASE32.encode(&digest)[..CHECK_CHARS].to_owned()
}

fn short(fingerprint: &str) -> [u8; HOUSE_LEN] {
    let mut short = [0; HOUSE_LEN];
    short.copy_from_slice(&Sha256::digest(fingerprint)[..HOUSE_LEN]);
    short
}

impl fmt::Debug for JoinCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "JoinCode({} at {:?})", self.role(), self.hosts)
    }
}
