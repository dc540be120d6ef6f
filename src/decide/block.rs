//! Blocking: the two never meet again, and the blocked is not told.

use super::draft::Draft;
use crate::lane::view::as_line;
use crate::texts::Say;
use chatstore::{DeliveryState, EndReason, Fact, UserKey, Why};

impl Draft<'_> {
    /// Blocks the partner of the talk a person is in, or of their last one.
    pub(crate) fn block(&mut self, user: UserKey) {
        let partner = match self.talk_of(user) {
            Some(talk) => talk.others(user).next().map(|m| m.user),
            None => self.person(user).and_then(|p| p.partners.last()).map(|p| p.user),
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
        self.drop_lines_from(user, partner);
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
