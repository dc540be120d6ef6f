//! The oracle's account of rooms.

use std::collections::BTreeMap;

use crate::lab::oracle::{Rules, Violation, Violations};
use crate::{Counts, Party, PartyMembers, PoolConfig, Recent, RoomConfig, RoomEvent, RoomLapse, Ticket};

/// How many of the oldest rooms are looked at for starvation, and beside how many others.
const LOOK: (usize, usize) = (32, 256);

/// Every live party, kept from commands and events alone.
pub(super) struct Account {
    config: RoomConfig,
    live: BTreeMap<u64, Entry>,
    open: BTreeMap<u64, Vec<PartyMembers>>,
    last_match: Option<u64>,
    pub(super) counts: Counts,
    pub(super) events: u64,
    pub(super) found: Violations,
}

struct Entry {
    party: Party,
    reserved: bool,
}

impl Account {
    pub(super) fn new(config: RoomConfig) -> Self {
        Self {
            config,
            live: BTreeMap::new(),
            open: BTreeMap::new(),
            last_match: None,
            counts: Counts::default(),
            events: 0,
            found: Violations::default(),
        }
    }

    pub(super) fn party(&self, id: u64) -> Option<&Party> {
        self.live.get(&id).map(|entry| &entry.party)
    }

    /// Whether a proposal is open.
    pub(super) fn is_open(&self, match_id: u64) -> bool {
        self.open.contains_key(&match_id)
    }

    /// Looks for two of the open rooms that could be one, though the oldest of theirs has waited for more than
    /// `limit_ms`: the oldest few beside many others, the rooms as the matcher names them by their parties.
    pub(super) fn look_for_starvation(
        &mut self,
        at_ms: i64,
        limit_ms: i64,
        open: impl Iterator<Item = Vec<u64>>,
    ) {
        let mut rooms: Vec<(i64, u64, Vec<&Party>)> = open
            .filter_map(|ids| {
                let parties: Vec<_> = ids.iter().filter_map(|&id| self.party(id)).collect();
                let born_ms = parties.iter().flat_map(|party| &party.members).map(|it| it.born_ms).min()?;
                Some((born_ms, *ids.first()?, parties))
            })
            .collect();
        rooms.sort_by_key(|&(born_ms, first, _)| (born_ms, first));
        let people = |room: &[&Party]| room.iter().map(|party| party.members.len()).sum::<usize>();
        let (rules, max) = (Rules(&self.config.rules), usize::from(self.config.max()));
        let mut starving = Vec::new();
        for (at, (born_ms, older, one)) in rooms.iter().enumerate().take(LOOK.0) {
            if at_ms.saturating_sub(*born_ms) <= limit_ms {
                break;
            }
            let fits = |(_, _, other): &&(i64, u64, Vec<&Party>)| {
                let each = |other: &Ticket| tickets(one).all(|it| rules.may_meet(it, other, at_ms));
                people(one) + people(other) <= max && tickets(other).all(each)
            };
            if let Some((_, newer, _)) = rooms.iter().skip(at + 1).take(LOOK.1).find(fits) {
                starving.push(Violation::Starvation { at_ms, older: *older, newer: *newer });
            }
        }
        starving.into_iter().for_each(|violation| self.found.note(violation));
    }

    pub(super) fn joined(&mut self, party: Party) {
        self.counts.joined += 1;
        self.counts.waiting += 1;
        self.live.insert(party.id, Entry { party, reserved: false });
    }

    /// A block between two users came into being.
    pub(super) fn blocked(&mut self, a: u64, b: u64) {
        let tickets = self.live.values_mut().flat_map(|entry| &mut entry.party.members);
        for ticket in tickets {
            for (one, other) in [(a, b), (b, a)] {
                if ticket.user == one {
                    ticket.blocks.push(other);
                }
            }
        }
    }

    /// A party that waits is taken out by its owner; a reserved one leaves with the event that says so.
    pub(super) fn cancelled(&mut self, id: u64) {
        if self.live.get(&id).is_some_and(|entry| !entry.reserved) {
            self.live.remove(&id);
            self.counts.waiting = self.counts.waiting.saturating_sub(1);
            self.counts.cancelled += 1;
        }
    }

    /// A proposal is released by the caller: all of it waits again, each party apart from the others for a moment.
    pub(super) fn released(&mut self, at_ms: i64, match_id: u64) {
        if let Some(parties) = self.open.remove(&match_id) {
            self.cool(at_ms, &parties);
            parties.iter().for_each(|party| self.put_back(party.id));
        }
    }

    /// What failed is not to be tried again at once.
    fn cool(&mut self, at_ms: i64, parties: &[PartyMembers]) {
        let until_ms = at_ms.saturating_add(i64::from(self.config.rules.retry_ms));
        for party in parties {
            let others = parties.iter().filter(|other| other.id != party.id);
            let recents = others.flat_map(|other| &other.members).map(|it| Recent::new(it.user, until_ms));
            if let Some(entry) = self.live.get_mut(&party.id) {
                entry.party.members.iter_mut().for_each(|ticket| ticket.recents.extend(recents.clone()));
            }
        }
    }

