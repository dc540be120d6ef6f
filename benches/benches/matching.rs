//! Join-or-match with the random strategy, among 1 000 and 10 000 who wait.
#![allow(missing_docs)]

use std::cell::Cell;
use std::hint::black_box;
use std::rc::Rc;

use anyhow::{Result, ensure};
use criterion::{BenchmarkId, Criterion};
use matchmaking::{
    Candidates, Choice, Command, Event, Pool, PoolConfig, Random, Reachability, Strategy, Ticket,
};

const NOW_MS: i64 = 1_790_000_000_000;
const FAR_MS: i64 = NOW_MS + 172_800_000;

/// The random strategy, or none while the pool is filled.
struct Gated {
    random: Random,
    open: Rc<Cell<bool>>,
}

impl Strategy for Gated {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        if self.open.get() { self.random.choose(candidates) } else { None }
    }
}

/// A pool in which always as many wait.
struct Crowd {
    pool: Pool<Gated>,
    open: Rc<Cell<bool>>,
    events: Vec<Event>,
    last: u64,
}

impl Crowd {
    fn new(waiting: u64) -> Result<Self> {
        let open = Rc::new(Cell::new(false));
        let strategy = Gated { random: Random::from_seed([7; 32]), open: Rc::clone(&open) };
        let pool = Pool::new(PoolConfig::default(), strategy);
        let mut crowd = Self { pool, open, events: Vec::new(), last: 0 };
        for _ in 0..waiting {
            crowd.join(false)?;
        }
        ensure!(crowd.pool.by_age().count() as u64 == waiting, "all of them wait");
        Ok(crowd)
    }

    fn join(&mut self, meet: bool) -> Result<()> {
        self.open.set(meet);
        self.last += 1;
        let reach = Reachability::Push { until_ms: FAR_MS, left: 5 };
        let ticket = Ticket::new(self.last, self.last, NOW_MS, FAR_MS, reach);
        Ok(self.pool.apply(NOW_MS, Command::Join(ticket), &mut self.events)?)
    }

    /// One comes and meets somebody, another comes and waits.
    fn meet_and_refill(&mut self) -> Result<()> {
        self.events.clear();
        self.join(true)?;
        let Some(Event::Proposed { match_id, .. }) = self.events.last() else {
            anyhow::bail!("nobody was met");
        };
        let match_id = *match_id;
        self.pool.apply(NOW_MS, Command::Confirm { match_id }, &mut self.events)?;
        self.join(false)
    }
}

fn main() -> Result<()> {
    let mut criterion = Criterion::default().without_plots().configure_from_args();
    let mut group = criterion.benchmark_group("match, confirm, join");
    for waiting in [1_000, 10_000] {
        let mut crowd = Crowd::new(waiting)?;
        crowd.meet_and_refill()?;
        group.bench_function(BenchmarkId::new("waiting", waiting), |b| {
            b.iter(|| black_box(crowd.meet_and_refill().is_ok()));
        });
        ensure!(crowd.pool.by_age().count() as u64 == waiting, "as many wait as before");
    }
    group.finish();
    criterion.final_summary();
    Ok(())
}
