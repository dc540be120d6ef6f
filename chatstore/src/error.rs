//! What can go wrong in a store.

use crate::keys::Epoch;

/// A situation in which a store could not do what was asked. Nothing was changed unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another process has taken over the database: this one must stop.
    #[error("the lease with epoch {} has passed to epoch {}", ours.0, current.0)]
    Fenced {
        /// The epoch of the change.
        ours: Epoch,
        /// The epoch in force.
        current: Epoch,
    },
    /// Another process serves this database.
    #[error("the database is served by another process ({place})")]
    Busy {
        /// What is locked.
        place: String,
    },
    /// The store could not be reached or could not write; the change may be tried again.
    #[error("the store is not available: {doing}")]
    Unavailable {
        /// What was being done.
        doing: &'static str,
        /// The driver's error.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It is not known whether the change was kept. Load and see before trying again.
    #[error("the outcome of the commit is not known: {doing}")]
    Unknown {
        /// What was being done.
        doing: &'static str,
        /// The driver's error.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// What was read cannot be understood.
    #[error("{table} holds a row that cannot be read: {what}")]
    Corrupt {
        /// Where.
        table: &'static str,
        /// What is wrong with it, without its content.
        what: String,
    },
}
