//! Keyed hashes: names that tell an outsider nothing.

use chatstore::{Address, ConversationKey, PushKey, ServerKey, UserId, UserKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use wechat_core::inbound::DedupKey;

/// Makes names from the database's server key.
#[derive(Clone, Debug)]
pub(crate) struct Namer {
    key: ServerKey,
}

impl Namer {
    pub(crate) fn new(key: ServerKey) -> Self {
        Self { key }
    }

    /// What makes a push the same push again.
    pub(crate) fn push(&self, address: &Address, dedup: &DedupKey) -> PushKey {
        PushKey(self.hash(&[b"push", address.app.as_bytes(), address.peer.as_bytes(), dedup.as_bytes()]))
    }

    /// The opaque name of a new person.
    pub(crate) fn user(&self, key: UserKey, address: &Address, created_ms: i64) -> UserId {
        let parts = [b"user", &key.0.to_be_bytes()[..], address.peer.as_bytes(), &created_ms.to_be_bytes()];
        UserId(self.hash(&parts))
    }

    /// A number that decides the aliases of a conversation.
    pub(crate) fn alias_seed(&self, key: ConversationKey) -> u64 {
        let hash = self.hash(&[b"alias", &key.0.to_be_bytes()]);
        hash.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
    }

    /// Each part is hashed behind its length, so that no two lists of parts run into the same bytes.
    fn hash(&self, parts: &[&[u8]]) -> [u8; 16] {
        // The key as a whole block: HMAC pads shorter keys with zeros just so.
        let mut block = [0; 64];
        block.iter_mut().zip(self.key.0).for_each(|(to, from)| *to = from);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        let mut half = [0; 16];
        for (to, from) in half.iter_mut().zip(mac.finalize().into_bytes()) {
            *to = from;
        }
        half
    }
}
