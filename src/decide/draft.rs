//! A decision in the making: what was seen, what has been changed so far, and what it relies on.

use crate::lane::budget::{self, Budget};
use crate::lane::view::LaneView;
use crate::secret::Namer;
use crate::service::Report;
use crate::settings::Settings;
use crate::texts::Texts;
use crate::wish::Analyst;
use chatstore::{
    ChangeSet, Conversation, ConversationKey, Delivery, DeliveryKey, DeliveryState, End, Epoch, Expect, Fact,
    Flight, Hand, InHand, Member, Message, Offer, Person, PushKey, Seat, Snapshot, Ticket, TicketKey,
    UserKey,
};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use wechat_core::send_window::{SendWindow, WindowRules};

/// Room for the facts of most decisions, a line passed on among them.
const FACTS: usize = 16;

/// What every decision of a service shares.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) settings: Settings,
    pub(crate) texts: Texts,
    pub(crate) analyst: Arc<Analyst>,
    pub(crate) rules: WindowRules,
    pub(crate) namer: Namer,
    pub(crate) epoch: Epoch,
    /// The last key given out.
    pub(crate) last_key: AtomicU64,
}

impl Context {
    /// The next key: keys grow with time and are never given out twice, whatever becomes of the decision.
    pub(crate) fn next_key(&self) -> u64 {
        self.last_key.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// A decision in the making. It keeps changed copies beside the snapshot, so that later steps see earlier ones.
pub(crate) struct Draft<'a> {
    pub(crate) cx: &'a Context,
    pub(crate) now_ms: i64,
    /// Whether the account may push at this time.
    pub(crate) may_push: bool,
    /// The person whose push is being handled, if one is.
    pub(crate) user: Option<UserKey>,
    /// The push being answered, if one is.
    pub(crate) push: Option<PushKey>,
    snapshot: &'a Snapshot,
    people: BTreeMap<UserKey, Arc<Person>>,
    conversations: BTreeMap<ConversationKey, Arc<Conversation>>,
    relied_on: BTreeSet<UserKey>,
    /// Answers to the word being handled: they lead the reply.
    pub(crate) answers: Vec<DeliveryKey>,
    /// What is known of responses and not stored yet.
    pub(crate) reports: BTreeMap<UserKey, (PushKey, Report)>,
    /// Those whose push is left unanswered for now, and until when, in ms: what comes for them goes out as its reply.
    pub(crate) held_open: BTreeMap<UserKey, i64>,
    /// What is being given to the platform anew: it is not given up meanwhile.
    pub(crate) renewing: BTreeSet<DeliveryKey>,
    /// Who has been told, in this decision, of lines that were lost.
    pub(crate) told_of_lost: BTreeSet<(ConversationKey, UserKey)>,
    change: ChangeSet,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(cx: &'a Context, snapshot: &'a Snapshot, may_push: bool, now_ms: i64) -> Self {
        Self {
            cx,
            now_ms,
            may_push,
            user: None,
            push: None,
            snapshot,
            people: BTreeMap::new(),
            conversations: BTreeMap::new(),
            relied_on: BTreeSet::new(),
            answers: Vec::new(),
            reports: BTreeMap::new(),
            held_open: BTreeMap::new(),
            renewing: BTreeSet::new(),
            told_of_lost: BTreeSet::new(),
            change: ChangeSet { facts: Vec::with_capacity(FACTS), ..ChangeSet::new(cx.epoch) },
        }
    }

    /// The change, with an expectation for everything that was looked at and written.
    pub(crate) fn finish(mut self) -> ChangeSet {
        for user in &self.relied_on {
            if let Some(person) = self.snapshot.people.get(user) {
                self.change.expect.push(Expect::Person(*user, person.version));
            }
        }
        for key in self.conversations.keys() {
            if let Some(conversation) = self.snapshot.conversations.get(key) {
                self.change.expect.push(Expect::Conversation(*key, conversation.version));
            }
        }
        self.change
    }

    pub(crate) fn settings(&self) -> &'a Settings {
        &self.cx.settings
    }

