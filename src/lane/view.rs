//! One person's lane as the planner sees it.

use super::budget::Budget;
use crate::settings::Settings;
use crate::texts::{Arg, Say, Texts};
use chatstore::{
    Content, Conversation, ConversationKey, Delivery, DeliveryState, Hold, Line, Person, Rank, Seat,
};
use std::collections::BTreeSet;

/// One person's lane with all that planning needs; nothing in it changes.
pub(crate) struct LaneView<'a> {
    pub(crate) person: &'a Person,
    pub(crate) budget: Budget,
    pub(crate) settings: &'a Settings,
    pub(crate) texts: &'a Texts,
    pub(crate) now_ms: i64,
    /// Whether the account cannot push: everything waits for a free reply.
    pub(crate) pull: bool,
    /// Looks up a conversation the lane speaks of.
    pub(crate) conversation: &'a dyn Fn(ConversationKey) -> Option<&'a Conversation>,
}

/// The notices that begin and end a talk; the planner has to know them.
pub(crate) const MATCHED: &[&str] = &["matched", "matched-opening"];
pub(crate) const ENDED: &[&str] = &[
    "partner-left",
    "partner-left-lost",
    "partner-left-owed",
    "back-in-queue",
    "closed-idle",
    "closed-unreachable",
    "closed-silent",
    "left",
    "blocked",
    "missed",
    "missed-opening",
    "missed-waiting",
];

impl<'a> LaneView<'a> {
    pub(crate) fn say(&self, say: Say, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.say(self.language(), say, args)
    }

    pub(crate) fn language(&self) -> &str {
        self.person.language.as_deref().unwrap_or(&self.settings.language)
    }

    pub(crate) fn has_ended(&self, conversation: ConversationKey) -> bool {
        (self.conversation)(conversation).is_none_or(|c| c.ended.is_some())
    }

    /// Whether a delivery may leave now, as far as the person's doings go; `free` in a passive reply.
    pub(crate) fn may_leave(&self, delivery: &Delivery, free: bool) -> bool {
        match delivery.state {
            DeliveryState::Held(Hold::Unknown) if !free => return false,
            DeliveryState::Offered(_) | DeliveryState::InFlight(_) => return false,
            _ => {}
        }
        match &delivery.content {
            Content::Line(line) => !self.is_deferred(line.conversation),
            _ => true,
        }
    }

    /// Lines of an earlier talk do not break into the next one; before its match notice is out they may still go.
    pub(crate) fn is_deferred(&self, conversation: ConversationKey) -> bool {
        match self.person.seat {
            Seat::Talking(now) if now != conversation => !self.has_unsent_notice(MATCHED, Some(now)),
            _ => false,
        }
    }

    /// Whether a notice of one of these kinds is still to be sent.
    pub(crate) fn has_unsent_notice(&self, kinds: &[&str], about: Option<ConversationKey>) -> bool {
        self.person.lane.queue.iter().any(|d| match &d.content {
            Content::Notice(notice) => {
                kinds.contains(&notice.kind.as_ref())
                    && (about.is_none() || notice.conversation == about)
                    && !matches!(d.state, DeliveryState::Offered(_) | DeliveryState::InFlight(_))
            }
            _ => false,
        })
    }

    /// Whether a line needs the label that says whose it was: it is a letter, or its talk is over and the person has
    /// been told so, or had never heard of it.
    pub(crate) fn needs_label(&self, line: &Line) -> bool {
        let talk = line.conversation;
        if self.is_letter(talk) || self.is_missed(talk) {
            return true;
        }
        self.has_ended(talk) && !self.has_unsent_notice(ENDED, Some(talk))
    }

    /// Whether it is an exchange of letters that goes on.
    pub(crate) fn is_letter(&self, conversation: ConversationKey) -> bool {
        (self.conversation)(conversation).is_some_and(|c| c.is_letter() && c.ended.is_none())
    }

    /// Whether the talk was over before the person heard of it.
    pub(crate) fn is_missed(&self, conversation: ConversationKey) -> bool {
        let member = (self.conversation)(conversation).and_then(|c| c.member(self.person.key));
        member.is_some_and(|member| member.missed)
    }

    /// Whether anything waits that a free reply would carry for its own sake.
    pub(crate) fn anything_waits(&self) -> bool {
        let mut queue = self.person.lane.queue.iter();
        queue.any(|d| rank(d) != Some(Rank::Rider) && self.may_leave(d, true))
    }

    /// Whether the delivery is from before the person's last word.
    pub(crate) fn is_backlog(&self, delivery: &Delivery) -> bool {
        delivery.accepted_ms < self.person.heard_ms
    }

    /// How many lines are in the queue that `skip` does not name; the parts of a long line count once.
    pub(crate) fn lines_besides(&self, skip: &BTreeSet<chatstore::DeliveryKey>, free: bool) -> usize {
        let left =
            self.person.lane.queue.iter().filter(|d| !skip.contains(&d.key) && self.may_leave(d, free));
        let messages: BTreeSet<_> = left.filter_map(|d| as_line(d).map(|line| line.message)).collect();
        messages.len()
    }
}

/// The line a delivery carries.
pub(crate) fn as_line(delivery: &Delivery) -> Option<&Line> {
    match &delivery.content {
        Content::Line(line) => Some(line),
        _ => None,
    }
}

/// The rank of the notice a delivery carries.
pub(crate) fn rank(delivery: &Delivery) -> Option<Rank> {
    match &delivery.content {
        Content::Notice(notice) => Some(notice.rank),
        _ => None,
    }
}
