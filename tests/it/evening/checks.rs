//! What must be true after every step, and in the end.

use crate::world::witness::Committed;
use crate::world::{World, said};
use chatstore::{
    BottleKey, Content, ConversationKey, Delivery, DeliveryKey, DeliveryState, Fact, Hold, Line, MessageKey,
    Seat, UserKey, Why,
};
use std::collections::{BTreeMap, BTreeSet};
use wechat_simulator::{Bubble, Refusal, RefusalCause, Sender};

/// So many past partners are remembered.
const REMEMBERED: usize = 8;

/// So many people keep a bottle.
const KEEPERS: usize = 5;

/// A line as it was accepted.
struct Accepted {
    talk: ConversationKey,
    sender: UserKey,
    at_ms: i64,
    token: Option<String>,
    parts: BTreeMap<DeliveryKey, Option<DeliveryState>>,
    opening: bool,
    /// What became of it, for whoever has to find out why.
    story: Vec<(i64, DeliveryKey, DeliveryState)>,
}

#[derive(Default)]
pub(crate) struct Checks {
    messages: BTreeMap<MessageKey, Accepted>,
    by_delivery: BTreeMap<DeliveryKey, MessageKey>,
    talks: BTreeMap<ConversationKey, Vec<UserKey>>,
    live: BTreeSet<ConversationKey>,
    letters: BTreeSet<ConversationKey>,
    /// Who threw each bottle, and who has picked it and not thrown it back.
    bottles: BTreeMap<BottleKey, (UserKey, BTreeSet<UserKey>)>,
    picked: BTreeSet<(BottleKey, UserKey)>,
    /// Whom everybody met, and when.
    met: BTreeMap<UserKey, Vec<(UserKey, i64)>>,
    blocked: BTreeSet<(UserKey, UserKey)>,
    told_of_loss: BTreeSet<(ConversationKey, UserKey)>,
    /// Names of people on the platform, kept beyond their erasure.
    peers: BTreeMap<UserKey, String>,
    refusals: usize,
    pub(crate) unfollow_refusals: usize,
    pub(crate) jump_refusals: usize,
}

/// How soon lines were seen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Promptness {
    pub(crate) lines: usize,
    pub(crate) live: usize,
    pub(crate) next_contact: usize,
    pub(crate) faults: usize,
}

/// «12-34»: what a line is recognised by.
fn token(text: &str) -> Option<String> {
    let from = text.find('«')?;
    let to = text[from..].find('»')?;
    Some(text[from..from + to + '»'.len_utf8()].to_owned())
}

impl Checks {
    pub(crate) fn lines(&self) -> usize {
        self.messages.len()
    }

    pub(crate) fn matches(&self) -> usize {
        self.talks.len() - self.letters.len()
    }

    /// How many bottles were picked, and how many exchanges of letters came of it.
    pub(crate) fn bottles(&self) -> (usize, usize) {
        (self.picked.len(), self.letters.len())
    }

    pub(crate) fn after_step(&mut self, world: &mut World) {
        for commit in world.store.take_seen() {
            self.committed(&commit, world);
        }
        self.refused(world);
    }

    fn committed(&mut self, commit: &Committed, world: &World) {
        for person in &commit.changed.people {
            self.peers.entry(person.key).or_insert_with(|| person.address.peer.to_string());
            one_talk_each(person.seat, person.key, &self.talks, &self.live, commit);
        }
        for fact in &commit.facts {
            match fact {
                Fact::AppendMessage(message) => {
                    let accepted = Accepted {
                        talk: message.conversation,
                        sender: message.sender,
                        at_ms: message.at_ms,
                        token: token(&said(&message.body)),
                        parts: BTreeMap::new(),
                        opening: false,
                        story: Vec::new(),
                    };
                    self.messages.insert(message.key, accepted);
                }
                Fact::AddDelivery(delivery) => self.on_its_way(delivery),
                Fact::MoveDelivery(_, key, state) => {
                    if let Some(message) = self.by_delivery.get(key).and_then(|m| self.messages.get_mut(m)) {
                        message.story.push((world.now(), *key, *state));
                        let before = message.parts.insert(*key, Some(*state)).flatten();
                        assert!(
                            !before.is_some_and(DeliveryState::is_final),
                            "settled twice: {before:?} → {state:?}"
                        );
                    }
                }
                Fact::ErasePerson(user) => self.erased(*user),
                Fact::BeginConversation(talk) if talk.is_letter() => self.letter_begun(talk),
                Fact::BeginConversation(talk) => self.begun(talk, world.now()),
                Fact::EndConversation(talk, _) if self.letters.contains(talk) => {}
                Fact::EndConversation(talk, _) => {
                    assert!(self.live.remove(talk), "one end");
                }
                Fact::ThrowBottle(bottle) => {
                    self.bottles.insert(bottle.key, (bottle.owner, BTreeSet::new()));
                }
                Fact::ReadBottle(key, user, _) => self.bottle_picked(*key, *user),
                Fact::ReturnBottle(key, user) => {
                    self.bottles.get_mut(key).unwrap().1.remove(user);
                }
                Fact::RenewLine(_, key, body, _) => {
                    let message = self.by_delivery.get(key).and_then(|m| self.messages.get_mut(m));
                    message.unwrap().token = token(&said(body));
                }
                Fact::Block(by, whom) => {
                    self.blocked.insert((*by, *whom));
                }
                _ => {}
            }
        }
        self.openings(commit);
        self.holding_is_told(commit, world);
        self.losses_are_told(commit, world);
    }

