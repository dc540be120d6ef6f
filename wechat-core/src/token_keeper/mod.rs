//! Keeping an access token fresh, without I/O.
//!
//! Many calls need the token at once; exactly one of them must fetch it. [`TokenKeeper`] decides who: every caller
//! polls, one is told to fetch, the others use the old token while it lasts or wait. It renews ahead of time, backs
//! off after failures, and never forces the platform to end a token.
//!
//! ```
//! use wechat_core::token_keeper::{TokenKeeper, TokenPoll};
//! use wechat_core::{AccessToken, api::TokenGrant};
//!
//! let mut keeper = TokenKeeper::new();
//! let TokenPoll::Fetch(ticket) = keeper.poll(0) else { panic!("nobody has fetched yet") };
//! assert!(matches!(keeper.poll(5), TokenPoll::Wait { .. })); // one fetch at a time
//!
//! let token = AccessToken::new("fresh").unwrap();
//! keeper.fetched(ticket, Ok(TokenGrant::new(token.clone(), 7200)), 300, 0);
//! assert!(matches!(keeper.poll(301), TokenPoll::Use(used) if used == token));
//! ```

mod keeper;
mod outcome;
mod refresh;

pub use keeper::TokenKeeper;
pub use outcome::{FetchFailure, FetchTicket, Invalidated, RefreshBudget, TokenPoll};
