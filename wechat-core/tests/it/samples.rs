//! Values the tests share.

use wechat_core::callback::{Callback, CallbackConfig, Query};
use wechat_core::inbound::{Inbound, InboundKind, Text};
use wechat_core::{AccountId, AppId, CallbackToken, EncodingAesKey, MsgId, OpenId, Timestamp};

pub(crate) const OPENID: &str = "oExample_openid_of_a_person1";
pub(crate) const ACCOUNT: &str = "gh_0a1b2c3d4e5f";
pub(crate) const APP_ID: &str = "wx0a1b2c3d4e5f6071";
pub(crate) const TOKEN: &str = "driftwood";
pub(crate) const KEY: &str = "driftbottleDRIFTBOTTLE0123456789driftbottlA";
pub(crate) const OTHER_KEY: &str = "anotherBottleONtheBEACH9876543210washedUpXZ";

pub(crate) fn openid() -> OpenId {
    OpenId::new(OPENID).unwrap()
}

pub(crate) fn account() -> AccountId {
    AccountId::new(ACCOUNT).unwrap()
}

pub(crate) fn app_id() -> AppId {
    AppId::new(APP_ID).unwrap()
}

pub(crate) fn token() -> CallbackToken {
    CallbackToken::new(TOKEN).unwrap()
}

pub(crate) fn key(text: &str) -> EncodingAesKey {
    EncodingAesKey::new(text).unwrap()
}

pub(crate) fn secure() -> Callback {
    Callback::new(CallbackConfig::secure(app_id(), token(), key(KEY))).unwrap()
}

pub(crate) fn plain() -> Callback {
    Callback::new(CallbackConfig::plain(app_id(), token())).unwrap()
}

pub(crate) fn inbound(kind: InboundKind) -> Inbound {
    Inbound::new(account(), openid(), Timestamp::from_secs(1_790_000_000), kind)
}

pub(crate) fn text(content: &str) -> Inbound {
    inbound(InboundKind::Text(Text::new(MsgId::from(7), content)))
}

/// A push in XML around further fields.
pub(crate) fn xml(fields: &str) -> String {
    format!(
        "<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{OPENID}]]></FromUserName>\
         <CreateTime>1790000000</CreateTime>{fields}</xml>"
    )
}

/// A push in JSON around further members.
pub(crate) fn json(members: &str) -> String {
    format!(r#"{{"ToUserName":"{ACCOUNT}","FromUserName":"{OPENID}","CreateTime":"1790000000",{members}}}"#)
}

/// The query of an encrypted push.
pub(crate) fn sealed_query<'a>(
    raw: &'a mut String,
    timestamp: &str,
    nonce: &str,
    signature: &str,
) -> Query<'a> {
    *raw = format!(
        "timestamp={timestamp}&nonce={nonce}&encrypt_type=aes&msg_signature={signature}&signature=0&openid={OPENID}"
    );
    Query::parse(raw).unwrap()
}

/// Between two tags of a document of ours.
pub(crate) fn between<'a>(document: &'a str, from: &str, to: &str) -> &'a str {
    document.split_once(from).unwrap().1.split_once(to).unwrap().0
}
