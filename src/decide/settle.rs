//! What became of a push, and what that means for lines and senders.

use super::draft::Draft;
use crate::lane::plan::{Plan, plan};
use crate::lane::view::as_line;
use crate::texts::Say;
use chatstore::{
    ConversationKey, Delivery, DeliveryKey, DeliveryState, Fact, FlightKey, Hold, InHand, Member, MessageKey,
    Rank, Spell, UserKey, Why,
};
use std::collections::{BTreeMap, BTreeSet};
use wechat_core::send_window::Correction;

/// What became of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The platform took it.
    Sent,
    /// The platform refused it: the window is closed (45015).
    WindowClosed,
    /// The platform refused it: nothing is left of the window (45047).
    WindowExhausted,
    /// The platform refused it: the person cannot be reached in another way (blocked the account, unknown).
    Unreachable,
    /// The platform refused it: this account may not push at all (48001).
    NotAllowed,
    /// It surely did not reach the platform, or was refused for a passing reason: to be tried again.
    NotSent,
    /// The platform refused what it says; trying again would be refused again.
    Rejected,
    /// It may or may not have reached the platform.
    Unknown,
}

impl Draft<'_> {
    /// Settles the push under way, if it is still this one.
    pub(crate) fn settle(&mut self, user: UserKey, key: FlightKey, outcome: Outcome) {
        let flight = self.person(user).and_then(|p| p.lane.flight.clone());
        let Some(flight) = flight.filter(|f| f.key == key) else { return };
        self.put_flight(user, None);
        self.correct_window(user, flight.charged_ms, key, outcome);
        match outcome {
            Outcome::Sent => {
                self.mark_sent(user, &flight.deliveries);
                self.tell_if_stuck(user);
            }
            Outcome::Unknown => self.retry_or_hold(user, &flight.deliveries),
            Outcome::NotSent => self.put_back(user, &flight.deliveries, DeliveryState::Pending),
            Outcome::Rejected => self.put_back(user, &flight.deliveries, DeliveryState::Held(Hold::Unknown)),
            Outcome::NotAllowed | Outcome::WindowClosed | Outcome::WindowExhausted | Outcome::Unreachable => {
                self.put_back(user, &flight.deliveries, DeliveryState::Held(Hold::Window));
                self.tell_of_hold(user);
            }
        }
    }

    /// The ledger learns what the platform said. A push that may have arrived is charged at the latest moment at
    /// which it can have: one that was carried out after the person's next word counts against that.
    fn correct_window(&mut self, user: UserKey, charged_ms: i64, key: FlightKey, outcome: Outcome) {
        let mut window = self.window(user);
        match outcome {
            Outcome::Sent | Outcome::Unknown => {
                window.roll_back(charged_ms, key.0);
                window.charge(self.now_ms, key.0);
            }
            Outcome::WindowClosed | Outcome::Unreachable => {
                window.roll_back(charged_ms, key.0);
                window.correct(Correction::Closed45015, charged_ms);
            }
            Outcome::WindowExhausted => {
                window.roll_back(charged_ms, key.0);
                window.correct(Correction::Exhausted45047, charged_ms);
            }
            Outcome::NotAllowed | Outcome::NotSent | Outcome::Rejected => {
                window.roll_back(charged_ms, key.0);
            }
        }
        self.put_window(user, window);
    }

    fn put_back(&mut self, user: UserKey, deliveries: &[DeliveryKey], state: DeliveryState) {
        for key in deliveries {
            self.move_delivery(user, *key, state);
        }
    }

    /// A push whose outcome stays unknown is tried once more; after that it waits for a free reply.
    fn retry_or_hold(&mut self, user: UserKey, deliveries: &[DeliveryKey]) {
        for key in deliveries {
            let tried = self.person(user).and_then(|p| p.lane.get(*key)).map_or(0, |d| d.unknown);
            self.fact(Fact::CountUnknown(user, *key));
            let state = if tried == 0 { DeliveryState::Pending } else { DeliveryState::Held(Hold::Unknown) };
            self.move_delivery(user, *key, state);
        }
    }

    /// Where nothing of what is left can go until the person speaks, those who wrote it learn that it waits.
    pub(crate) fn tell_if_stuck(&mut self, user: UserKey) {
        let stuck = self.view(user, |view| plan(view) == Plan::Nothing).unwrap_or(false);
        let stuck = stuck && !self.held_open.contains_key(&user);
        let clear = self.person(user).is_some_and(|p| p.lane.offer.is_none() && p.lane.flight.is_none());
        if stuck && clear {
            self.tell_of_hold(user);
        }
    }

    /// The platform closed a window we thought open: those who are talking to this person learn that their lines
    /// wait.
    pub(crate) fn tell_of_hold(&mut self, user: UserKey) {
        let Some(talk) = self.talk_of(user).map(|c| c.key) else { return };
        let Some(person) = self.person(user) else { return };
        let lines = person.lane.queue.iter().filter_map(|d| as_line(d)).filter(|l| l.conversation == talk);
        let first: BTreeMap<UserKey, MessageKey> = lines.rev().map(|l| (l.sender, l.message)).collect();
        for (sender, first) in first {
            let Some(member) = self.conversation(talk).and_then(|c| c.member(sender)).cloned() else {
                continue;
            };
            if member.spell.is_none() {
                let alias = self.conversation(talk).and_then(|c| c.member(user)).map(|m| m.alias.clone());
                let alias = alias.unwrap_or_default();
                let say = self.holding();
                self.tell(sender, say, &[("alias", alias.as_ref().into())], Rank::Answer, Some(talk));
                let spell = Some(Spell { since_ms: self.now_ms, first, delivered: 0 });
                self.put_member(talk, Member { spell, ..member });
            }
        }
    }

    /// Deliveries were shown, as far as the platform lets us know: they leave the lane, and a sender whose lines had
    /// been held learns it when the last of them is through.
    pub(crate) fn mark_sent(&mut self, user: UserKey, deliveries: &[DeliveryKey]) {
        let mut lines: BTreeMap<(ConversationKey, UserKey), BTreeSet<MessageKey>> = BTreeMap::new();
        for key in deliveries {
            let Some(delivery) = self.person(user).and_then(|p| p.lane.get(*key)).cloned() else { continue };
            if let Some(line) = as_line(&delivery) {
                let whole = line.part + 1 == line.parts;
                let of_sender = lines.entry((line.conversation, line.sender)).or_default();
                if whole {
                    of_sender.insert(line.message);
                }
            }
            self.move_delivery(user, *key, DeliveryState::Sent);
        }
        for ((talk, sender), messages) in lines {
            if self.conversation(talk).is_some_and(|c| c.is_letter() && c.ended.is_none()) {
                self.take_in_hand(user, InHand::Letter(talk));
            }
            self.count_spell(talk, user, sender, &messages);
        }
    }

    fn count_spell(
        &mut self,
        talk: ConversationKey,
        user: UserKey,
        sender: UserKey,
        shown: &BTreeSet<MessageKey>,
    ) {
        let Some(conversation) = self.conversation(talk) else { return };
        let alias = conversation.member(user).map(|m| m.alias.clone()).unwrap_or_default();
        let Some(member) = conversation.member(sender).cloned() else { return };
        let Some(spell) = member.spell else { return };
        let new = shown.iter().filter(|m| **m >= spell.first).count();
        let delivered = spell.delivered.saturating_add(u32::try_from(new).unwrap_or(u32::MAX));
        let more = self.person(user).is_some_and(|p| {
            p.lane
                .queue
                .iter()
                .filter_map(|d| as_line(d))
                .any(|l| l.conversation == talk && l.sender == sender)
        });
        let spell = more.then_some(Spell { delivered, ..spell });
        self.put_member(talk, Member { spell, ..member });
        if !more && delivered > 0 {
            let args = [("alias", alias.as_ref().into()), ("count", u64::from(delivered).into())];
            self.tell(sender, Say::Seen, &args, Rank::Rider, Some(talk));
        }
    }

    /// When a line that waits is given up, in ms: some time after its talk ended.
    pub(crate) fn gives_up_at(&self, delivery: &Delivery) -> Option<i64> {
        let line = as_line(delivery).filter(|_| waits(delivery))?;
        let ended = self.conversation(line.conversation).and_then(|c| c.ended);
        ended.map(|end| end.at_ms + self.settings().owed_ms)
    }

    /// Lines that have waited too long are given up, and their senders told.
    pub(crate) fn expire_owed(&mut self, user: UserKey) {
        let Some(person) = self.person(user) else { return };
        let over = |delivery: &Delivery| self.gives_up_at(delivery).is_some_and(|at_ms| at_ms <= self.now_ms);
        let lines: Vec<_> = person.lane.queue.iter().filter(|d| over(d)).cloned().collect();
        for delivery in &lines {
            self.move_delivery(user, delivery.key, DeliveryState::Undeliverable(Why::Expired));
        }
        for (talk, count) in super::leave::lost_lines(&lines) {
            self.report_lost(talk, user, count, Say::Expired);
        }
    }
}

/// Whether a delivery is nowhere on its way.
pub(super) fn waits(delivery: &Delivery) -> bool {
    matches!(delivery.state, DeliveryState::Pending | DeliveryState::Held(_))
}
