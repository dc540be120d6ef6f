//! Why a bot does not start, or stops.

use driftbottle::ServiceError;
use driftbottle::chatstore::StoreError;
use driftbottle::wechat_core::callback::CallbackError;
use driftbottle_webhook::WebhookError;
use driftbottle_wechat_client::SetupError;
use std::net::SocketAddr;

/// A situation in which a bot cannot run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// The store cannot be used.
    #[error("the database cannot be used")]
    Store(#[from] StoreError),
    /// The service could not be opened on the store.
    #[error("the chat could not be opened")]
    Service(#[from] ServiceError),
    /// Another process has taken the database while this one was serving it. What this one accepted is kept.
    #[error("another process has taken over the database; this one has stopped")]
    Fenced,
    /// The server configuration of the account is not complete.
    #[error("the server configuration of the account is not usable")]
    Callback(#[from] CallbackError),
    /// The settings are those of another account.
    #[error("the settings are for {settings:?}, the account is {account:?}")]
    OtherApp {
        /// The app of the settings.
        settings: String,
        /// The account's AppID.
        account: String,
    },
    /// The callback endpoint cannot be built, or its listener failed.
    #[error(transparent)]
    Webhook(#[from] WebhookError),
    /// The HTTP client cannot be built.
    #[error(transparent)]
    Client(#[from] SetupError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The system has no randomness to give.
    #[error("the system gives no random bytes")]
    Entropy,
}
