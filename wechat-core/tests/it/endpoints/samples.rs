//! One valid call of every endpoint.

use serde_json::json;
use wechat_core::api::custom::{BusinessSend, BusinessTyping};
use wechat_core::api::jssdk::GetJsTicket;
use wechat_core::api::kf_account::{
    AddKfAccount, DeleteKfAccount, InviteKfWorker, KfAccountName, ListKfAccounts, ListOnlineKfAccounts,
    UpdateKfAccount,
};
use wechat_core::api::media::{GetJsSdkMedia, GetMedia, MediaKind, UploadMedia};
use wechat_core::api::menu::{Button, CreateMenu, DeleteMenu, GetMenu};
use wechat_core::api::mini_program::{
    AudioOrImage, CheckMedia, CheckSession, CheckText, CodeToSession, ContentScene, GenerateScheme,
    GenerateUrlLink, GetPhoneNumber, GetUnlimitedCode, GetUserRisk, ResetSession, RiskScene, SubscribeSend,
};
use wechat_core::api::network::{CheckCallback, CheckKind, GetApiDomainIp};
use wechat_core::api::oauth2::{
    CheckUserToken, GetUserProfile, GetUserToken, RefreshToken, RefreshUserToken, UserToken,
};
use wechat_core::api::qrcode::CreateQrCode;
use wechat_core::api::quota::{ClearQuota, ClearQuotaBySecret, GetQuota, GetRid};
use wechat_core::api::subscription::{BizSend, OneTimeSend};
use wechat_core::api::template::{NoticeData, TemplateSend};
use wechat_core::api::user::{GetUserInfo, GetUserInfoBatch};
use wechat_core::api::{
    CustomSend, CustomTyping, Endpoint, GetCallbackIp, GetStableToken, GetToken, RawCall, TypingCommand,
};
use wechat_core::customer::Message;
use wechat_core::session::SessionKey;
use wechat_core::{AppId, AppSecret, MediaId, OpenId};

/// What is done with each.
pub(super) trait Visit {
    fn visit<E: Endpoint>(&mut self, call: &E);
}

pub(super) fn app() -> AppId {
    AppId::new("wx1").unwrap()
}

pub(super) fn secret() -> AppSecret {
    AppSecret::new("s&1").unwrap()
}

pub(super) fn openid() -> OpenId {
    OpenId::new("oX").unwrap()
}

pub(super) fn kf() -> KfAccountName {
    KfAccountName::new("k1@drift").unwrap()
}

pub(super) fn key() -> SessionKey {
    SessionKey::new("AAECAwQFBgcICQoLDA0ODw==").unwrap()
}

pub(super) fn data() -> NoticeData {
    NoticeData::new().with("thing1", "瓶子")
}

pub(super) fn media() -> MediaId {
    MediaId::new("m-1").unwrap()
}

fn user_token() -> UserToken {
    UserToken::new("ut").unwrap()
}

pub(super) fn visit_all(visit: &mut impl Visit) {
    let hello = || Message::text(openid(), "hi");
    visit.visit(&GetToken::new(app(), secret()));
    visit.visit(&GetStableToken::new(app(), secret()));
    visit.visit(&GetCallbackIp::new());
    visit.visit(&GetApiDomainIp::new());
    visit.visit(&CheckCallback::new(CheckKind::All));
    visit.visit(&GetQuota::of::<CustomSend>());
    visit.visit(&GetRid::new("65a1b2c3-0a1b2c3d-4e5f6071"));
    visit.visit(&ClearQuota::new(app()));
    visit.visit(&ClearQuotaBySecret::new(app(), secret()));
    visit.visit(&CustomSend::new(hello()));
    visit.visit(&CustomTyping::new(openid(), TypingCommand::Start));
    visit.visit(&BusinessSend::new(hello(), 7));
    visit.visit(&BusinessTyping::new(openid(), TypingCommand::Stop));
    visit.visit(&ListKfAccounts::new());
    visit.visit(&ListOnlineKfAccounts::new());
    visit.visit(&AddKfAccount::new(kf(), "瓶中人"));
    visit.visit(&UpdateKfAccount::new(kf(), "瓶中人"));
    visit.visit(&DeleteKfAccount::new(kf()));
    visit.visit(&InviteKfWorker::new(kf(), "a_wechat_id"));
    visit.visit(&UploadMedia::new(MediaKind::Image, b"GIF89a".to_vec()));
    visit.visit(&GetMedia::new(media()));
    visit.visit(&GetJsSdkMedia::new(media()));
    visit.visit(&GetUserInfo::new(openid()));
    visit.visit(&GetUserInfoBatch::new(vec![openid()]));
    visit.visit(&CreateMenu::new(vec![Button::click("a", "k")]));
    visit.visit(&GetMenu::new());
    visit.visit(&DeleteMenu::new());
    visit.visit(&CreateQrCode::temporary(7, 60));
    visit.visit(&GetUserToken::new(app(), secret(), "code"));
    visit.visit(&RefreshUserToken::new(app(), RefreshToken::new("rt").unwrap()));
    visit.visit(&GetUserProfile::new(user_token(), openid()));
    visit.visit(&CheckUserToken::new(user_token(), openid()));
    visit.visit(&GetJsTicket::new());
    visit.visit(&TemplateSend::new(openid(), "tpl", data()));
    visit.visit(&BizSend::new(openid(), "tpl", data()));
    visit.visit(&OneTimeSend::new(openid(), "tpl", 7, "t", "c"));
    visit.visit(&CodeToSession::new(app(), secret(), "code"));
    visit.visit(&CheckSession::new(openid(), key()));
    visit.visit(&ResetSession::new(openid(), key()));
    visit.visit(&GetPhoneNumber::new("code"));
    visit.visit(&SubscribeSend::new(openid(), "tpl", data()));
    visit.visit(&CheckText::new(openid(), ContentScene::SocialLog, "words"));
    visit.visit(&CheckMedia::new("https://x/a.png", AudioOrImage::Image, openid(), ContentScene::Forum));
    visit.visit(&GetUserRisk::new(app(), openid(), RiskScene::Content, "203.0.113.7".parse().unwrap()));
    visit.visit(&GenerateScheme::new("/p", "a=1", 30));
    visit.visit(&GenerateUrlLink::new("/p", "a=1", 30));
    visit.visit(&GetUnlimitedCode::new("a=1"));
    visit.visit(&RawCall::post("/cgi-bin/tags/create", json!({"tag": {"name": "x"}})));
}
