//! A push arrives: its grant, its receipt, and what the person did.

use super::draft::Draft;
use crate::incoming::{Incoming, IncomingKind};
use crate::texts::Say;
use chatstore::{Body, Expect, Fact, Person, PushKey, Receipt, Stage, TicketKey, UserKey};

/// What became of a push, before it is committed.
pub(crate) struct Arrival {
    /// What is left to do once it is.
    pub(crate) next: Next,
    /// What is answered.
    pub(crate) reply: Option<Body>,
    /// Whether the answer carries deliveries, so that its fate matters.
    pub(crate) offered: bool,
}

/// What follows an accepted push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing.
    Done,
    /// This ticket is to enter the pool; the answer waits for what comes of it.
    Search(TicketKey),
    /// The attempt is left unanswered while something may come.
    Hold,
}

impl Draft<'_> {
    /// Accepts a push: all its facts, and its answer unless a search comes first. `claim` says whether the answer
    /// may still be given; it is asked at most once. `may_wait` tells that it need not be given at once.
    pub(crate) fn arrive(
        &mut self,
        incoming: &Incoming,
        push: PushKey,
        may_wait: bool,
        claim: &mut dyn FnMut() -> bool,
    ) -> Arrival {
        self.push = Some(push);
        self.expect(Expect::PushUnseen(push));
        let nothing = Arrival { next: Next::Done, reply: None, offered: false };
        let Some(user) = self.whose(incoming) else { return nothing };
        self.user = Some(user);
        let next = match self.act(user, incoming) {
            Next::Done if may_wait && may_be_held(&incoming.kind) && self.may_hold(user) => Next::Hold,
            next => next,
        };
        let (stage, reply) = match next {
            Next::Search(_) | Next::Hold => (Stage::Accepted, None),
            Next::Done if !shows_a_reply(&incoming.kind) => (Stage::Done, None),
            Next::Done => (Stage::Done, if claim() { self.answer(user, push) } else { None }),
        };
        let at_ms = self.now_ms;
        self.fact(Fact::RecordPush(Receipt { push, user, at_ms, stage, reply: reply.clone() }));
        Arrival { next, offered: reply.is_some(), reply }
    }

    /// Whose push it is; a stranger becomes a person, unless all they did was to leave.
    fn whose(&mut self, incoming: &Incoming) -> Option<UserKey> {
        if let Some(user) = self.snapshot().addressee {
            return Some(user);
        }
        if matches!(incoming.kind, IncomingKind::Unfollowed) {
            return None;
        }
        let key = UserKey(self.cx.next_key());
        let id = self.cx.namer.user(key, &incoming.address, incoming.created_ms);
        let mut person = Person::new(key, id, incoming.address.clone(), self.now_ms);
        person.last_seen_ms = incoming.created_ms;
        self.add_person(person);
        Some(key)
    }

    fn act(&mut self, user: UserKey, incoming: &Incoming) -> Next {
        let Some(person) = self.person(user) else { return Next::Done };
        if incoming.kind == IncomingKind::Unfollowed {
            self.unfollow(user, incoming.created_ms);
            return Next::Done;
        }
        // What was done before they left arrives late: it brings nobody back.
        if person.unfollowed_ms.is_some_and(|left| incoming.created_ms <= left) {
            return Next::Done;
        }
        let returns = !person.following;
        if returns {
            self.set_following(user, true, incoming.created_ms);
        }
        self.note_report(user);
        self.confirm_offer(user);
        self.heard(user, incoming.created_ms);
        if let Some(class) = incoming.grant {
            let mut window = self.window(user);
            window.grant(class, incoming.created_ms.div_euclid(1000));
            self.put_window(user, window);
        }
        match &incoming.kind {
            IncomingKind::Followed => self.welcome(user, returns),
            IncomingKind::Said(text) => return self.said(user, text.as_str()),
            IncomingKind::Tapped(key) => return self.tapped(user, key.as_str()),
            IncomingKind::Shared(body) => self.shared(user, body),
            IncomingKind::Sticker => self.reply(user, Say::Sticker, &[]),
            IncomingKind::Unsupported => self.reply(user, Say::Unsupported, &[]),
            IncomingKind::Other | IncomingKind::Unfollowed => {}
        }
        Next::Done
    }
}

/// Whether the platform shows a reply to this: what is put into one that it does not show would be lost.
fn shows_a_reply(kind: &IncomingKind) -> bool {
    !matches!(kind, IncomingKind::Other | IncomingKind::Unfollowed)
}

/// Whether somebody who does this looks at the chat, so that an answer is awaited.
fn may_be_held(kind: &IncomingKind) -> bool {
    matches!(kind, IncomingKind::Said(_) | IncomingKind::Shared(_) | IncomingKind::Tapped(_))
}