    pub(crate) fn snapshot(&self) -> &'a Snapshot {
        self.snapshot
    }

    /// A person as this decision leaves them.
    pub(crate) fn person(&self, user: UserKey) -> Option<&Person> {
        self.people.get(&user).or_else(|| self.snapshot.people.get(&user)).map(AsRef::as_ref)
    }

    /// A conversation as this decision leaves it.
    pub(crate) fn conversation(&self, key: ConversationKey) -> Option<&Conversation> {
        self.conversations.get(&key).or_else(|| self.snapshot.conversations.get(&key)).map(AsRef::as_ref)
    }

    pub(crate) fn ticket(&self, key: TicketKey) -> Option<&'a Ticket> {
        self.snapshot.tickets.get(&key).map(AsRef::as_ref)
    }

    /// The conversation a person is in, as this decision leaves things.
    pub(crate) fn talk_of(&self, user: UserKey) -> Option<&Conversation> {
        match self.person(user)?.seat {
            Seat::Talking(key) => self.conversation(key),
            _ => None,
        }
    }

    pub(crate) fn window(&self, user: UserKey) -> SendWindow {
        self.person(user).map(budget::window_of).unwrap_or_default()
    }

    pub(crate) fn budget(&self, user: UserKey) -> Budget {
        self.person(user)
            .map(|p| Budget::of(p, &self.cx.rules, self.may_push, self.now_ms))
            .unwrap_or_default()
    }

    /// Runs `f` on a person's lane as this decision leaves it.
    pub(crate) fn view<R>(&self, user: UserKey, f: impl FnOnce(&LaneView<'_>) -> R) -> Option<R> {
        let person = self.person(user)?;
        let conversation = |key| self.conversation(key);
        let view = LaneView {
            person,
            budget: self.budget(user),
            settings: self.settings(),
            texts: &self.cx.texts,
            now_ms: self.now_ms,
            pull: !self.may_push,
            conversation: &conversation,
        };
        Some(f(&view))
    }

    // --- facts -------------------------------------------------------------------------------------------------

    /// Adds a fact that changes nothing a later step looks at.
    pub(crate) fn fact(&mut self, fact: Fact) {
        self.change.facts.push(fact);
    }

    pub(crate) fn expect(&mut self, expect: Expect) {
        self.change.expect.push(expect);
    }

    /// Makes the decision depend on a person being as they were seen.
    pub(crate) fn rely_on(&mut self, user: UserKey) {
        self.relied_on.insert(user);
    }

    fn edit(&mut self, user: UserKey, change: impl FnOnce(&mut Person)) {
        self.relied_on.insert(user);
        let person = match self.people.entry(user) {
            Entry::Occupied(person) => person.into_mut(),
            Entry::Vacant(place) => {
                let Some(person) = self.snapshot.people.get(&user) else { return };
                place.insert(Arc::clone(person))
            }
        };
        change(Arc::make_mut(person));
    }

    fn edit_conversation(&mut self, key: ConversationKey, change: impl FnOnce(&mut Conversation)) {
        let conversation = match self.conversations.entry(key) {
            Entry::Occupied(conversation) => conversation.into_mut(),
            Entry::Vacant(place) => {
                let Some(conversation) = self.snapshot.conversations.get(&key) else { return };
                place.insert(Arc::clone(conversation))
            }
        };
        change(Arc::make_mut(conversation));
    }

    pub(crate) fn add_person(&mut self, person: Person) {
        self.expect(Expect::NoPerson(person.address.clone()));
        self.fact(Fact::AddPerson(Box::new(person.clone())));
        self.people.insert(person.key, Arc::new(person));
    }

    pub(crate) fn set_seat(&mut self, user: UserKey, seat: Seat) {
        self.edit(user, |p| p.seat = seat);
        self.fact(Fact::PutSeat(user, seat));
    }

    pub(crate) fn set_following(&mut self, user: UserKey, following: bool, at_ms: i64) {
        self.edit(user, |p| {
            p.following = following;
            p.unfollowed_ms = (!following).then_some(at_ms);
        });
        self.fact(Fact::SetFollowing(user, following, at_ms));
    }

    pub(crate) fn set_language(&mut self, user: UserKey, language: &str) {
        self.edit(user, |p| p.language = Some(language.into()));
        self.fact(Fact::SetLanguage(user, language.into()));
    }

    /// They did something at `created_ms` by the platform's clock, and we hear of it now.
    pub(crate) fn heard(&mut self, user: UserKey, created_ms: i64) {
        let now_ms = self.now_ms;
        self.edit(user, |p| {
            p.last_seen_ms = p.last_seen_ms.max(created_ms);
            p.heard_ms = p.heard_ms.max(now_ms);
        });
        self.fact(Fact::Seen(user, created_ms));
        self.fact(Fact::Heard(user, now_ms));
    }

    pub(crate) fn set_prompt(&mut self, user: UserKey, kind: Option<&str>) {
        let prompt = kind.map(|kind| chatstore::Prompt { kind: kind.into(), asked_ms: self.now_ms });
        if self.person(user).is_some_and(|p| p.prompt == prompt) {
            return;
        }
        self.edit(user, |p| p.prompt.clone_from(&prompt));
        self.fact(Fact::PutPrompt(user, prompt));
    }

    pub(crate) fn set_reminder(&mut self, user: UserKey, at_ms: Option<i64>) {
        if self.person(user).is_some_and(|p| p.reminder_ms == at_ms) {
            return;
        }
        self.edit(user, |p| p.reminder_ms = at_ms);
        self.fact(Fact::PutReminder(user, at_ms));
    }

    pub(crate) fn set_preferences(&mut self, user: UserKey, preferences: chatstore::Opaque) {
        self.edit(user, |p| p.preferences.clone_from(&preferences));
        self.fact(Fact::PutPreferences(user, preferences));
    }

    pub(crate) fn set_hand(&mut self, user: UserKey, what: Option<InHand>) {
        let hand = what.map(|what| Hand { what, since_ms: self.now_ms });
        if self.person(user).is_some_and(|p| p.hand == hand) {
            return;
        }
        self.edit(user, |p| p.hand = hand);
        self.fact(Fact::PutHand(user, hand));
    }

    pub(crate) fn set_letters(&mut self, user: UserKey, letters: Vec<ConversationKey>) {
        self.edit(user, |p| p.letters.clone_from(&letters));
        self.fact(Fact::PutLetters(user, letters));
    }

    pub(crate) fn set_partners(&mut self, user: UserKey, partners: Vec<chatstore::Partner>) {
        self.edit(user, |p| p.partners.clone_from(&partners));
        self.fact(Fact::PutPartners(user, partners));
    }

    /// Changes a person's send window.
    pub(crate) fn put_window(&mut self, user: UserKey, mut window: SendWindow) {
        let data = budget::opaque(&mut window, &self.cx.rules);
        if self.person(user).is_some_and(|p| p.window == data) {
            return;
        }
        self.edit(user, |p| p.window = data.clone());
        self.fact(Fact::PutWindow(user, data));
    }

    pub(crate) fn add_delivery(&mut self, delivery: Delivery) {
        let to = delivery.to;
        self.edit(to, |p| p.lane.queue.push(delivery.clone().into()));
        self.fact(Fact::AddDelivery(delivery));
    }

    pub(crate) fn move_delivery(&mut self, user: UserKey, key: DeliveryKey, state: DeliveryState) {
        self.edit(user, |p| {
            if state.is_final() {
                p.lane.queue.retain(|d| d.key != key);
            } else if let Some(at) = p.lane.queue.iter_mut().find(|d| d.key == key) {
                std::sync::Arc::make_mut(at).state = state;
            }
        });
        self.fact(Fact::MoveDelivery(user, key, state));
    }

    pub(crate) fn put_offer(&mut self, user: UserKey, offer: Option<Offer>) {
        self.edit(user, |p| p.lane.offer.clone_from(&offer));
        self.fact(Fact::PutOffer(user, offer));
    }

    pub(crate) fn put_flight(&mut self, user: UserKey, flight: Option<Flight>) {
        self.edit(user, |p| p.lane.flight.clone_from(&flight));
        self.fact(Fact::PutFlight(user, flight));
    }

    pub(crate) fn begin(&mut self, conversation: Conversation) {
        self.conversations.insert(conversation.key, Arc::new(conversation.clone()));
        self.fact(Fact::BeginConversation(conversation));
    }

    pub(crate) fn put_member(&mut self, key: ConversationKey, member: Member) {
        self.edit_conversation(key, |c| {
            if let Some(old) = c.members.iter_mut().find(|m| m.user == member.user) {
                *old = member.clone();
            }
        });
        self.fact(Fact::PutMember(key, member));
    }

    pub(crate) fn append(&mut self, message: Message) {
        self.edit_conversation(message.conversation, |c| {
            c.seq = message.seq;
            c.last_message = Some(message.key);
        });
        self.fact(Fact::AppendMessage(message));
    }

    pub(crate) fn end(&mut self, key: ConversationKey, end: End) {
        self.edit_conversation(key, |c| c.ended = Some(end));
        self.fact(Fact::EndConversation(key, end));
    }
}
