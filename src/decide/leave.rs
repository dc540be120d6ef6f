//! A conversation ends: one end, one notice each.

use super::draft::Draft;
use crate::lane::compose::{Manner, compose};
use crate::lane::view::as_line;
use crate::texts::Say;
use chatstore::{ConversationKey, Delivery, DeliveryKey, End, EndReason, MessageKey, Rank, Seat, UserKey};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many lines of each conversation are among deliveries; the parts of a long line count once.
pub(crate) fn lost_lines(queue: &[Arc<Delivery>]) -> BTreeMap<ConversationKey, u32> {
    let mut lines: BTreeMap<ConversationKey, BTreeSet<MessageKey>> = BTreeMap::new();
    for line in queue.iter().filter_map(|d| as_line(d)) {
        lines.entry(line.conversation).or_default().insert(line.message);
    }
    lines.into_iter().map(|(talk, lines)| (talk, u32::try_from(lines.len()).unwrap_or(u32::MAX))).collect()
}

impl Draft<'_> {
    /// Leaves the talk a person is in, by their own word.
    pub(crate) fn leave(&mut self, user: UserKey, reason: EndReason) {
        let Some(talk) = self.talk_of(user).map(|c| c.key) else {
            self.reply(user, Say::NotTalking, &[]);
            return;
        };
        let alias = self.partner_alias(talk, user);
        self.end_talk(talk, reason, Some(user));
        match reason {
            EndReason::Next => {}
            EndReason::Blocked => self.reply(user, Say::Blocked, &[("alias", alias.as_str().into())]),
            _ => self.reply(user, Say::Left, &[("alias", alias.as_str().into())]),
        }
    }

    /// Ends a talk for everybody in it and tells those who did not end it themselves.
    pub(crate) fn end_talk(&mut self, talk: ConversationKey, reason: EndReason, by: Option<UserKey>) {
        let Some(conversation) = self.conversation(talk).filter(|c| c.ended.is_none()) else { return };
        let members = conversation.members.clone();
        self.end(talk, End { at_ms: self.now_ms, reason, by });
        for member in &members {
            if self.person(member.user).is_some_and(|p| p.seat == Seat::Talking(talk)) {
                self.set_seat(member.user, Seat::Idle);
                self.set_prompt(member.user, None);
            }
        }
        for member in &members {
            if by == Some(member.user) {
                continue;
            }
            for other in members.iter().filter(|m| m.user != member.user) {
                self.tell_of_end(talk, member.user, other.user, reason, by);
            }
        }
    }

    /// Tells `user` that the talk with `other` is over, and what becomes of the lines `other` has not seen.
    fn tell_of_end(
        &mut self,
        talk: ConversationKey,
        user: UserKey,
        other: UserKey,
        reason: EndReason,
        by: Option<UserKey>,
    ) {
        let alias = self
            .conversation(talk)
            .and_then(|c| c.member(other))
            .map(|m| m.alias.clone())
            .unwrap_or_default();
        let back = self.dropped_early(talk, user, reason);
        let missed = self.tell_of_missed(talk, user, back);
        if back {
            self.wait_on_with_old_age(talk, user);
        }
        if missed {
            return;
        }
        if back {
            self.tell(
                user,
                Say::BackInQueue,
                &[("alias", alias.as_ref().into())],
                Rank::Essential,
                Some(talk),
            );
            return;
        }
        let owed = self.owed(talk, user, other, by == Some(other));
        let say = match reason {
            EndReason::Idle => Say::ClosedIdle,
            EndReason::Unreachable if owed > 0 => Say::ClosedUnreachable,
            EndReason::Unreachable => Say::ClosedSilent,
            EndReason::Unfollowed | EndReason::Blocked if owed > 0 => Say::PartnerLeftLost,
            EndReason::Left | EndReason::Next if owed > 0 => Say::PartnerLeftOwed,
            _ => Say::PartnerLeft,
        };
        let args = [("alias", alias.as_ref().into()), ("count", u64::from(owed).into())];
        self.tell(user, say, &args, Rank::Essential, Some(talk));
        if matches!(say, Say::PartnerLeftLost) {
            self.told_of_lost.insert((talk, user));
        }
    }

    /// Whether `user` was left so soon, before saying a line, that it was no talk.
    fn dropped_early(&self, talk: ConversationKey, user: UserKey, reason: EndReason) -> bool {
        let Some(conversation) = self.conversation(talk) else { return false };
        let age_ms = self.now_ms - conversation.started_ms;
        let silent = conversation.member(user).is_some_and(|m| m.lines == 0);
        let left = matches!(reason, EndReason::Left | EndReason::Next | EndReason::Unfollowed);
        // The notice itself may cost a push, and a match needs two. Without pushes only who was here lately comes.
        let callable = if self.may_push { self.budget(user).long_left() > 2 } else { self.was_here(user) };
        left && silent && callable && age_ms < self.settings().early_drop_ms
    }

    fn was_here(&self, user: UserKey) -> bool {
        let since = self.now_ms - self.settings().wait_ms;
        self.person(user).is_some_and(|p| p.heard_ms > since)
    }

    /// Goes back into the queue, with the age of the wish that led here.
    fn wait_on_with_old_age(&mut self, talk: ConversationKey, user: UserKey) {
        let born_ms = self.conversation(talk).and_then(|c| c.member(user)).map(|m| m.born_ms);
        self.open_ticket(user, born_ms.unwrap_or(self.now_ms), None);
    }

    /// How many lines of `user` the other has not seen; what the reply to the other's own word will carry does not
    /// count when they are answering right now.
    fn owed(&self, talk: ConversationKey, user: UserKey, other: UserKey, answering: bool) -> u32 {
        let carried: Vec<DeliveryKey> = if answering && self.push.is_some() {
            let manner = Manner { free: true, answers: &[], lines: true, hint: false, announce: false };
            self.view(other, |view| compose(view, manner).deliveries).unwrap_or_default()
        } else {
            Vec::new()
        };
        let Some(person) = self.person(other) else { return 0 };
        let lines = person.lane.queue.iter().filter(|d| !carried.contains(&d.key)).filter_map(|d| as_line(d));
        let owed: BTreeSet<_> =
            lines.filter(|l| l.conversation == talk && l.sender == user).map(|l| l.message).collect();
        u32::try_from(owed.len()).unwrap_or(u32::MAX)
    }

    /// Tells those who wrote to `recipient` in a talk that so many of their lines will never be shown; once per
    /// talk and decision.
    pub(crate) fn report_lost(&mut self, talk: ConversationKey, recipient: UserKey, count: u32, say: Say) {
        let Some(conversation) = self.conversation(talk) else { return };
        let alias = conversation.member(recipient).map(|m| m.alias.clone()).unwrap_or_default();
        let senders: Vec<_> = conversation.others(recipient).map(|m| m.user).collect();
        for sender in senders {
            if self.told_of_lost.insert((talk, sender)) {
                let args = [("alias", alias.as_ref().into()), ("count", u64::from(count).into())];
                self.tell(sender, say, &args, Rank::Answer, Some(talk));
            }
        }
    }

    /// The name this person knows their partner by.
    pub(crate) fn partner_alias(&self, talk: ConversationKey, user: UserKey) -> String {
        let partner = self.conversation(talk).and_then(|c| c.others(user).next());
        partner.map(|m| m.alias.to_string()).unwrap_or_default()
    }
}
