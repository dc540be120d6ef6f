//! A run: everybody who comes meets the matcher in virtual time.

mod agenda;
mod arrivals;
mod habits;
mod judging;
mod log;
mod presence;
mod source;
mod wakes;
mod world;

use super::measure::{Figures, Group, Metric, Sample, Tally, Timeline};
use super::oracle::Violations;
use super::{LabError, Matcher};

pub(crate) use agenda::Agenda;
pub(crate) use arrivals::Moments;
pub(crate) use habits::{comes_again, fails, leaves, visit_number};
pub(crate) use log::EventHash;
pub use log::Log;
pub(crate) use presence::Presence;
pub use source::Source;
pub(crate) use wakes::Wakes;

use super::dice::{Stream, dice};
use crate::RoomCommand;

/// What a run is held to, and what it keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// How long two who may meet can wait side by side before it counts as starvation, milliseconds after the older
    /// joined: the age at which the strategy takes anybody. The span of a hold is added. `None`: not looked for.
    pub starves_after_ms: Option<u32>,
    /// Whether the log of commands is kept, to be replayed by [`replay`](fn@crate::lab::replay) or
    /// [`replay_rooms`](crate::lab::replay_rooms). It takes as much memory as all tickets together.
    pub keeps_log: bool,
}

/// What a run brought to light.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Run {
    /// The figures.
    pub figures: Figures,
    /// The waits of those who were matched, ticks, the shortest first.
    pub waits: Vec<f64>,
    /// The groups by what one is and whom one wishes to meet.
    pub groups: Vec<Group>,
    /// The tenths by the rarity of one's rarest interest, the rarest first.
    pub tenths: Vec<Group>,
    /// How many waited, over time: at most [`Run::SAMPLES`] moments.
    pub timeline: Vec<Sample>,
    /// Every promise that was broken.
    pub violations: Violations,
    /// How many events the oracle has judged.
    pub events: u64,
    /// How many tickets were joined.
    pub joined: u64,
    /// How many joins were refused.
    pub refused: u64,
    /// How much virtual time passed, milliseconds.
    pub lasted_ms: i64,
    /// A hash of all events with their times: the same for the same matcher, workload and seed on every machine.
    pub log_hash: u64,
    /// The commands, if the settings keep them and it was a run of pairs.
    pub log: Option<Log>,
    /// The commands, if the settings keep them and it was a run with rooms.
    pub room_log: Option<Log<RoomCommand>>,
}

impl Run {
    /// How many moments the timeline has at most.
    pub const SAMPLES: usize = 512;

    /// What was measured and found; what else is to be told is the caller's to fill in.
    pub(crate) fn measured(
        tally: &Tally,
        timeline: Timeline<{ Self::SAMPLES }>,
        violations: Violations,
    ) -> Self {
        let mut figures = tally.figures();
        figures.set(Metric::Violations, violations.count as f64);
        Self {
            figures,
            waits: tally.waits(),
            groups: tally.groups(),
            tenths: tally.tenths(),
            timeline: timeline.into_samples(),
            violations,
            events: 0,
            joined: 0,
            refused: 0,
            lasted_ms: 0,
            log_hash: 0,
            log: None,
            room_log: None,
        }
    }
}

/// Lets everybody of `source` meet `matcher`, with everything drawn from `seed`.
///
/// The run ends with the last arrival; those who wait then are in no measure of waits. See [`lab`](crate::lab) for an
/// example.
///
/// # Errors
///
/// [`LabError::Field`] if the workload is out of bounds.
pub fn run<M: Matcher>(
    matcher: &mut M,
    source: Source<'_>,
    seed: u64,
    settings: Settings,
) -> Result<Run, LabError> {
    if let Source::Workload(workload) = source {
        workload.check()?;
    }
    Ok(world::World::new(matcher, source, seed, settings).play())
}

/// The seed that a strategy with chance of its own gets in the run with `seed`.
#[must_use]
pub fn strategy_seed(seed: u64) -> [u8; 32] {
    use rand::RngExt;
    let mut bytes = [0; 32];
    dice(seed, Stream::Strategy, 0).fill(&mut bytes);
    bytes
}
