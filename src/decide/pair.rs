//! Two people are matched: one commit begins the conversation and writes both notices.

use super::draft::Draft;
use super::find::OPENING_IN_NOTICE_BYTES;
use crate::lane::view::as_line;
use crate::texts::Say;
use crate::wish::{Understood, sentence};
use crate::words::alias;
use chatstore::{
    Body, Conversation, ConversationKey, Expect, Fact, Member, Partner, Rank, Seat, Ticket, UserKey,
};
use matchmaking::Reasons;
use std::collections::BTreeSet;

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paired {
    /// The conversation is in the change.
    Begun,
    /// One of the two no longer waits: which tickets are gone.
    Gone {
        /// The older ticket.
        older: bool,
        /// The newer ticket.
        newer: bool,
    },
    /// One of them can no longer be called.
    OutOfReach,
    /// One has blocked the other.
    Blocked,
}

impl Draft<'_> {
    /// Begins a conversation of two people who wait.
    pub(crate) fn pair(&mut self, older: &Ticket, newer: &Ticket, reasons: &Reasons) -> Paired {
        let gone = |draft: &Self, ticket: &Ticket| !draft.still_waits(ticket);
        let (no_older, no_newer) = (gone(self, older), gone(self, newer));
        if no_older || no_newer || older.user == newer.user || older.app != newer.app {
            return Paired::Gone { older: no_older, newer: no_newer };
        }
        let (a, b) = (older.user, newer.user);
        if self.snapshot().blocks.iter().any(|pair| *pair == (a, b) || *pair == (b, a)) {
            return Paired::Blocked;
        }
        if !self.can_be_called(a) || !self.can_be_called(b) {
            return Paired::OutOfReach;
        }
        self.expect(Expect::Ticket(older.key, older.generation));
        self.expect(Expect::Ticket(newer.key, newer.generation));
        self.expect(Expect::NoBlock(a, b));
        let key = ConversationKey(self.cx.next_key());
        let seed = self.cx.namer.alias_seed(key);
        let (alias_of_a, alias_of_b) = alias::pair(&self.language_of(b), &self.language_of(a), seed);
        let member = |user, alias, ticket: &Ticket| {
            let opening = in_notice(ticket).map(chatstore::Text::from);
            Member { opening, ..Member::new(user, alias, ticket.born_ms, self.now_ms) }
        };
        let members = [member(a, alias_of_a, older), member(b, alias_of_b, newer)];
        self.begin(Conversation::new(key, members.to_vec(), self.now_ms));
        for ticket in [older, newer] {
            self.fact(Fact::CloseTicket(ticket.key));
            self.set_seat(ticket.user, Seat::Talking(key));
            self.set_prompt(ticket.user, None);
        }
        self.remember(a, b);
        self.remember(b, a);
        let [first, second] = &members;
        let understood = [older, newer].map(|ticket| self.cx.analyst.understand(ticket));
        let [of_older, of_newer] = &understood;
        let why = self.why(a, reasons, of_older, of_newer);
        self.introduce(key, first, second, newer, &why);
        let why = self.why(b, reasons, of_newer, of_older);
        self.introduce(key, second, first, older, &why);
        Paired::Begun
    }

    fn still_waits(&self, ticket: &Ticket) -> bool {
        let waits = self.person(ticket.user).is_some_and(|p| p.seat == Seat::Waiting(ticket.key));
        waits && self.ticket(ticket.key).is_some_and(|t| t.generation == ticket.generation)
    }

    pub(crate) fn language_of(&self, user: UserKey) -> String {
        let chosen = self.person(user).and_then(|p| p.language.as_deref());
        chosen.unwrap_or(&self.settings().language).to_owned()
    }

    fn remember(&mut self, user: UserKey, partner: UserKey) {
        let Some(person) = self.person(user) else { return };
        let mut partners: Vec<_> = person.partners.iter().filter(|p| p.user != partner).copied().collect();
        partners.push(Partner { user: partner, met_ms: self.now_ms });
        let excess = partners.len().saturating_sub(self.settings().partners);
        partners.drain(..excess);
        self.set_partners(user, partners);
    }

    fn why(&self, me: UserKey, reasons: &Reasons, own: &Understood, theirs: &Understood) -> String {
        sentence(&self.cx.texts, &self.language_of(me), reasons, own, theirs)
    }

    /// Tells `me` whom they met and why, and passes on what the partner said first.
    fn introduce(
        &mut self,
        talk: ConversationKey,
        me: &Member,
        partner: &Member,
        ticket: &Ticket,
        why: &str,
    ) {
        let alias = ("alias", partner.alias.as_ref().into());
        let why = ("why", why.into());
        let owed = self.owed_earlier(me.user);
        match (in_notice(ticket), ticket.opening.as_ref().map(|t| t.as_str().trim())) {
            (Some(opening), _) => {
                self.append_line(talk, partner.user, Body::from(opening));
                let args = [alias, why, ("opening", opening.into())];
                self.tell(me.user, Say::MatchedOpening, &args, Rank::Essential, Some(talk));
            }
            (None, None) => self.tell(me.user, Say::Matched, &[alias, why], Rank::Essential, Some(talk)),
            (None, Some(opening)) => {
                self.tell(me.user, Say::Matched, &[alias, why], Rank::Essential, Some(talk));
                let message = self.append_line(talk, partner.user, Body::from(opening));
                self.send_line(talk, partner, me, message, Body::from(opening));
            }
        }
        if let Some(page) = self.settings().live_page.as_deref().filter(|_| !self.may_push) {
            self.tell(me.user, Say::LivePage, &[("url", page.into())], Rank::Rider, Some(talk));
        }
        if owed > 0 {
            self.tell(me.user, Say::OwedLater, &[("count", (owed as u64).into())], Rank::Rider, Some(talk));
        }
    }

    /// Lines of earlier talks that wait for this person beyond what one message takes.
    fn owed_earlier(&self, user: UserKey) -> usize {
        let Some(person) = self.person(user) else { return 0 };
        let bytes: usize = person
            .lane
            .queue
            .iter()
            .filter_map(|d| as_line(d))
            .map(|l| l.body.as_text().map_or(0, str::len) + 40)
            .sum();
        if bytes < 1_200 {
            return 0;
        }
        let lines = person.lane.queue.iter().filter_map(|d| as_line(d));
        lines.map(|l| l.message).collect::<BTreeSet<_>>().len()
    }
}

/// What a ticket's owner says first, where it is short enough to be shown within the notice of the match.
fn in_notice(ticket: &Ticket) -> Option<&str> {
    let opening = ticket.opening.as_ref()?.as_str().trim();
    (opening.len() <= OPENING_IN_NOTICE_BYTES && !opening.contains('\n')).then_some(opening)
}
