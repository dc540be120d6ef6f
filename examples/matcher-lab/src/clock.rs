//! The clocks of this machine.

use std::time::Instant;

use matchmaking::lab::Clock;
use rustix::time::{ClockId, clock_gettime};

/// The clocks of this machine.
pub(crate) struct MachineClock {
    begun: Instant,
}

impl MachineClock {
    pub(crate) fn new() -> Self {
        Self { begun: Instant::now() }
    }
}

impl Clock for MachineClock {
    fn cpu_ns(&mut self) -> u64 {
        spent_ns(ClockId::ThreadCPUTime)
    }

    fn elapsed_ns(&mut self) -> u64 {
        u64::try_from(self.begun.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }
}

/// Processor time of the whole process so far, seconds.
pub(crate) fn process_seconds() -> f64 {
    spent_ns(ClockId::ProcessCPUTime) as f64 / 1e9
}

fn spent_ns(id: ClockId) -> u64 {
    let spent = clock_gettime(id);
    let (seconds, nanos) = (u64::try_from(spent.tv_sec), u64::try_from(spent.tv_nsec));
    seconds.unwrap_or(0) * 1_000_000_000 + nanos.unwrap_or(0)
}
