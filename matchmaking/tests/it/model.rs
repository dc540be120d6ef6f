//! The naive model: a list of tickets and the rules written out once more, slowly. It predicts everything about a pool
//! but whom a strategy picks.

use matchmaking::{
    Command, Counts, Event, ExpiryCause, LapseCause, Member, Mode, Pool, PoolConfig, PoolError, Reachability,
    Reason, Reasons, Strategy, Ticket, TicketState,
};

use crate::wishes;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Waiting,
    Reserved(u64),
    Gone,
}

#[derive(Debug)]
struct Entry {
    ticket: Ticket,
    state: State,
    /// Users kept away, and until when: failed proposals.
    cooling: Vec<(u64, i64)>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Open {
    pub(crate) match_id: u64,
    /// The older first.
    pub(crate) tickets: [u64; 2],
    deadline: i64,
}

pub(crate) struct Model {
    config: PoolConfig,
    now: i64,
    /// Every ticket ever joined, in the order of joining.
    entries: Vec<Entry>,
    open: Vec<Open>,
    last_match: u64,
    tally: [u64; 5],
    must_meet: MustMeet,
}

/// Whether the strategy may not leave two eligible side by side, of whom the older has waited so long.
pub(crate) type MustMeet = fn(&Ticket, &Ticket, i64) -> bool;

const JOINED: usize = 0;
const MATCHED: usize = 1;
const CANCELLED: usize = 2;
const DROPPED: usize = 3;
const EXPIRED: usize = 4;

impl Model {
    pub(crate) fn new(config: PoolConfig, must_meet: MustMeet) -> Self {
        Self { config, now: i64::MIN, entries: vec![], open: vec![], last_match: 0, tally: [0; 5], must_meet }
    }

    pub(crate) fn live_ticket_of(&self, user: u64) -> Option<u64> {
        self.live().find(|entry| entry.ticket.user == user).map(|entry| entry.ticket.id)
    }

    pub(crate) fn nth_open(&self, nth: usize) -> Option<Open> {
        self.open.get(nth).copied()
    }

    fn live(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.state != State::Gone)
    }

