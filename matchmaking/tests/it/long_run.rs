//! A long evening: 200 000 commands to a busy pool, with an incremental ledger beside it.

use std::collections::HashMap;

use matchmaking::{Command, Event, Member, Pool, PoolConfig, Random, Reachability, Recent, Ticket};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const COMMANDS: u64 = 200_000;
/// Users below this number want nothing of one another, and come more often than the others: so many wait.
const SHY: u64 = 300;
const USERS: u64 = 600;
const REMEMBERED_MS: i64 = 30_000;

struct Evening {
    rng: ChaCha8Rng,
    pool: Pool<Random>,
    now: i64,
    /// Live tickets, and the proposal they are reserved for.
    live: HashMap<u64, Option<u64>>,
    open: Vec<(u64, [Member; 2])>,
    met: HashMap<u64, Vec<Recent>>,
    most_waiting: u64,
    log: u64,
}

impl Evening {
    fn new() -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(20_261_121),
            pool: Pool::new(PoolConfig::default(), Random::from_seed([5; 32])),
            now: 0,
            live: HashMap::new(),
            open: Vec::new(),
            met: HashMap::new(),
            most_waiting: 0,
            log: 0xcbf2_9ce4_8422_2325,
        }
    }

    fn ticket(&mut self, id: u64) -> Option<Ticket> {
        let crowd = if self.rng.random_ratio(1, 4) { USERS } else { SHY };
        let user = self.rng.random_range(0..crowd);
        if self.pool.ticket_of(user).is_some() {
            return None;
        }
        let reach =
            Reachability::Push { until_ms: self.now + self.rng.random_range(61_000..400_000), left: 4 };
        let mut ticket = Ticket::new(id, user, self.now, self.now + self.rng.random_range(1..120_000), reach);
        ticket.blocks = if user < SHY { (0..SHY).filter(|&other| other != user).collect() } else { vec![] };
        let met = self.met.entry(user).or_default();
        met.retain(|recent| recent.until_ms > self.now);
        ticket.recents.clone_from(met);
        Some(ticket)
    }

    fn command(&mut self, serial: u64) -> Command {
        let user = self.rng.random_range(0..USERS);
        let of = |pool: &Pool<Random>| pool.ticket_of(user);
        let kind = self.rng.random_range(0..20);
        let some_open = (!self.open.is_empty()).then(|| self.rng.random_range(0..self.open.len()));
        match (kind, some_open) {
            (0..9, _) => self.ticket(serial).map_or(Command::Advance, Command::Join),
            (9, _) => of(&self.pool).map_or(Command::Advance, |ticket| Command::Cancel { ticket }),
            (10..12, _) => {
                let reach =
                    Reachability::Push { until_ms: self.now + 90_000, left: self.rng.random_range(0..6) };
                of(&self.pool).map_or(Command::Advance, |ticket| Command::Touch { ticket, reach })
            }
            (12..16, Some(at)) => Command::Confirm { match_id: self.open[at].0 },
            (16..18, Some(at)) => {
                let (match_id, [older, newer]) = self.open[at];
                let drop = [vec![], vec![older.ticket], vec![newer.ticket]];
                Command::Release { match_id, drop: drop[self.rng.random_range(0..drop.len())].clone() }
            }
            _ => Command::Advance,
        }
    }

    fn step(&mut self, serial: u64) {
        self.now += self.rng.random_range(0..60);
        self.apply(Command::Advance);
        let command = self.command(serial);
        match &command {
            Command::Join(ticket) => assert_eq!(self.live.insert(ticket.id, None), None),
            Command::Release { match_id, drop } => self.close(*match_id, drop),
            _ => {}
        }
        self.apply(command.clone());
        if let Command::Cancel { ticket } = command
            && let Some(reserved) = self.live.remove(&ticket)
        {
            assert_eq!(reserved, None, "a cancelled ticket is not part of a proposal");
        }
        let counts = self.pool.counts();
        self.most_waiting = self.most_waiting.max(counts.waiting);
        assert_eq!(counts.waiting + counts.reserved, self.live.len() as u64);
        let left = counts.matched + counts.cancelled + counts.dropped + counts.expired;
        assert_eq!(counts.joined, counts.waiting + counts.reserved + left);
    }

    fn apply(&mut self, command: Command) {
        let mut events = Vec::new();
        self.pool.apply(self.now, command, &mut events).unwrap();
        for event in &events {
            for byte in format!("{event:?}").bytes() {
                self.log = (self.log ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
            self.note(event);
        }
    }

    fn close(&mut self, match_id: u64, gone: &[u64]) {
        let at = self.open.iter().position(|open| open.0 == match_id).expect("open");
        for member in self.open.swap_remove(at).1 {
            assert_eq!(self.live.insert(member.ticket, None), Some(Some(match_id)));
            if gone.contains(&member.ticket) {
                self.live.remove(&member.ticket);
            }
        }
    }

    fn note(&mut self, event: &Event) {
        match *event {
            Event::Proposed { match_id, older, newer, .. } => {
                assert!(older.user != newer.user && older.user.max(newer.user) >= SHY, "{event:?}");
                let met = self.met.get(&older.user).into_iter().flatten();
                let again = |it: &Recent| it.user == newer.user && it.until_ms > self.now;
                assert_eq!(met.copied().filter(again).count(), 0, "met already: {event:?}");
                for member in [older, newer] {
                    assert_eq!(self.live.insert(member.ticket, Some(match_id)), Some(None), "{event:?}");
                }
                self.open.push((match_id, [older, newer]));
            }
            Event::Matched { match_id, older, newer } => {
                self.close(match_id, &[older.ticket, newer.ticket]);
                let until = self.now + REMEMBERED_MS;
                for (one, other) in [(older.user, newer.user), (newer.user, older.user)] {
                    self.met.entry(one).or_default().push(Recent::new(other, until));
                }
            }
            Event::ReservationLapsed { match_id, .. } => self.close(match_id, &[]),
            Event::Expired { member, .. } => {
                assert_eq!(self.live.remove(&member.ticket), Some(None), "{event:?}")
            }
            _ => panic!("unknown event {event:?}"),
        }
    }
}

fn run() -> Evening {
    let mut evening = Evening::new();
    for serial in 0..COMMANDS / 2 {
        evening.step(serial);
    }
    evening
}

#[test]
fn a_long_evening_stays_in_order_and_replays() {
    let (first, second) = (run(), run());
    let counts = first.pool.counts();
    assert!(first.most_waiting > 100 && counts.matched > 5_000 && counts.expired > 500, "{counts:?}");
    assert_eq!((first.log, counts), (second.log, second.pool.counts()));
}
