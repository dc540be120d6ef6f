//! The pool beside the store: it proposes, one commit begins the conversation, only then is anybody told.

use super::{Answer, ChatService, Gate, TRIES, lock, waiting};
use crate::decide::{Draft, Paired};
use crate::error::ServiceError;
use crate::wish::{Companions, Preferences};
use chatstore::{
    Changed, Commit, Fact, PushKey, Scope, Seat, Snapshot, Stage, Ticket as StoredTicket, TicketKey, UserKey,
};
use matchmaking::{
    Command, Event, Member, Pool, PoolConfig, Reasons, Recent, RegionSlack, Slack, Ticket, TicketRef,
    Widening, WideningStep,
};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// The pool and what it has said.
#[derive(Debug)]
pub(super) struct Matching {
    pool: Pool<Companions>,
    proposals: VecDeque<Proposal>,
    expired: Vec<Member>,
    unjoined: Vec<UserKey>,
    events: Vec<Event>,
}

/// Two tickets that the pool keeps for each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proposal {
    match_id: u64,
    older: Member,
    newer: Member,
    reasons: Reasons,
}

impl Proposal {
    fn is_about(&self, user: UserKey) -> bool {
        self.older.user == user.0 || self.newer.user == user.0
    }
}

/// How wishes give way: ages by some years and the city to the province after half a minute, both altogether after two.
fn widening() -> Widening {
    let mut some = Slack::default();
    (some.age_years, some.region) = (5, RegionSlack::Area);
    let mut most = some;
    (most.age_years, most.region) = (u8::MAX, RegionSlack::Anywhere);
    // In order and only ever wider: a test sees to it.
    Widening::new(&[WideningStep::new(30_000, some), WideningStep::new(120_000, most)]).unwrap_or_default()
}

impl Default for Matching {
    fn default() -> Self {
        let mut config = PoolConfig::default();
        config.widening = widening();
        Self {
            pool: Pool::new(config, Companions::new()),
            proposals: VecDeque::new(),
            expired: Vec::new(),
            unjoined: Vec::new(),
            events: Vec::new(),
        }
    }
}

impl Matching {
    pub(super) fn next_deadline(&self) -> Option<i64> {
        self.pool.next_deadline()
    }

    /// Applies a command. A refusal means that the pool knows better than the caller (the ticket is gone, expired or
    /// cannot be reached); what it did meanwhile counts all the same.
    fn apply(&mut self, now_ms: i64, command: Command) -> bool {
        let mut events = std::mem::take(&mut self.events);
        let done = self.pool.apply(now_ms, command, &mut events).is_ok();
        for event in events.drain(..) {
            match event {
                Event::Proposed { match_id, older, newer, reasons, .. } => {
                    self.proposals.push_back(Proposal { match_id, older, newer, reasons });
                }
                Event::Expired { member, .. } => self.expired.push(member),
                Event::ReservationLapsed { match_id, .. } => {
                    self.proposals.retain(|p| p.match_id != match_id)
                }
                _ => {}
            }
        }
        self.events = events;
        done
    }

    fn take_proposal(&mut self, about: Option<UserKey>) -> Option<Proposal> {
        let at = self.proposals.iter().position(|p| about.is_none_or(|user| p.is_about(user)))?;
        self.proposals.remove(at)
    }
}

/// The answer that is due to one of the two, if one of them has just asked.
pub(super) struct Asked<'a> {
    pub(super) user: UserKey,
    pub(super) push: PushKey,
    pub(super) gate: &'a dyn Gate,
}

impl ChatService {
    /// What a commit did to those who wait: new tickets join, ended ones leave, reach is brought up to date.
    pub(super) fn note_waiting(&self, changed: &Changed, now_ms: i64) {
        let mut matching = lock(&self.matching);
        for person in &changed.people {
            let known = matching.pool.ticket_of(person.key.0);
            if let Some(known) = known.filter(|known| waiting(person.seat) != Some(TicketKey(*known))) {
                matching.apply(now_ms, Command::Cancel { ticket: known });
            }
        }
        let those_who_wait = changed.people.iter().filter(|p| waiting(p.seat).is_some());
        let people: BTreeMap<_, _> = those_who_wait.map(|p| (p.key, Arc::clone(p))).collect();
        if people.is_empty() {
            return;
        }
        let snapshot = Snapshot { people, ..Snapshot::default() };
        let draft = self.draft(&snapshot, now_ms);
        for person in &changed.people {
            let Some(ticket) = waiting(person.seat) else { continue };
            let stored = changed.tickets.iter().find(|t| t.key == ticket);
            if let Some(known) = matching.pool.ticket(ticket.0) {
                if self.asks_for_something_else(known, &draft.preferences(person.key), stored) {
                    // It joins again below, with the age it had.
                    matching.apply(now_ms, Command::Cancel { ticket: ticket.0 });
                    matching.unjoined.push(person.key);
                    continue;
                }
                let reach = draft.reachability(person.key);
                matching.apply(now_ms, Command::Touch { ticket: ticket.0, reach });
            } else if let Some(stored) = stored {
                // Whoever asked joins when their push is answered; this is somebody who was left.
                matching.unjoined.push(stored.user);
            }
        }
    }

