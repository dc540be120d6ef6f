//! A strategy that takes part, with the pool it gets.

use matchmaking::{PoolConfig, Strategy};

use crate::error::ExecError;
use crate::exec::{Exec, Failure};

/// A strategy that takes part.
pub(crate) struct Contender {
    /// As it was written on the command line.
    pub(crate) name: String,
    /// The rules and the mode of its pool.
    pub(crate) config: PoolConfig,
    /// From which age on it leaves nobody beside another whom they may meet.
    pub(crate) starves_after_ms: Option<u32>,
    pub(crate) make: Make,
}

/// How a strategy is made for the seed of a run.
pub(crate) enum Make {
    /// In this process.
    Rust(Box<dyn Fn(u64) -> Box<dyn Strategy>>),
    /// By starting a program; each question must be answered within so many milliseconds.
    Exec { command: String, patience_ms: u64 },
}

/// A strategy made, and where it notes what went wrong with it.
pub(crate) struct Made {
    pub(crate) strategy: Box<dyn Strategy>,
    pub(crate) failure: Failure,
}

impl Contender {
    pub(crate) fn exec(name: &str, command: &str, config: PoolConfig, patience_ms: u64) -> Self {
        Self {
            name: name.to_owned(),
            config,
            starves_after_ms: None,
            make: Make::Exec { command: command.to_owned(), patience_ms },
        }
    }

    pub(crate) fn make(&self, seed: u64, tick_ms: u32) -> Result<Made, ExecError> {
        match &self.make {
            Make::Rust(make) => Ok(Made { strategy: make(seed), failure: Failure::default() }),
            Make::Exec { command, patience_ms } => {
                let exec = Exec::start(command, *patience_ms, seed, tick_ms)?;
                Ok(Made { failure: exec.failure(), strategy: Box::new(exec) })
            }
        }
    }

    /// Whether its time says anything: a program spends most of it on being asked.
    pub(crate) fn is_timed(&self) -> bool {
        matches!(self.make, Make::Rust(_))
    }
}
