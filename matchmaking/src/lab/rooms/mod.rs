//! Runs with rooms: the same as [`run`](fn@super::run), for more than two.

mod account;
mod world;

use super::workload::{Arrivals, Workload};
use super::{LabError, Run};
use crate::{RoomStrategy, Rooms};

/// Lets the parties of a workload fill rooms, with everything drawn from `seed`.
///
/// The run is told like one of pairs, but that a party counts where a ticket does there: its wait is that of its oldest,
/// [`Metric::SharedInterests`](super::Metric::SharedInterests) are the interests that all in a room share, and
/// [`Metric::RoomSize`](super::Metric::RoomSize) is how many people a room had. Nobody comes again, so that closed
/// loops are refused. The oracle holds every event against an account of its own here too; starvation is not looked
/// for.
///
/// ```
/// use matchmaking::lab::{self, Metric, Workload};
/// use matchmaking::{PoolConfig, RoomConfig, Rooms, TopicConfig, Topics};
///
/// let mut workload = Workload::default();
/// workload.tickets = 500;
/// workload.parties.two = 0.2;
/// let config = RoomConfig::new(3, 5, PoolConfig::default())?;
/// let run = lab::run_rooms(&mut Rooms::new(config, Topics::new(TopicConfig::default())), &workload, 1)?;
/// assert_eq!(run.violations.count, 0);
/// assert!((3.0..=5.0).contains(&run.figures.get(Metric::RoomSize).unwrap()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`LabError::Field`] if the workload is out of bounds, or a closed loop.
pub fn run_rooms<S: RoomStrategy>(
    rooms: &mut Rooms<S>,
    workload: &Workload,
    seed: u64,
) -> Result<Run, LabError> {
    workload.check()?;
    if let Arrivals::Closed { users, .. } = workload.arrivals {
        let must = "another kind than closed, since nobody comes again to rooms".to_owned();
        return Err(LabError::Field { field: "arrivals", value: format!("closed with {users}"), must });
    }
    Ok(world::World::new(rooms, workload, seed).play())
}
