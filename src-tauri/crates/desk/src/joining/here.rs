//! How this workstation stands with its hub: what the command line tells and examines, also beside a running console.

use super::HubLink;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::Stamp;
use uuid::Uuid;

/// What is known here, without asking anybody.
pub struct Here {
    /// None: the workstation is alone.
    pub link: Option<HubLink>,
    pub house: Uuid,
    pub house_fingerprint: String,
    /// The hash before the first row at the hub.
    pub zero: [u8; 32],
    pub station: Uuid,
    pub ordinal: u8,
    /// How far it has followed, and the hash there.
    pub cursor: (u64, [u8; 32]),
    pub waiting: u64,
    pub waiting_since: Option<Stamp>,
    /// Rows that lost their place.
    pub displaced: u64,
    /// Every workstation that the house knows, with its ordinal.
    pub stations: Vec<(Uuid, u8)>,
}

impl Desk {
    pub fn hub_here(&self) -> Result<Here, Failure> {
        let seen = self.read(|reader| reader.beside())?;
        let zero = vault::place_zero(self.identity.house);
        let directory = self.directory();
        let stations = directory.accounts.stations.iter();
        Ok(Here {
            link: seen.link.map(|kept| serde_json::from_slice(&kept).map_err(Failure::fault)).transpose()?,
            house: self.identity.house,
            house_fingerprint: self.house_fingerprint(),
            zero,
            station: self.identity.station,
            ordinal: self.identity.ordinal,
            cursor: seen.cursor.map_or((0, zero), |point| (point.pos, point.hash)),
            waiting: seen.waiting.rows,
            waiting_since: seen.waiting_since.map(Stamp),
            displaced: seen.waiting.displaced,
            stations: stations.map(|known| (known.station, known.ordinal)).collect(),
        })
    }
}
