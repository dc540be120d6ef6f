//! A line for the partner: accepted, and on its way.

use super::draft::Draft;
use super::said::prompt;
use crate::lane::plan::{Plan, plan};
use crate::lane::view::as_line;
use crate::texts::Say;
use chatstore::{
    Body, Content, ConversationKey, Delivery, DeliveryKey, DeliveryState, Hold, Line, Member, Message,
    MessageKey, Spell, UserKey,
};
use std::collections::BTreeSet;
use wechat_core::limits::TEXT_MAX_BYTES;
use wechat_core::text::split;

/// What a part of a line leaves free in a message: for the alias, a label, the hint and an announcement.
const RESERVED_BYTES: usize = 400;

impl Draft<'_> {
    /// Passes a line on to the partner.
    pub(crate) fn line(&mut self, user: UserKey, talk: ConversationKey, body: Body) {
        let Some(conversation) = self.conversation(talk) else { return };
        let (Some(me), Some(partner)) =
            (conversation.member(user).cloned(), conversation.others(user).next().cloned())
        else {
            return;
        };
        if body.as_text().is_some_and(|text| text.trim().is_empty()) {
            self.reply(user, Say::Unsupported, &[]);
            return;
        }
        if let Some(waiting) = self.too_many(partner.user, user) {
            let args = [("alias", partner.alias.as_ref().into()), ("count", waiting.into())];
            self.reply(user, Say::Full, &args);
            return;
        }
        let message = self.append_line(talk, user, body.clone());
        self.send_line(talk, &me, &partner, message, body);
        let me = Member { last_line_ms: self.now_ms, lines: me.lines + 1, ..me };
        let me = self.hold_if_stuck(me, &partner, message);
        let me = self.ask_if_silent(user, me, &partner);
        self.put_member(talk, me);
    }

    /// How many lines of `sender` wait for `recipient`, from whatever talk, where no more may.
    pub(crate) fn too_many(&self, recipient: UserKey, sender: UserKey) -> Option<u64> {
        let person = self.person(recipient)?;
        let lines = person.lane.queue.iter().filter_map(|d| as_line(d)).filter(|l| l.sender == sender);
        let waiting = lines.map(|l| l.message).collect::<BTreeSet<_>>().len();
        (waiting >= self.settings().held_limit).then_some(waiting as u64)
    }

    /// Keeps a line in the conversation.
    pub(crate) fn append_line(&mut self, talk: ConversationKey, sender: UserKey, body: Body) -> MessageKey {
        let key = MessageKey(self.cx.next_key());
        let (seq, previous) = self.conversation(talk).map_or((1, None), |c| (c.seq + 1, c.last_message));
        let at_ms = self.now_ms;
        self.append(Message { key, conversation: talk, seq, previous, sender, at_ms, body });
        key
    }

    /// Puts a line on its way, in parts where it is too long for one message.
    pub(crate) fn send_line(
        &mut self,
        talk: ConversationKey,
        from: &Member,
        to: &Member,
        message: MessageKey,
        body: Body,
    ) {
        let parts: Vec<Body> = match body.as_text() {
            Some(text) => split(text, TEXT_MAX_BYTES - RESERVED_BYTES).map(Body::from).collect(),
            None => vec![body],
        };
        let count = u16::try_from(parts.len()).unwrap_or(u16::MAX);
        for (part, body) in (0..count).zip(parts) {
            let line = Line {
                message,
                conversation: talk,
                sender: from.user,
                alias: from.alias.clone(),
                body,
                part,
                parts: count,
                renewed_ms: None,
            };
            self.add_delivery(Delivery {
                key: DeliveryKey(self.cx.next_key()),
                to: to.user,
                accepted_ms: self.now_ms,
                content: Content::Line(line),
                state: DeliveryState::Pending,
                unknown: 0,
            });
        }
    }

    /// Where nothing lets the line go until the partner speaks, it is held, and the sender told so once.
    fn hold_if_stuck(&mut self, me: Member, partner: &Member, message: MessageKey) -> Member {
        // Whoever's push is left unanswered gets it as the reply.
        let open = self.held_open.contains_key(&partner.user);
        let stuck = self.view(partner.user, |view| {
            // A reply or a push under way is no hindrance; without them, does anything leave?
            !open
                && view.person.lane.offer.is_none()
                && view.person.lane.flight.is_none()
                && plan(view) == Plan::Nothing
        });
        if stuck != Some(true) {
            return me;
        }
        self.hold(partner.user, message);
        if me.spell.is_some() {
            return me;
        }
        let say = self.holding();
        self.reply(me.user, say, &[("alias", partner.alias.as_ref().into())]);
        Member { spell: Some(Spell { since_ms: self.now_ms, first: message, delivered: 0 }), ..me }
    }

    /// What a sender is told when their lines are held.
    pub(crate) fn holding(&self) -> Say {
        if self.may_push { Say::Holding } else { Say::Kept }
    }

    fn hold(&mut self, recipient: UserKey, message: MessageKey) {
        let Some(person) = self.person(recipient) else { return };
        let parts = person.lane.queue.iter().filter(|d| as_line(d).is_some_and(|l| l.message == message));
        for key in parts.map(|d| d.key).collect::<Vec<_>>() {
            self.move_delivery(recipient, key, DeliveryState::Held(Hold::Window));
        }
    }

    /// One side silent for long while the other writes: the writer is asked once whether to wait.
    fn ask_if_silent(&mut self, user: UserKey, me: Member, partner: &Member) -> Member {
        let silent_ms = self.now_ms - partner.last_line_ms;
        let asked = me.asked_ms.is_some_and(|at| at >= partner.last_line_ms);
        if asked || silent_ms < self.settings().idle_ask_ms {
            return me;
        }
        let minutes = u64::try_from(silent_ms / 60_000).unwrap_or(0);
        self.reply(
            user,
            Say::AskIdle,
            &[("alias", partner.alias.as_ref().into()), ("minutes", minutes.into())],
        );
        self.set_prompt(user, Some(prompt::IDLE));
        Member { asked_ms: Some(self.now_ms), ..me }
    }
}
