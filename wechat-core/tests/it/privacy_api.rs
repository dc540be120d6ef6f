//! `{:?}` of every call and answer that holds a secret, an openid or somebody's words shows none of them.

use std::fmt::Debug;

use wechat_core::api::custom::{BusinessSend, BusinessTyping};
use wechat_core::api::jssdk::{GetJsTicket, JsTicket};
use wechat_core::api::kf_account::{InviteKfWorker, KfAccountName, ListKfAccounts};
use wechat_core::api::media::{GetMedia, MediaKind, UploadMedia};
use wechat_core::api::mini_program::{
    AudioOrImage, CheckMedia, CheckSession, CheckText, CodeToSession, ContentScene, GenerateScheme,
    GenerateUrlLink, GetPhoneNumber, GetUnlimitedCode, GetUserRisk, ResetSession, RiskScene, SubscribeSend,
};
use wechat_core::api::oauth2::{
    CheckUserToken, GetUserProfile, GetUserToken, RefreshToken, RefreshUserToken, UserToken,
};
use wechat_core::api::quota::{ClearQuotaBySecret, GetRid};
use wechat_core::api::subscription::{BizSend, OneTimeSend};
use wechat_core::api::template::{MiniProgramLink, NoticeData, TemplateSend};
use wechat_core::api::user::{GetUserInfo, GetUserInfoBatch};
use wechat_core::api::{Endpoint, Extra, RawCall, TypingCommand};
use wechat_core::customer::Message;
use wechat_core::session::{EncryptedData, Freshness, SessionKey};
use wechat_core::{AppId, AppSecret, OpenId};

const OPENID: &str = "oExample_openid_of_a_person1";
const WORDS: &str = "words-nobody-else-should-read";
const SECRET: &str = "0123456789abcdef-secret";

#[track_caller]
fn hides(value: &dyn Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        for private in [OPENID, WORDS, SECRET] {
            assert!(!shown.contains(private), "{private} in {shown}");
        }
    }
}

/// Parses an answer full of private things and looks at it.
#[track_caller]
fn answer<E: Endpoint>(json: &str)
where
    E::Response: Debug,
{
    let json = json.replace("OPENID", OPENID).replace("WORDS", WORDS).replace("SECRET", SECRET);
    match E::parse(http::Response::new(json.as_bytes())) {
        Ok(response) => hides(&response),
        Err(error) => panic!("{}: {error}", E::NAME),
    }
}

#[test]
fn calls() {
    let openid = || OpenId::new(OPENID).unwrap();
    let app = || AppId::new("wx1").unwrap();
    let secret = || AppSecret::new(SECRET).unwrap();
    let data = || NoticeData::new().with("thing1", WORDS);
    let hello = || Message::text(openid(), WORDS);
    let token = || UserToken::new(SECRET).unwrap();
    let key = || SessionKey::new(SECRET).unwrap();
    let link = || MiniProgramLink::new(app(), WORDS);
    hides(&BusinessSend::new(hello(), 7));
    hides(&BusinessTyping::new(openid(), TypingCommand::Start));
    hides(&InviteKfWorker::new(KfAccountName::new("k@d").unwrap(), WORDS));
    hides(&UploadMedia::new(MediaKind::Image, WORDS.into()));
    hides(&GetMedia::parse(http::Response::new(WORDS.as_bytes())).unwrap());
    hides(&GetUserInfo::new(openid()));
    hides(&GetUserInfoBatch::new(vec![openid()]));
    hides(&ClearQuotaBySecret::new(app(), secret()));
    hides(&GetUserToken::new(app(), secret(), WORDS));
    hides(&RefreshUserToken::new(app(), RefreshToken::new(SECRET).unwrap()));
    hides(&GetUserProfile::new(token(), openid()));
    hides(&CheckUserToken::new(token(), openid()));
    hides(&JsTicket::new(SECRET).unwrap());
    let mut template = TemplateSend::new(openid(), "t", data());
    (template.url, template.mini_program) = (Some(WORDS.into()), Some(link()));
    hides(&template);
    let mut biz = BizSend::new(openid(), "t", data());
    (biz.page, biz.mini_program) = (Some(WORDS.into()), Some(link()));
    hides(&biz);
    hides(&OneTimeSend::new(openid(), "t", 1, WORDS, WORDS));
    hides(&CodeToSession::new(app(), secret(), WORDS));
    hides(&CheckSession::new(openid(), key()));
    hides(&ResetSession::new(openid(), key()));
    hides(&GetPhoneNumber::of(WORDS, openid()));
    hides(&SubscribeSend::new(openid(), "t", data()));
    let mut text = CheckText::new(openid(), ContentScene::Profile, WORDS);
    (text.title, text.nickname, text.signature) =
        (Some(WORDS.into()), Some(WORDS.into()), Some(WORDS.into()));
    hides(&text);
    hides(&CheckMedia::new(WORDS, AudioOrImage::Image, openid(), ContentScene::Forum));
    let mut risk = GetUserRisk::new(app(), openid(), RiskScene::Content, "203.0.113.7".parse().unwrap());
    (risk.mobile_no, risk.email, risk.extended_info) =
        (Some(WORDS.into()), Some(WORDS.into()), Some(WORDS.into()));
    hides(&risk);
    hides(&GenerateScheme::new("/p", WORDS, 1));
    hides(&GenerateUrlLink::new("/p", WORDS, 1));
    hides(&GetUnlimitedCode::new(WORDS));
    hides(&RawCall::post(format!("/x?openid={OPENID}"), serde_json::json!({"content": WORDS})));
}

#[test]
fn answers() {
    answer::<GetUserInfo>(
        r#"{"openid":"OPENID","subscribe":1,"remark":"WORDS","unionid":"SECRET","nickname":"WORDS"}"#,
    );
    answer::<GetUserToken>(
        r#"{"access_token":"SECRET","expires_in":1,"refresh_token":"SECRET","openid":"OPENID","scope":"s","unionid":"WORDS"}"#,
    );
    answer::<GetUserProfile>(r#"{"openid":"OPENID","nickname":"WORDS","headimgurl":"WORDS","city":"WORDS"}"#);
    answer::<GetJsTicket>(r#"{"ticket":"SECRET","expires_in":7200}"#);
    answer::<CodeToSession>(r#"{"openid":"OPENID","session_key":"SECRET","unionid":"WORDS"}"#);
    answer::<GetPhoneNumber>(
        r#"{"phone_info":{"phoneNumber":"WORDS","purePhoneNumber":"WORDS","more":"WORDS"}}"#,
    );
    answer::<CheckText>(
        r#"{"trace_id":"t","result":{"suggest":"pass","label":100},"detail":[{"strategy":"keyword","keyword":"WORDS"}]}"#,
    );
    answer::<GetRid>(
        r#"{"request":{"request_url":"SECRET","request_body":"WORDS","response_body":"OPENID"}}"#,
    );
    answer::<ListKfAccounts>(
        r#"{"kf_list":[{"kf_account":"k@d","kf_wx":"WORDS","invite_wx":"WORDS","kf_nick":"WORDS"}]}"#,
    );
    let extra: Extra = serde_json::from_str(&format!(r#"{{"a":"{WORDS}","b":{{"c":"{OPENID}"}}}}"#)).unwrap();
    hides(&extra);
}

#[test]
fn session_data() {
    hides(&SessionKey::new(SECRET).unwrap());
    let sealed = EncryptedData::new(WORDS, SECRET);
    hides(&sealed);
    let app = AppId::new("wx1").unwrap();
    hides(&sealed.open(&SessionKey::new(SECRET).unwrap(), &app, Freshness::any()).unwrap_err());
}
