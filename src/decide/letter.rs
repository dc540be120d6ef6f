//! Letters: the slow conversation that answers a bottle.

use super::bottle::excerpt;
use super::draft::Draft;
use crate::texts::Say;
use crate::words::{alias, clean};
use chatstore::{
    Body, BottleKey, Conversation, ConversationKey, End, EndReason, Expect, Fact, InHand, Member, Rank,
    UserKey,
};

/// Whom an answer goes to.
enum Addressee {
    /// The owner of a bottle.
    Bottle(BottleKey),
    /// The other of an exchange that goes on.
    Letter(ConversationKey),
}

impl Draft<'_> {
    /// Answers what is in hand by letter, or whom the text names first.
    pub(crate) fn answer_by_letter(&mut self, user: UserKey, text: Option<&str>) {
        let text = text.map(clean::line).unwrap_or_default();
        let Some((to, text)) = self.addressed(user, text.trim()) else {
            return self.reply(user, Say::NothingInHand, &[]);
        };
        let body = Body::from(text);
        match to {
            _ if text.is_empty() => self.ask_for_letter(user, &to),
            Addressee::Bottle(key) => self.first_letter(user, key, body),
            Addressee::Letter(key) => self.next_letter(user, key, body),
        }
    }

    /// 「小鹿 谢谢你」 is for 小鹿 where they write to each other; else the whole text is for what is in hand.
    fn addressed<'t>(&self, user: UserKey, text: &'t str) -> Option<(Addressee, &'t str)> {
        let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let named = self.letters_of(user).into_iter().find(|(_, alias)| alias == name);
        if let Some((key, _)) = named {
            return Some((Addressee::Letter(key), rest.trim()));
        }
        let to = match self.person(user)?.hand?.what {
            InHand::Bottle(key) => Addressee::Bottle(key),
            InHand::Letter(key) => Addressee::Letter(key),
            _ => return None,
        };
        Some((to, text))
    }

    fn ask_for_letter(&mut self, user: UserKey, to: &Addressee) {
        let alias = match to {
            Addressee::Letter(key) => self.partner_alias(*key, user),
            Addressee::Bottle(_) => "TA".to_owned(),
        };
        self.reply(user, Say::AnswerAsk, &[("alias", alias.as_str().into())]);
    }

    /// The first letter about a bottle begins an exchange with its owner.
    fn first_letter(&mut self, user: UserKey, key: BottleKey, body: Body) {
        let bottle = self.snapshot().bottles.get(&key).filter(|bottle| bottle.owner != user).cloned();
        let there = |owner| self.person(owner).is_some_and(|p| p.following);
        let Some(bottle) = bottle.filter(|b| there(b.owner) && !self.are_apart(user, b.owner)) else {
            self.set_hand(user, None);
            return self.reply(user, Say::BottleGone, &[]);
        };
        let owner = bottle.owner;
        self.expect(Expect::NoBlock(user, owner));
        let talk = ConversationKey(self.cx.next_key());
        let (mine, theirs) = (self.new_alias(user, talk, 0), self.new_alias(owner, talk, 1));
        let members = [
            Member::new(user, theirs, self.now_ms, self.now_ms),
            Member::new(owner, mine, self.now_ms, self.now_ms),
        ];
        self.begin(Conversation::letter(talk, members.to_vec(), self.now_ms));
        self.fact(Fact::AnswerBottle(key));
        self.add_letter(user, talk);
        self.add_letter(owner, talk);
        let text = excerpt(&bottle);
        self.tell(owner, Say::BottleAnswered, &[("text", text.as_str().into())], Rank::Rider, Some(talk));
        self.write_letter(user, talk, body);
    }

    /// A letter of an exchange that goes on.
    fn next_letter(&mut self, user: UserKey, talk: ConversationKey, body: Body) {
        let alias = self.partner_alias(talk, user);
        let going_on = self.conversation(talk).filter(|c| c.ended.is_none());
        let partner = going_on.and_then(|c| c.others(user).next()).map(|m| m.user);
        let there = |user| self.person(user).is_some_and(|p| p.following);
        match partner.filter(|other| there(*other) && !self.are_apart(user, *other)) {
            Some(other) => {
                self.expect(Expect::NoBlock(user, other));
                self.write_letter(user, talk, body);
            }
            None => {
                self.end_letter(talk, EndReason::Unreachable, None);
                self.reply(user, Say::LetterGone, &[("alias", alias.as_str().into())]);
            }
        }
    }

    fn write_letter(&mut self, user: UserKey, talk: ConversationKey, body: Body) {
        let Some(conversation) = self.conversation(talk) else { return };
        let me = conversation.member(user).cloned();
        let (Some(me), Some(partner)) = (me, conversation.others(user).next().cloned()) else { return };
        if let Some(waiting) = self.too_many(partner.user, user) {
            let args = [("alias", partner.alias.as_ref().into()), ("count", waiting.into())];
            return self.reply(user, Say::Full, &args);
        }
        let message = self.append_line(talk, user, body.clone());
        self.send_line(talk, &me, &partner, message, body);
        self.put_member(talk, Member { last_line_ms: self.now_ms, lines: me.lines + 1, ..me });
        self.set_hand(user, Some(InHand::Letter(talk)));
        self.reply(user, Say::LetterSent, &[("alias", partner.alias.as_ref().into())]);
    }

    /// A name that `reader` does not know anybody else by.
    fn new_alias(&self, reader: UserKey, talk: ConversationKey, side: u64) -> &'static str {
        let language = self.language_of(reader);
        let taken: Vec<String> = self.letters_of(reader).into_iter().map(|(_, alias)| alias).collect();
        let seed = self.cx.namer.alias_seed(talk).wrapping_add(side * 20);
        let mut names = (0..).map(|step| alias::alias(&language, seed.wrapping_add(step)));
        let free = names.by_ref().take(40).find(|name| !taken.iter().any(|t| t == name));
        free.unwrap_or_else(|| alias::alias(&language, seed))
    }

    /// The exchanges somebody is in that go on, and whom they write to.
    pub(crate) fn letters_of(&self, user: UserKey) -> Vec<(ConversationKey, String)> {
        let Some(person) = self.person(user) else { return Vec::new() };
        let going_on = |key: &&ConversationKey| self.conversation(**key).is_some_and(|c| c.ended.is_none());
        let letters = person.letters.iter().filter(going_on);
        letters.map(|key| (*key, self.partner_alias(*key, user))).collect()
    }

    /// One more exchange; the oldest gives way where there are too many.
    fn add_letter(&mut self, user: UserKey, talk: ConversationKey) {
        let mut letters = self.person(user).map(|p| p.letters.clone()).unwrap_or_default();
        letters.push(talk);
        let excess = letters.len().saturating_sub(self.settings().letters.max(1));
        let oldest: Vec<_> = letters.drain(..excess).collect();
        self.set_letters(user, letters);
        for old in oldest {
            self.end_letter(old, EndReason::Idle, None);
        }
    }

    /// Ends an exchange without a word: letters end by not being answered.
    pub(crate) fn end_letter(&mut self, talk: ConversationKey, reason: EndReason, by: Option<UserKey>) {
        let Some(conversation) = self.conversation(talk) else { return };
        let (members, over) = (conversation.members.clone(), conversation.ended.is_some());
        if !over {
            self.end(talk, End { at_ms: self.now_ms, reason, by });
        }
        for member in members {
            let Some(person) = self.person(member.user) else { continue };
            let (letters, hand) = (person.letters.clone(), person.hand);
            if letters.contains(&talk) {
                self.set_letters(member.user, letters.into_iter().filter(|key| *key != talk).collect());
            }
            if hand.is_some_and(|hand| hand.what == InHand::Letter(talk)) {
                self.set_hand(member.user, None);
            }
        }
    }

    /// Ends all exchanges of somebody who leaves.
    pub(crate) fn end_letters(&mut self, user: UserKey, reason: EndReason) {
        let letters = self.person(user).map(|p| p.letters.clone()).unwrap_or_default();
        for talk in letters {
            self.end_letter(talk, reason, Some(user));
        }
    }

    /// Who is behind what somebody took in hand lately.
    pub(crate) fn behind_hand(&self, user: UserKey) -> Option<UserKey> {
        let since = self.now_ms - self.settings().hand_ms;
        match self.person(user)?.hand.filter(|hand| hand.since_ms > since)?.what {
            InHand::Bottle(key) => self.snapshot().bottles.get(&key).map(|bottle| bottle.owner),
            InHand::Letter(key) => self.conversation(key)?.others(user).next().map(|m| m.user),
            _ => None,
        }
    }

    fn are_apart(&self, one: UserKey, other: UserKey) -> bool {
        let blocks = &self.snapshot().blocks;
        blocks.iter().any(|pair| *pair == (one, other) || *pair == (other, one))
    }
}
