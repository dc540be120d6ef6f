//! What must be in memory before a change can be judged.

use super::{Missing, WorkingSet};
use crate::change::{ChangeSet, Expect, Fact};
use crate::keys::{ConversationKey, UserKey};
use crate::person::Address;

impl WorkingSet {
    /// The rows a change speaks of and that are not in memory: to be read and [`admit`](Self::admit)ted before
    /// [`commit`](Self::commit), so that a change means the same whether its people were loaded before or not.
    #[must_use]
    pub fn needs(&self, change: &ChangeSet) -> Missing {
        let mut missing = Missing::default();
        if self.complete {
            return missing;
        }
        for expect in &change.expect {
            match expect {
                Expect::NoPerson(address) => self.need_address(address, &mut missing),
                Expect::Person(user, _) => self.need_person(*user, &mut missing),
                Expect::Conversation(key, _) => self.need_conversation(*key, &mut missing),
                Expect::PushUnseen(_) | Expect::Ticket(..) | Expect::NoBlock(..) | Expect::Bottle(..) => {}
            }
        }
        for fact in &change.facts {
            self.need_for(fact, &mut missing);
        }
        missing
    }

    fn need_for(&self, fact: &Fact, missing: &mut Missing) {
        match fact {
            Fact::AddPerson(person) => {
                self.need_address(&person.address, missing);
                self.need_person(person.key, missing);
            }
            Fact::SettlePush(push, ..) => {
                if let Some(receipt) = self.receipts.get(push) {
                    self.need_person(receipt.user, missing);
                }
            }
            Fact::ErasePerson(user)
            | Fact::SetFollowing(user, ..)
            | Fact::SetLanguage(user, _)
            | Fact::Seen(user, _)
            | Fact::Heard(user, _)
            | Fact::PutReminder(user, _)
            | Fact::PutWindow(user, _)
            | Fact::PutSeat(user, _)
            | Fact::PutPrompt(user, _)
            | Fact::PutPreferences(user, _)
            | Fact::PutPartners(user, _)
            | Fact::PutHand(user, _)
            | Fact::PutLetters(user, _)
            | Fact::MoveDelivery(user, ..)
            | Fact::RenewLine(user, ..)
            | Fact::CountUnknown(user, _)
            | Fact::PutOffer(user, _)
            | Fact::PutFlight(user, _) => self.need_person(*user, missing),
            Fact::ThrowBottle(bottle) => self.need_person(bottle.owner, missing),
            Fact::AddDelivery(delivery) => self.need_person(delivery.to, missing),
            Fact::BeginConversation(conversation) => self.need_conversation(conversation.key, missing),
            Fact::PutMember(key, _) | Fact::EndConversation(key, _) => self.need_conversation(*key, missing),
            Fact::AppendMessage(message) => self.need_conversation(message.conversation, missing),
            Fact::RecordPush(_)
            | Fact::OpenTicket(_)
            | Fact::SetOpening(..)
            | Fact::PutWish(..)
            | Fact::TouchTicket(_)
            | Fact::CloseTicket(_)
            | Fact::Block(..)
            | Fact::ReadBottle(..)
            | Fact::ReturnBottle(..)
            | Fact::AnswerBottle(_)
            | Fact::SinkBottle(_)
            | Fact::PutMemo(_) => {}
        }
    }

    pub(super) fn need_address(&self, address: &Address, missing: &mut Missing) {
        let known = self.addresses.contains_key(address) || self.absent.contains(address);
        if !known && !missing.addresses.contains(address) {
            missing.addresses.push(address.clone());
        }
    }

    pub(super) fn need_person(&self, user: UserKey, missing: &mut Missing) {
        let known = self.people.contains_key(&user) || self.gone.contains(&user) || user.0 > self.last_key;
        if !known && !missing.people.contains(&user) {
            missing.people.push(user);
        }
    }

    pub(super) fn need_conversation(&self, key: ConversationKey, missing: &mut Missing) {
        let known =
            self.conversations.contains_key(&key) || self.unheld.contains(&key) || key.0 > self.last_key;
        if !known && !missing.conversations.contains(&key) {
            missing.conversations.push(key);
        }
    }
}
