//! What a simulator server needs to start, and why it may not.

use crate::Account;
use std::net::SocketAddr;

/// Settings of one server.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Config {
    /// Where to listen. Port 0 takes a free one; a busy port is [`StartError::Bind`] and the caller decides.
    pub listen: SocketAddr,
    /// Where pushes go, `http://…`; `None` holds them until [`Running::set_callback`](super::Running::set_callback).
    pub callback_url: Option<String>,
    /// The account under test.
    pub account: Account,
    /// Seed of ids and faults.
    pub seed: u64,
    /// Phones that exist from the start; they follow as soon as the callback address is verified.
    pub phones: Vec<String>,
    /// Whether the bot under test is a stranger chat that knows 找人 and 结束. The page then offers its story, its
    /// scenarios, and a naive relay beside the bot, on a platform of its own. Default `false`.
    pub stranger_chat: bool,
}

impl Config {
    /// A server for that account with two phones, 小明 and 小红.
    #[must_use]
    pub fn new(listen: SocketAddr, account: Account) -> Self {
        let phones = vec!["小明".to_owned(), "小红".to_owned()];
        Self { listen, callback_url: None, account, seed: 1, phones, stranger_chat: false }
    }

    /// The same for a stranger chat: [`Self::stranger_chat`].
    #[must_use]
    pub fn for_stranger_chat(mut self) -> Self {
        self.stranger_chat = true;
        self
    }

    /// The same with a callback address.
    #[must_use]
    pub fn with_callback(mut self, url: impl Into<String>) -> Self {
        self.callback_url = Some(url.into());
        self
    }
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address cannot be listened on: most often the port is busy.
    #[error("cannot listen on {addr}")]
    Bind {
        /// The address of [`Config::listen`].
        addr: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The callback address is no `http` or `https` URL.
    #[error("the callback address is not an http(s) URL: {url}")]
    CallbackUrl {
        /// The address given.
        url: String,
    },
    /// The account is malformed.
    #[error(transparent)]
    Account(#[from] crate::Error),
    /// The HTTP client cannot be built.
    #[error("no HTTP client")]
    Client(#[source] reqwest::Error),
}
