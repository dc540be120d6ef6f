//! Passive replies: the answer in the response body of a push.
//!
//! Exactly one per push, free of charge, shown to the sender of that push only. Longer than five seconds to decide?
//! Answer [`SUCCESS`] and use [`crate::customer`] later.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html>

mod content;
mod error;
mod writer;

pub use content::{Article, Music, Reply, VideoReply};
pub use error::ReplyError;
pub(crate) use writer::push_cdata;

use crate::{AccountId, OpenId, Timestamp};

/// What to answer when there is nothing to say: "handled, do not deliver again". Never encrypted.
pub const SUCCESS: &str = "success";

/// Whom a passive reply goes to and in whose name: the push's two names, swapped.
///
/// Usually from [`Inbound::reply_address`](crate::Inbound::reply_address).
#[derive(Clone, Copy, Debug)]
pub struct ReplyAddress<'a> {
    user: &'a OpenId,
    account: &'a AccountId,
}

impl<'a> ReplyAddress<'a> {
    /// To `user`, from `account`.
    #[must_use]
    pub const fn new(user: &'a OpenId, account: &'a AccountId) -> Self {
        Self { user, account }
    }
}

impl Reply {
    /// The reply as the XML document WeChat expects, dated `now`. Control characters in texts are dropped.
    ///
    /// ```
    /// use wechat_core::{AccountId, OpenId, Timestamp, reply::{Reply, ReplyAddress}};
    /// let (user, account) = (OpenId::new("oExample").unwrap(), AccountId::new("gh_0a1b2c3d4e5f").unwrap());
    /// let xml = Reply::text("hello").to_xml(ReplyAddress::new(&user, &account), Timestamp::from_secs(1)).unwrap();
    /// assert!(xml.contains("<Content><![CDATA[hello]]></Content>"));
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReplyError`] when WeChat would refuse the reply or show nothing.
    pub fn to_xml(&self, address: ReplyAddress<'_>, now: Timestamp) -> Result<String, ReplyError> {
        let mut xml = writer::Document::new(self.size_hint());
        xml.clean_cdata("ToUserName", address.user.as_str());
        xml.clean_cdata("FromUserName", address.account.as_str());
        xml.number("CreateTime", now.as_secs());
        self.write(&mut xml)?;
        Ok(xml.finish())
    }
}
