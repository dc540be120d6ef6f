//! The world of a run with rooms: virtual time, the parties, the rooms and their oracle.

use super::account::Account;
use crate::lab::dice::{Stream, dice, unit};
use crate::lab::measure::{Ending, Tally, Timeline};
use crate::lab::people::People;
use crate::lab::run::{
    Agenda, EventHash, Log, Moments, Presence, Source, Wakes, comes_again, fails, leaves, visit_number,
};
use crate::lab::workload::Workload;
use crate::lab::{Metric, Run, Settings};
use crate::{Party, PartyMembers, Reachability, RoomCommand, RoomEvent, RoomStrategy, Rooms, Ticket};

/// How often it is looked for starvation, milliseconds.
const LOOK_MS: i64 = 1_000;
/// How many people a party may be: the numbers of users and tickets are made of it.
const PARTY: u64 = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deed {
    /// The next party comes from outside.
    Come {
        number: u64,
    },
    /// A party that was here comes again.
    Return {
        number: u64,
    },
    /// The recorded party at this place of the trace.
    Recorded {
        at: usize,
    },
    Leave {
        party: u64,
        impatient: bool,
    },
    Decide {
        match_id: u64,
    },
}

pub(super) struct World<'r, S> {
    rooms: &'r mut Rooms<S>,
    pub(super) source: Source<'r>,
    seed: u64,
    settings: Settings,
    people: Option<People<'r>>,
    moments: Option<Moments>,
    presence: Presence,
    pub(super) now_ms: i64,
    wakes: Wakes,
    pub(super) agenda: Agenda<Deed>,
    account: Account,
    tally: Tally,
    hash: EventHash,
    log: Option<Log<RoomCommand>>,
    timeline: Timeline<{ Run::SAMPLES }>,
    next_look_ms: i64,
    newest: u64,
    pub(super) joined: u64,
    refused: u64,
    made: u64,
    seated: u64,
    /// Tickets of a trace that have come.
    pub(super) tickets: u64,
    warm_up: u64,
    pub(super) done: bool,
}

impl<'r, S: RoomStrategy> World<'r, S> {
    pub(super) fn new(rooms: &'r mut Rooms<S>, source: Source<'r>, seed: u64, settings: Settings) -> Self {
        let account = Account::new(*rooms.config());
        let workload = source.workload();
        let (tick_ms, warm_up) = match source {
            Source::Workload(it) => (it.tick_ms, f64::from(it.tickets) * it.warm_up),
            Source::Trace(trace) => (trace.tick_ms(), 0.0),
        };
        Self {
            rooms,
            source,
            seed,
            settings,
            people: workload.map(|it| People::new(it, seed)),
            moments: workload.map(|it| Moments::new(it, seed)),
            presence: Presence::default(),
            now_ms: 0,
            wakes: Wakes::default(),
            agenda: Agenda::default(),
            account,
            tally: Tally::new(tick_ms),
            hash: EventHash::new(),
            log: settings.keeps_log.then(Log::default),
            timeline: Timeline::new(),
            next_look_ms: 0,
            newest: 0,
            joined: 0,
            refused: 0,
            made: 0,
            seated: 0,
            tickets: 0,
            warm_up: warm_up as u64,
            done: false,
        }
    }

    pub(super) fn play(mut self) -> Run {
        self.plan_newcomers();
        if let Source::Trace(trace) = self.source
            && let Some(first) = trace.arrival(0)
        {
            self.agenda.plan(first.at_ms, Deed::Recorded { at: 0 });
        }
        while !self.done
            && let Some(next_ms) = self.agenda.next_ms()
        {
            if self.wake(next_ms) {
                continue;
            }
            let Some((at_ms, deed)) = self.agenda.take() else { break };
            if self.workload().is_some_and(|it| at_ms > i64::from(it.duration_ms)) {
                break;
            }
            self.pass_to(at_ms.max(self.now_ms));
            match deed {
                Deed::Come { number } => {
                    self.plan_newcomers();
                    self.come(number);
                }
                Deed::Return { number } => self.come(number),
                Deed::Recorded { at } => self.recorded(at),
                Deed::Leave { party, impatient } => self.leave(party, impatient),
                Deed::Decide { match_id } => self.decide(match_id),
            }
        }
        self.close_doors()
    }

