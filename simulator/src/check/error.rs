//! Why a bot could not be examined.

use crate::server::StartError;
use crate::testing;

/// What keeps an examination from being made. It says nothing about the bot.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// The platform cannot be started: the address is taken, the account malformed, the callback no URL.
    #[error("the simulated platform cannot start")]
    Start(#[source] testing::Error),
    /// Nothing answers at the callback address.
    #[error("nothing answers at {callback}: {problem}")]
    Unreachable {
        /// The address.
        callback: String,
        /// What happened.
        problem: String,
    },
    /// In cloud hosting nothing is signed.
    #[error("cloud hosting cannot be examined: nothing is signed there")]
    CloudHosting,
    /// The HTTP client cannot be built.
    #[error("no HTTP client")]
    Client(#[source] reqwest::Error),
}

impl From<testing::Error> for CheckError {
    fn from(error: testing::Error) -> Self {
        Self::Start(error)
    }
}

impl From<StartError> for CheckError {
    fn from(error: StartError) -> Self {
        Self::Start(error.into())
    }
}
