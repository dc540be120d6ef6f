//! Snapshots from memory, and what is missing for one.

use super::WorkingSet;
use crate::bottle::{Bottle, InHand};
use crate::conversation::Conversation;
use crate::keys::{ConversationKey, UserKey};
use crate::lane::Content;
use crate::memo::Memo;
use crate::person::{Address, Person, Seat};
use crate::receipt::Receipt;
use crate::scope::{Scope, Snapshot};
use crate::ticket::Ticket;
use std::sync::Arc;

/// Rows that a snapshot needs and that are not in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// The people with these addresses.
    pub addresses: Vec<Address>,
    /// People by key, with their lanes.
    pub people: Vec<UserKey>,
    /// Conversations by key.
    pub conversations: Vec<ConversationKey>,
}

impl Missing {
    /// Whether nothing is missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty() && self.people.is_empty() && self.conversations.is_empty()
    }
}

/// What a backend read from its tables.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// People, with their lanes' queues in key order.
    pub people: Vec<Person>,
    /// Conversations.
    pub conversations: Vec<Conversation>,
    /// Tickets that wait.
    pub tickets: Vec<Ticket>,
    /// Receipts, oldest first.
    pub receipts: Vec<Receipt>,
    /// Blocks: who, whom.
    pub blocks: Vec<(UserKey, UserKey)>,
    /// Bottles.
    pub bottles: Vec<Bottle>,
    /// Memos.
    pub memos: Vec<Memo>,
    /// Addresses that were looked for and that nobody has.
    pub absent: Vec<Address>,
    /// People who were looked for and are not there.
    pub gone: Vec<UserKey>,
    /// Conversations that were looked for and are not there.
    pub unheld: Vec<ConversationKey>,
    /// The largest key ever kept, where it was read.
    pub last_key: Option<u64>,
}

impl WorkingSet {
    /// Takes in what a backend read. What is in memory already is newer and stays.
    pub fn admit(&mut self, loaded: Loaded) {
        for person in loaded.people {
            if !self.people.contains_key(&person.key) && !self.gone.contains(&person.key) {
                self.addresses.insert(person.address.clone(), person.key);
                self.people.insert(person.key, Arc::new(person));
            }
        }
        for conversation in loaded.conversations {
            self.conversations.entry(conversation.key).or_insert_with(|| Arc::new(conversation));
        }
        for ticket in loaded.tickets {
            self.tickets.entry(ticket.key).or_insert_with(|| Arc::new(ticket));
        }
        for receipt in loaded.receipts {
            if !self.receipts.contains_key(&receipt.push) {
                self.keep_receipt(receipt);
            }
        }
        self.blocked_by.extend(loaded.blocks.iter().map(|(by, whom)| (*whom, *by)));
        self.blocks.extend(loaded.blocks);
        for bottle in loaded.bottles {
            if !self.bottles.contains_key(&bottle.key) {
                self.keep_bottle(Arc::new(bottle));
            }
        }
        for memo in loaded.memos {
            self.memos.entry((memo.app.clone(), memo.name.clone())).or_insert(memo);
        }
        for address in loaded.absent {
            if !self.addresses.contains_key(&address) {
                self.absent.insert(address);
            }
        }
        self.gone.extend(loaded.gone.into_iter().filter(|user| !self.people.contains_key(user)));
        let unheld = loaded.unheld.into_iter().filter(|key| !self.conversations.contains_key(key));
        self.unheld.extend(unheld);
        self.last_key = loaded.last_key.unwrap_or(self.last_key);
    }

