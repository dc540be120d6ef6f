//! What a decision needs to see, and what it is shown.

use crate::bottle::Bottle;
use crate::conversation::Conversation;
use crate::keys::{BottleKey, ConversationKey, PushKey, TicketKey, UserKey};
use crate::person::{Address, Person, Seat};
use crate::receipt::Receipt;
use crate::ticket::Ticket;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who a decision is about. The snapshot shows these people and their neighbourhood: the ticket they wait with,
/// the conversation they are in, their letters, the conversations their undelivered lines come from, the members of
/// those, their own bottles, and the bottle they have in hand with its owner and the owner's letters.
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
    /// The bottles that the person with the address, or else the first of the people, may pick.
    pub sea: Option<Sea>,
}

/// Which bottles are afloat for somebody: of their app, not their own, not read by them, across no block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sea {
    /// The app.
    pub app: Box<str>,
    /// The time, in ms: what sinks at or before it is not afloat.
    pub at_ms: i64,
    /// A bottle that so many readers have kept is not afloat.
    pub readers: usize,
    /// How many are wanted.
    pub limit: usize,
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
    /// Bottles, by key.
    pub bottles: BTreeMap<BottleKey, Arc<Bottle>>,
    /// The bottles that may be picked, where a [`Sea`] was asked for: the least read first, then the oldest.
    pub afloat: Vec<BottleKey>,
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