    fn on_its_way(&mut self, delivery: &Delivery) {
        match &delivery.content {
            Content::Line(Line { message, conversation, sender, .. }) => {
                assert_ne!(*sender, delivery.to, "nobody hears themselves");
                assert!(self.talks[conversation].contains(&delivery.to));
                self.by_delivery.insert(delivery.key, *message);
                self.messages.get_mut(message).unwrap().parts.insert(delivery.key, Some(delivery.state));
            }
            Content::Notice(notice) => {
                let loss = ["lost", "expired", "partner-left-lost"].contains(&notice.kind.as_ref());
                if let Some(talk) = notice.conversation.filter(|_| loss) {
                    self.told_of_loss.insert((talk, delivery.to));
                }
            }
            _ => unreachable!(),
        }
    }

    fn begun(&mut self, talk: &chatstore::Conversation, now_ms: i64) {
        let users: Vec<UserKey> = talk.members.iter().map(|m| m.user).collect();
        let [a, b] = users[..] else { panic!("a pair") };
        assert_ne!(a, b, "nobody meets themselves");
        assert!(!self.are_apart(a, b), "a block holds for ever");
        for (one, other) in [(a, b), (b, a)] {
            let met = self.met.entry(one).or_default();
            let recent = met.iter().rev().take(REMEMBERED).find(|(who, _)| *who == other);
            assert!(recent.is_none_or(|(_, at)| now_ms - at >= 24 * 3_600_000), "not a recent partner");
            met.push((other, now_ms));
        }
        for other in &self.live {
            assert!(self.talks[other].iter().all(|u| !users.contains(u)), "nobody is in two talks");
        }
        self.live.insert(talk.key);
        self.talks.insert(talk.key, users);
    }

    /// Two who are in no talk together: one of them picked what the other threw.
    fn letter_begun(&mut self, letter: &chatstore::Conversation) {
        let users: Vec<UserKey> = letter.members.iter().map(|m| m.user).collect();
        let [a, b] = users[..] else { panic!("two write to each other") };
        assert!(a != b && !self.are_apart(a, b));
        let picked = |reader, owner| {
            self.bottles.iter().any(|(key, (of, _))| *of == owner && self.picked.contains(&(*key, reader)))
        };
        assert!(picked(a, b) || picked(b, a), "a letter answers a bottle");
        self.letters.insert(letter.key);
        self.talks.insert(letter.key, users);
    }

    /// Nobody picks their own, one of somebody they are apart from, one twice, or one that enough others keep.
    fn bottle_picked(&mut self, key: BottleKey, user: UserKey) {
        let (owner, keepers) = &self.bottles[&key];
        assert!(*owner != user, "nobody picks their own bottle");
        assert!(!self.are_apart(user, *owner), "a block holds for bottles");
        assert!(keepers.len() < KEEPERS, "so many keep a bottle");
        assert!(self.picked.insert((key, user)), "nobody picks a bottle twice");
        self.bottles.get_mut(&key).unwrap().1.insert(user);
    }

    fn are_apart(&self, a: UserKey, b: UserKey) -> bool {
        self.blocked.contains(&(a, b)) || self.blocked.contains(&(b, a))
    }

