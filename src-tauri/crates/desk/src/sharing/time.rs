//! 校时: the workstations go by the hub's clock. Order never asks a clock; what people read does.

use super::Sharing;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::event::SeatEvent;
use domain::seat::ClockCompared;

/// Less than this is the network's doing, in ms.
const FELT: i64 = 250;
/// More than this goes on record, in ms.
const TOLD: i64 = 2_000;

impl Desk {
    /// Puts this workstation's clock right by what the last answer said.
    pub(super) fn keep_time(&self, sharing: &Sharing) -> Result<(), Failure> {
        let Some(apart) = sharing.seen().apart.take().filter(|apart| apart.abs() > FELT) else {
            return Ok(());
        };
        if !self.clock.is_wall() {
            return Ok(());
        }
        let before = self.clock.behind();
        let behind = before.saturating_add(apart);
        self.clock.go_by(behind);
        let mut store = self.write()?;
        store.set_clock_behind(behind)?;
        if apart.abs() > TOLD {
            let station = self.identity.station;
            let facts = ClockCompared { station, behind, before };
            self.write_of_the_station(&mut store, station, SeatEvent::ClockCompared(facts, None))?;
        }
        Ok(())
    }
}