    /// The snapshot of a scope, or what must be read first.
    ///
    /// # Errors
    /// [`Missing`] names the rows to read and [`admit`](Self::admit).
    pub fn load(&self, scope: &Scope) -> Result<Snapshot, Missing> {
        let mut view = View { set: self, seen: Snapshot::default(), missing: Missing::default() };
        view.seen.receipt = scope.push.and_then(|push| self.receipts.get(&push).cloned());
        let mut asked = scope.people.clone();
        if let Some(address) = &scope.address {
            match self.addresses.get(address) {
                Some(user) => {
                    view.seen.addressee = Some(*user);
                    asked.push(*user);
                }
                None if self.complete => {}
                None => self.need_address(address, &mut view.missing),
            }
        }
        for user in &asked {
            view.neighbourhood(*user);
        }
        for key in &scope.conversations {
            view.conversation(*key);
            let members = self.conversations.get(key).map(|c| c.members.as_slice()).unwrap_or_default();
            for member in members {
                view.neighbourhood(member.user);
            }
        }
        if !view.missing.is_empty() {
            return Err(view.missing);
        }
        if let Some(sea) = &scope.sea {
            let user = view.seen.addressee.or_else(|| scope.people.first().copied());
            for bottle in self.afloat(sea, user) {
                view.seen.afloat.push(bottle.key);
                view.seen.bottles.insert(bottle.key, bottle);
            }
        }
        for user in asked {
            let by = (user, UserKey(0))..=(user, UserKey(u64::MAX));
            let of = self.blocked_by.range((user, UserKey(0))..=(user, UserKey(u64::MAX)));
            view.seen.blocks.extend(self.blocks.range(by).copied().chain(of.map(|(whom, by)| (*by, *whom))));
        }
        Ok(view.seen)
    }
}

struct View<'a> {
    set: &'a WorkingSet,
    seen: Snapshot,
    missing: Missing,
}

impl View<'_> {
    fn person(&mut self, user: UserKey) -> Option<Arc<Person>> {
        match self.set.people.get(&user) {
            Some(person) => {
                self.seen.people.insert(user, Arc::clone(person));
                Some(Arc::clone(person))
            }
            None => {
                if !self.set.complete {
                    self.set.need_person(user, &mut self.missing);
                }
                None
            }
        }
    }

    fn neighbourhood(&mut self, user: UserKey) {
        let Some(person) = self.person(user) else { return };
        if let Seat::Waiting(ticket) = person.seat
            && let Some(ticket) = self.set.tickets.get(&ticket)
        {
            self.seen.tickets.insert(ticket.key, Arc::clone(ticket));
        }
        for conversation in conversations_named(&person) {
            self.conversation(conversation);
        }
        self.seen.bottles.extend(self.set.bottles_of(user).map(|bottle| (bottle.key, Arc::clone(bottle))));
        if let Some(InHand::Bottle(key)) = person.hand.map(|hand| hand.what)
            && let Some(bottle) = self.set.bottles.get(&key)
        {
            self.seen.bottles.insert(key, Arc::clone(bottle));
            let owner = self.person(bottle.owner);
            for letter in owner.iter().flat_map(|owner| &owner.letters) {
                self.conversation(*letter);
            }
        }
    }

    fn conversation(&mut self, key: ConversationKey) {
        if self.seen.conversations.contains_key(&key) {
            return;
        }
        match self.set.conversations.get(&key) {
            Some(conversation) => {
                let conversation = Arc::clone(conversation);
                for member in &conversation.members {
                    self.person(member.user);
                }
                self.seen.conversations.insert(key, conversation);
            }
            None if self.set.complete => {}
            None => self.set.need_conversation(key, &mut self.missing),
        }
    }
}

/// The conversations of a person's neighbourhood: the one they are in, their letters, and those their undelivered
/// lines and notices come from. One may be named several times.
pub fn conversations_named(person: &Person) -> impl Iterator<Item = ConversationKey> {
    let seat = match person.seat {
        Seat::Talking(conversation) => Some(conversation),
        Seat::Waiting(_) | Seat::Idle => None,
    };
    let lane = person.lane.queue.iter().filter_map(|delivery| match &delivery.content {
        Content::Line(line) => Some(line.conversation),
        Content::Notice(notice) => notice.conversation,
    });
    seat.into_iter().chain(person.letters.iter().copied()).chain(lane)
}