    /// A short opening line is shown within the match notice.
    fn openings(&mut self, commit: &Committed) {
        let begins =
            commit.facts.iter().any(|f| matches!(f, Fact::BeginConversation(talk) if !talk.is_letter()));
        for fact in commit.facts.iter().filter(|_| begins) {
            if let Fact::AppendMessage(message) = fact {
                let accepted = self.messages.get_mut(&message.key).unwrap();
                accepted.opening = accepted.parts.is_empty();
            }
        }
        for fact in &commit.facts {
            if let Fact::AppendMessage(message) = fact {
                let accepted = &self.messages[&message.key];
                assert!(accepted.opening || !accepted.parts.is_empty(), "an accepted line is on its way");
            }
        }
    }

    /// Whoever writes a line that has to be held knows that lines are held.
    fn holding_is_told(&self, commit: &Committed, world: &World) {
        for fact in &commit.facts {
            let Fact::MoveDelivery(_, key, DeliveryState::Held(Hold::Window)) = fact else { continue };
            let Some(message) = self.by_delivery.get(key).map(|m| &self.messages[m]) else { continue };
            let follows = world.store.person(message.sender).is_some_and(|p| p.following);
            if !follows || !self.live.contains(&message.talk) {
                continue;
            }
            let talk = commit.changed.conversations.iter().find(|c| c.key == message.talk);
            let spell = talk.and_then(|c| c.member(message.sender)).is_some_and(|m| m.spell.is_some());
            assert!(spell || talk.is_none(), "the sender of a held line is told");
        }
    }

    /// Whoever wrote a line that is given up is told, unless the recipient had blocked them or they are gone.
    fn losses_are_told(&self, commit: &Committed, world: &World) {
        for fact in &commit.facts {
            let Fact::MoveDelivery(user, key, DeliveryState::Undeliverable(why)) = fact else { continue };
            let Some(message) = self.by_delivery.get(key).map(|m| &self.messages[m]) else { continue };
            let follows = world.store.person(message.sender).is_some_and(|p| p.following);
            let blocked = self.blocked.contains(&(*user, message.sender)) && *why == Why::Left;
            if follows && !blocked {
                assert!(
                    self.told_of_loss.contains(&(message.talk, message.sender)),
                    "told of a lost line ({why:?})"
                );
            }
        }
    }

    fn erased(&mut self, user: UserKey) {
        for message in self.messages.values_mut() {
            let pending = message.parts.values_mut().filter(|s| !s.is_some_and(DeliveryState::is_final));
            if self.talks[&message.talk].contains(&user) && message.sender != user {
                pending.for_each(|state| *state = Some(DeliveryState::Undeliverable(Why::Left)));
            }
        }
    }

    /// Nothing is refused but what an unfollow under way or a jump of the clock made unavoidable.
    fn refused(&mut self, world: &World) {
        for refusal in &world.platform.refusals()[self.refusals..] {
            let phone = refusal.phone.unwrap();
            if refusal.cause == RefusalCause::Token {
                continue; // revoked by a fault; the bot asks for another and sends again
            }
            if refusal.cause == RefusalCause::AccountKind && world.found_out(refusal.at_ms) {
                continue; // the account is not what it was thought to be: the first pushes tell
            }
            if refusal.unfollowed_ms.is_some() && still_on_its_way(refusal, world) {
                self.unfollow_refusals += 1;
            } else if world.jumped_since(refusal.at_ms - 40_000) {
                self.jump_refusals += 1;
            } else {
                panic!("refused: {refusal:?}; {:?}", world.platform.ledger(phone));
            }
        }
        self.refusals = world.platform.refusals().len();
    }

    pub(crate) fn at_the_end(&self, world: &mut World) {
        let uncertain: BTreeSet<String> = world.uncertain.iter().flat_map(|text| tokens(text)).collect();
        let screens = self.screens(world);
        let mut last: BTreeMap<(ConversationKey, UserKey), (usize, MessageKey)> = BTreeMap::new();
        for (key, message) in &self.messages {
            let states: Vec<_> = message.parts.values().flatten().collect();
            let to = self.talks[&message.talk].iter().find(|u| **u != message.sender).unwrap();
            if !world.follows(&self.peers[to]) {
                continue;
            }
            assert!(states.iter().all(|s| s.is_final()), "{key:?} is settled: {states:?}");
            let Some(token) = &message.token else { continue };
            if message.opening || uncertain.contains(token) {
                continue;
            }
            let shown: Vec<usize> =
                screens[to].iter().filter(|(_, t)| t == token).map(|(at, _)| *at).collect();
            let sent = states.iter().all(|s| **s == DeliveryState::Sent);
            if !sent {
                continue;
            }
            assert!(!shown.is_empty(), "{token} was sent and is on no screen: {:?}", message.story);
            let parts = message.parts.len();
            assert!(
                shown.len() <= parts,
                "{token} is on the screen {} times: {:?} {:#?}",
                shown.len(),
                message.story,
                self.bubbles_with(world, *to, token),
            );
            let lane = (message.talk, message.sender);
            if let Some((at, earlier)) = last.insert(lane, (shown[0], *key)) {
                assert!(at <= shown[0], "{token} overtook {earlier:?}");
            }
        }
    }

