//! Telling people things: every notice is a delivery, written with the fact that makes it true.

use super::draft::Draft;
use crate::texts::{Arg, Say};
use chatstore::{
    Content, ConversationKey, Delivery, DeliveryKey, DeliveryState, Notice, Rank, Text, UserKey,
};

impl Draft<'_> {
    /// A text in this person's language.
    pub(crate) fn say(&self, user: UserKey, say: Say, args: &[(&str, Arg<'_>)]) -> String {
        let chosen = self.person(user).and_then(|p| p.language.as_deref());
        self.cx.texts.say(chosen.unwrap_or(&self.settings().language), say, args)
    }

    /// Tells a person something.
    pub(crate) fn tell(
        &mut self,
        user: UserKey,
        say: Say,
        args: &[(&str, Arg<'_>)],
        rank: Rank,
        about: Option<ConversationKey>,
    ) {
        if !self.person(user).is_some_and(|p| p.following) {
            return;
        }
        let text = self.say(user, say, args);
        self.put_notice(user, say, text, rank, about);
    }

    fn put_notice(
        &mut self,
        user: UserKey,
        say: Say,
        text: String,
        rank: Rank,
        about: Option<ConversationKey>,
    ) {
        let notice = Notice { kind: say.id().into(), rank, text: Text::from(text), conversation: about };
        self.add_delivery(Delivery {
            key: DeliveryKey(self.cx.next_key()),
            to: user,
            accepted_ms: self.now_ms,
            content: Content::Notice(notice),
            state: DeliveryState::Pending,
            unknown: 0,
        });
    }

    /// Answers the person whose push is being handled.
    pub(crate) fn reply(&mut self, user: UserKey, say: Say, args: &[(&str, Arg<'_>)]) {
        let text = self.say(user, say, args);
        self.reply_text(user, say, text);
    }

    /// The same with a text that was put together from several.
    pub(crate) fn reply_text(&mut self, user: UserKey, say: Say, text: String) {
        if !self.person(user).is_some_and(|p| p.following) {
            return;
        }
        self.put_notice(user, say, text, Rank::Answer, None);
        if let Some(last) = self.person(user).and_then(|p| p.lane.queue.last()) {
            let key = last.key;
            self.answers.push(key);
        }
    }
}
