//! One ticket under one term.

use super::{Screen, Signature};

/// One ticket under one term: 16 bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    signature: Signature,
    slot: u32,
    screen: Screen,
}

impl Entry {
    pub(super) fn new(signature: Signature, slot: u32, screen: Screen) -> Self {
        Self { signature, slot, screen }
    }

    pub(crate) fn slot(&self) -> u32 {
        self.slot
    }

    pub(crate) fn signature(&self) -> Signature {
        self.signature
    }

    pub(crate) fn screen(&self) -> Screen {
        self.screen
    }

    /// Whether the ticket stands behind younger ones: it came back from a proposal that failed, or was restored late.
    pub(crate) fn is_late(&self) -> bool {
        self.screen.is_late()
    }

    pub(super) fn late(self) -> Self {
        Self { screen: self.screen.late(), ..self }
    }
}
