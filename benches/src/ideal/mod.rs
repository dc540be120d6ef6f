//! The hot path by hand: what it costs when nothing but one shape of message has to work.
//!
//! Same inputs, same results as `wechat_core` (a test compares them), the same crates, and no `unsafe`. It knows only
//! text pushes in XML and sealed envelopes as WeChat writes them today; anything else is `None`.

mod envelope;
mod key;
mod push;
mod seal;
mod signature;

pub use envelope::{Opened, Signed, open};
pub use key::Key;
pub use push::{TextPush, parse};
pub use seal::{Stamp, TextReply, compose_and_seal};
