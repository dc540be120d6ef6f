//! Bottles: thrown, picked, thrown back, looked after.

use super::draft::Draft;
use super::said::prompt;
use crate::texts::Say;
use crate::words::clean;
use chatstore::{Bottle, BottleKey, Expect, Fact, InHand, UserKey};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// A day, in ms.
const DAY_MS: i64 = 24 * 3_600_000;
/// Of a bottle's text, so many characters are repeated where it is only spoken of.
const EXCERPT: usize = 12;

/// A text on one line: a second one could look like somebody else's.
pub(super) fn one_line(text: &str) -> String {
    clean::line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a bottle's text.
pub(super) fn excerpt(bottle: &Bottle) -> String {
    let mut characters = bottle.text.as_str().graphemes(true);
    let begin: String = characters.by_ref().take(EXCERPT).collect();
    if characters.next().is_some() { begin + "…" } else { begin }
}

impl Draft<'_> {
    /// Throws a bottle, or asks what it should say.
    pub(crate) fn throw_bottle(&mut self, user: UserKey, text: Option<&str>) {
        let text = text.map(one_line).unwrap_or_default();
        let settings = self.settings();
        if text.is_empty() {
            if self.talk_of(user).is_some() {
                return self.reply(user, Say::ThrowInTalk, &[]);
            }
            self.reply(user, Say::ThrowAsk, &[]);
            return self.set_prompt(user, Some(prompt::THROW));
        }
        if text.graphemes(true).count() > settings.bottle_chars {
            return self.reply(user, Say::ThrowLong, &[("count", (settings.bottle_chars as u64).into())]);
        }
        let afloat = self.own_bottles(user).len();
        if afloat >= settings.bottles_afloat {
            return self.reply(user, Say::ThrowFull, &[("count", (afloat as u64).into())]);
        }
        let key = BottleKey(self.cx.next_key());
        let sinks_ms = self.now_ms + settings.bottle_ms;
        self.fact(Fact::ThrowBottle(Bottle::new(key, &settings.app, user, text, self.now_ms, sinks_ms)));
        self.reply(user, Say::Thrown, &[]);
    }

    /// Picks a bottle: one of those the sea shows, so that many who pick at once do not all reach for the same.
    pub(crate) fn pick_bottle(&mut self, user: UserKey) {
        let afloat = &self.snapshot().afloat;
        let chance = self.push.map_or(0, |push| usize::from(push.0.first().copied().unwrap_or_default()));
        let key = afloat.get(chance % afloat.len().max(1));
        let Some(bottle) = key.and_then(|key| self.snapshot().bottles.get(key)) else {
            return self.reply(user, Say::SeaEmpty, &[]);
        };
        self.expect(Expect::Bottle(bottle.key, bottle.version));
        self.expect(Expect::NoBlock(user, bottle.owner));
        self.fact(Fact::ReadBottle(bottle.key, user, self.now_ms));
        self.set_hand(user, Some(InHand::Bottle(bottle.key)));
        self.reply(user, Say::Picked, &[("text", bottle.text.as_str().into())]);
    }

    /// Throws the bottle in hand back into the sea.
    pub(crate) fn throw_back(&mut self, user: UserKey) {
        let hand = self.person(user).and_then(|p| p.hand).map(|hand| hand.what);
        let Some(InHand::Bottle(key)) = hand else { return self.reply(user, Say::NothingInHand, &[]) };
        if self.snapshot().bottles.get(&key).is_some_and(|bottle| bottle.is_read_by(user)) {
            self.fact(Fact::ReturnBottle(key, user));
        }
        self.set_hand(user, None);
        self.reply(user, Say::ThrownBack, &[]);
    }

    /// Shows somebody their bottles and with whom they write letters.
    pub(crate) fn show_mine(&mut self, user: UserKey) {
        let bottles = self.own_bottles(user);
        let mut lines = Vec::new();
        if bottles.is_empty() {
            lines.push(self.say(user, Say::MineNone, &[]));
        } else {
            lines.push(self.say(user, Say::MineHead, &[]));
        }
        for (number, bottle) in (1_u64..).zip(&bottles) {
            let days = (bottle.expires_ms - self.now_ms + DAY_MS - 1) / DAY_MS;
            let text = excerpt(bottle);
            let args = [
                ("number", number.into()),
                ("text", text.as_str().into()),
                ("readers", (bottle.readers.len() as u64).into()),
                ("letters", u64::from(bottle.letters).into()),
                ("days", u64::try_from(days).unwrap_or(0).into()),
            ];
            lines.push(self.say(user, Say::MineBottle, &args));
        }
        let aliases: Vec<String> = self.letters_of(user).into_iter().map(|(_, alias)| alias).collect();
        if !aliases.is_empty() {
            let aliases = aliases.join(" · ");
            lines.push(self.say(user, Say::MineLetters, &[("aliases", aliases.as_str().into())]));
        }
        self.reply_text(user, Say::MineHead, lines.join("\n"));
    }

    /// Takes a bottle back for good.
    pub(crate) fn sink(&mut self, user: UserKey, number: usize) {
        let bottles = self.own_bottles(user);
        match number.checked_sub(1).and_then(|at| bottles.get(at)) {
            Some(bottle) => {
                self.fact(Fact::SinkBottle(bottle.key));
                self.reply(user, Say::Sunk, &[]);
            }
            None => self.reply(user, Say::SinkWhich, &[]),
        }
    }

    /// All bottles of somebody who leaves sink.
    pub(crate) fn sink_all(&mut self, user: UserKey) {
        let bottles = self.snapshot().bottles.values().filter(|bottle| bottle.owner == user);
        for bottle in bottles {
            self.fact(Fact::SinkBottle(bottle.key));
        }
    }

    /// Somebody's bottles that drift, oldest first.
    fn own_bottles(&self, user: UserKey) -> Vec<Arc<Bottle>> {
        let bottles = self.snapshot().bottles.values();
        bottles.filter(|b| b.owner == user && b.expires_ms > self.now_ms).cloned().collect()
    }

    /// A letter was shown: the next answer is about it, unless a bottle was picked just before.
    pub(crate) fn take_in_hand(&mut self, user: UserKey, what: InHand) {
        let since = self.now_ms - self.settings().hand_ms;
        let hand = self.person(user).and_then(|p| p.hand);
        let busy = hand.is_some_and(|h| matches!(h.what, InHand::Bottle(_)) && h.since_ms > since);
        if !busy && hand.map(|h| h.what) != Some(what) {
            self.set_hand(user, Some(what));
        }
    }
}
