//! What a trace may cost to read.

/// What a trace may cost to read; beyond it the trace is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TraceLimits {
    /// How long a line may be, bytes. Default 256 KiB, enough for ten thousand blocks.
    pub line_bytes: usize,
    /// How long the whole may be, bytes. Default 1 GiB.
    pub bytes: u64,
    /// How many arrivals there may be. Default 2 000 000.
    pub arrivals: usize,
}

impl Default for TraceLimits {
    fn default() -> Self {
        Self { line_bytes: 262_144, bytes: 1 << 30, arrivals: 2_000_000 }
    }
}
