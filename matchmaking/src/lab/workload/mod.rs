//! Workloads: who comes when, and what they do, as settings with units and defaults.

mod arrivals;
mod check;
mod crowd;
mod habits;
mod parties;

use serde::{Deserialize, Serialize};

pub use arrivals::Arrivals;
pub use crowd::{Attributes, Blocks, Feelings, Topics, Vocabulary};
pub use habits::{Churn, Commit, Patience, Recents, Requeue};
pub use parties::Parties;

use super::LabError;

/// Everything that decides who comes when and what they do; with a seed it decides it completely.
///
/// Each field is a knob of its own with a documented unit; what a file leaves out keeps its default. Shares are from 0
/// to 1. The same workload and seed give the same people, wishes and moments to every strategy; what follows from a
/// match, such as the return of the two, follows from the strategy as well.
///
/// ```
/// use matchmaking::lab::{Arrivals, Workload};
///
/// let mut workload = Workload::default();
/// workload.arrivals = Arrivals::Poisson { per_tick: 2.0 };
/// workload.topics.each = 5;
/// workload.check()?;
/// # Ok::<(), matchmaking::lab::LabError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Workload {
    /// The length of a tick, the unit in which waits are told, milliseconds. Default 100.
    pub tick_ms: u32,
    /// When people come. Default: Poisson, 20 each tick.
    pub arrivals: Arrivals,
    /// How many tickets are joined at most, those of people who come again included. Default 20 000.
    pub tickets: u32,
    /// How long people come at most, milliseconds. Default one hour.
    pub duration_ms: u32,
    /// The share of the tickets, the first, that is left out of what is measured, since the pool was still filling.
    /// Default 0.1.
    pub warm_up: f64,
    /// How many people there are in all; none for somebody new at each arrival. With 20 it is the small town in
    /// which exclusions bind. Default: none.
    pub population: Option<u32>,
    /// How long a ticket lasts if its owner does not lose patience, milliseconds. Default 10 minutes.
    pub ticket_ms: u32,
    /// For how long people can be pushed to, milliseconds; a ticket ends with it. Default 48 hours.
    pub reach_ms: u32,
    /// When people lose patience. Default: exponential, 30 seconds in the mean.
    pub patience: Patience,
    /// Who cancels whatever their patience. Default: nobody.
    pub churn: Churn,
    /// What people would like to talk about.
    pub topics: Topics,
    /// How they feel.
    pub feelings: Feelings,
    /// What they are, and wish of a partner.
    pub attributes: Attributes,
    /// Whom they have blocked.
    pub blocks: Blocks,
    /// Whom they have met of late.
    pub recents: Recents,
    /// Who comes again after a match. Default: nobody.
    pub requeue: Requeue,
    /// Who comes together, where rooms are filled. Default: everybody alone.
    pub parties: Parties,
    /// What becomes of proposals. Default: all are confirmed at once.
    pub commit: Commit,
}

impl Default for Workload {
    fn default() -> Self {
        Self {
            tick_ms: 100,
            arrivals: Arrivals::default(),
            tickets: 20_000,
            duration_ms: 3_600_000,
            warm_up: 0.1,
            population: None,
            ticket_ms: 600_000,
            reach_ms: 172_800_000,
            patience: Patience::default(),
            churn: Churn::default(),
            topics: Topics::default(),
            feelings: Feelings::default(),
            attributes: Attributes::default(),
            blocks: Blocks::default(),
            recents: Recents::default(),
            requeue: Requeue::default(),
            parties: Parties::default(),
            commit: Commit::default(),
        }
    }
}

impl Workload {
    /// The names of the workloads that come with the laboratory.
    pub const PRESETS: [&'static str; 11] = [
        "default",
        "closed",
        "burst",
        "diurnal",
        "churn",
        "same",
        "unique",
        "particular",
        "blocked",
        "town",
        "next",
    ];

    /// A workload that comes with the laboratory, by its name in [`Workload::PRESETS`].
    #[must_use]
    pub fn preset(name: &str) -> Option<Self> {
        let mut it = Self::default();
        match name {
            "default" => {}
            "closed" => it.arrivals = Arrivals::Closed { users: 1_000, think_ms: 5_000 },
            "burst" => {
                it.arrivals =
                    Arrivals::Burst { per_tick: 2.0, factor: 20.0, every_ms: 60_000, for_ms: 5_000 };
            }
            "diurnal" => it.arrivals = Arrivals::Diurnal { per_tick: 2.0, day_ms: 600_000 },
            "churn" => it.churn = Churn { share: 0.2, mean_ms: 2_000 },
            "same" => it.topics.vocabulary = Vocabulary::Same,
            "unique" => it.topics.vocabulary = Vocabulary::Unique,
            "particular" => {
                it.attributes.wish_ages = 0.5;
                it.attributes.wish_near = 0.3;
                it.attributes.firm = 0.5;
            }
            "blocked" => {
                it.blocks.share = 0.2;
                it.blocks.of_celebrity = 0.3;
                it.population = Some(5_000);
            }
            "town" => {
                it.population = Some(20);
                it.arrivals = Arrivals::Poisson { per_tick: 0.2 };
                it.tickets = 4_000;
                it.recents.for_ms = 120_000;
            }
            "next" => {
                it.arrivals = Arrivals::Poisson { per_tick: 2.0 };
                it.requeue.share = 0.8;
            }
            _ => return None,
        }
        Some(it)
    }

    /// Whether every field is within its bounds.
    ///
    /// # Errors
    ///
    /// [`LabError::Field`] names the first field that is not.
    pub fn check(&self) -> Result<(), LabError> {
        check::check(self)
    }
}