    fn workload(&self) -> Option<&'r Workload> {
        self.source.workload()
    }

    fn plan_newcomers(&mut self) {
        if let Some(at_ms) = self.moments.as_mut().and_then(Iterator::next) {
            self.newest += 1;
            self.agenda.plan(at_ms, Deed::Come { number: self.newest });
        }
    }

    /// Lets the rooms do what they have to by `until_ms`, one moment of it; whether there was one.
    fn wake(&mut self, until_ms: i64) -> bool {
        let Some(at_ms) = self.wakes.due(self.rooms.next_deadline(), self.now_ms, until_ms) else {
            return false;
        };
        self.pass_to(at_ms);
        self.apply(RoomCommand::Advance);
        true
    }

    fn pass_to(&mut self, at_ms: i64) {
        self.now_ms = at_ms;
        if at_ms < self.next_look_ms {
            return;
        }
        self.next_look_ms = at_ms.saturating_add(LOOK_MS);
        self.timeline.look(at_ms, self.account.counts.waiting);
        if let Some(limit) = self.settings.starves_after_ms {
            // What falls due at this very moment may still be done.
            let then_ms = at_ms.saturating_sub(1);
            self.account.look_for_starvation(then_ms, i64::from(limit), self.rooms.open_rooms());
        }
    }

    fn come(&mut self, number: u64) {
        let Some(workload) = self.workload() else { return };
        let mut dice = dice(self.seed, Stream::Population, number);
        let (drawn, parties) = (unit(&mut dice), workload.parties);
        let many = if drawn < parties.three {
            3
        } else if drawn < parties.three + parties.two {
            2
        } else {
            1
        };
        let mut visit = 0;
        let mut members = Vec::new();
        for nth in 0..many {
            let (time, recents) = self.presence.arrive(number * PARTY + nth, self.now_ms);
            visit = time;
            let mut ticket = self.member(workload, number * PARTY + nth, visit);
            ticket.recents = recents;
            members.push(ticket);
        }
        let party = Party::new(self.joined + 1, members);
        self.join(party, leaves(workload, self.seed, visit_number(number, visit)));
        self.done |= self.joined >= u64::from(workload.tickets);
    }

    /// A party joins; `leaves` says after how many milliseconds it would cancel, and whether out of impatience.
    pub(super) fn join(&mut self, party: Party, leaves: impl IntoIterator<Item = (i64, bool)>) {
        let id = party.id;
        self.joined += 1;
        party.members.iter().for_each(|ticket| self.tally.joined(ticket));
        if !self.apply(RoomCommand::Join(party)) {
            self.refused += 1;
            return;
        }
        for (after_ms, impatient) in leaves {
            if self.account.party(id).is_some() {
                self.agenda.plan(self.now_ms + after_ms, Deed::Leave { party: id, impatient });
            }
        }
    }

    fn member(&self, workload: &Workload, user: u64, visit: u32) -> Ticket {
        let reach = Reachability::Push { until_ms: self.now_ms + i64::from(workload.reach_ms), left: 20 };
        let ends_ms = self.now_ms + i64::from(workload.ticket_ms);
        let mut ticket = Ticket::new(user, user, self.now_ms, ends_ms, reach);
        if let Some(people) = &self.people {
            people.describe(&mut ticket, visit);
        }
        ticket
    }

    fn leave(&mut self, id: u64, impatient: bool) {
        let Some(party) = self.account.party(id).cloned() else { return };
        if self.apply(RoomCommand::Cancel { party: id }) {
            let ending = if impatient { Ending::Abandoned } else { Ending::Cancelled };
            self.gone(&party, ending);
        }
    }

    fn decide(&mut self, match_id: u64) {
        if !self.account.is_open(match_id) {
            return;
        }
        let command = if self.workload().is_some_and(|it| fails(it, self.seed, match_id)) {
            RoomCommand::Release { match_id, drop: Vec::new() }
        } else {
            RoomCommand::Confirm { match_id }
        };
        self.apply(command);
    }

    pub(super) fn apply(&mut self, command: RoomCommand) -> bool {
        let mut events = Vec::new();
        let accepted = self.rooms.apply(self.now_ms, command.clone(), &mut events).is_ok();
        if let Some(log) = &mut self.log {
            // Of a refused command, time has passed all the same.
            log.0.push((self.now_ms, if accepted { command.clone() } else { RoomCommand::Advance }));
        }
        if accepted {
            match command {
                RoomCommand::Join(party) => self.account.joined(party),
                RoomCommand::Cancel { party } => self.account.cancelled(party),
                RoomCommand::Release { match_id, .. } => self.account.released(self.now_ms, match_id),
                RoomCommand::Block { a, b } => self.account.blocked(a, b),
                _ => {}
            }
        }
        for event in &events {
            self.hear(event);
        }
        self.account.settle(self.now_ms, self.rooms.counts());
        accepted
    }

    fn hear(&mut self, event: &RoomEvent) {
        self.hash.note_room(self.now_ms, event);
        match event {
            RoomEvent::Proposed { match_id, .. } => {
                let at_ms = self.now_ms + self.workload().map_or(0, |it| i64::from(it.commit.after_ms));
                self.agenda.plan(at_ms, Deed::Decide { match_id: *match_id });
            }
            RoomEvent::Matched { parties, .. } => self.matched(parties),
            RoomEvent::Expired { party, .. } => {
                if let Some(party) = self.account.party(party.id).cloned() {
                    self.gone(&party, Ending::Expired);
                }
            }
            RoomEvent::ReservationLapsed { .. } => {}
        }
        self.account.event(self.now_ms, event);
    }

    fn matched(&mut self, parties: &[PartyMembers]) {
        let parties: Vec<Party> =
            parties.iter().filter_map(|party| self.account.party(party.id).cloned()).collect();
        let people: Vec<&Ticket> = parties.iter().flat_map(|party| &party.members).collect();
        if parties.iter().any(|party| party.id > self.warm_up) {
            self.made += 1;
            self.seated += people.len() as u64;
            self.tally.gathered(&people);
        }
        parties.iter().for_each(|party| self.gone(party, Ending::Matched));
        let Some(workload) = self.workload() else { return };
        self.remember(&parties, workload);
        for party in &parties {
            let Some(first) = party.members.first().map(|ticket| ticket.user) else { continue };
            let (number, visits) = (first / PARTY, self.presence.visits(first));
            if let Some(after_ms) = comes_again(workload, self.seed, visit_number(number, visits)) {
                self.agenda.plan(self.now_ms + after_ms, Deed::Return { number });
            }
        }
    }

    /// Everybody in a room has met everybody of the other parties.
    fn remember(&mut self, parties: &[Party], workload: &Workload) {
        let recents = workload.recents;
        if recents.last == 0 || workload.requeue.share == 0.0 {
            return;
        }
        let until_ms = self.now_ms + i64::from(recents.for_ms);
        for (at, one) in parties.iter().enumerate() {
            for other in parties.iter().skip(at + 1) {
                for (a, b) in one.members.iter().flat_map(|a| other.members.iter().map(move |b| (a, b))) {
                    self.presence.have_met(a.user, b.user, until_ms, usize::from(recents.last));
                }
            }
        }
    }

    /// A party leaves; it fares as its oldest does.
    fn gone(&mut self, party: &Party, ending: Ending) {
        let oldest = party.members.iter().min_by_key(|ticket| ticket.born_ms);
        if let Some(ticket) = oldest.filter(|_| party.id > self.warm_up) {
            self.tally.left(ticket, ending, self.now_ms - ticket.born_ms);
        }
    }

    fn close_doors(self) -> Run {
        let mut run = Run {
            events: self.account.events,
            joined: self.joined,
            refused: self.refused,
            lasted_ms: self.now_ms,
            log_hash: self.hash.finish(),
            room_log: self.log,
            ..Run::measured(&self.tally, self.timeline, self.account.found)
        };
        run.figures.set(Metric::RoomSize, self.seated as f64 / self.made as f64);
        run
    }
}
