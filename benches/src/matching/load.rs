//! A pool under load, one timed step at a time.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use matchmaking::{
    Candidates, Choice, Command, Event, Handle, KeywordConfig, Keywords, Pool, PoolConfig, Random, Strategy,
    Ticket, TicketRef,
};

use super::clock::{Latencies, spent};
use super::crowd::{Crowd, Knobs, NOW_MS};

/// When a crowd is paired all at once.
const OPENING_MS: i64 = NOW_MS + 1_000;

/// The strategies that are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everybody is equally likely.
    Random,
    /// Rare words in common, with this many candidates looked at.
    Keyword(u32),
}

impl Kind {
    /// A strategy of this kind.
    #[must_use]
    pub fn strategy(self) -> Measured {
        match self {
            Self::Random => Measured::Random(Box::new(Random::from_seed([7; 32]))),
            Self::Keyword(look) => {
                let mut config = KeywordConfig::default();
                config.look = look.try_into().unwrap_or(config.look);
                config.anyone_after_ms = None;
                Measured::Keyword(Box::new(Keywords::new(config)))
            }
        }
    }
}

/// One of the strategies.
#[derive(Debug)]
pub enum Measured {
    /// [`Kind::Random`].
    Random(Box<Random>),
    /// [`Kind::Keyword`].
    Keyword(Box<Keywords>),
}

/// A strategy that declines while its gate is closed, so that a crowd can gather.
#[derive(Debug)]
pub struct Gated {
    strategy: Measured,
    open: Rc<Cell<bool>>,
}

impl Strategy for Gated {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        if !self.open.get() {
            return None;
        }
        match &mut self.strategy {
            Measured::Random(random) => random.choose(candidates),
            Measured::Keyword(keywords) => keywords.choose(candidates),
        }
    }

    fn next_look_ms(&self, _: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        (now_ms < OPENING_MS).then_some(OPENING_MS)
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        if let Measured::Keyword(keywords) = &mut self.strategy {
            keywords.entered(handle, ticket);
        }
    }

    fn left(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        if let Measured::Keyword(keywords) = &mut self.strategy {
            keywords.left(handle, ticket);
        }
    }
}

/// A pool and the people who come to it.
#[derive(Debug)]
pub struct Load {
    pool: Pool<Gated>,
    open: Rc<Cell<bool>>,
    /// The people who come.
    pub crowd: Crowd,
    events: Vec<Event>,
}

impl Load {
    /// An empty pool.
    #[must_use]
    pub fn new(kind: Kind, seed: u64) -> Self {
        let open = Rc::new(Cell::new(false));
        let mut config = PoolConfig::default();
        config.capacity = 2_000_000;
        let pool = Pool::new(config, Gated { strategy: kind.strategy(), open: Rc::clone(&open) });
        Self { pool, open, crowd: Crowd::new(seed, Knobs::default()), events: Vec::with_capacity(1_024) }
    }

    /// A pool in which `waiting` wait.
    ///
    /// # Errors
    /// When the pool refuses somebody.
    pub fn filled(kind: Kind, seed: u64, waiting: u64) -> Result<Self> {
        let mut load = Self::new(kind, seed);
        for _ in 0..waiting {
            let person = load.crowd.person();
            load.add(person)?;
        }
        ensure!(load.waiting() == waiting, "all of them wait");
        Ok(load)
    }

    /// How many wait.
    #[must_use]
    pub fn waiting(&self) -> u64 {
        self.pool.counts().waiting
    }

    /// Somebody comes and is not matched.
    ///
    /// # Errors
    /// When the pool refuses them.
    pub fn add(&mut self, person: Ticket) -> Result<()> {
        self.events.clear();
        Ok(self.pool.apply(NOW_MS, Command::Join(person), &mut self.events)?)
    }

