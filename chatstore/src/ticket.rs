//! A ticket: one person's wish to meet someone.

use crate::keys::{TicketKey, UserKey};
use crate::person::Opaque;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A wish to meet someone, kept until it is fulfilled, withdrawn or over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Its key.
    pub key: TicketKey,
    /// Whose wish it is.
    pub user: UserKey,
    /// The app within which they meet.
    pub app: Box<str>,
    /// Guards every step: a change expects the generation it saw and leaves the next one.
    pub generation: u32,
    /// When the wish was made, in ms. A failed match does not change it.
    pub born_ms: i64,
    /// When the wait is over at the latest, in ms.
    pub expires_ms: i64,
    /// What the owner said first; the partner will see it.
    pub opening: Option<Text>,
    /// What kind of partner the owner asked for, beyond what follows from the opening.
    #[serde(default)]
    pub wish: Opaque,
}
