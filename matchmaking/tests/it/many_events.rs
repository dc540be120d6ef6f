//! Very many random events, each checked against a ledger: `POOL_EVENTS` says how many (default 120 000, the long run
//! 100 000 000), `POOL_SEED` with which seed (default 1).
//!
//! Every strategy, and holding, gets the same share of them. The mix, in hundredths: 44 somebody comes (or, if they wait
//! already, time passes), 10 somebody cancels, 9 a reach changes, 16 a proposal is confirmed, 8 one is released (a third
//! of them with none dropped), 2 a block arrives, 11 time passes. In between lie 0 to 39 milliseconds; patience lasts up
//! to 20 seconds and a reach up to 40, so that many run out.

use std::num::NonZeroU32;

use matchmaking::{
    Blend, BlendConfig, BlendStage, Command, Counts, Event, Fallback, KeywordConfig, Keywords, Member, Mode,
    MoodConfig, Moods, Pool, PoolConfig, Random, Reachability, Recent, RegionSlack, Sex, Slack, Strategy,
    Ticket, Widening, WideningStep, Wish,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::wishes;

const USERS: u64 = 400;
/// After how long anybody eligible will do, under every strategy.
const PATIENCE_MS: u32 = 1_500;
const WIDENED_MS: u32 = 3_000;
/// How often, in commands, all who wait are compared with each other.
const CENSUS: u64 = 2_000;

struct Live {
    ticket: Ticket,
    /// The proposal it is reserved for.
    open: Option<u64>,
    /// Whom a failed proposal keeps away, and until when.
    cooling: Vec<(u64, i64)>,
}

struct World<S> {
    pool: Pool<S>,
    rng: ChaCha8Rng,
    now: i64,
    serial: u64,
    /// By user.
    live: Vec<Option<Live>>,
    met: Vec<[Recent; 4]>,
    /// Open proposals: the id and the two.
    open: Vec<(u64, [Member; 2])>,
    events: Vec<Event>,
    log: u64,
    /// Pairs that were proposed and checked; pairs that were compared and found rightly apart.
    checked: (u64, u64),
}

fn config(mode: Mode) -> PoolConfig {
    let mut config = PoolConfig::default();
    let mut first = Slack::default();
    first.age_years = 4;
    first.region = RegionSlack::Area;
    let steps = [WideningStep::new(1_000, first), WideningStep::new(WIDENED_MS, Slack::all())];
    config.widening = Widening::new(&steps).unwrap();
    config.mode = mode;
    config.reach_margin_ms = 500;
    config.reservation_ms = NonZeroU32::new(400).unwrap();
    config.retry_ms = 100;
    config
}

impl<S: Strategy> World<S> {
    fn new(mode: Mode, strategy: S, seed: u64) -> Self {
        Self {
            pool: Pool::new(config(mode), strategy),
            rng: ChaCha8Rng::seed_from_u64(seed),
            now: 0,
            serial: 0,
            live: (0..USERS).map(|_| None).collect(),
            met: vec![[Recent::new(0, 0); 4]; USERS as usize],
            open: Vec::new(),
            events: Vec::new(),
            log: 0xcbf2_9ce4_8422_2325,
            checked: (0, 0),
        }
    }

    fn run(mut self, commands: u64) -> (u64, Counts) {
        for nth in 0..commands {
            self.now += self.rng.random_range(0..40_i64);
            let command = self.command();
            self.apply(command);
            if nth % CENSUS == 0 {
                self.census();
            }
        }
        assert!(self.checked.0 > commands / 100 && self.checked.1 > 0, "{:?}", self.checked);
        (self.log, self.pool.counts())
    }

    fn user(&mut self) -> u64 {
        u64::from(self.rng.random_range(0..USERS as u32))
    }

    fn command(&mut self) -> Command {
        let user = self.user();
        let known = self.live[user as usize].as_ref().map(|live| live.ticket.id);
        let open = (!self.open.is_empty()).then(|| self.rng.random_range(0..self.open.len() as u32) as usize);
        match (self.rng.random_range(0..100_u32), known, open) {
            (0..44, None, _) => Command::Join(self.ticket(user)),
            (44..54, Some(ticket), _) => Command::Cancel { ticket },
            (54..63, Some(ticket), _) => Command::Touch { ticket, reach: self.reach() },
            (63..79, _, Some(at)) => Command::Confirm { match_id: self.open[at].0 },
            (79..87, _, Some(at)) => {
                let (match_id, [older, newer]) = self.open[at];
                let drop = [vec![], vec![older.ticket], vec![newer.ticket]];
                let which = self.rng.random_range(0..3_u32) as usize;
                Command::Release { match_id, drop: drop[which].clone() }
            }
            (87..89, _, _) => Command::Block { a: user, b: (user + 1 + self.user() % (USERS - 1)) % USERS },
            _ => Command::Advance,
        }
    }

    fn reach(&mut self) -> Reachability {
        let until_ms = self.now + self.rng.random_range(400..40_000_i64);
        Reachability::Push { until_ms, left: self.rng.random_range(0..9) }
    }

    fn ticket(&mut self, user: u64) -> Ticket {
        self.serial += 1;
        let reach =
            Reachability::Push { until_ms: self.now + self.rng.random_range(600..40_000_i64), left: 4 };
        let (born, end) = (self.now, self.now + self.rng.random_range(1..20_000_i64));
        let mut ticket = Ticket::new(self.serial, user, born, end, reach);
        ticket.recents = self.met[user as usize].into_iter().filter(|it| it.until_ms > self.now).collect();
        // A third of the users are shy of all below them.
        if user.is_multiple_of(3) {
            ticket.blocks = (0..user / 2).collect();
        }
        let mut draw = |end: u32| self.rng.random_range(0..end);
        ticket.profile.sex = [Some(Sex::Female), Some(Sex::Male), None][draw(3) as usize];
        ticket.profile.age = Some(14 + draw(30) as u8);
        ticket.profile.region = Some(matchmaking::Region::new(draw(4), draw(3)));
        let firm = draw(2) == 0;
        let wish = |value: Sex| if firm { Wish::firm(value.into()) } else { Wish::soft(value.into()) };
        ticket.wishes.sex = [Some(Sex::Female), Some(Sex::Male), None, None][draw(4) as usize].map(wish);
        if draw(4) == 0 {
            ticket.wishes.nearness = Some(Wish::soft(matchmaking::Nearness::SamePlace));
        }
        if draw(4) == 0 {
            let from = 18 + draw(10) as u8;
            ticket.wishes.ages = Some(Wish::soft(matchmaking::AgeBand::new(from, from + 6).unwrap()));
        }
        ticket.interests = (0..draw(4)).map(|_| matchmaking::Keyword(u64::from(draw(40)))).collect();
        ticket.mood =
            (draw(3) > 0).then(|| matchmaking::Mood::only(matchmaking::Emotion::ALL[draw(8) as usize]));
        ticket
    }

    fn apply(&mut self, command: Command) {
        // What is due comes first, as the pool does it; the ledger is then told of the command.
        let mut events = std::mem::take(&mut self.events);
        events.clear();
        self.pool.apply(self.now, Command::Advance, &mut events).unwrap();
        self.note_all(&events);
        events.clear();
        let result = self.pool.apply(self.now, command.clone(), &mut events);
        if result.is_ok() {
            self.accept(command);
        }
        self.note_all(&events);
        let counts = self.pool.counts();
        let left = counts.matched + counts.cancelled + counts.dropped + counts.expired;
        assert_eq!(counts.joined, counts.waiting + counts.reserved + left, "nothing is lost");
        assert_eq!(counts.reserved, 2 * self.open.len() as u64);
        self.events = events;
    }

    fn accept(&mut self, command: Command) {
        match command {
            Command::Join(ticket) => {
                let user = ticket.user as usize;
                let before = self.live[user].replace(Live { ticket, open: None, cooling: Vec::new() });
                assert!(before.is_none(), "one live ticket per user");
            }
            Command::Cancel { ticket } => {
                // Of a reserved one the lapse is told first, and takes it out.
                let live = self.live.iter().flatten().find(|live| live.ticket.id == ticket).unwrap();
                if live.open.is_none() {
                    let user = live.ticket.user as usize;
                    self.live[user] = None;
                }
            }
            Command::Touch { ticket, reach } => {
                let live = self.live.iter_mut().flatten().find(|live| live.ticket.id == ticket);
                live.unwrap().ticket.reach = reach;
            }
            Command::Block { a, b } => {
                for (user, other) in [(a, b), (b, a)] {
                    if let Some(live) = &mut self.live[user as usize] {
                        live.ticket.blocks.push(other);
                    }
                }
            }
            Command::Release { match_id, drop } => {
                let members = self.close(match_id);
                for member in members.into_iter().filter(|member| drop.contains(&member.ticket)) {
                    self.live[member.user as usize] = None;
                }
                if drop.is_empty() {
                    self.cool(members);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, match_id: u64) -> [Member; 2] {
        let at = self.open.iter().position(|open| open.0 == match_id).expect("open");
        let members = self.open.swap_remove(at).1;
        for member in members {
            let live = self.live[member.user as usize].as_mut().expect("live");
            assert_eq!(live.open.take(), Some(match_id));
        }
        members
    }

    fn cool(&mut self, [older, newer]: [Member; 2]) {
        let until = self.now + 100;
        for (one, other) in [(older, newer), (newer, older)] {
            if let Some(live) = &mut self.live[one.user as usize] {
                live.cooling.push((other.user, until));
            }
        }
    }

    fn note_all(&mut self, events: &[Event]) {
        for event in events {
            self.note(event);
        }
    }

    fn note(&mut self, event: &Event) {
        match *event {
            Event::Proposed { match_id, older, newer, .. } => {
                let [one, other] =
                    [older, newer].map(|it| self.live[it.user as usize].as_ref().expect("live"));
                assert_eq!([one.ticket.id, other.ticket.id], [older.ticket, newer.ticket]);
                assert_eq!([one.open, other.open], [None, None], "in one match at most");
                assert!(one.ticket.born_ms <= other.ticket.born_ms, "older first");
                assert!(self.may_meet(one, other), "{event:?}: {:?} {:?}", one.ticket, other.ticket);
                for member in [older, newer] {
                    if let Some(live) = &mut self.live[member.user as usize] {
                        live.open = Some(match_id);
                    }
                }
                self.open.push((match_id, [older, newer]));
                self.checked.0 += 1;
                self.hash([match_id, older.ticket, newer.ticket, 1]);
            }
            Event::Matched { match_id, .. } => {
                let [older, newer] = self.close(match_id);
                for (one, other) in [(older, newer), (newer, older)] {
                    self.live[one.user as usize] = None;
                    self.met[one.user as usize].rotate_right(1);
                    self.met[one.user as usize][0] = Recent::new(other.user, self.now + 60_000);
                }
                self.hash([match_id, 2, 0, 0]);
            }
            Event::ReservationLapsed { match_id, cause, .. } => {
                let members = self.close(match_id);
                if let matchmaking::LapseCause::Cancelled { ticket } = cause {
                    let gone = members.into_iter().find(|member| member.ticket == ticket).unwrap();
                    self.live[gone.user as usize] = None;
                }
                self.cool(members);
                self.hash([match_id, 3, 0, 0]);
            }
            Event::Expired { member, .. } => {
                let live = self.live[member.user as usize].take().expect("live");
                assert_eq!((live.ticket.id, live.open), (member.ticket, None));
                self.hash([member.ticket, 4, 0, 0]);
            }
            _ => panic!("unknown event {event:?}"),
        }
    }

    fn hash(&mut self, words: [u64; 4]) {
        for word in words {
            self.log = (self.log ^ word).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn may_meet(&self, a: &Live, b: &Live) -> bool {
        let willing = |me: &Live, other: u64| {
            let Reachability::Push { until_ms, left } = me.ticket.reach else { return false };
            let config = self.pool.config();
            me.ticket.user != other
                && me.ticket.expires_ms > self.now
                && left >= config.min_left
                && until_ms > self.now + i64::from(config.reach_margin_ms)
                && !me.ticket.blocks.contains(&other)
                && !me.ticket.recents.iter().any(|it| it.user == other && it.until_ms > self.now)
                && !me.cooling.iter().any(|&(user, until)| user == other && until > self.now)
        };
        willing(a, b.ticket.user)
            && willing(b, a.ticket.user)
            && wishes::fit(self.pool.config(), &a.ticket, &b.ticket, self.now)
    }

    /// No starvation: after an advance no two who may meet, of whom one has lost patience, are left side by side.
    fn census(&mut self) {
        self.apply(Command::Advance);
        let held = if let Mode::Hold { ms } = self.pool.config().mode { i64::from(ms.get()) } else { 0 };
        let gathered = self.pool.next_deadline().is_some_and(|at| held > 0 && at <= self.now + held);
        let waiting: Vec<&Live> = self.live.iter().flatten().filter(|live| live.open.is_none()).collect();
        let mut apart = 0;
        for (at, a) in waiting.iter().enumerate() {
            for b in &waiting[..at] {
                let waited = self.now - a.ticket.born_ms.min(b.ticket.born_ms);
                if waited >= i64::from(PATIENCE_MS) {
                    assert!(gathered || !self.may_meet(a, b), "starved: {:?} {:?}", a.ticket, b.ticket);
                    apart += 1;
                }
            }
        }
        self.checked.1 += apart;
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |value| value.parse().expect("a number"))
}

fn strategy(nth: usize) -> (Mode, Box<dyn Strategy>) {
    let mut keywords = KeywordConfig::default();
    keywords.anyone_after_ms = Some(PATIENCE_MS);
    keywords.first_after_ms = Some(2 * PATIENCE_MS);
    let mut moods = MoodConfig::default();
    moods.anyone_after_ms = Some(PATIENCE_MS);
    let mut blend = BlendConfig::default();
    blend.set_stages(&[BlendStage::new(0, 400), BlendStage::new(PATIENCE_MS, 0)]).unwrap();
    let hold = Mode::Hold { ms: NonZeroU32::new(200).unwrap() };
    match nth {
        0 => (Mode::Immediate, Box::new(Random::from_seed([9; 32]))),
        1 => (Mode::Immediate, Box::new(Keywords::new(keywords))),
        2 => (Mode::Immediate, Box::new(Moods::new(moods))),
        3 => (Mode::Immediate, Box::new(Blend::new(blend))),
        4 => (hold, Box::new(Keywords::new(keywords))),
        _ => {
            moods.anyone_after_ms = None;
            let then = Random::from_seed([9; 32]);
            (Mode::Immediate, Box::new(Fallback::new(Moods::new(moods), PATIENCE_MS, then)))
        }
    }
}

const STRATEGIES: usize = 6;

#[test]
fn very_many_random_events_break_no_promise_and_replay() {
    let (events, seed) = (number("POOL_EVENTS", 120_000), number("POOL_SEED", 1));
    let mut total = 0;
    for nth in 0..STRATEGIES {
        let run = |commands: u64| {
            let (mode, strategy) = strategy(nth);
            World::new(mode, strategy, seed + nth as u64).run(commands)
        };
        let commands = events.div_ceil(STRATEGIES as u64);
        let (log, counts) = run(commands);
        total += commands;
        println!("strategy {nth}: {commands} commands, log {log:016x}, {counts:?}");
        assert!(counts.matched > commands / 100 && counts.expired > 0, "{counts:?}");
        let short = commands.min(5_000);
        assert_eq!(run(short), run(short), "the same seed, the same matches");
    }
    assert!(total >= events);
}
