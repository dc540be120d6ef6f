//! Why a scene did not go on.

use crate::server::StartError;
use std::time::Duration;

/// What keeps a test from going on. Its words hold what was on a screen: simulated people have no privacy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The platform could not be started, or the callback address is none.
    #[error("the simulated platform cannot start")]
    Start(#[from] StartError),
    /// The person cannot do that: not following, an empty line.
    #[error(transparent)]
    Refused(#[from] crate::Error),
    /// It did not happen.
    #[error("waited {waited:?} in vain until {what}{instead}")]
    Waited {
        /// What was waited for.
        what: String,
        /// How long.
        waited: Duration,
        /// What there was instead, or nothing.
        instead: String,
    },
}
