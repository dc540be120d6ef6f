//! The account: every live ticket and open proposal, kept from commands and events alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Command, Counts, Event, LapseCause, Member, PoolConfig, PoolError, Recent, Ticket};

use super::{Rules, Violation, Violations};

/// The oracle's account of a matcher.
pub(crate) struct Account {
    config: PoolConfig,
    pub(super) live: BTreeMap<u64, Entry>,
    by_user: BTreeMap<u64, u64>,
    /// Those waiting, the oldest first.
    pub(super) waiting: BTreeSet<(i64, u64, u64)>,
    /// When those waiting end.
    ends: BTreeSet<(i64, u64)>,
    open: BTreeMap<u64, [Member; 2]>,
    last_match: Option<u64>,
    joined: u64,
    pub(super) counts: Counts,
    pub(crate) events: u64,
    pub(crate) found: Violations,
}

pub(super) struct Entry {
    pub(super) ticket: Ticket,
    /// The place in the order of joining.
    pub(super) serial: u64,
    /// Since when it waits without a break, milliseconds.
    pub(super) since_ms: i64,
    reserved: Option<u64>,
}

/// A proposal as the account saw it, both tickets still waiting.
pub(crate) struct Proposed<'a> {
    pub(crate) older: &'a Ticket,
    pub(crate) newer: &'a Ticket,
}

impl Account {
    pub(crate) fn new(config: PoolConfig) -> Self {
        Self {
            config,
            live: BTreeMap::new(),
            by_user: BTreeMap::new(),
            waiting: BTreeSet::new(),
            ends: BTreeSet::new(),
            open: BTreeMap::new(),
            last_match: None,
            joined: 0,
            counts: Counts::default(),
            events: 0,
            found: Violations::default(),
        }
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules(&self.config)
    }

    pub(crate) fn ticket(&self, id: u64) -> Option<&Ticket> {
        self.live.get(&id).map(|entry| &entry.ticket)
    }

    pub(crate) fn has_user(&self, user: u64) -> bool {
        self.by_user.contains_key(&user)
    }

