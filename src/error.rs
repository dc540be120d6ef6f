//! What can go wrong in the service.

use chatstore::StoreError;

/// A situation in which the service could not do what was asked. Nothing was accepted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// The store could not do its part.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// One person says more than the pace allows: not accepted, to be tried again by the platform.
    #[error("one person says too much at once")]
    Flood,
    /// What the decision was based on changed each time it was to be committed.
    #[error("the decision could not be committed in {} tries", 5)]
    Contended,
}

impl ServiceError {
    /// Whether another process has taken over, so that this one must stop.
    #[must_use]
    pub fn is_fenced(&self) -> bool {
        matches!(self, Self::Store(StoreError::Fenced { .. }))
    }
}
