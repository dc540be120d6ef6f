//! Where all the tickets are.

/// How many tickets are in which state, since the pool was made.
///
/// Nothing is lost: `joined = waiting + reserved + matched + cancelled + dropped + expired`, after every command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Tickets ever joined.
    pub joined: u64,
    /// Tickets waiting now, whether their owner can be reached at the moment or not.
    pub waiting: u64,
    /// Tickets in an open proposal now; always even.
    pub reserved: u64,
    /// Tickets that left by a confirmed proposal; always even.
    pub matched: u64,
    /// Tickets taken out by their owner.
    pub cancelled: u64,
    /// Tickets dropped when a proposal was released.
    pub dropped: u64,
    /// Tickets whose time was up.
    pub expired: u64,
}
