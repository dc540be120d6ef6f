//! Someone stops following: nothing may be pushed to them any more.

use super::draft::Draft;
use super::leave::lost_lines;
use chatstore::{DeliveryState, EndReason, Fact, Seat, UserKey, Why};
use std::collections::BTreeMap;

impl Draft<'_> {
    /// Leaves the conversation and the queue for a person who unfollowed at `created_ms`, gives up what was on its
    /// way to them and tells those who wrote it.
    pub(crate) fn unfollow(&mut self, user: UserKey, created_ms: i64) {
        let mut window = self.window(user);
        window.unsubscribe(created_ms.div_euclid(1000));
        self.put_window(user, window);
        let Some(person) = self.person(user) else { return };
        // They did something later, so they must have come back: an old message.
        if created_ms < person.last_seen_ms.div_euclid(1000) * 1000 || !person.following {
            return;
        }
        let seat = person.seat;
        self.set_prompt(user, None);
        self.set_reminder(user, None);
        match seat {
            Seat::Talking(talk) => self.end_talk(talk, EndReason::Unfollowed, Some(user)),
            Seat::Waiting(ticket) => {
                self.fact(Fact::CloseTicket(ticket));
                self.set_seat(user, Seat::Idle);
            }
            _ => {}
        }
        self.end_letters(user, EndReason::Unfollowed);
        self.sink_all(user);
        self.set_hand(user, None);
        self.set_following(user, false, created_ms);
        self.give_up(user, Why::Left);
    }

    /// Everything on its way to a person becomes undeliverable; those who wrote to them earlier are told.
    pub(crate) fn give_up(&mut self, user: UserKey, why: Why) {
        let Some(person) = self.person(user) else { return };
        let (open, under_way) = (person.lane.offer.is_some(), person.lane.flight.is_some());
        let queue = person.lane.queue.clone();
        let lost = lost_lines(&queue);
        if open {
            self.put_offer(user, None);
        }
        if under_way {
            self.put_flight(user, None);
        }
        for delivery in &queue {
            let why = if crate::lane::view::as_line(delivery).is_some() { why } else { Why::Stale };
            self.move_delivery(user, delivery.key, DeliveryState::Undeliverable(why));
        }
        self.tell_of_lost(user, lost);
    }

    /// Tells each sender, once per conversation, how many of their lines were lost, unless the end of the talk has
    /// told them so already.
    fn tell_of_lost(&mut self, user: UserKey, lost: BTreeMap<chatstore::ConversationKey, u32>) {
        for (talk, count) in lost {
            self.report_lost(talk, user, count, crate::texts::Say::Lost);
        }
    }
}
