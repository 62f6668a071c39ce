//! Whose word counts: an act that should be signed is applied only with the signature of somebody who might.

use crate::error::Error;
use crate::fold::{self, Wanted};
use data_encoding::BASE64;
use domain::accounts::Accounts;
use domain::{Event, Made, State};
use rusqlite::Connection;
use std::cell::OnceCell;
use vault::{Keys, Signed};

/// The accounts of the house, folded when the first act asks for them.
pub(crate) struct House<'a> {
    conn: &'a Connection,
    keys: &'a Keys,
    accounts: OnceCell<Accounts>,
}

impl<'a> House<'a> {
    pub fn new(conn: &'a Connection, keys: &'a Keys) -> House<'a> {
        House { conn, keys, accounts: OnceCell::new() }
    }

    /// Whether an event may be applied to the state that it follows. Most events carry no signature, and may.
    pub fn believes(
        &self,
        before: &State,
        made: &Made<Event>,
        signed: Option<&Signed>,
    ) -> Result<bool, Error> {
        let Made { at, by, ref event, .. } = *made;
        let nobody = Accounts::default();
        // Whether a signature is needed depends on the kind alone.
        if nobody.signers(by, at, event).is_none() {
            return Ok(true);
        }
        let accounts = match (event, before) {
            // The directory vouches for itself, act by act.
            (Event::Directory(_), State::Directory(directory)) => &directory.accounts,
            (Event::Directory(_), _) => &nobody,
            _ => self.accounts()?,
        };
        let signers = accounts.signers(by, at, event).unwrap_or_default();
        Ok(signed.is_some_and(|signed| signers.into_iter().filter_map(public).any(|key| signed.is_by(&key))))
    }

    /// As far as the house's directory opens.
    pub fn accounts(&self) -> Result<&Accounts, Error> {
        if let Some(known) = self.accounts.get() {
            return Ok(known);
        }
        // An act of another kind that somebody put on the house's own stream finds nobody who might have signed
        // it, instead of asking for the accounts again while they are being folded.
        let itself = House { accounts: OnceCell::from(Accounts::default()), ..*self };
        let folded = fold::one(self.conn, self.keys, self.keys.house(), Wanted::Rows, &itself)?;
        let accounts = if let State::Directory(directory) = folded.state {
            directory.accounts
        } else {
            Accounts::default()
        };
        Ok(self.accounts.get_or_init(|| accounts))
    }
}

/// An Ed25519 key as events carry it.
pub(crate) fn public(text: &str) -> Option<[u8; 32]> {
    BASE64.decode(text.as_bytes()).ok()?.try_into().ok()
}
