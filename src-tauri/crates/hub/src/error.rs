//! What can go wrong between a station and the hub, as the desk has to tell it apart.

use tokio_postgres::error::SqlState;

/// Why a call brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No server that takes writes could be reached; nothing was sent.
    #[error("the hub can't be reached")]
    Away(#[source] Option<Box<dyn std::error::Error + Send + Sync>>),
    /// Sent, and not answered for certain: it may stand or not. The same bytes are sent again until it is certain.
    #[error("whether the hub has taken it is unknown")]
    Unknown,
    /// The version is taken on a stream: nothing of the group stands.
    #[error("version taken: item {index} of the group; the stream has {current}")]
    Conflict {
        /// Place in the group, from 0.
        index: usize,
        /// The version that the stream has; 0: no event.
        current: u64,
    },
    /// The hub belongs to another house.
    #[error("the hub belongs to another house")]
    OtherHouse,
    /// The login is no station of this hub, or it was retired.
    #[error("not a station of this hub, or retired")]
    NotAStation,
    /// The join code was used up, or it is too old.
    #[error("nothing lies there for who joins")]
    CodeSpent,
    /// Wrong password, unknown role, or rights that are missing.
    #[error("the hub refused the login")]
    Denied,
    /// The certificate isn't one that the join code named.
    #[error("the hub shows another certificate")]
    OtherCertificate,
    /// A column differs from the envelope: a defect of the caller.
    #[error("item {index} of the group differs from its envelope")]
    Malformed { index: usize },
    /// Anything else that the server refused; nothing stands.
    #[error("the hub refused: {code}")]
    Refused {
        /// SQLSTATE
        code: String,
    },
}

impl Error {
    /// Of a statement that was sent. The server's own words may hold values and are left out.
    pub(crate) fn of_call(error: &tokio_postgres::Error) -> Error {
        let Some(refusal) = error.as_db_error() else { return Error::Unknown };
        let detail = refusal.detail().unwrap_or_default();
        match refusal.code().code() {
            "HS400" => Error::Malformed { index: detail.parse().unwrap_or_default() },
            "HS403" => Error::NotAStation,
            "HS404" => Error::OtherHouse,
            "HS410" => Error::CodeSpent,
            "HS409" => {
                let (index, current) = detail.split_once(' ').unwrap_or_default();
                Error::Conflict {
                    index: index.parse().unwrap_or_default(),
                    current: current.parse().unwrap_or_default(),
                }
            }
            code if code == SqlState::INSUFFICIENT_PRIVILEGE.code() => Error::Denied,
            // A standby, which nothing was written to.
            code if code == SqlState::READ_ONLY_SQL_TRANSACTION.code() => Error::Away(None),
            // Shut down, crashed, or a connection lost while it committed.
            code if code.starts_with("57P") || code.starts_with("08") => Error::Unknown,
            code => Error::Refused { code: code.to_owned() },
        }
    }

    /// Of a connection that didn't come about.
    pub(crate) fn of_connecting(error: tokio_postgres::Error) -> Error {
        match error.code() {
            Some(code) if *code == SqlState::INVALID_PASSWORD => Error::Denied,
            // Its role may not log in any more: whoever is retired is told so, and not that he mistyped.
            Some(code) if *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION => Error::NotAStation,
            Some(_) | None => {
                if crate::pin::refused(&error) {
                    Error::OtherCertificate
                } else {
                    Error::Away(Some(Box::new(error)))
                }
            }
        }
    }
}