    pub(crate) fn waits(&self, id: u64) -> bool {
        self.live.get(&id).is_some_and(|entry| entry.reserved.is_none())
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Those who wait, the oldest first.
    pub(crate) fn by_age(&self) -> impl Iterator<Item = &Ticket> {
        self.waiting.iter().filter_map(|&(_, _, id)| self.ticket(id))
    }

    /// Whether `command` must be accepted, of what the account can tell. Blocks and wishes that nobody can meet are
    /// the matcher's to judge.
    fn must_accept(&self, command: &Command) -> Option<(u64, bool)> {
        Some(match command {
            Command::Join(ticket) => {
                let fresh = !self.live.contains_key(&ticket.id) && !self.by_user.contains_key(&ticket.user);
                (ticket.id, fresh)
            }
            Command::Cancel { ticket } | Command::Touch { ticket, .. } => {
                (*ticket, self.live.contains_key(ticket))
            }
            Command::Confirm { match_id } | Command::Release { match_id, .. } => {
                (*match_id, self.open.contains_key(match_id))
            }
            Command::Block { .. } | Command::Advance => return None,
        })
    }

    /// Follows a command before its events: nothing was due when it came.
    pub(crate) fn command(&mut self, now_ms: i64, command: &Command, result: &Result<(), PoolError>) {
        if let Some((about, must)) = self.must_accept(command) {
            let accepted = result.is_ok();
            // A join may be refused for more reasons than the account knows.
            let refusable = matches!(command, Command::Join(_));
            if accepted != must && (accepted || !refusable) {
                self.found.note(Violation::Answer { at_ms: now_ms, about, accepted });
                return;
            }
        }
        if result.is_ok() {
            self.obey(now_ms, command);
        }
    }

    fn obey(&mut self, now_ms: i64, command: &Command) {
        match command {
            Command::Join(ticket) => self.join(now_ms, ticket.clone()),
            &Command::Cancel { ticket } => {
                // A reserved one leaves with the event that says so.
                if self.waits(ticket) {
                    self.leave(ticket);
                    self.counts.cancelled += 1;
                }
            }
            Command::Touch { ticket, reach } => {
                let waits = self.waits(*ticket);
                if waits {
                    self.unlist(*ticket);
                }
                if let Some(entry) = self.live.get_mut(ticket) {
                    entry.ticket.reach = *reach;
                }
                if waits {
                    self.list(*ticket);
                }
            }
            Command::Release { match_id, drop } => self.release(now_ms, *match_id, drop),
            Command::Block { a, b } => {
                for (one, other) in [(a, b), (b, a)] {
                    if let Some(entry) = self.by_user.get(one).and_then(|id| self.live.get_mut(id)) {
                        entry.ticket.blocks.push(*other);
                    }
                }
            }
            Command::Confirm { .. } | Command::Advance => {}
        }
    }

    fn join(&mut self, now_ms: i64, ticket: Ticket) {
        self.joined += 1;
        self.counts.joined += 1;
        self.counts.waiting += 1;
        let (id, user) = (ticket.id, ticket.user);
        self.by_user.insert(user, id);
        self.live.insert(id, Entry { ticket, serial: self.joined, since_ms: now_ms, reserved: None });
        self.list(id);
    }

    fn release(&mut self, now_ms: i64, match_id: u64, dropped: &[u64]) {
        let Some(members) = self.open.remove(&match_id) else { return };
        self.counts.reserved -= 2;
        for (member, other) in both_ways(members) {
            if dropped.contains(&member.ticket) {
                self.live.remove(&member.ticket);
                self.by_user.remove(&member.user);
                self.counts.dropped += 1;
            } else {
                let cool = dropped.is_empty().then_some(other.user);
                self.put_back(now_ms, member.ticket, cool);
            }
        }
    }

    /// Follows one event; for a proposal, `see` gets to look while both still wait.
    pub(crate) fn event(&mut self, now_ms: i64, event: &Event, mut see: impl FnMut(&Self, Proposed<'_>)) {
        self.events += 1;
        match *event {
            Event::Proposed { match_id, older, newer, .. } => {
                self.proposed(now_ms, match_id, [older, newer], &mut see);
            }
            Event::Matched { match_id, older, newer } => {
                if self.close(now_ms, match_id, [older, newer]) {
                    self.counts.matched += 2;
                    [older, newer].iter().for_each(|member| self.forget(member));
                }
            }
            Event::ReservationLapsed { match_id, older, newer, cause } => {
                self.lapsed(now_ms, match_id, [older, newer], cause);
            }
            Event::Expired { member, .. } => self.expired(now_ms, member),
        }
    }

    fn proposed(
        &mut self,
        at_ms: i64,
        match_id: u64,
        members: [Member; 2],
        see: &mut impl FnMut(&Self, Proposed<'_>),
    ) {
        if self.last_match.is_some_and(|last| match_id <= last) {
            self.found.note(Violation::MatchId { at_ms, match_id });
        }
        self.last_match = self.last_match.max(Some(match_id));
        if let Some(idle) = members.iter().find(|member| !self.waits(member.ticket)) {
            self.found.note(Violation::NotWaiting { at_ms, ticket: idle.ticket });
            return;
        }
        let [older, newer] = members;
        for violation in self.faults(at_ms, match_id, older, newer) {
            self.found.note(violation);
        }
        if let Some((older, newer)) = self.ticket(older.ticket).zip(self.ticket(newer.ticket)) {
            see(self, Proposed { older, newer });
        }
        for member in members {
            self.unlist(member.ticket);
            if let Some(entry) = self.live.get_mut(&member.ticket) {
                entry.reserved = Some(match_id);
            }
        }
        self.open.insert(match_id, members);
        self.counts.waiting = self.counts.waiting.saturating_sub(2);
        self.counts.reserved += 2;
    }

    /// What is wrong with a proposal of two who wait.
    fn faults(&self, at_ms: i64, match_id: u64, older: Member, newer: Member) -> Vec<Violation> {
        let Some((one, other)) = self.live.get(&older.ticket).zip(self.live.get(&newer.ticket)) else {
            return Vec::new();
        };
        let named = |entry: &Entry, member: Member| {
            (entry.ticket.user, entry.ticket.generation) == (member.user, member.generation)
        };
        let ordered = (one.ticket.born_ms, one.serial) < (other.ticket.born_ms, other.serial);
        let well_named = named(one, older) && named(other, newer) && ordered;
        let members = (!well_named).then_some(Violation::Members { at_ms, match_id });
        let rule = self.rules().parting(&one.ticket, &other.ticket, at_ms);
        let rule = rule.map(|rule| Violation::Rule { at_ms, older: older.ticket, newer: newer.ticket, rule });
        members.into_iter().chain(rule).collect()
    }

    fn lapsed(&mut self, at_ms: i64, match_id: u64, members: [Member; 2], cause: LapseCause) {
        if !self.close(at_ms, match_id, members) {
            return;
        }
        for (member, other) in both_ways(members) {
            if cause == (LapseCause::Cancelled { ticket: member.ticket }) {
                self.forget(&member);
                self.counts.cancelled += 1;
            } else {
                self.put_back(at_ms, member.ticket, Some(other.user));
            }
        }
    }

    fn expired(&mut self, at_ms: i64, member: Member) {
        let due = self
            .live
            .get(&member.ticket)
            .is_some_and(|entry| entry.reserved.is_none() && self.rules().end(&entry.ticket) <= at_ms);
        if !due {
            self.found.note(Violation::Expiry { at_ms, ticket: member.ticket });
        }
        if self.waits(member.ticket) {
            self.leave(member.ticket);
            self.counts.expired += 1;
        }
    }

    /// Takes a proposal out; false, and a violation, if it was not open with these members.
    fn close(&mut self, at_ms: i64, match_id: u64, members: [Member; 2]) -> bool {
        if self.open.get(&match_id) != Some(&members) {
            self.found.note(Violation::NotOpen { at_ms, match_id });
            return false;
        }
        self.open.remove(&match_id);
        self.counts.reserved = self.counts.reserved.saturating_sub(2);
        true
    }

    fn put_back(&mut self, now_ms: i64, id: u64, apart_from: Option<u64>) {
        if let Some(entry) = self.live.get_mut(&id) {
            (entry.reserved, entry.since_ms) = (None, now_ms);
            if let Some(user) = apart_from {
                let until_ms = now_ms.saturating_add(i64::from(self.config.retry_ms));
                entry.ticket.recents.push(Recent { user, until_ms });
            }
        }
        self.counts.waiting += 1;
        self.list(id);
    }

    fn forget(&mut self, member: &Member) {
        self.live.remove(&member.ticket);
        self.by_user.remove(&member.user);
    }

    /// A waiting ticket leaves.
    fn leave(&mut self, id: u64) {
        self.unlist(id);
        if let Some(entry) = self.live.remove(&id) {
            self.by_user.remove(&entry.ticket.user);
            self.counts.waiting = self.counts.waiting.saturating_sub(1);
        }
    }

    fn list(&mut self, id: u64) {
        if let Some(entry) = self.live.get(&id) {
            self.waiting.insert((entry.ticket.born_ms, entry.serial, id));
            self.ends.insert((Rules(&self.config).end(&entry.ticket), id));
        }
    }

    fn unlist(&mut self, id: u64) {
        if let Some(entry) = self.live.get(&id) {
            self.waiting.remove(&(entry.ticket.born_ms, entry.serial, id));
            self.ends.remove(&(Rules(&self.config).end(&entry.ticket), id));
        }
    }

    /// After a command and its events: nobody is overdue, and the matcher counts what happened.
    pub(crate) fn settle(&mut self, at_ms: i64, counted: Counts) {
        if let Some(&(_, ticket)) = self.ends.first().filter(|&&(end, _)| end <= at_ms) {
            self.found.note(Violation::Overdue { at_ms, ticket });
        }
        if counted != self.counts {
            self.found.note(Violation::Conservation { at_ms, counted, really: self.counts });
        }
    }
}

fn both_ways([one, other]: [Member; 2]) -> [(Member, Member); 2] {
    [(one, other), (other, one)]
}
