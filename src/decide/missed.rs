//! A match that somebody missed, on accounts that cannot push: it was over before they heard of it.

use super::draft::Draft;
use crate::lane::view::{MATCHED, as_line};
use crate::texts::Say;
use chatstore::{Content, ConversationKey, Delivery, DeliveryState, Member, Rank, UserKey, Why};

impl Draft<'_> {
    /// Where `user` has not heard of the talk that ended: instead of its beginning and its end they hear that somebody
    /// came, and what was said stays for them. Says whether it was so. `back` tells that they wait on.
    pub(crate) fn tell_of_missed(&mut self, talk: ConversationKey, user: UserKey, back: bool) -> bool {
        if self.may_push {
            return false;
        }
        let Some(notice) = self.unseen_match(talk, user) else { return false };
        self.move_delivery(user, notice, DeliveryState::Undeliverable(Why::Stale));
        let Some(conversation) = self.conversation(talk) else { return true };
        let opening = conversation.others(user).find_map(|m| m.opening.clone());
        if let Some(member) = conversation.member(user).cloned() {
            self.put_member(talk, Member { missed: true, ..member });
        }
        if let Some(opening) = &opening {
            self.tell(
                user,
                Say::MissedOpening,
                &[("opening", opening.as_str().into())],
                Rank::Essential,
                None,
            );
        }
        if back {
            self.tell(user, Say::MissedWaiting, &[], Rank::Essential, None);
        } else if opening.is_none() && !self.is_owed_lines_of(talk, user) {
            self.tell(user, Say::Missed, &[], Rank::Essential, None);
        }
        true
    }

    /// The notice of this match, while it waits to be shown.
    fn unseen_match(&self, talk: ConversationKey, user: UserKey) -> Option<chatstore::DeliveryKey> {
        let waits = |d: &Delivery| matches!(d.state, DeliveryState::Pending | DeliveryState::Held(_));
        let about = |d: &Delivery| match &d.content {
            Content::Notice(n) => MATCHED.contains(&n.kind.as_ref()) && n.conversation == Some(talk),
            _ => false,
        };
        self.person(user)?.lane.queue.iter().find(|d| waits(d) && about(d)).map(|d| d.key)
    }

    fn is_owed_lines_of(&self, talk: ConversationKey, user: UserKey) -> bool {
        let of = |d: &Delivery| as_line(d).is_some_and(|line| line.conversation == talk);
        self.person(user).is_some_and(|p| p.lane.queue.iter().any(|d| of(d)))
    }
}
