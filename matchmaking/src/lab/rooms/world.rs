//! The world of a run with rooms: virtual time, the parties, the rooms and their oracle.

use super::account::Account;
use crate::lab::dice::{Stream, dice, happens, span, unit};
use crate::lab::measure::{Ending, Sample, Tally};
use crate::lab::people::People;
use crate::lab::run::{Agenda, EventHash, Moments};
use crate::lab::workload::Workload;
use crate::lab::{Metric, Run};
use crate::{Party, PartyMembers, Reachability, RoomCommand, RoomEvent, RoomStrategy, Rooms, Ticket};

/// How often it is noted how many wait, milliseconds.
const LOOK_MS: i64 = 1_000;
/// How often rooms may ask to be woken at one moment.
const WAKES: usize = 64;
/// How many people a party may be: the numbers of users and tickets are made of it.
const PARTY: u64 = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Come { number: u64 },
    Leave { party: u64, impatient: bool },
    Decide { match_id: u64 },
}

pub(super) struct World<'r, S> {
    rooms: &'r mut Rooms<S>,
    workload: &'r Workload,
    seed: u64,
    people: People<'r>,
    moments: Moments,
    now_ms: i64,
    /// How often they were woken for this moment.
    wakes: usize,
    agenda: Agenda<Deed>,
    account: Account,
    tally: Tally,
    hash: EventHash,
    timeline: Vec<Sample>,
    sample_every_ms: i64,
    newest: u64,
    joined: u64,
    refused: u64,
    made: u64,
    seated: u64,
    warm_up: u64,
}

impl<'r, S: RoomStrategy> World<'r, S> {
    pub(super) fn new(rooms: &'r mut Rooms<S>, workload: &'r Workload, seed: u64) -> Self {
        let account = Account::new(*rooms.config());
        Self {
            rooms,
            workload,
            seed,
            people: People::new(workload, seed),
            moments: Moments::new(workload, seed),
            now_ms: 0,
            wakes: 0,
            agenda: Agenda::default(),
            account,
            tally: Tally::new(workload.tick_ms),
            hash: EventHash::new(),
            timeline: Vec::new(),
            sample_every_ms: LOOK_MS,
            newest: 0,
            joined: 0,
            refused: 0,
            made: 0,
            seated: 0,
            warm_up: (f64::from(workload.tickets) * workload.warm_up) as u64,
        }
    }

    pub(super) fn play(mut self) -> Run {
        self.plan_newcomers();
        while self.joined < u64::from(self.workload.tickets)
            && let Some(next_ms) = self.agenda.next_ms()
        {
            if self.wake(next_ms) {
                continue;
            }
            let Some((at_ms, deed)) = self.agenda.take() else { break };
            if at_ms > i64::from(self.workload.duration_ms) {
                break;
            }
            self.now_ms = at_ms.max(self.now_ms);
            self.look();
            match deed {
                Deed::Come { number } => {
                    self.plan_newcomers();
                    self.come(number);
                }
                Deed::Leave { party, impatient } => self.leave(party, impatient),
                Deed::Decide { match_id } => self.decide(match_id),
            }
        }
        self.close_doors()
    }

    fn plan_newcomers(&mut self) {
        if let Some(at_ms) = self.moments.next() {
            self.newest += 1;
            self.agenda.plan(at_ms, Deed::Come { number: self.newest });
        }
    }

    /// Lets the rooms do what they have to by `until_ms`, one moment of it; whether there was one.
    fn wake(&mut self, until_ms: i64) -> bool {
        let Some(due) = self.rooms.next_deadline().filter(|&due| due <= until_ms) else { return false };
        self.wakes = if due > self.now_ms { 0 } else { self.wakes + 1 };
        if self.wakes > WAKES {
            self.wakes = 0;
            return false;
        }
        self.now_ms = due.max(self.now_ms);
        self.apply(RoomCommand::Advance);
        true
    }

    fn look(&mut self) {
        if self.timeline.last().is_some_and(|it| it.at_ms + self.sample_every_ms > self.now_ms) {
            return;
        }
        let waiting = u32::try_from(self.account.counts.waiting).unwrap_or(u32::MAX);
        self.timeline.push(Sample { at_ms: self.now_ms, waiting });
        if self.timeline.len() > Run::SAMPLES {
            self.sample_every_ms *= 2;
            let mut kept = false;
            self.timeline.retain(|_| {
                kept = !kept;
                kept
            });
        }
    }