    /// Whether a ticket in the pool is no longer what its owner asks for.
    fn asks_for_something_else(
        &self,
        known: TicketRef<'_>,
        preferences: &Preferences,
        stored: Option<&Arc<StoredTicket>>,
    ) -> bool {
        let changed = stored.is_some_and(|stored| {
            let understood = self.cx.analyst.understand(stored);
            let interests = understood.words.iter().map(|word| word.keyword);
            understood.mood != known.mood() || !interests.eq(known.interests().iter().copied())
        });
        changed || preferences.profile() != *known.profile() || preferences.wishes() != *known.wishes()
    }

    /// Lets those join who came to wait without having asked just now.
    pub(super) async fn join_unjoined(&self, now_ms: i64) {
        let users = std::mem::take(&mut lock(&self.matching).unjoined);
        for user in users {
            match self.store.load(&Scope::people([user])).await {
                Ok(snapshot) => {
                    if let Some(ticket) = snapshot.ticket_of(user) {
                        self.join(&snapshot, ticket, now_ms);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "somebody who waits could not be loaded");
                    lock(&self.matching).unjoined.push(user);
                    return;
                }
            }
        }
    }

    /// Lets a stored ticket enter the pool, unless it is there.
    pub(super) fn join(&self, snapshot: &Snapshot, stored: &StoredTicket, now_ms: i64) {
        let draft = self.draft(snapshot, now_ms);
        let understood = self.cx.analyst.understand(stored);
        let preferences = draft.preferences(stored.user);
        let mut ticket = Ticket::new(
            stored.key.0,
            stored.user.0,
            stored.born_ms,
            stored.expires_ms,
            draft.reachability(stored.user),
        );
        ticket.generation = stored.generation;
        ticket.interests = understood.words.iter().map(|word| word.keyword).collect();
        ticket.mood = understood.mood;
        (ticket.profile, ticket.wishes) = (preferences.profile(), preferences.wishes());
        let partners = draft.person(stored.user).map(|p| p.partners.clone()).unwrap_or_default();
        let apart = self.settings().partners_apart_ms;
        ticket.recents = partners.iter().map(|p| Recent::new(p.user.0, p.met_ms + apart)).collect();
        let blocks = snapshot.blocks.iter().filter(|(by, whom)| *by == stored.user || *whom == stored.user);
        ticket.blocks = blocks.map(|(by, whom)| if *by == stored.user { whom.0 } else { by.0 }).collect();
        let mut matching = lock(&self.matching);
        if matching.pool.ticket(stored.key.0).is_none() && !matching.apply(now_ms, Command::Join(ticket)) {
            // Refused: its time is over, or its owner cannot be reached.
            let member = Member::new(stored.key.0, stored.user.0, stored.generation);
            matching.expired.push(member);
        }
    }

    /// Looks for a partner for someone who has just asked, and answers them with what came of it.
    pub(super) async fn search(
        &self,
        user: UserKey,
        push: PushKey,
        gate: &dyn Gate,
        now_ms: i64,
    ) -> Result<Answer, ServiceError> {
        let snapshot = self.store.load(&Scope::people([user])).await?;
        if let Some(ticket) = snapshot.ticket_of(user) {
            self.join(&snapshot, ticket, now_ms);
        }
        let asked = Asked { user, push, gate };
        for _ in 0..TRIES {
            let Some(proposal) = lock(&self.matching).take_proposal(Some(user)) else { break };
            if let Some(answer) = self.begin(proposal, Some(&asked), now_ms).await? {
                return Ok(answer);
            }
        }
        let scope = Scope { push: Some(push), people: vec![user], ..Scope::default() };
        if gate.may_wait() && self.waits_open(&scope, user, now_ms).await? {
            return Ok(self.hold(user, push, now_ms));
        }
        let answer = self
            .decide(&scope, now_ms, |draft| {
                if let Some(ticket) = draft.person(user).and_then(|p| waiting(p.seat)) {
                    draft.tell_waiting_once(user, ticket);
                }
                Some(conclude(draft, &asked))
            })
            .await?;
        Ok(self.offered(user, answer.unwrap_or_default()))
    }

    /// Pairs whoever else the pool has proposed. What fails stays in the store and is found again.
    pub(super) async fn match_others(&self, now_ms: i64) {
        self.join_unjoined(now_ms).await;
        loop {
            let Some(proposal) = lock(&self.matching).take_proposal(None) else { return };
            if let Err(error) = self.begin(proposal, None, now_ms).await {
                tracing::warn!(%error, "a match could not be committed");
            }
        }
    }

    /// Commits a proposal, or gives the tickets back. The answer is that of the one who asked.
    async fn begin(
        &self,
        proposal: Proposal,
        asked: Option<&Asked<'_>>,
        now_ms: i64,
    ) -> Result<Option<Answer>, ServiceError> {
        let result = self.try_begin(proposal, asked, now_ms).await;
        if result.is_err() {
            self.release(&proposal, [false, false], now_ms);
        }
        result
    }