    fn waiting(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.state == State::Waiting)
    }

    fn find(&mut self, id: u64) -> &mut Entry {
        self.entries
            .iter_mut()
            .find(|entry| entry.ticket.id == id && entry.state != State::Gone)
            .expect("live")
    }

    /// Follows one command. Nothing may have been due before it: advance first.
    pub(crate) fn follow(
        &mut self,
        now: i64,
        command: &Command,
        result: &Result<(), PoolError>,
        events: &[Event],
    ) {
        self.now = self.now.max(now);
        assert_eq!(*result, self.verdict(command));
        if result.is_ok() {
            self.command(command, events);
        }
        for event in events {
            self.event(event);
        }
    }

    /// What the pool must answer.
    fn verdict(&self, command: &Command) -> Result<(), PoolError> {
        let live = |ticket: u64| self.live().any(|entry| entry.ticket.id == ticket);
        let open = |match_id: u64| self.open.iter().find(|open| open.match_id == match_id);
        match command {
            Command::Join(ticket) => self.admission(ticket),
            &(Command::Cancel { ticket } | Command::Touch { ticket, .. }) if !live(ticket) => {
                Err(PoolError::UnknownTicket { ticket })
            }
            &(Command::Confirm { match_id } | Command::Release { match_id, .. })
                if open(match_id).is_none() =>
            {
                Err(PoolError::UnknownMatch { match_id })
            }
            &Command::Block { a, b } if a == b => Err(PoolError::SelfBlock { user: a }),
            _ => Ok(()),
        }
    }

    fn admission(&self, ticket: &Ticket) -> Result<(), PoolError> {
        let Ticket { id, user, expires_ms, reach, .. } = *ticket;
        let now_ms = self.now;
        if let Some(ticket) = self.live_ticket_of(user) {
            Err(PoolError::AlreadyWaiting { user, ticket })
        } else if expires_ms <= now_ms {
            Err(PoolError::AlreadyExpired { ticket: id, expires_ms, now_ms })
        } else if !self.reachable(ticket, now_ms) {
            Err(PoolError::Unreachable { ticket: id, reach, now_ms })
        } else if let Some(wish) = wishes::impossible(&self.config, ticket) {
            Err(PoolError::ImpossibleWish { ticket: id, wish })
        } else if self.live().count() >= self.config.capacity as usize {
            Err(PoolError::Full { capacity: self.config.capacity })
        } else {
            Ok(())
        }
    }

    /// What an accepted command does by itself, and the events it cannot do without.
    fn command(&mut self, command: &Command, events: &[Event]) {
        match *command {
            Command::Join(ref ticket) => {
                self.tally[JOINED] += 1;
                self.entries.push(Entry { ticket: ticket.clone(), state: State::Waiting, cooling: vec![] });
                assert!(events.len() <= 1, "a join makes one proposal or none: {events:?}");
            }
            Command::Cancel { ticket } => match self.find(ticket).state {
                State::Reserved(_) => {
                    let cause = LapseCause::Cancelled { ticket };
                    assert!(matches!(events[0], Event::ReservationLapsed { cause: c, .. } if c == cause));
                }
                _ => self.leave(ticket, CANCELLED),
            },
            Command::Touch { ticket, reach } => self.find(ticket).ticket.reach = reach,
            Command::Confirm { match_id } => {
                assert!(matches!(events, [Event::Matched { match_id: id, .. }] if *id == match_id));
            }
            Command::Release { match_id, ref drop } => {
                let open = self.close(match_id);
                self.part(open, drop, DROPPED, drop.is_empty());
            }
            Command::Block { a, b } => {
                for entry in self.entries.iter_mut().filter(|entry| entry.state != State::Gone) {
                    let other = if entry.ticket.user == a { b } else { a };
                    if entry.ticket.user == a || entry.ticket.user == b {
                        entry.ticket.blocks.push(other);
                    }
                }
                let together = self.open.iter().any(|open| {
                    let users = open.tickets.map(|id| self.member(id).user);
                    users == [a, b] || users == [b, a]
                });
                let parted =
                    matches!(events, [Event::ReservationLapsed { cause: LapseCause::Blocked, .. }, ..]);
                assert_eq!(parted, together, "{events:?}");
            }
            _ => {}
        }
    }

    fn event(&mut self, event: &Event) {
        match *event {
            Event::Proposed { match_id, older, newer, deadline_ms, reasons } => {
                assert!(match_id > self.last_match && reasons.iter().count() > 0);
                self.last_match = match_id;
                assert_eq!(deadline_ms, self.now + i64::from(self.config.reservation_ms.get()));
                assert_eq!([self.member(older.ticket), self.member(newer.ticket)], [older, newer]);
                let [a, b] = [self.index(older.ticket), self.index(newer.ticket)];
                assert!(self.age(a) < self.age(b), "older first");
                assert_eq!([self.entries[a].state, self.entries[b].state], [State::Waiting; 2]);
                assert!(self.may_meet(&self.entries[a], &self.entries[b], self.now), "{event:?}");
                self.check_reasons(reasons, &self.entries[a].ticket, &self.entries[b].ticket);
                let tickets = [older.ticket, newer.ticket];
                for id in tickets {
                    self.find(id).state = State::Reserved(match_id);
                }
                self.open.push(Open { match_id, tickets, deadline: deadline_ms });
            }
            Event::Matched { match_id, older, newer } => {
                let open = self.close(match_id);
                assert_eq!(open.tickets, [older.ticket, newer.ticket]);
                for id in open.tickets {
                    self.leave(id, MATCHED);
                }
            }
            Event::ReservationLapsed { match_id, older, newer, cause } => {
                let open = self.close(match_id);
                assert_eq!(open.tickets, [older.ticket, newer.ticket]);
                assert_eq!(cause == LapseCause::Deadline, open.deadline <= self.now);
                let gone = if let LapseCause::Cancelled { ticket } = cause { vec![ticket] } else { vec![] };
                self.part(open, &gone, CANCELLED, true);
            }
            Event::Expired { member, cause } => {
                let entry = &self.entries[self.index(member.ticket)];
                assert_eq!(entry.state, State::Waiting);
                assert!(self.end(&entry.ticket) <= self.now, "{event:?}");
                let by_wait = entry.ticket.expires_ms == self.end(&entry.ticket);
                assert_eq!(cause == ExpiryCause::Wait, by_wait);
                self.leave(member.ticket, EXPIRED);
            }
            _ => panic!("an event the model does not know: {event:?}"),
        }
    }

    fn leave(&mut self, id: u64, how: usize) {
        self.find(id).state = State::Gone;
        self.tally[how] += 1;
    }

    fn close(&mut self, match_id: u64) -> Open {
        let at = self.open.iter().position(|open| open.match_id == match_id).expect("open");
        self.open.remove(at)
    }

    /// Ends a proposal: those who are gone leave, the others wait.
    fn part(&mut self, open: Open, gone: &[u64], how: usize, cool: bool) {
        let users = open.tickets.map(|id| self.member(id).user);
        let until = self.now + i64::from(self.config.retry_ms);
        for (at, id) in open.tickets.into_iter().enumerate() {
            assert_eq!(self.find(id).state, State::Reserved(open.match_id));
            self.find(id).state = State::Waiting;
            if cool {
                self.find(id).cooling.push((users[1 - at], until));
            }
            if gone.contains(&id) {
                self.leave(id, how);
            }
        }
    }

    fn index(&self, id: u64) -> usize {
        self.entries
            .iter()
            .position(|entry| entry.ticket.id == id && entry.state != State::Gone)
            .expect("live")
    }

    fn age(&self, index: usize) -> (i64, usize) {
        (self.entries[index].ticket.born_ms, index)
    }

    fn member(&self, id: u64) -> Member {
        let Ticket { id, user, generation, .. } = self.entries[self.index(id)].ticket;
        Member::new(id, user, generation)
    }

    fn reach_end(&self, ticket: &Ticket) -> i64 {
        match ticket.reach {
            Reachability::Push { until_ms, .. } => until_ms,
            Reachability::Pull { last_seen_ms } => last_seen_ms + i64::from(self.config.pull_idle_ms),
            _ => panic!("a reach the model does not know"),
        }
    }

    fn end(&self, ticket: &Ticket) -> i64 {
        ticket.expires_ms.min(self.reach_end(ticket))
    }

    fn reachable(&self, ticket: &Ticket, at: i64) -> bool {
        match ticket.reach {
            Reachability::Push { until_ms, left } => {
                left >= self.config.min_left && until_ms > at + i64::from(self.config.reach_margin_ms)
            }
            _ => self.reach_end(ticket) > at,
        }
    }

    fn may_meet(&self, a: &Entry, b: &Entry, at: i64) -> bool {
        let willing = |me: &Entry, other: &Entry| {
            let user = other.ticket.user;
            me.ticket.user != user
                && me.ticket.expires_ms > at
                && self.reachable(&me.ticket, at)
                && !me.ticket.blocks.contains(&user)
                && !me.ticket.recents.iter().any(|recent| recent.user == user && recent.until_ms > at)
                && !me.cooling.iter().any(|&(cool, until)| cool == user && until > at)
        };
        willing(a, b) && willing(b, a) && wishes::fit(&self.config, &a.ticket, &b.ticket, at)
    }

    /// Compares everything that can be seen of the pool.
    pub(crate) fn compare<S: Strategy>(&self, pool: &Pool<S>) {
        self.compare_counts(pool.counts());
        for entry in &self.entries {
            self.compare_state(entry, pool);
        }
        let mut by_age: Vec<usize> = (0..self.entries.len())
            .filter(|&at| self.entries[at].state == State::Waiting)
            .filter(|&at| self.reachable(&self.entries[at].ticket, self.now))
            .collect();
        by_age.sort_by_key(|&at| self.age(at));
        let expected: Vec<u64> = by_age.into_iter().map(|at| self.entries[at].ticket.id).collect();
        assert_eq!(pool.by_age().map(|ticket| ticket.id()).collect::<Vec<_>>(), expected);
        self.compare_deadline(pool.next_deadline());
    }

    fn compare_counts(&self, counts: Counts) {
        let waiting = self.waiting().count() as u64;
        let reserved = 2 * self.open.len() as u64;
        assert_eq!((counts.waiting, counts.reserved), (waiting, reserved));
        let tally = [counts.joined, counts.matched, counts.cancelled, counts.dropped, counts.expired];
        assert_eq!(tally, self.tally);
        assert_eq!(tally[JOINED], waiting + reserved + tally[MATCHED..].iter().sum::<u64>(), "conservation");
    }

    fn compare_state<S: Strategy>(&self, entry: &Entry, pool: &Pool<S>) {
        let expected = match entry.state {
            State::Waiting => {
                assert!(self.end(&entry.ticket) > self.now, "should have expired: {entry:?}");
                Some(TicketState::Waiting { reachable: self.reachable(&entry.ticket, self.now) })
            }
            State::Reserved(match_id) => {
                let open = self.open.iter().find(|open| open.match_id == match_id).unwrap();
                assert!(open.deadline > self.now, "should have lapsed: {open:?}");
                Some(TicketState::Reserved { match_id, deadline_ms: open.deadline })
            }
            State::Gone => None,
        };
        assert_eq!(pool.state(entry.ticket.id), expected);
    }

    /// No starvation: nobody eligible is left, and the pool asks to be woken when that may change.
    fn compare_deadline(&self, deadline: Option<i64>) {
        let ends = self.waiting().map(|entry| self.end(&entry.ticket));
        let latest = ends.chain(self.open.iter().map(|open| open.deadline)).min();
        assert!(deadline.is_some() || latest.is_none());
        let Some(deadline) = deadline else { return };
        assert!(deadline > self.now && latest.is_none_or(|it| deadline <= it), "{deadline} after {latest:?}");
        let waiting: Vec<&Entry> = self.waiting().collect();
        // Whoever is gathered is paired at the next deadline; until then they may well wait side by side.
        let gathered =
            matches!(self.config.mode, Mode::Hold { ms } if deadline <= self.now + i64::from(ms.get()));
        for (at, a) in waiting.iter().enumerate() {
            for b in &waiting[..at] {
                let must = |then| self.may_meet(a, b, then) && self.must_meet(a, b, then);
                assert!(gathered || !must(self.now), "left to wait side by side: {a:?} {b:?}");
                let asleep = (self.now + 1..deadline).take(200).find(|&then| must(then));
                assert!(gathered || asleep.is_none(), "would oversleep {asleep:?}: {a:?} {b:?}");
            }
        }
    }

    fn must_meet(&self, a: &Entry, b: &Entry, at: i64) -> bool {
        (self.must_meet)(&a.ticket, &b.ticket, at - a.ticket.born_ms.min(b.ticket.born_ms))
    }

    /// Every word given as a reason is one that both have; every mood the one they have.
    fn check_reasons(&self, reasons: Reasons, a: &Ticket, b: &Ticket) {
        let class = |ticket: &Ticket| ticket.mood.map(|mood| mood.class());
        for reason in reasons.iter() {
            let true_of_them = match reason {
                Reason::SharedKeyword(word) => a.interests.contains(&word) && b.interests.contains(&word),
                Reason::SameMood(mood) => class(a) == Some(mood) && class(b) == Some(mood),
                Reason::FittingMoods { one, other } => {
                    let moods = (Some(one), Some(other));
                    moods == (class(a), class(b)) || moods == (class(b), class(a))
                }
                Reason::NothingNamed => {
                    (a.interests.is_empty() && b.interests.is_empty()) || (a.mood, b.mood) == (None, None)
                }
                _ => true,
            };
            assert!(true_of_them, "{reason:?} of {a:?} and {b:?}");
        }
    }
}
