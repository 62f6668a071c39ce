//! 入网: a workstation and its hub.

mod here;
mod join;
mod network;

pub use here::Here;
pub use join::join;
pub use network::Admission;

use crate::failure::Failure;
use serde::{Deserialize, Serialize};
use store::Store;

/// How a workstation reaches its hub, kept in its record.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HubLink {
    /// Names or addresses with their ports; of several the one that takes writes.
    pub hosts: Vec<(String, u16)>,
    pub database: String,
    /// The workstation's own role.
    pub role: String,
    pub password: String,
    /// The beginning of the SHA-256 of each server's certificate.
    pub certificates: Vec<[u8; 16]>,
    /// The password that the join code brought, until it has been changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joining: Option<String>,
}

impl HubLink {
    /// None: the workstation is alone.
    pub(crate) fn of(store: &Store) -> Result<Option<HubLink>, Failure> {
        let kept = store.hub_link()?;
        kept.map(|kept| serde_json::from_slice(&kept).map_err(Failure::fault)).transpose()
    }

    pub(crate) fn address(&self) -> hub::Address {
        hub::Address {
            hosts: self.hosts.clone(),
            database: self.database.clone(),
            role: self.role.clone(),
            password: self.password.clone().into(),
            certificates: self.certificates.clone(),
        }
    }

    pub(crate) fn keep(&self, store: &mut Store) -> Result<(), Failure> {
        let kept = serde_json::to_vec(self).map_err(Failure::fault)?;
        Ok(store.set_hub_link(&kept)?)
    }
}
