//! The JS-SDK (网页开发): pages inside WeChat that may record, choose pictures, share.
//!
//! Fetch a ticket, keep it for its life, and sign each page's URL with it.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html>

mod signature;
mod ticket;

pub use signature::{JsConfig, sign};
pub use ticket::{GetJsTicket, JsTicket, JsTicketGrant, TicketKind};
