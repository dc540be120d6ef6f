//! Time on a machine that others use too.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Processor time of this thread: what others do meanwhile is not in it, but what they do to the caches is.
#[must_use]
pub fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanos) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    Duration::new(seconds.unwrap_or(0), nanos.unwrap_or(0))
}

/// Runs something; returns what it returned and the processor time it took.
pub fn spent<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let begun = processor_time();
    let result = run();
    (result, processor_time().saturating_sub(begun))
}

/// The load averages of the machine, as the kernel puts them; empty where there are none to read.
#[must_use]
pub fn load_average() -> String {
    let line = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    line.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// How long each of many short operations took.
#[derive(Debug)]
pub struct Latencies {
    /// What reading the clock itself costs, nanoseconds.
    clock_ns: u64,
    taken_ns: Vec<u64>,
}

impl Latencies {
    /// None yet, with room for `operations`.
    #[must_use]
    pub fn with_capacity(operations: usize) -> Self {
        let mut costs: Vec<u64> = (0..10_001).map(|_| elapsed_ns(Instant::now())).collect();
        costs.sort_unstable();
        let clock_ns = costs.get(costs.len() / 2).copied().unwrap_or(0);
        Self { clock_ns, taken_ns: Vec::with_capacity(operations) }
    }

    /// Runs and times one operation.
    pub fn time<T>(&mut self, run: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = run();
        let taken = elapsed_ns(begun).saturating_sub(self.clock_ns);
        self.taken_ns.push(taken);
        result
    }

    /// Takes back the last one: it was not what is being timed.
    pub fn forget_last(&mut self) {
        self.taken_ns.pop();
    }

    /// How many were timed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.taken_ns.len()
    }

    /// Whether none was timed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.taken_ns.is_empty()
    }

    /// The time in nanoseconds that this share of them did not exceed; 0 of none.
    #[must_use]
    pub fn percentile(&self, share: f64) -> f64 {
        let mut sorted = self.taken_ns.clone();
        sorted.sort_unstable();
        let at = (share * sorted.len() as f64) as usize;
        sorted.get(at.min(sorted.len().saturating_sub(1))).map_or(0.0, |&ns| ns as f64)
    }
}

fn elapsed_ns(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX)
}