    async fn try_begin(
        &self,
        proposal: Proposal,
        asked: Option<&Asked<'_>>,
        now_ms: i64,
    ) -> Result<Option<Answer>, ServiceError> {
        let users = [UserKey(proposal.older.user), UserKey(proposal.newer.user)];
        let scope = Scope { push: asked.map(|a| a.push), people: users.to_vec(), ..Scope::default() };
        for _ in 0..TRIES {
            let snapshot = self.store.load(&scope).await?;
            let tickets = users.map(|user| snapshot.ticket_of(user).cloned());
            let proposed = [proposal.older, proposal.newer];
            let stands = |at: usize| matches!((tickets.get(at), proposed.get(at)), (Some(Some(t)), Some(m)) if t.key.0 == m.ticket);
            let [Some(older), Some(newer)] = &tickets else {
                self.release(&proposal, [!stands(0), !stands(1)], now_ms);
                return Ok(None);
            };
            if !stands(0) || !stands(1) {
                self.release(&proposal, [!stands(0), !stands(1)], now_ms);
                return Ok(None);
            }
            let (change, answer) = {
                let mut draft = self.draft(&snapshot, now_ms);
                match draft.pair(older, newer, &proposal.reasons) {
                    Paired::Begun => {}
                    Paired::Blocked => {
                        let [a, b] = users.map(|u| u.0);
                        lock(&self.matching).apply(now_ms, Command::Block { a, b });
                        return Ok(None);
                    }
                    Paired::OutOfReach => {
                        self.release_out_of_reach(&draft, &proposal, now_ms);
                        return Ok(None);
                    }
                    Paired::Gone { older, newer } => {
                        self.release(&proposal, [older, newer], now_ms);
                        return Ok(None);
                    }
                }
                if let Some(asked) = asked {
                    // Whoever waited has been told.
                    let own = if asked.user == older.user { older } else { newer };
                    draft.offer_help(asked.user, own);
                }
                let answer = asked.map(|asked| conclude(&mut draft, asked));
                (draft.finish(), answer)
            };
            if let Commit::Committed(changed) = self.commit(change, now_ms).await? {
                lock(&self.matching).apply(now_ms, Command::Confirm { match_id: proposal.match_id });
                self.take_note(changed, now_ms);
                return Ok(asked.map(|asked| self.offered(asked.user, answer.unwrap_or_default())));
            }
        }
        Err(ServiceError::Contended)
    }

    pub(super) fn offered(&self, user: UserKey, answer: Answer) -> Answer {
        if let Some(push) = answer.offer {
            self.count_up(push, user);
        }
        answer
    }

    fn release(&self, proposal: &Proposal, gone: [bool; 2], now_ms: i64) {
        let members = [proposal.older, proposal.newer];
        let drop = members.iter().zip(gone).filter(|(_, gone)| *gone).map(|(m, _)| m.ticket).collect();
        lock(&self.matching).apply(now_ms, Command::Release { match_id: proposal.match_id, drop });
    }

    fn release_out_of_reach(&self, draft: &Draft<'_>, proposal: &Proposal, now_ms: i64) {
        let mut matching = lock(&self.matching);
        for member in [proposal.older, proposal.newer] {
            let reach = draft.reachability(UserKey(member.user));
            matching.apply(now_ms, Command::Touch { ticket: member.ticket, reach });
        }
        matching.apply(now_ms, Command::Release { match_id: proposal.match_id, drop: Vec::new() });
    }

    /// Lets time pass in the pool: waits that are over are ended, pairs that have become possible are made.
    pub(super) async fn advance_pool(&self, now_ms: i64) {
        let expired = {
            let mut matching = lock(&self.matching);
            matching.apply(now_ms, Command::Advance);
            std::mem::take(&mut matching.expired)
        };
        for member in &expired {
            let (user, ticket) = (UserKey(member.user), TicketKey(member.ticket));
            let over = self
                .decide(&Scope::people([user]), now_ms, |draft| {
                    (draft.person(user)?.seat == Seat::Waiting(ticket)).then(|| draft.wait_over(user, ticket))
                })
                .await;
            if let Err(error) = over {
                tracing::warn!(%error, "the end of a wait could not be committed");
                lock(&self.matching).expired.push(*member);
            }
        }
        self.match_others(now_ms).await;
    }
}

/// Answers the one who asked, and settles their push.
pub(super) fn conclude(draft: &mut Draft<'_>, asked: &Asked<'_>) -> Answer {
    if draft.snapshot().receipt.as_ref().is_none_or(|r| r.stage == Stage::Done) {
        return Answer::default();
    }
    let body = if asked.gate.claim() { draft.answer(asked.user, asked.push) } else { None };
    draft.fact(Fact::SettlePush(asked.push, Stage::Done, body.clone()));
    Answer { offer: body.is_some().then_some(asked.push), body, hold: None }
}
