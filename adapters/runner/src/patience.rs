//! How long to wait before the store is asked again.

use backon::ExponentialBuilder;
use std::time::Duration;

/// Growing pauses without an end: what has happened must be noted.
pub(crate) fn until_noted() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(50))
        .with_max_delay(Duration::from_secs(2))
        .with_jitter()
        .without_max_times()
}

/// Growing pauses up to a minute, for a token that only an operator can bring about.
pub(crate) fn until_allowed() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_secs(2))
        .with_max_delay(Duration::from_secs(60))
        .without_max_times()
}
