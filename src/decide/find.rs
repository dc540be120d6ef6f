//! Looking for someone: a ticket, for those who can be called.

use super::arrive::Next;
use super::draft::Draft;
use super::said::prompt;
use crate::texts::Say;
use crate::wish::Purpose;
use crate::words::clean;
use chatstore::{Fact, Rank, Seat, Text, Ticket, TicketKey, UserKey};
use matchmaking::Reachability;

/// Whoever is matched is told by one push, and another is kept for the end of the talk.
const LEFT_FOR_A_MATCH: u32 = 2;

/// An opening line is shown within the match notice up to this many bytes; a longer one is passed on as a line.
pub(crate) const OPENING_IN_NOTICE_BYTES: usize = 120;

impl Draft<'_> {
    /// Opens a ticket for a person who wants to meet someone, saying `opening` first.
    pub(crate) fn find(&mut self, user: UserKey, opening: Option<&str>) -> Next {
        let opening = opening.map(clean::line).filter(|text| !text.trim().is_empty());
        match self.open_ticket(user, self.now_ms, opening) {
            Some(ticket) => Next::Search(ticket),
            None => {
                self.reply(user, Say::FirstWord, &[]);
                self.set_prompt(user, Some(prompt::FIRST_WORD));
                Next::Done
            }
        }
    }

    /// Opens a ticket born at a time, for a person who can be told of a match.
    pub(crate) fn open_ticket(
        &mut self,
        user: UserKey,
        born_ms: i64,
        opening: Option<String>,
    ) -> Option<TicketKey> {
        self.open_ticket_for(user, born_ms, opening, Purpose::default())
    }

    /// The same, for a purpose.
    pub(crate) fn open_ticket_for(
        &mut self,
        user: UserKey,
        born_ms: i64,
        opening: Option<String>,
        purpose: Purpose,
    ) -> Option<TicketKey> {
        let app = self.person(user)?.address.app.clone();
        let callable_until = self.callable_until(user)?;
        let key = TicketKey(self.cx.next_key());
        self.set_seat(user, Seat::Waiting(key));
        self.set_reminder(user, None);
        self.fact(Fact::OpenTicket(Ticket {
            key,
            user,
            app: app.as_ref().into(),
            generation: 0,
            born_ms,
            expires_ms: callable_until.min(self.now_ms + self.longest_wait_ms()),
            opening: opening.map(Text::from),
            wish: purpose.opaque(),
        }));
        Some(key)
    }

    /// How long a ticket lasts at most. Where nobody can be called, the pool drops whoever was not heard for long.
    fn longest_wait_ms(&self) -> i64 {
        if self.may_push { self.settings().wait_ms } else { self.settings().wait_pull_ms }
    }

    /// Until when a person could be told of a match. A grant of one minute is not enough to wait on.
    fn callable_until(&self, user: UserKey) -> Option<i64> {
        if !self.may_push {
            return Some(i64::MAX);
        }
        let budget = self.budget(user);
        (budget.long_left() >= LEFT_FOR_A_MATCH).then_some(budget.long_until_ms).flatten()
    }

    /// Whether a person could be told of a match now.
    pub(crate) fn can_be_called(&self, user: UserKey) -> bool {
        self.callable_until(user).is_some()
    }

    /// How the pool may count on reaching a person.
    pub(crate) fn reachability(&self, user: UserKey) -> Reachability {
        if !self.may_push {
            let last_seen_ms = self.person(user).map_or(0, |p| p.heard_ms);
            return Reachability::Pull { last_seen_ms };
        }
        let budget = self.budget(user);
        Reachability::Push { until_ms: budget.long_until_ms.unwrap_or(i64::MIN), left: budget.long_left() }
    }

    /// Tells someone that we are looking, unless it is what they are about to be told.
    pub(crate) fn tell_waiting_once(&mut self, user: UserKey, ticket: TicketKey) {
        let kinds =
            [Say::WaitingPull.id(), Say::StillWaiting.id(), Say::OpeningKept.id(), Say::MoodKept.id()];
        if !self.view(user, |view| view.has_unsent_notice(&kinds, None)).unwrap_or(true) {
            self.tell_waiting(user, ticket);
        }
    }

    /// Tells someone who waits how long it has been.
    pub(crate) fn still_waiting(&mut self, user: UserKey, ticket: TicketKey) {
        let minutes = self.ticket(ticket).map_or(0, |t| (self.now_ms - t.born_ms) / 60_000);
        self.reply(user, Say::StillWaiting, &[("minutes", u64::try_from(minutes).unwrap_or(0).into())]);
    }

    /// The first line of someone who waits becomes what the partner sees first.
    pub(crate) fn opening_while_waiting(&mut self, user: UserKey, ticket: TicketKey, text: &str) {
        let text = clean::line(text);
        let Some(old) = self.ticket(ticket) else { return };
        if old.opening.is_some() || text.trim().is_empty() {
            self.reply(user, Say::OpeningFull, &[]);
            return;
        }
        self.fact(Fact::SetOpening(ticket, Text::from(text)));
        self.reply(user, Say::OpeningKept, &[]);
    }

    /// Nobody came in time.
    pub(crate) fn wait_over(&mut self, user: UserKey, ticket: TicketKey) {
        self.fact(Fact::CloseTicket(ticket));
        self.set_seat(user, Seat::Idle);
        if !self.may_push {
            return self.tell(user, Say::WaitOverPull, &[], Rank::Essential, None);
        }
        self.tell(user, Say::WaitOver, &[], Rank::Essential, None);
        self.set_prompt(user, Some(prompt::REMIND));
    }
}
