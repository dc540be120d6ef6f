//! Replaying a log for its cost in time, measured by a clock of the caller.

use crate::{Command, Event, PoolError, RoomCommand, RoomEvent, RoomStrategy, Rooms};

use super::Matcher;
use super::measure::{Figures, Metric, quantile};
use super::run::Log;

/// The caller's clocks: the laboratory itself reads none.
pub trait Clock {
    /// Processor time of this thread so far, nanoseconds.
    fn cpu_ns(&mut self) -> u64;
    /// A clock that only goes forward, nanoseconds: for single commands, so it must be quick to read.
    fn elapsed_ns(&mut self) -> u64;
}

/// What a log cost.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Timing {
    /// How many commands there were.
    pub commands: u64,
    /// How many tickets were matched.
    pub matched: u64,
    /// Processor time of all commands together, nanoseconds, the copying of the tickets left out.
    pub cpu_ns: u64,
    /// How long a join took, a proposal included if there was one.
    pub join: Latency,
    /// How long a cancellation took.
    pub cancel: Latency,
    /// How long it took to let time pass.
    pub advance: Latency,
}

/// How long commands of a kind took, nanoseconds on the caller's forward clock, what reading it costs included.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Latency {
    /// How many there were.
    pub count: u64,
    /// Half of them took this at most.
    pub p50_ns: f64,
    /// 99 of 100.
    pub p99_ns: f64,
    /// 999 of 1 000.
    pub p999_ns: f64,
    /// The longest.
    pub max_ns: f64,
}

impl Timing {
    /// The figures that say it in short.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        let seconds = self.cpu_ns as f64 / 1e9;
        figures.set(Metric::MatchedPerSecond, self.matched as f64 / seconds);
        figures.set(Metric::CommandsPerSecond, self.commands as f64 / seconds);
        for (latency, [median, p99, p999]) in [
            (self.join, [Metric::JoinMedian, Metric::JoinP99, Metric::JoinP999]),
            (self.cancel, [Metric::CancelMedian, Metric::CancelP99, Metric::CancelP999]),
            (self.advance, [Metric::AdvanceMedian, Metric::AdvanceP99, Metric::AdvanceP999]),
        ] {
            // Of fewer, it would be the longest.
            for (metric, least, ns) in
                [(median, 1, latency.p50_ns), (p99, 100, latency.p99_ns), (p999, 1_000, latency.p999_ns)]
            {
                if latency.count >= least {
                    figures.set(metric, ns);
                }
            }
        }
        figures
    }
}

/// Replays a log twice, each time on a matcher as it was at first: once as a whole for the processor time, once with a
/// look at the clock around each command.
///
/// Proposals are confirmed by the log's own commands, so both make the same matches as the run.
///
/// # Errors
///
/// [`PoolError`] of a command that the run accepted: the matcher is not the same, or not deterministic.
pub fn replay<M: Matcher>(
    log: &Log,
    mut matcher: impl FnMut() -> M,
    clock: &mut dyn Clock,
) -> Result<Timing, PoolError> {
    timed(log, || Pairs(matcher()), clock)
}

/// Replays the log of a run with rooms in the same way; what is matched is a party.
///
/// # Errors
///
/// [`PoolError`] of a command that the run accepted: the strategy is not the same, or not deterministic.
pub fn replay_rooms<S: RoomStrategy>(
    log: &Log<RoomCommand>,
    rooms: impl FnMut() -> Rooms<S>,
    clock: &mut dyn Clock,
) -> Result<Timing, PoolError> {
    timed(log, rooms, clock)
}

/// Which latency a command belongs to.
#[derive(Clone, Copy)]
enum Kind {
    Join,
    Cancel,
    Advance,
}

/// What can be replayed.
trait Machine {
    type Command: Clone;
    type Event;

    fn tell(&mut self, at_ms: i64, it: Self::Command, events: &mut Vec<Self::Event>)
    -> Result<(), PoolError>;

    fn matched(&self) -> u64;

    fn kind(command: &Self::Command) -> Option<Kind>;
}

struct Pairs<M>(M);

impl<M: Matcher> Machine for Pairs<M> {
    type Command = Command;
    type Event = Event;

    fn tell(&mut self, at_ms: i64, it: Command, events: &mut Vec<Event>) -> Result<(), PoolError> {
        self.0.apply(at_ms, it, events)
    }

    fn matched(&self) -> u64 {
        self.0.counts().matched
    }

    fn kind(command: &Command) -> Option<Kind> {
        match command {
            Command::Join(_) => Some(Kind::Join),
            Command::Cancel { .. } => Some(Kind::Cancel),
            Command::Advance => Some(Kind::Advance),
            _ => None,
        }
    }
}

impl<S: RoomStrategy> Machine for Rooms<S> {
    type Command = RoomCommand;
    type Event = RoomEvent;

    fn tell(&mut self, at_ms: i64, it: RoomCommand, events: &mut Vec<RoomEvent>) -> Result<(), PoolError> {
        self.apply(at_ms, it, events)
    }

    fn matched(&self) -> u64 {
        self.counts().matched
    }

    fn kind(command: &RoomCommand) -> Option<Kind> {
        match command {
            RoomCommand::Join(_) => Some(Kind::Join),
            RoomCommand::Cancel { .. } => Some(Kind::Cancel),
            RoomCommand::Advance => Some(Kind::Advance),
            _ => None,
        }
    }
}

fn timed<M: Machine>(
    log: &Log<M::Command>,
    mut machine: impl FnMut() -> M,
    clock: &mut dyn Clock,
) -> Result<Timing, PoolError> {
    let mut timing = Timing { commands: log.len() as u64, ..Timing::default() };
    let mut events = Vec::with_capacity(64);
    let (mut whole, commands) = (machine(), log.0.clone());
    let begun = clock.cpu_ns();
    for (at_ms, command) in commands {
        events.clear();
        whole.tell(at_ms, command, &mut events)?;
    }
    timing.cpu_ns = clock.cpu_ns().saturating_sub(begun);
    timing.matched = whole.matched();
    singly(log, machine(), clock, &mut timing)?;
    Ok(timing)
}

fn singly<M: Machine>(
    log: &Log<M::Command>,
    mut machine: M,
    clock: &mut dyn Clock,
    timing: &mut Timing,
) -> Result<(), PoolError> {
    let mut events = Vec::with_capacity(64);
    let (mut joins, mut cancels, mut advances) = (Vec::new(), Vec::new(), Vec::new());
    for (at_ms, command) in log.0.clone() {
        events.clear();
        let took = M::kind(&command).map(|kind| match kind {
            Kind::Join => &mut joins,
            Kind::Cancel => &mut cancels,
            Kind::Advance => &mut advances,
        });
        let begun = clock.elapsed_ns();
        let result = machine.tell(at_ms, command, &mut events);
        let spent = clock.elapsed_ns().saturating_sub(begun);
        result?;
        took.into_iter().for_each(|took: &mut Vec<f64>| took.push(spent as f64));
    }
    [timing.join, timing.cancel, timing.advance] = [joins, cancels, advances].map(latency);
    Ok(())
}

fn latency(mut took: Vec<f64>) -> Latency {
    took.sort_by(f64::total_cmp);
    let at = |share| quantile(&took, share);
    Latency {
        count: took.len() as u64,
        p50_ns: at(0.5),
        p99_ns: at(0.99),
        p999_ns: at(0.999),
        max_ns: at(1.0),
    }
}