    fn come(&mut self, number: u64) {
        let mut dice = dice(self.seed, Stream::Population, number);
        let (drawn, parties) = (unit(&mut dice), self.workload.parties);
        let many = if drawn < parties.three {
            3
        } else if drawn < parties.three + parties.two {
            2
        } else {
            1
        };
        let members = (0..many).map(|nth| self.member(number * PARTY + nth));
        let party = Party::new(number, members.collect());
        self.joined += 1;
        party.members.iter().for_each(|ticket| self.tally.joined(ticket));
        if !self.apply(RoomCommand::Join(party)) {
            self.refused += 1;
            return;
        }
        for (after_ms, impatient) in self.leaves(number) {
            if self.account.party(number).is_some() {
                self.agenda.plan(self.now_ms + after_ms, Deed::Leave { party: number, impatient });
            }
        }
    }

    fn member(&self, user: u64) -> Ticket {
        let reach =
            Reachability::Push { until_ms: self.now_ms + i64::from(self.workload.reach_ms), left: 20 };
        let ends_ms = self.now_ms + i64::from(self.workload.ticket_ms);
        let mut ticket = Ticket::new(user, user, self.now_ms, ends_ms, reach);
        self.people.describe(&mut ticket, 1);
        ticket
    }

    fn leaves(&self, number: u64) -> Vec<(i64, bool)> {
        let mut dice = dice(self.seed, Stream::Patience, number);
        let (patience, churn) = (self.workload.patience, self.workload.churn);
        let patient = i64::from(patience.guaranteed_ms) + span(&mut dice, f64::from(patience.mean_ms));
        let churns = happens(&mut dice, churn.share);
        let churned = span(&mut dice, f64::from(churn.mean_ms));
        let impatience = (patience.mean_ms > 0).then_some((patient, true));
        impatience.into_iter().chain(churns.then_some((churned, false))).collect()
    }

    fn leave(&mut self, id: u64, impatient: bool) {
        let Some(party) = self.account.party(id).cloned() else { return };
        if self.apply(RoomCommand::Cancel { party: id }) {
            let ending = if impatient { Ending::Abandoned } else { Ending::Cancelled };
            self.gone(&party, ending);
        }
    }

    fn decide(&mut self, match_id: u64) {
        let failed = happens(&mut dice(self.seed, Stream::Commit, match_id), self.workload.commit.fails);
        let command = if failed {
            RoomCommand::Release { match_id, drop: Vec::new() }
        } else {
            RoomCommand::Confirm { match_id }
        };
        self.apply(command);
    }

    fn apply(&mut self, command: RoomCommand) -> bool {
        let mut events = Vec::new();
        let accepted = self.rooms.apply(self.now_ms, command.clone(), &mut events).is_ok();
        if accepted {
            match command {
                RoomCommand::Join(party) => self.account.joined(party),
                RoomCommand::Cancel { party } => self.account.cancelled(party),
                RoomCommand::Release { match_id, .. } => self.account.released(match_id),
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
                let at_ms = self.now_ms + i64::from(self.workload.commit.after_ms);
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
    }

    /// A party leaves; it fares as its oldest does.
    fn gone(&mut self, party: &Party, ending: Ending) {
        let oldest = party.members.iter().min_by_key(|ticket| ticket.born_ms);
        if let Some(ticket) = oldest.filter(|_| party.id > self.warm_up) {
            self.tally.left(ticket, ending, self.now_ms - ticket.born_ms);
        }
    }

    fn close_doors(self) -> Run {
        let mut figures = self.tally.figures();
        figures.set(Metric::Violations, self.account.found.count as f64);
        figures.set(Metric::RoomSize, self.seated as f64 / self.made as f64);
        Run {
            figures,
            waits: self.tally.waits(),
            groups: self.tally.groups(),
            tenths: self.tally.tenths(),
            timeline: self.timeline,
            events: self.account.events,
            violations: self.account.found,
            joined: self.joined,
            refused: self.refused,
            lasted_ms: self.now_ms,
            log_hash: self.hash.finish(),
            log: None,
        }
    }
}