    /// How soon lines were seen: how many there were, how many within 15 s, and how many of the others with the next
    /// contact of whom they were for; and how often the platform said that the account is out of order.
    pub(crate) fn promptness(&self, world: &World) -> Promptness {
        let mut promptness = Promptness::default();
        for (user, peer) in &self.peers {
            let phone = world.platform.phone_of(peer).unwrap();
            let screen = world.platform.screen(phone).unwrap();
            let fault = |b: &&Bubble| b.from == Sender::System && b.text.contains("该公众号");
            promptness.faults += screen.iter().filter(fault).count();
            let account = screen.iter().filter(|b| b.from == Sender::Account);
            let seen: BTreeMap<String, i64> = account
                .rev()
                .flat_map(|b| tokens(&shown(b)).into_iter().map(move |t| (t, b.at_ms)))
                .collect();
            let for_them = |m: &&Accepted| self.talks[&m.talk].contains(user) && m.sender != *user;
            for message in self.messages.values().filter(for_them) {
                let Some(at_ms) = message.token.as_ref().and_then(|token| seen.get(token)) else { continue };
                let next = screen.iter().find(|b| b.from == Sender::Me && b.at_ms > message.at_ms);
                promptness.lines += 1;
                if at_ms - message.at_ms <= 15_000 {
                    promptness.live += 1;
                } else if next.is_some_and(|next| at_ms - next.at_ms <= 15_000) {
                    promptness.next_contact += 1;
                }
            }
        }
        promptness
    }

    fn bubbles_with<'w>(&self, world: &'w World, user: UserKey, token: &str) -> Vec<&'w Bubble> {
        let phone = world.platform.phone_of(&self.peers[&user]).unwrap();
        world.platform.screen(phone).unwrap().iter().filter(|b| shown(b).contains(token)).collect()
    }

    /// What each person saw: bubble numbers and tokens.
    fn screens(&self, world: &World) -> BTreeMap<UserKey, Vec<(usize, String)>> {
        let mut screens = BTreeMap::new();
        for (user, peer) in &self.peers {
            let phone = world.platform.phone_of(peer).unwrap();
            let bubbles = world.platform.screen(phone).unwrap().iter().enumerate();
            let account = bubbles.filter(|(_, b)| b.from == Sender::Account);
            let seen =
                account.flat_map(|(at, b)| tokens(&shown(b)).into_iter().map(move |t| (at, t))).collect();
            screens.insert(*user, seen);
        }
        screens
    }
}

fn tokens(text: &str) -> Vec<String> {
    let mut rest = text;
    let mut found = Vec::new();
    while let Some(token) = token(rest) {
        let end = rest.find(&token).unwrap() + token.len();
        rest = &rest[end..];
        found.push(token);
    }
    found
}

/// Whoever sits in a talk is a member of it, and it has not ended.
fn one_talk_each(
    seat: Seat,
    user: UserKey,
    talks: &BTreeMap<ConversationKey, Vec<UserKey>>,
    live: &BTreeSet<ConversationKey>,
    commit: &Committed,
) {
    let Seat::Talking(talk) = seat else { return };
    let new = commit.facts.iter().any(|f| matches!(f, Fact::BeginConversation(c) if c.key == talk));
    assert!(new || live.contains(&talk) && talks[&talk].contains(&user), "a seat in a live talk");
}

/// The unfollow was pushed three times while the bot was away, or its commit takes longer than the attempts, or the
/// call had left before the unfollow was known: neither takes a tenth of a second.
fn still_on_its_way(refusal: &Refusal, world: &World) -> bool {
    let since = refusal.at_ms - refusal.unfollowed_ms.unwrap();
    !refusal.unfollow_known || world.crashes > 0 || since < 100 || world.pace.slow > 0.0 && since < 60_000
}

/// What a bubble shows, by the same marks.
fn shown(bubble: &Bubble) -> String {
    let marks = bubble.media_id.iter().chain(&bubble.url).map(|mark| format!("«{mark}»"));
    std::iter::once(bubble.text.clone()).chain(marks).collect()
}