    /// Somebody comes; returns the proposal they are part of, if there is somebody for them.
    ///
    /// # Errors
    /// When the pool refuses them.
    pub fn meet(&mut self, person: Ticket) -> Result<Option<u64>> {
        self.open.set(true);
        self.add(person)?;
        self.open.set(false);
        match self.events.last() {
            Some(&Event::Proposed { match_id, .. }) => Ok(Some(match_id)),
            None => Ok(None),
            Some(other) => bail!("somebody met: {other:?}"),
        }
    }

    /// A proposal is confirmed.
    ///
    /// # Errors
    /// When there is no such proposal.
    pub fn confirm(&mut self, match_id: u64) -> Result<()> {
        self.events.clear();
        Ok(self.pool.apply(NOW_MS, Command::Confirm { match_id }, &mut self.events)?)
    }

    /// Takes a ticket out; says whether it was there.
    pub fn cancel(&mut self, ticket: u64) -> bool {
        self.events.clear();
        self.pool.apply(NOW_MS, Command::Cancel { ticket }, &mut self.events).is_ok()
    }

    /// Time passes, and nothing is due.
    ///
    /// # Errors
    /// Never, says the pool.
    pub fn idle(&mut self) -> Result<()> {
        self.events.clear();
        Ok(self.pool.apply(NOW_MS, Command::Advance, &mut self.events)?)
    }

    /// Whatever wears the pool as little as a look does: one comes and meets somebody, and another comes and waits.
    ///
    /// # Errors
    /// When the pool refuses somebody.
    pub fn meet_and_refill(&mut self) -> Result<()> {
        let person = self.crowd.person();
        if let Some(match_id) = self.meet(person)? {
            self.confirm(match_id)?;
            let person = self.crowd.person();
            self.add(person)?;
        }
        Ok(())
    }

    /// Pairs all who wait at once. Returns how many pairs there were, and the processor time for pairing and for
    /// confirming them.
    ///
    /// # Errors
    /// When the pool refuses to.
    pub fn pair_all(&mut self) -> Result<(u64, Duration, Duration)> {
        self.open.set(true);
        self.events.clear();
        self.events.reserve(usize::try_from(self.waiting())?);
        let Self { pool, events, .. } = self;
        let (paired, pairing) = spent(|| pool.apply(OPENING_MS, Command::Advance, events));
        paired?;
        self.open.set(false);
        let proposed = std::mem::take(&mut self.events);
        let ids = proposed.iter().filter_map(|event| match event {
            Event::Proposed { match_id, .. } => Some(*match_id),
            _ => None,
        });
        let ids: Vec<u64> = ids.collect();
        let (confirmed, confirming) = spent(|| ids.iter().try_for_each(|&id| self.confirm(id)));
        confirmed?;
        Ok((ids.len() as u64, pairing, confirming))
    }
}

/// What single operations took, in a pool that always holds about as many.
#[derive(Debug)]
pub struct Stream {
    /// Coming and being matched, or not.
    pub meet: Latencies,
    /// Confirming.
    pub confirm: Latencies,
    /// Coming without looking for anybody.
    pub add: Latencies,
    /// Taking somebody out.
    pub cancel: Latencies,
    /// Letting time pass with nothing due.
    pub idle: Latencies,
}

impl Stream {
    /// Runs `operations` of each kind on a pool and times them.
    ///
    /// # Errors
    /// When the pool refuses one.
    pub fn run(load: &mut Load, operations: usize) -> Result<Self> {
        let none = || Latencies::with_capacity(2 * operations);
        let mut stream = Self { meet: none(), confirm: none(), add: none(), cancel: none(), idle: none() };
        for _ in 0..operations {
            let person = load.crowd.person();
            if let Some(match_id) = stream.meet.time(|| load.meet(person))? {
                stream.confirm.time(|| load.confirm(match_id))?;
                let person = load.crowd.person();
                stream.add.time(|| load.add(person))?;
            }
            let ticket = load.crowd.below(load.crowd.come());
            if stream.cancel.time(|| load.cancel(ticket)) {
                let person = load.crowd.person();
                stream.add.time(|| load.add(person))?;
            } else {
                stream.cancel.forget_last();
            }
            stream.idle.time(|| load.idle())?;
        }
        Ok(stream)
    }
}
