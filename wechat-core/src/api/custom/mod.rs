//! Customer-service messages (客服消息): what an account sends on its own account.
//!
//! The calls under `business/` are the same for an account that serves others (a sub-merchant in the platform's
//! words) and for mini-programs, whose documentation names that path for typing. Confidence: C8 for sending, C2 for
//! its business form, C3 for typing.

mod business_send;
mod business_typing;
mod send;
mod typing;

pub use business_send::BusinessSend;
pub use business_typing::BusinessTyping;
pub use send::CustomSend;
pub use typing::{CustomTyping, TypingCommand};
