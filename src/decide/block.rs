//! Blocking: the two never meet again, and the blocked is not told.

use super::draft::Draft;
use crate::lane::view::as_line;
use crate::texts::Say;
use chatstore::{DeliveryState, EndReason, Fact, UserKey, Why};

impl Draft<'_> {
    /// Blocks the partner of the talk a person is in; else whoever wrote what they have just picked or been sent; else
    /// the partner of their last talk.
    pub(crate) fn block(&mut self, user: UserKey) {
        let partner = match self.talk_of(user) {
            Some(talk) => talk.others(user).next().map(|m| m.user),
            None => self.behind_hand(user).or_else(|| self.last_partner(user)),
        };
        let Some(partner) = partner else {
            self.reply(user, Say::NotTalking, &[]);
            return;
        };
        self.fact(Fact::Block(user, partner));
        if self.talk_of(user).is_some() {
            self.leave(user, EndReason::Blocked);
        } else {
            self.reply(user, Say::Blocked, &[("alias", "TA".into())]);
        }
        self.end_letters_with(user, partner);
        self.drop_lines_from(user, partner);
    }

    fn last_partner(&self, user: UserKey) -> Option<UserKey> {
        self.person(user)?.partners.last().map(|p| p.user)
    }

    /// Letters end too, and what was in hand of the blocked is put away.
    fn end_letters_with(&mut self, user: UserKey, partner: UserKey) {
        if self.behind_hand(user) == Some(partner) {
            self.set_hand(user, None);
        }
        let letters = self.person(user).map(|p| p.letters.clone()).unwrap_or_default();
        for talk in letters {
            if self.conversation(talk).is_some_and(|c| c.member(partner).is_some()) {
                self.end_letter(talk, EndReason::Blocked, Some(user));
            }
        }
    }

    /// What the blocked had said and was not shown yet is not shown any more.
    fn drop_lines_from(&mut self, user: UserKey, partner: UserKey) {
        let Some(person) = self.person(user) else { return };
        let waiting = |state| matches!(state, DeliveryState::Pending | DeliveryState::Held(_));
        let lines = person.lane.queue.iter().filter(|d| waiting(d.state));
        let lines: Vec<_> =
            lines.filter(|d| as_line(d).is_some_and(|l| l.sender == partner)).map(|d| d.key).collect();
        for key in lines {
            self.move_delivery(user, key, DeliveryState::Undeliverable(Why::Left));
        }
    }
}
