//! A batch: the rows of many commits, each row once, in the order that touches each page once.

use chatstore::working_set::Write;
use chatstore::{
    Body, Bottle, BottleKey, Conversation, ConversationKey, Delivery, DeliveryKey, Memo, Message, Person,
    PushKey, Receipt, Stage, Ticket, TicketKey, UserKey,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The last state of everything that a group of commits touched. Removals are carried out before puts.
#[derive(Default)]
pub(super) struct Batch<'a> {
    pub(super) people_gone: BTreeSet<UserKey>,
    pub(super) people: BTreeMap<UserKey, &'a Person>,
    pub(super) conversations: BTreeMap<ConversationKey, &'a Conversation>,
    pub(super) tickets: BTreeMap<TicketKey, Option<&'a Ticket>>,
    pub(super) messages: Vec<&'a Message>,
    /// With the version of the recipient.
    pub(super) deliveries: BTreeMap<DeliveryKey, Option<(&'a Delivery, u64)>>,
    pub(super) receipts_gone: Vec<PushKey>,
    pub(super) receipts: Vec<NewReceipt<'a>>,
    new_receipts: HashMap<PushKey, usize>,
    pub(super) receipt_edits: BTreeMap<PushKey, Edit<'a>>,
    pub(super) blocks: BTreeSet<(UserKey, UserKey)>,
    pub(super) bottles: BTreeMap<BottleKey, Option<&'a Bottle>>,
    pub(super) memos: BTreeMap<(&'a str, &'a str), &'a Memo>,
    pub(super) last_key: u64,
    pub(super) last_ms: i64,
}

/// A receipt to append, as far as the push has come by the end of the batch.
pub(super) struct NewReceipt<'a> {
    pub(super) receipt: &'a Receipt,
    /// Whether it was forgotten again.
    pub(super) gone: bool,
    pub(super) stage: Stage,
    pub(super) reply: Option<&'a Body>,
}

/// A change of a receipt that is on disk already.
#[derive(Default)]
pub(super) struct Edit<'a> {
    pub(super) stage: Option<Stage>,
    pub(super) reply: Option<&'a Body>,
}

impl<'a> Batch<'a> {
    pub(super) fn of(writes: impl Iterator<Item = &'a Write>) -> Self {
        let mut batch = Self::default();
        for write in writes {
            let (key, at_ms) = write.high_water();
            batch.last_key = batch.last_key.max(key);
            batch.last_ms = batch.last_ms.max(at_ms);
            batch.add(write);
        }
        batch.messages.sort_unstable_by_key(|m| m.key);
        batch
    }

    pub(super) fn is_empty(&self) -> bool {
        self.people_gone.is_empty()
            && self.people.is_empty()
            && self.conversations.is_empty()
            && self.tickets.is_empty()
            && self.messages.is_empty()
            && self.deliveries.is_empty()
            && self.receipts_gone.is_empty()
            && self.receipts.is_empty()
            && self.receipt_edits.is_empty()
            && self.blocks.is_empty()
            && self.bottles.is_empty()
            && self.memos.is_empty()
    }

    fn add(&mut self, write: &'a Write) {
        match write {
            Write::Person(person) => {
                self.people.insert(person.key, person);
            }
            Write::PersonGone(user) => {
                self.people.remove(user);
                self.deliveries.retain(|_, d| d.is_none_or(|(d, _)| d.to != *user));
                self.people_gone.insert(*user);
            }
            Write::Conversation(conversation) => {
                self.conversations.insert(conversation.key, conversation);
            }
            Write::Ticket(ticket) => {
                self.tickets.insert(ticket.key, Some(ticket));
            }
            Write::TicketGone(key) => {
                self.tickets.insert(*key, None);
            }
            Write::Message(message) => self.messages.push(message),
            Write::Delivery(delivery, version) => {
                self.deliveries.insert(delivery.key, Some((delivery, *version)));
            }
            Write::DeliveryGone(key) => {
                self.deliveries.insert(*key, None);
            }
            Write::Receipt(receipt) => self.add_receipt(receipt),
            Write::ReceiptSettled(push, stage, reply) => self.edit(*push, Some(*stage), reply.as_ref()),
            Write::ReplyGone(push) => self.edit(*push, None, None),
            Write::ReceiptGone(push) => self.receipt_gone(*push),
            Write::Block(who, whom) => {
                self.blocks.insert((*who, *whom));
            }
            Write::Bottle(bottle) => {
                self.bottles.insert(bottle.key, Some(bottle));
            }
            Write::BottleGone(key) => {
                self.bottles.insert(*key, None);
            }
            Write::Memo(memo) => {
                self.memos.insert((&memo.app, &memo.name), memo);
            }
        }
    }

    fn add_receipt(&mut self, receipt: &'a Receipt) {
        self.new_receipts.insert(receipt.push, self.receipts.len());
        let (stage, reply) = (receipt.stage, receipt.reply.as_ref());
        self.receipts.push(NewReceipt { receipt, gone: false, stage, reply });
    }

    fn new_receipt(&mut self, push: PushKey) -> Option<&mut NewReceipt<'a>> {
        self.new_receipts.get(&push).and_then(|at| self.receipts.get_mut(*at))
    }

    fn edit(&mut self, push: PushKey, stage: Option<Stage>, reply: Option<&'a Body>) {
        if let Some(new) = self.new_receipt(push) {
            new.stage = stage.unwrap_or(new.stage);
            new.reply = reply;
        } else {
            let edit = self.receipt_edits.entry(push).or_default();
            edit.stage = stage.or(edit.stage);
            edit.reply = reply;
        }
    }

    fn receipt_gone(&mut self, push: PushKey) {
        if let Some(at) = self.new_receipts.remove(&push) {
            if let Some(new) = self.receipts.get_mut(at) {
                new.gone = true;
            }
        } else {
            self.receipt_edits.remove(&push);
            self.receipts_gone.push(push);
        }
    }
}
