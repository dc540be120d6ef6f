//! Runs with rooms: the same as [`run`](fn@super::run), for more than two.

mod account;
mod recorded;
mod world;

use super::workload::Arrivals;
use super::{LabError, Run, Settings, Source};
use crate::{RoomStrategy, Rooms};

/// Lets the parties of `source` fill rooms, with everything drawn from `seed`.
///
/// The run is told like one of pairs, but that a party counts where a ticket does there: its wait is that of its oldest,
/// [`Metric::SharedInterests`](super::Metric::SharedInterests) are the interests that all in a room share, and
/// [`Metric::RoomSize`](super::Metric::RoomSize) is how many people a room had. Parties come again together, those they
/// met among their recents; who leaves unmatched does not, so that closed loops are refused. The oracle holds every event
/// against an account of its own here too; two open rooms that could be one, though the oldest of theirs has waited for
/// [`Settings::starves_after_ms`], are starvation.
///
/// ```
/// use matchmaking::lab::{self, Metric, Settings, Source, Workload};
/// use matchmaking::{PoolConfig, RoomConfig, Rooms, TopicConfig, Topics};
///
/// let mut workload = Workload::default();
/// workload.tickets = 500;
/// workload.parties.two = 0.2;
/// let config = RoomConfig::new(3, 5, PoolConfig::default())?;
/// let run = lab::run_rooms(&mut Rooms::new(config, Topics::new(TopicConfig::default())), Source::Workload(&workload), 1, Settings::default())?;
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
    source: Source<'_>,
    seed: u64,
    settings: Settings,
) -> Result<Run, LabError> {
    if let Source::Workload(workload) = source {
        workload.check()?;
        if let Arrivals::Closed { users, .. } = workload.arrivals {
            let must = "another kind than closed, since who leaves a room unmatched does not come again";
            let value = format!("closed with {users}");
            return Err(LabError::Field { field: "arrivals", value, must: must.to_owned() });
        }
    }
    Ok(world::World::new(rooms, source, seed, settings).play())
}
