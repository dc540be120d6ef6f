//! Notices a user asked for (订阅通知, 一次性订阅消息): one consent, one message.
//!
//! | call | who may | how the user consents |
//! |---|---|---|
//! | [`BizSend`] | verified service accounts | a component in an article, or `wx-open-subscribe` in a page |
//! | [`OneTimeSend`] | verified subscription and service accounts | a link the bot may send: [`ConfirmUrl`] |
//!
//! Long-term consents are for government and medicine only. Confidence: C3.

mod bizsend;
mod confirm;
mod one_time;

pub use bizsend::BizSend;
pub use confirm::{ConfirmUrl, SCENE_MAX};
pub use one_time::{CONTENT_MAX_CHARS, OneTimeSend, TITLE_MAX_CHARS};
