//! What a ticket is for, beyond what its opening line says.

use chatstore::{Opaque, Ticket};
use matchmaking::Emotion;
use serde::{Deserialize, Serialize};

/// What a ticket is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Purpose {
    /// Somebody in a fitting mood is wanted: the opening line tells one's own, even a calm one.
    pub(crate) mood: bool,
    /// The place in [`Emotion::ALL`] of the mood they corrected it to.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<u8>,
}

impl Purpose {
    /// Somebody in a fitting mood.
    pub(crate) fn by_mood(corrected: Option<Emotion>) -> Self {
        let corrected = corrected.and_then(|emotion| u8::try_from(emotion.index()).ok());
        Self { mood: true, corrected }
    }

    pub(crate) fn of(ticket: &Ticket) -> Self {
        serde_json::from_str(&ticket.wish.0).unwrap_or_default()
    }

    pub(crate) fn corrected(self) -> Option<Emotion> {
        Emotion::ALL.get(usize::from(self.corrected?)).copied()
    }

    /// As the store keeps it.
    pub(crate) fn opaque(self) -> Opaque {
        if self == Self::default() {
            return Opaque::default();
        }
        Opaque(serde_json::to_string(&self).unwrap_or_default().into())
    }
}
