//! The world of a run: virtual time, the people, the matcher and its oracle.

use std::collections::BTreeMap;

use rand::RngExt;

use super::agenda::{Agenda, Deed};
use super::arrivals::Moments;
use super::habits::{comes_again, fails, leaves, visit_number};
use super::judging::overtakes;
use super::log::{EventHash, Log};
use super::presence::Presence;
use super::source::Source;
use super::wakes::Wakes;
use super::{Run, Settings};
use crate::lab::Matcher;
use crate::lab::dice::{Stream, dice, span};
use crate::lab::measure::{Ending, Tally, Timeline};
use crate::lab::oracle::Account;
use crate::lab::people::People;
use crate::lab::workload::{Arrivals, Workload};
use crate::{Command, Event, Mode, Reachability, Ticket};

/// How often it is looked for starvation and how many wait, milliseconds.
const LOOK_MS: i64 = 1_000;
/// How many pushes people have: no test of budgets.
const PUSHES: u32 = 20;

/// A proposal that is open.
struct Open {
    at_ms: i64,
    older: Ticket,
    newer: Ticket,
    overtakes: bool,
}

pub(super) struct World<'r, M> {
    matcher: &'r mut M,
    source: Source<'r>,
    seed: u64,
    settings: Settings,
    people: Option<People<'r>>,
    moments: Option<Moments>,
    now_ms: i64,
    agenda: Agenda<Deed>,
    presence: Presence,
    account: Account,
    tally: Tally,
    open: BTreeMap<u64, Open>,
    hash: EventHash,
    log: Option<Log>,
    timeline: Timeline<{ Run::SAMPLES }>,
    wakes: Wakes,
    next_look_ms: i64,
    /// Somebody new gets the next number.
    newest: u64,
    joined: u64,
    refused: u64,
    /// Tickets up to this one are not measured.
    warm_up: u64,
    done: bool,
}

impl<'r, M: Matcher> World<'r, M> {
    pub(super) fn new(matcher: &'r mut M, source: Source<'r>, seed: u64, settings: Settings) -> Self {
        let account = Account::new(*matcher.config());
        let workload = source.workload();
        let (tick_ms, warm_up) = match source {
            Source::Workload(it) => (it.tick_ms, f64::from(it.tickets) * it.warm_up),
            Source::Trace(trace) => (trace.tick_ms(), 0.0),
        };
        Self {
            matcher,
            source,
            seed,
            settings,
            people: workload.map(|it| People::new(it, seed)),
            moments: workload.map(|it| Moments::new(it, seed)),
            now_ms: 0,
            agenda: Agenda::default(),
            presence: Presence::default(),
            account,
            tally: Tally::new(tick_ms),
            open: BTreeMap::new(),
            hash: EventHash::new(),
            log: settings.keeps_log.then(Log::default),
            timeline: Timeline::new(),
            wakes: Wakes::default(),
            next_look_ms: 0,
            newest: 0,
            joined: 0,
            refused: 0,
            warm_up: warm_up as u64,
            done: false,
        }
    }

    pub(super) fn play(mut self) -> Run {
        self.open_doors();
        while !self.done
            && let Some(next_ms) = self.agenda.next_ms()
        {
            // What the matcher does may be followed by deeds before the next one that is planned now.
            if self.wake(next_ms) {
                continue;
            }
            let Some((at_ms, deed)) = self.agenda.take() else { break };
            if self.workload().is_some_and(|it| at_ms > i64::from(it.duration_ms)) {
                break;
            }
            self.pass_to(at_ms.max(self.now_ms));
            self.carry_out(deed);
        }
        self.close_doors()
    }