    pub(super) fn event(&mut self, at_ms: i64, event: &RoomEvent) {
        self.events += 1;
        match event {
            RoomEvent::Proposed { match_id, parties, .. } => self.proposed(at_ms, *match_id, parties),
            RoomEvent::Matched { match_id, parties } => {
                if self.close(at_ms, *match_id, Some(parties)).is_some() {
                    for party in parties {
                        self.live.remove(&party.id);
                        self.counts.reserved = self.counts.reserved.saturating_sub(1);
                        self.counts.matched += 1;
                    }
                }
            }
            RoomEvent::ReservationLapsed { match_id, cause } => {
                let parties = self.close(at_ms, *match_id, None).unwrap_or_default();
                if *cause == RoomLapse::Deadline {
                    self.cool(at_ms, &parties);
                }
                for party in parties {
                    if *cause == (RoomLapse::Cancelled { party: party.id }) {
                        self.live.remove(&party.id);
                        self.counts.reserved = self.counts.reserved.saturating_sub(1);
                        self.counts.cancelled += 1;
                    } else {
                        self.put_back(party.id);
                    }
                }
            }
            RoomEvent::Expired { party, .. } => self.expired(at_ms, party.id),
        }
    }

    fn proposed(&mut self, at_ms: i64, match_id: u64, parties: &[PartyMembers]) {
        if self.last_match.is_some_and(|last| match_id <= last) {
            self.found.note(Violation::MatchId { at_ms, match_id });
        }
        self.last_match = self.last_match.max(Some(match_id));
        let waits = |id: &u64| self.live.get(id).is_some_and(|entry| !entry.reserved);
        let ids: Vec<u64> = parties.iter().map(|party| party.id).collect();
        if let Some(&ticket) = ids.iter().find(|id| !waits(id)) {
            self.found.note(Violation::NotWaiting { at_ms, ticket });
            return;
        }
        for violation in self.faults(at_ms, match_id, parties) {
            self.found.note(violation);
        }
        for id in &ids {
            if let Some(entry) = self.live.get_mut(id) {
                entry.reserved = true;
            }
        }
        let many = ids.len() as u64;
        self.counts.waiting = self.counts.waiting.saturating_sub(many);
        self.counts.reserved += many;
        self.open.insert(match_id, parties.to_vec());
    }

    /// What is wrong with a proposal of parties that wait.
    fn faults(&self, at_ms: i64, match_id: u64, parties: &[PartyMembers]) -> Vec<Violation> {
        let mut faults = Vec::new();
        let members: Vec<&Party> = parties.iter().filter_map(|party| self.party(party.id)).collect();
        let people: usize = members.iter().map(|party| party.members.len()).sum();
        let fits = usize::from(self.config.min()) <= people && people <= usize::from(self.config.max());
        let named = parties.iter().zip(&members).all(|(told, party)| {
            let told: Vec<_> = told.members.iter().map(|it| (it.ticket, it.user)).collect();
            told == party.members.iter().map(|it| (it.id, it.user)).collect::<Vec<_>>()
        });
        if !fits || !named {
            faults.push(Violation::Members { at_ms, match_id });
        }
        let rules: &PoolConfig = &self.config.rules;
        for (at, one) in members.iter().enumerate() {
            for other in members.iter().skip(at + 1) {
                for (a, b) in one.members.iter().flat_map(|a| other.members.iter().map(move |b| (a, b))) {
                    if let Some(rule) = Rules(rules).parting(a, b, at_ms) {
                        faults.push(Violation::Rule { at_ms, older: a.id, newer: b.id, rule });
                    }
                }
            }
        }
        faults
    }

    fn expired(&mut self, at_ms: i64, id: u64) {
        let rules = Rules(&self.config.rules);
        let due = self.live.get(&id).is_some_and(|entry| {
            !entry.reserved && entry.party.members.iter().any(|ticket| rules.end(ticket) <= at_ms)
        });
        if due {
            self.live.remove(&id);
            self.counts.waiting = self.counts.waiting.saturating_sub(1);
            self.counts.expired += 1;
        } else {
            self.found.note(Violation::Expiry { at_ms, ticket: id });
        }
    }

    /// Takes a proposal out; none, and a violation, if it was not open with these parties.
    fn close(
        &mut self,
        at_ms: i64,
        match_id: u64,
        parties: Option<&Vec<PartyMembers>>,
    ) -> Option<Vec<PartyMembers>> {
        let open = self.open.remove(&match_id).filter(|open| parties.is_none_or(|it| it == open));
        if open.is_none() {
            self.found.note(Violation::NotOpen { at_ms, match_id });
        }
        open
    }

    fn put_back(&mut self, id: u64) {
        if let Some(entry) = self.live.get_mut(&id) {
            entry.reserved = false;
            self.counts.reserved = self.counts.reserved.saturating_sub(1);
            self.counts.waiting += 1;
        }
    }

    /// After a command and its events: the rooms count what happened.
    pub(super) fn settle(&mut self, at_ms: i64, counted: Counts) {
        if counted != self.counts {
            self.found.note(Violation::Conservation { at_ms, counted, really: self.counts });
        }
    }
}

fn tickets<'p>(parties: &'p [&Party]) -> impl Iterator<Item = &'p Ticket> {
    parties.iter().flat_map(|party| &party.members)
}
