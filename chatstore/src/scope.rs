//! What a decision needs to see, and what it is shown.

use crate::conversation::Conversation;
use crate::keys::{ConversationKey, PushKey, TicketKey, UserKey};
use crate::person::{Address, Person, Seat};
use crate::receipt::Receipt;
use crate::ticket::Ticket;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who a decision is about. The snapshot shows these people and their neighbourhood: the ticket they wait with,
/// the conversation they are in, the conversations their undelivered lines come from, and the members of those.
///
/// ```
/// use chatstore::{Address, PushKey, Scope};
/// let scope = Scope::arrival(PushKey([1; 16]), Address::official_account("wx1", "o1"));
/// assert!(scope.people.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Scope {
    /// A push whose receipt is wanted.
    pub push: Option<PushKey>,
    /// The person who has this address.
    pub address: Option<Address>,
    /// People by key.
    pub people: Vec<UserKey>,
    /// Conversations by key; their members' neighbourhood is shown too.
    pub conversations: Vec<ConversationKey>,
}

impl Scope {
    /// What is needed when a push arrives.
    pub fn arrival(push: PushKey, address: Address) -> Self {
        Self { push: Some(push), address: Some(address), ..Self::default() }
    }

    /// What is needed to decide about these people.
    pub fn people(people: impl IntoIterator<Item = UserKey>) -> Self {
        Self { people: people.into_iter().collect(), ..Self::default() }
    }
}

/// What a store showed of a [`Scope`], at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The receipt of the push asked for, if it was accepted before.
    pub receipt: Option<Receipt>,
    /// The person who has the address asked for.
    pub addressee: Option<UserKey>,
    /// People, by key.
    pub people: BTreeMap<UserKey, Arc<Person>>,
    /// Tickets that wait, by key.
    pub tickets: BTreeMap<TicketKey, Arc<Ticket>>,
    /// Conversations, by key.
    pub conversations: BTreeMap<ConversationKey, Arc<Conversation>>,
    /// Blocks by and of the people asked for by key or address: (who blocked, whom).
    pub blocks: Vec<(UserKey, UserKey)>,
}

impl Snapshot {
    /// The person with this key.
    #[must_use]
    pub fn person(&self, user: UserKey) -> Option<&Arc<Person>> {
        self.people.get(&user)
    }

    /// The ticket this person waits with.
    #[must_use]
    pub fn ticket_of(&self, user: UserKey) -> Option<&Arc<Ticket>> {
        match self.person(user)?.seat {
            Seat::Waiting(ticket) => self.tickets.get(&ticket),
            _ => None,
        }
    }

    /// The conversation this person is in.
    #[must_use]
    pub fn conversation_of(&self, user: UserKey) -> Option<&Arc<Conversation>> {
        match self.person(user)?.seat {
            Seat::Talking(conversation) => self.conversations.get(&conversation),
            _ => None,
        }
    }
}
