//! Facts, applied: first to a draft, so that a change that cannot be applied leaves nothing behind.

use super::rows::rows_of_person;
use super::{WorkingSet, Write};
use crate::Body;
use crate::bottle::Bottle;
use crate::change::{Changed, Fact};
use crate::conversation::{Conversation, End, Message};
use crate::keys::{BottleKey, ConversationKey, DeliveryKey, MAX_KEY, PushKey, TicketKey, UserKey};
use crate::lane::{Content, Delivery, DeliveryState};
use crate::memo::Memo;
use crate::person::Person;
use crate::receipt::{Receipt, Stage};
use crate::ticket::Ticket;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// The working set with a change half applied.
pub(super) struct Draft<'a> {
    pub(super) set: &'a mut WorkingSet,
    people: BTreeMap<UserKey, Option<Arc<Person>>>,
    conversations: BTreeMap<ConversationKey, Arc<Conversation>>,
    tickets: BTreeMap<TicketKey, Option<Ticket>>,
    pub(super) bottles: BTreeMap<BottleKey, Option<Bottle>>,
    memos: Vec<Memo>,
    receipts: BTreeMap<PushKey, Receipt>,
    blocks: Vec<(UserKey, UserKey)>,
    rows: Vec<Write>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(set: &'a mut WorkingSet) -> Self {
        Self {
            set,
            people: BTreeMap::new(),
            conversations: BTreeMap::new(),
            tickets: BTreeMap::new(),
            bottles: BTreeMap::new(),
            memos: Vec::new(),
            receipts: BTreeMap::new(),
            blocks: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Applies all facts, or nothing where one speaks of something that is not there.
    pub(super) fn apply(mut self, facts: Vec<Fact>) -> Option<Self> {
        for fact in facts {
            self.fact(fact)?;
        }
        Some(self)
    }

    fn fact(&mut self, fact: Fact) -> Option<()> {
        match fact {
            Fact::RecordPush(receipt) => self.record_push(receipt)?,
            Fact::SettlePush(push, stage, reply) => {
                self.settle_push(push, stage, reply)?;
            }
            Fact::AddPerson(person) => self.add_person(*person)?,
            Fact::ErasePerson(user) => {
                self.person(user)?;
                self.people.insert(user, None);
            }
            Fact::SetFollowing(user, following, at_ms) => {
                let person = self.person(user)?;
                person.following = following;
                person.unfollowed_ms = (!following).then_some(at_ms);
            }
            Fact::SetLanguage(user, language) => self.person(user)?.language = Some(language),
            Fact::Seen(user, at_ms) => {
                let person = self.person(user)?;
                person.last_seen_ms = person.last_seen_ms.max(at_ms);
            }
            Fact::Heard(user, at_ms) => {
                let person = self.person(user)?;
                person.heard_ms = person.heard_ms.max(at_ms);
            }
            Fact::PutReminder(user, at_ms) => self.person(user)?.reminder_ms = at_ms,
            Fact::PutWindow(user, window) => self.person(user)?.window = window,
            Fact::PutSeat(user, seat) => self.person(user)?.seat = seat,
            Fact::PutPrompt(user, prompt) => self.person(user)?.prompt = prompt,
            Fact::PutPreferences(user, preferences) => self.person(user)?.preferences = preferences,
            Fact::PutPartners(user, partners) => self.person(user)?.partners = partners,
            Fact::PutHand(user, hand) => self.person(user)?.hand = hand,
            Fact::PutLetters(user, letters) => self.person(user)?.letters = letters,
            Fact::AddDelivery(delivery) => self.add_delivery(delivery)?,
            Fact::MoveDelivery(user, key, state) => self.move_delivery(user, key, state)?,
            Fact::CountUnknown(user, key) => {
                self.edit_delivery(user, key, |delivery| {
                    delivery.unknown = delivery.unknown.saturating_add(1);
                    Some(())
                })?;
            }
            Fact::RenewLine(user, key, body, at_ms) => self.renew_line(user, key, body, at_ms)?,
            Fact::PutOffer(user, offer) => self.person(user)?.lane.offer = offer,
            Fact::PutFlight(_, Some(flight)) if flight.key.0 > MAX_KEY => return None,
            Fact::PutFlight(user, flight) => self.person(user)?.lane.flight = flight,
            Fact::OpenTicket(ticket) => self.open_ticket(ticket)?,
            Fact::SetOpening(key, text) => self.ticket(key)?.opening = Some(text),
            Fact::PutWish(key, wish) => self.ticket(key)?.wish = wish,
            Fact::TouchTicket(key) => {
                let ticket = self.ticket(key)?;
                ticket.generation = ticket.generation.wrapping_add(1);
            }
            Fact::CloseTicket(key) => {
                self.ticket(key)?;
                self.tickets.insert(key, None);
            }
            Fact::BeginConversation(conversation) => self.begin(conversation)?,
            Fact::PutMember(key, member) => {
                let user = member.user;
                let members = &mut self.conversation(key)?.members;
                *members.iter_mut().find(|m| m.user == user)? = member;
            }
            Fact::AppendMessage(message) => self.append(message)?,
            Fact::EndConversation(key, end) => self.end(key, end)?,
            Fact::Block(by, whom) if by.max(whom).0 > MAX_KEY => return None,
            Fact::Block(by, whom) => self.blocks.push((by, whom)),
            Fact::ThrowBottle(bottle) => self.throw_bottle(bottle)?,
            Fact::ReadBottle(key, user, at_ms) => self.read_bottle(key, user, at_ms)?,
            Fact::ReturnBottle(key, user) => self.return_bottle(key, user)?,
            Fact::AnswerBottle(key) => {
                let bottle = self.bottle(key)?;
                bottle.letters = bottle.letters.saturating_add(1);
            }
            Fact::SinkBottle(key) => {
                self.bottle(key)?;
                self.bottles.insert(key, None);
            }
            Fact::PutMemo(memo) => self.memos.push(memo),
        }
        Some(())
    }

    fn record_push(&mut self, receipt: Receipt) -> Option<()> {
        let push = receipt.push;
        let known = self.set.receipts.contains_key(&push) || self.receipts.contains_key(&push);
        if known || receipt.user.0 > MAX_KEY {
            return None;
        }
        self.rows.push(Write::Receipt(receipt.clone()));
        self.receipts.insert(push, receipt);
        Some(())
    }

    /// The reply to somebody who has been erased meanwhile is not kept.
    fn settle_push(&mut self, push: PushKey, stage: Stage, reply: Option<Body>) -> Option<()> {
        let user = self.receipt(push)?.user;
        let reply = reply.filter(|_| self.is_there(user));
        let receipt = self.receipt(push)?;
        receipt.stage = stage;
        receipt.reply.clone_from(&reply);
        self.rows.push(Write::ReceiptSettled(push, stage, reply));
        Some(())
    }

    pub(super) fn is_there(&self, user: UserKey) -> bool {
        self.people.get(&user).map_or_else(|| self.set.people.contains_key(&user), Option::is_some)
    }

    fn receipt(&mut self, push: PushKey) -> Option<&mut Receipt> {
        if !self.receipts.contains_key(&push) {
            self.receipts.insert(push, self.set.receipts.get(&push)?.clone());
        }
        self.receipts.get_mut(&push)
    }

    fn add_person(&mut self, person: Person) -> Option<()> {
        let taken = self.set.addresses.contains_key(&person.address)
            || self.set.people.contains_key(&person.key)
            || self.people.contains_key(&person.key)
            || self.people.values().flatten().any(|p| p.address == person.address)
            || person.key.0 > MAX_KEY;
        if taken || !person.lane.queue.is_empty() {
            return None;
        }
        self.people.insert(person.key, Some(Arc::new(person)));
        Some(())
    }

    fn person(&mut self, user: UserKey) -> Option<&mut Person> {
        match self.people.entry(user) {
            Entry::Occupied(person) => person.into_mut().as_mut().map(Arc::make_mut),
            Entry::Vacant(place) => {
                let mut person = Arc::clone(self.set.people.get(&user)?);
                Arc::make_mut(&mut person).version += 1;
                place.insert(Some(person)).as_mut().map(Arc::make_mut)
            }
        }
    }

    fn add_delivery(&mut self, delivery: Delivery) -> Option<()> {
        let person = self.person(delivery.to)?;
        let out_of_order = person.lane.queue.last().is_some_and(|last| last.key >= delivery.key);
        if out_of_order || delivery.state.is_final() || delivery.key.0 > MAX_KEY {
            return None;
        }
        let delivery = Arc::new(delivery);
        person.lane.queue.push(Arc::clone(&delivery));
        let version = person.version;
        self.rows.push(Write::Delivery(delivery, version));
        Some(())
    }

    fn edit_delivery(
        &mut self,
        user: UserKey,
        key: DeliveryKey,
        edit: impl FnOnce(&mut Delivery) -> Option<()>,
    ) -> Option<()> {
        let person = self.person(user)?;
        let version = person.version;
        let at = person.lane.queue.binary_search_by_key(&key, |d| d.key).ok()?;
        let delivery = person.lane.queue.get_mut(at)?;
        edit(Arc::make_mut(delivery))?;
        let row = Arc::clone(delivery);
        self.rows.push(Write::Delivery(row, version));
        Some(())
    }

    fn move_delivery(&mut self, user: UserKey, key: DeliveryKey, state: DeliveryState) -> Option<()> {
        if state.is_final() {
            let queue = &mut self.person(user)?.lane.queue;
            let at = queue.binary_search_by_key(&key, |d| d.key).ok()?;
            queue.remove(at);
            self.rows.push(Write::DeliveryGone(key));
        } else {
            self.edit_delivery(user, key, |delivery| {
                delivery.state = state;
                Some(())
            })?;
        }
        Some(())
    }

    /// Only what the platform keeps can be given to it anew, so only a line can.
    fn renew_line(&mut self, user: UserKey, key: DeliveryKey, body: Body, at_ms: i64) -> Option<()> {
        self.edit_delivery(user, key, |delivery| {
            let Content::Line(line) = &mut delivery.content else { return None };
            (line.body, line.renewed_ms) = (body, Some(at_ms));
            Some(())
        })
    }

    fn open_ticket(&mut self, ticket: Ticket) -> Option<()> {
        let key = ticket.key;
        if self.set.tickets.contains_key(&key) || self.tickets.contains_key(&key) || key.0 > MAX_KEY {
            return None;
        }
        self.tickets.insert(ticket.key, Some(ticket));
        Some(())
    }

    fn ticket(&mut self, key: TicketKey) -> Option<&mut Ticket> {
        if !self.tickets.contains_key(&key) {
            let ticket = Ticket::clone(self.set.tickets.get(&key)?);
            self.tickets.insert(key, Some(ticket));
        }
        self.tickets.get_mut(&key)?.as_mut()
    }

    fn begin(&mut self, conversation: Conversation) -> Option<()> {
        let key = conversation.key;
        let known = self.set.conversations.contains_key(&key) || self.conversations.contains_key(&key);
        if known || key.0 > MAX_KEY {
            return None;
        }
        self.conversations.insert(key, Arc::new(conversation));
        Some(())
    }

    fn conversation(&mut self, key: ConversationKey) -> Option<&mut Conversation> {
        match self.conversations.entry(key) {
            Entry::Occupied(conversation) => Some(Arc::make_mut(conversation.into_mut())),
            Entry::Vacant(place) => {
                let mut conversation = Arc::clone(self.set.conversations.get(&key)?);
                Arc::make_mut(&mut conversation).version += 1;
                Some(Arc::make_mut(place.insert(conversation)))
            }
        }
    }

    fn append(&mut self, message: Message) -> Option<()> {
        let conversation = self.conversation(message.conversation)?;
        let last = conversation.last_message;
        let follows = message.seq == conversation.seq + 1
            && message.previous == last
            && last.is_none_or(|last| last < message.key)
            && message.key.0.max(message.sender.0) <= MAX_KEY;
        if !follows || conversation.ended.is_some() {
            return None;
        }
        conversation.seq = message.seq;
        conversation.last_message = Some(message.key);
        self.rows.push(Write::Message(message));
        Some(())
    }

    fn end(&mut self, key: ConversationKey, end: End) -> Option<()> {
        let conversation = self.conversation(key)?;
        if conversation.ended.is_some() {
            return None;
        }
        conversation.ended = Some(end);
        Some(())
    }

    /// Makes the draft the truth and tells what changed and what to write.
    pub(super) fn finish(self) -> (Changed, Vec<Write>) {
        let Self { set, people, conversations, tickets, bottles, memos, receipts, blocks, mut rows } = self;
        let mut changed = Changed::default();
        for (key, conversation) in conversations {
            set.conversations.insert(key, Arc::clone(&conversation));
            rows.push(Write::Conversation(Arc::clone(&conversation)));
            changed.conversations.push(conversation);
        }
        for (key, ticket) in tickets {
            if let Some(ticket) = ticket.map(Arc::new) {
                set.tickets.insert(key, Arc::clone(&ticket));
                rows.push(Write::Ticket(Arc::clone(&ticket)));
                changed.tickets.push(ticket);
            } else if set.tickets.remove(&key).is_some() {
                rows.push(Write::TicketGone(key));
            }
        }
        for (key, bottle) in bottles {
            if let Some(bottle) = bottle.map(Arc::new) {
                rows.push(Write::Bottle(Arc::clone(&bottle)));
                set.keep_bottle(bottle);
            } else if set.drop_bottle(key) {
                rows.push(Write::BottleGone(key));
            }
        }
        for memo in memos {
            rows.push(Write::Memo(memo.clone()));
            set.memos.insert((memo.app.clone(), memo.name.clone()), memo);
        }
        for receipt in receipts.into_values() {
            set.keep_receipt(receipt);
        }
        for (key, person) in people {
            match person {
                Some(person) => keep_person(set, key, person, &mut changed, &mut rows),
                None => erase_person(set, key, &mut rows),
            }
        }
        for (by, whom) in blocks {
            set.blocked_by.insert((whom, by));
            if set.blocks.insert((by, whom)) {
                rows.push(Write::Block(by, whom));
            }
        }
        (changed, rows)
    }
}

fn keep_person(
    set: &mut WorkingSet,
    key: UserKey,
    person: Arc<Person>,
    changed: &mut Changed,
    rows: &mut Vec<Write>,
) {
    let before = set.people.insert(key, Arc::clone(&person));
    if before.is_none() {
        set.absent.remove(&person.address);
        set.gone.remove(&key);
        set.addresses.insert(person.address.clone(), key);
    }
    rows_of_person(&person, before.as_deref(), rows);
    changed.people.push(person);
}

/// The row goes even where the person was added by the same change: deliveries may have been added too.
fn erase_person(set: &mut WorkingSet, key: UserKey, rows: &mut Vec<Write>) {
    rows.push(Write::PersonGone(key));
    set.forget_replies_to(key, rows);
    set.forget_bottles_of(key, rows);
    let theirs: Vec<_> = set.tickets.values().filter(|t| t.user == key).map(|t| t.key).collect();
    for ticket in theirs {
        set.tickets.remove(&ticket);
        rows.push(Write::TicketGone(ticket));
    }
    if let Some(erased) = set.people.remove(&key) {
        set.addresses.remove(&erased.address);
        if !set.complete {
            set.absent.insert(erased.address.clone());
            set.gone.insert(key);
        }
    }
}