    fn workload(&self) -> Option<&'r Workload> {
        self.source.workload()
    }

    /// Plans the first arrival; every one plans the next.
    fn open_doors(&mut self) {
        match self.source {
            Source::Workload(workload) => {
                if let Arrivals::Closed { users, think_ms } = workload.arrivals {
                    for user in 1..=u64::from(users) {
                        self.come_again(user, span_of(self.seed, user, 0, f64::from(think_ms)));
                    }
                }
                self.plan_newcomer();
            }
            Source::Trace(trace) => {
                if let Some(first) = trace.arrival(0) {
                    self.agenda.plan(first.at_ms, Deed::Recorded { at: 0 });
                }
            }
        }
    }

    fn plan_newcomer(&mut self) {
        let Some(at_ms) = self.moments.as_mut().and_then(Iterator::next) else { return };
        self.newest += 1;
        let user = match self.workload().and_then(|it| it.population) {
            Some(all) => dice(self.seed, Stream::Population, self.newest).random_range(1..=u64::from(all)),
            None => self.newest,
        };
        self.agenda.plan(at_ms, Deed::Come { user });
    }

    fn come_again(&mut self, user: u64, after_ms: i64) {
        let at_ms = self.now_ms.saturating_add(after_ms);
        self.presence.stays_away(user, at_ms);
        self.agenda.plan(at_ms, Deed::Return { user });
    }

    /// Lets the matcher do what it has to by `until_ms`, one moment of it; whether there was one.
    fn wake(&mut self, until_ms: i64) -> bool {
        let Some(at_ms) = self.wakes.due(self.matcher.next_deadline(), self.now_ms, until_ms) else {
            return false;
        };
        self.pass_to(at_ms);
        self.apply(Command::Advance);
        true
    }

    fn pass_to(&mut self, at_ms: i64) {
        self.now_ms = at_ms;
        if at_ms < self.next_look_ms {
            return;
        }
        self.next_look_ms = at_ms.saturating_add(LOOK_MS);
        if let Some(limit) = self.settings.starves_after_ms {
            // What falls due at this very moment may still be done.
            let held_ms = match self.matcher.config().mode {
                Mode::Hold { ms } => i64::from(ms.get()),
                Mode::Immediate => 0,
            };
            self.account.look_for_starvation(at_ms.saturating_sub(1), i64::from(limit), held_ms);
        }
        self.timeline.look(at_ms, self.account.waiting() as u64);
    }

    fn carry_out(&mut self, deed: Deed) {
        match deed {
            Deed::Come { user } => {
                self.plan_newcomer();
                self.arrive(user);
            }
            Deed::Return { user } => self.arrive(user),
            Deed::Leave { ticket, impatient } => self.leave(ticket, impatient),
            Deed::Decide { match_id } => self.decide(match_id),
            Deed::Recorded { at } => self.recorded(at),
        }
    }

    fn arrive(&mut self, user: u64) {
        let Some(workload) = self.workload() else { return };
        // Whoever is here already, or has said when they come again, is passed over.
        let here = self.account.has_user(user) || self.presence.is_away(user, self.now_ms);
        if here || self.done {
            return;
        }
        let (visit, recents) = self.presence.arrive(user, self.now_ms);
        let id = self.joined + 1;
        let ends_ms = self.now_ms + i64::from(workload.ticket_ms);
        let reach = Reachability::Push { until_ms: self.now_ms + i64::from(workload.reach_ms), left: PUSHES };
        let mut ticket = Ticket::new(id, user, self.now_ms, ends_ms, reach);
        if let Some(people) = &self.people {
            people.describe(&mut ticket, visit);
        }
        ticket.recents = recents;
        self.join(ticket);
        for (after_ms, impatient) in leaves(workload, self.seed, visit_number(user, visit)) {
            if self.account.ticket(id).is_some() {
                self.agenda.plan(self.now_ms + after_ms, Deed::Leave { ticket: id, impatient });
            }
        }
        self.done |= self.joined >= u64::from(workload.tickets);
    }

    fn recorded(&mut self, at: usize) {
        let Source::Trace(trace) = self.source else { return };
        if let Some(next) = trace.arrival(at + 1) {
            self.agenda.plan(next.at_ms, Deed::Recorded { at: at + 1 });
        } else {
            self.done = true;
        }
        let Some(arrival) = trace.arrival(at) else { return };
        for &(a, b) in &arrival.blocks {
            self.apply(Command::Block { a, b });
        }
        let Some(ticket) = arrival.ticket(self.joined + 1, self.now_ms) else { return };
        let id = ticket.id;
        self.join(ticket);
        if let Some(after_ms) = arrival.left_after_ms
            && self.account.ticket(id).is_some()
        {
            self.agenda.plan(self.now_ms + after_ms, Deed::Leave { ticket: id, impatient: true });
        }
    }

    fn join(&mut self, ticket: Ticket) {
        self.joined += 1;
        self.tally.joined(&ticket);
        if !self.apply(Command::Join(ticket)) {
            self.refused += 1;
        }
    }

    fn leave(&mut self, id: u64, impatient: bool) {
        let Some(ticket) = self.account.ticket(id).cloned() else { return };
        if self.apply(Command::Cancel { ticket: id }) {
            let ending = if impatient { Ending::Abandoned } else { Ending::Cancelled };
            self.gone(&ticket, ending, self.now_ms - ticket.born_ms);
            self.goes_on(ticket.user);
        }
    }

    fn decide(&mut self, match_id: u64) {
        let failed = self.workload().is_some_and(|it| fails(it, self.seed, match_id));
        if !self.open.contains_key(&match_id) {
            return;
        }
        if failed {
            self.open.remove(&match_id);
            self.apply(Command::Release { match_id, drop: Vec::new() });
        } else {
            self.apply(Command::Confirm { match_id });
        }
    }

    /// Tells the matcher and hears it out; whether it accepted.
    fn apply(&mut self, command: Command) -> bool {
        if let Some(log) = &mut self.log {
            log.0.push((self.now_ms, command.clone()));
        }
        let mut events = Vec::new();
        let result = self.matcher.apply(self.now_ms, command.clone(), &mut events);
        self.account.command(self.now_ms, &command, &result);
        for event in &events {
            self.hear(event);
        }
        self.account.settle(self.now_ms, self.matcher.counts());
        result.is_ok()
    }

    fn hear(&mut self, event: &Event) {
        self.hash.note(self.now_ms, event);
        let at_ms = self.now_ms;
        let expired = match event {
            Event::Expired { member, .. } => self.account.ticket(member.ticket).cloned(),
            _ => None,
        };
        let mut open = None;
        self.account.event(at_ms, event, |account, pair| {
            let overtakes = overtakes(account, &pair, at_ms);
            open = Some(Open { at_ms, older: pair.older.clone(), newer: pair.newer.clone(), overtakes });
        });
        match *event {
            Event::Proposed { match_id, .. } => {
                if let Some(open) = open {
                    self.open.insert(match_id, open);
                    let after_ms = self.workload().map_or(0, |it| i64::from(it.commit.after_ms));
                    self.agenda.plan(at_ms + after_ms, Deed::Decide { match_id });
                }
            }
            Event::Matched { match_id, .. } => self.matched(match_id),
            Event::ReservationLapsed { match_id, .. } => {
                self.open.remove(&match_id);
            }
            Event::Expired { .. } => {
                if let Some(ticket) = expired {
                    self.gone(&ticket, Ending::Expired, at_ms - ticket.born_ms);
                    self.goes_on(ticket.user);
                }
            }
        }
    }

    fn matched(&mut self, match_id: u64) {
        let Some(open) = self.open.remove(&match_id) else { return };
        if self.is_measured(&open.newer) {
            self.tally.paired(&open.older, &open.newer, open.overtakes);
        }
        for ticket in [&open.older, &open.newer] {
            self.gone(ticket, Ending::Matched, open.at_ms - ticket.born_ms);
        }
        let (one, other) = (open.older.user, open.newer.user);
        let Some(workload) = self.workload() else { return };
        if workload.recents.last > 0 {
            let until_ms = self.now_ms + i64::from(workload.recents.for_ms);
            self.presence.have_met(one, other, until_ms, usize::from(workload.recents.last));
        }
        for user in [one, other] {
            match comes_again(workload, self.seed, visit_number(user, self.presence.visits(user))) {
                Some(after_ms) => self.come_again(user, after_ms),
                None => self.goes_on(user),
            }
        }
    }

    /// In a closed loop whoever left comes again.
    fn goes_on(&mut self, user: u64) {
        if let Some(Arrivals::Closed { think_ms, .. }) = self.workload().map(|it| it.arrivals) {
            let visits = self.presence.visits(user);
            self.come_again(user, span_of(self.seed, user, visits, f64::from(think_ms)));
        }
    }

    fn gone(&mut self, ticket: &Ticket, ending: Ending, wait_ms: i64) {
        if self.is_measured(ticket) {
            self.tally.left(ticket, ending, wait_ms);
        }
    }

    fn is_measured(&self, ticket: &Ticket) -> bool {
        ticket.id > self.warm_up
    }

    fn close_doors(self) -> Run {
        Run {
            events: self.account.events,
            joined: self.joined,
            refused: self.refused,
            lasted_ms: self.now_ms,
            log_hash: self.hash.finish(),
            log: self.log,
            ..Run::measured(&self.tally, self.timeline, self.account.found)
        }
    }
}

/// How long somebody stays away before their next visit.
fn span_of(seed: u64, user: u64, visit: u32, mean_ms: f64) -> i64 {
    span(&mut dice(seed, Stream::Return, visit_number(user, visit)), mean_ms)
}
