//! Every endpoint the simulated platform knows, through the client: two writers of one protocol must agree.

use driftbottle_wechat_client::CallError;
use wechat_core::api::media::{GetJsSdkMedia, GetMedia, MediaFormat, MediaKind, UploadMedia};
use wechat_core::api::menu::{Button, CreateMenu, DeleteMenu, GetMenu};
use wechat_core::api::network::{CheckCallback, CheckKind, GetApiDomainIp};
use wechat_core::api::oauth2::{
    AuthorizeUrl, CheckUserToken, GetUserProfile, GetUserToken, OauthScope, RefreshUserToken,
};
use wechat_core::api::qrcode::{CreateQrCode, QrScene};
use wechat_core::api::quota::{ClearQuota, ClearQuotaBySecret, GetQuota, GetRid};
use wechat_core::api::subscription::{BizSend, ConfirmUrl, OneTimeSend};
use wechat_core::api::template::{NoticeData, TemplateSend};
use wechat_core::api::user::{GetUserInfo, GetUserInfoBatch, SubscribeScene};
use wechat_core::api::{CustomSend, CustomTyping, ErrCode, GetCallbackIp, TypingCommand};
use wechat_core::customer::{Body, Message};
use wechat_core::{AppId, AppSecret, MediaId, OpenId};
use wechat_simulator::{Account, AccountKind, BubbleKind, Sender, TemplateKind};

use crate::laptop::Laptop;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

fn code(error: &CallError) -> Option<i64> {
    error.code().map(|code| code.0)
}

// proves: F13
#[tokio::test]
async fn a_picture_is_uploaded_sent_downloaded_and_renewed() {
    let (laptop, client, phone, openid) = Laptop::with_follower();
    let uploaded = client.call(&UploadMedia::new(MediaKind::Image, PNG.to_vec())).await.unwrap();
    let image = Message::new(openid, Body::Image(uploaded.media_id.clone()));
    client.call(&CustomSend::new(image)).await.unwrap();
    let shown = laptop.platform().screen(phone).unwrap().last().unwrap().clone();
    assert!(matches!(shown.kind, BubbleKind::Image) && shown.from == Sender::Account, "{shown:?}");

    let file = client.download(uploaded.media_id.clone()).await.unwrap();
    assert_eq!((file.format, file.bytes.as_slice()), (Some(MediaFormat::Png), PNG));
    assert!(file.name.is_some());
    let again = client.renew(uploaded.media_id.clone(), MediaKind::Image).await.unwrap();
    assert_ne!(again.media_id, uploaded.media_id);

    laptop.platform().leap(3 * 24 * 3_600_000);
    let gone = client.call(&GetMedia::new(uploaded.media_id)).await.unwrap_err();
    assert!(gone.code().unwrap().is_media_gone(), "{gone:?}");
}

#[tokio::test]
async fn a_video_comes_as_a_link_and_is_followed() {
    let (laptop, client, phone, _) = Laptop::with_follower();
    laptop.platform().send_video(phone).unwrap();
    let body = laptop.platform().pushes().last().unwrap().plain_body().to_owned();
    let push = wechat_core::Inbound::parse(body.as_bytes()).unwrap();
    let wechat_core::inbound::InboundKind::Video(video) = push.kind else { panic!("{push:?}") };
    let file = client.download(video.media_id).await.unwrap();
    assert_eq!(file.format, Some(MediaFormat::Mp4));
}

#[tokio::test]
async fn a_voice_comes_in_two_qualities() {
    let (laptop, client, phone, _) = Laptop::with_follower();
    laptop.platform().send_voice(phone).unwrap();
    let body = laptop.platform().pushes().last().unwrap().plain_body().to_owned();
    let push = wechat_core::Inbound::parse(body.as_bytes()).unwrap();
    let wechat_core::inbound::InboundKind::Voice(voice) = push.kind else { panic!("{push:?}") };
    let amr = client.call(&GetMedia::new(voice.media_id.clone())).await.unwrap().into_file().unwrap();
    assert_eq!(amr.format, Some(MediaFormat::Amr));
    let fine = client.call(&GetJsSdkMedia::new(voice.media_id)).await;
    assert!(fine.is_ok() || fine.as_ref().is_err_and(|error| code(error) == Some(40007)), "{fine:?}");
}

#[tokio::test]
async fn a_menu_is_made_read_and_removed() {
    let (_, client, _, _) = Laptop::with_follower();
    let none = client.call(&GetMenu::new()).await.unwrap_err();
    assert!(none.code().unwrap().is_menu_missing());
    let buttons = vec![
        Button::click("找人", "find"),
        Button::items(
            "更多",
            vec![Button::view("说明", "https://example.com/"), Button::click("离开", "leave")],
        ),
    ];
    client.call(&CreateMenu::new(buttons.clone())).await.unwrap();
    assert_eq!(client.call(&GetMenu::new()).await.unwrap().buttons, buttons);
    client.call(&DeleteMenu::new()).await.unwrap();
    assert!(client.call(&GetMenu::new()).await.is_err());
}

#[tokio::test]
async fn a_code_is_made_scanned_and_remembered() {
    let (laptop, client, _, _) = Laptop::with_follower();
    let made = client.call(&CreateQrCode::temporary("岸边", 3600)).await.unwrap();
    assert!(made.life_secs == Some(3600) && made.picture_url().contains("showqrcode?ticket="));
    let openid = {
        let mut platform = laptop.platform();
        let newcomer = platform.add_phone("小红");
        platform.scan_ticket(newcomer, &made.ticket).unwrap();
        OpenId::new(platform.openid(newcomer).unwrap()).unwrap()
    };
    let known = client.call(&GetUserInfo::new(openid)).await.unwrap();
    assert_eq!(known.subscribe_scene, Some(SubscribeScene::QrCode));
    assert_eq!(known.qr_scene_str.as_deref(), Some("岸边"));
    let forever = client.call(&CreateQrCode::permanent(QrScene::Number(7))).await.unwrap();
    assert_eq!(forever.life_secs, None);
}

#[tokio::test]
async fn followers_are_known_and_others_are_not() {
    let (laptop, client, phone, openid) = Laptop::with_follower();
    let known = client.call(&GetUserInfo::new(openid.clone())).await.unwrap();
    assert!(known.follows && known.subscribe_time.is_some());
    let both = client.call(&GetUserInfoBatch::new(vec![openid.clone(), openid.clone()])).await.unwrap();
    assert_eq!(both.len(), 2);
    laptop.platform().unfollow(phone).unwrap();
    let gone = client.call(&GetUserInfo::new(openid)).await.unwrap();
    assert!(!gone.follows && gone.subscribe_time.is_none());
    let nobody = client.call(&GetUserInfo::new(OpenId::new("oNobody").unwrap())).await.unwrap_err();
    assert_eq!(code(&nobody), Some(40003));
}

#[tokio::test]
async fn somebody_logs_in_on_a_page() {
    let (laptop, client, phone, openid) = Laptop::with_follower();
    let (app, secret) = {
        let platform = laptop.platform();
        let account = platform.account();
        (AppId::new(account.app_id.clone()).unwrap(), AppSecret::new(account.app_secret.clone()).unwrap())
    };
    let page =
        AuthorizeUrl::new(app.clone(), "http://127.0.0.1/back", OauthScope::Profile, "s7").to_url().unwrap();
    let query = page.split_once('?').unwrap().1.split('#').next().unwrap();
    let back = laptop.platform().agree_to_login(phone, query).unwrap();
    assert!(back.contains("state=s7"), "{back}");
    let login_code = back.split_once("code=").unwrap().1.split('&').next().unwrap().to_owned();

    let exchange = GetUserToken::new(app.clone(), secret, login_code);
    let grant = client.call(&exchange).await.unwrap();
    assert_eq!(grant.person(), Some(&openid));
    let profile = client.call(&GetUserProfile::new(grant.token.clone(), openid.clone())).await.unwrap();
    assert_eq!(profile.nickname, "小明");
    client.call(&CheckUserToken::new(grant.token.clone(), openid.clone())).await.unwrap();
    let renewed = client.call(&RefreshUserToken::new(app, grant.refresh_token.clone())).await.unwrap();
    assert_eq!(renewed.openid, openid);
    let twice = client.call(&exchange).await.unwrap_err();
    assert!(twice.code().unwrap().is_login_code_invalid(), "{twice:?}");
}

#[tokio::test]
async fn notices_need_their_consents() {
    let (laptop, client, phone, openid) = Laptop::with_follower();
    let template = laptop.platform().add_template(TemplateKind::Message, "回信", "{{thing1.DATA}}").unwrap();
    let data = NoticeData::new().with("thing1", "有人回了你的瓶子");
    let id = client.call(&TemplateSend::new(openid.clone(), template, data.clone())).await.unwrap();
    assert!(id.parse::<u64>().is_ok(), "{id}");

    let notice = laptop.platform().add_template(TemplateKind::Notice, "回信", "{{thing1.DATA}}").unwrap();
    let refused = client.call(&BizSend::new(openid.clone(), notice, data)).await.unwrap_err();
    assert!(refused.code().unwrap().is_consent_missing());

    let template = laptop.platform().one_time_template().to_owned();
    let app = client.app_id().clone();
    let page = ConfirmUrl::new(app, 7, template.clone(), "http://127.0.0.1/back", "s7").to_url().unwrap();
    let query = page.split_once('?').unwrap().1.split('#').next().unwrap();
    let send = OneTimeSend::new(openid, template, 7, "漂流瓶", "有人回了你的瓶子");
    assert!(client.call(&send).await.unwrap_err().code().unwrap().is_consent_missing());
    laptop.platform().answer_consent(phone, query, true).unwrap();
    client.call(&send).await.unwrap();
    assert!(client.call(&send).await.unwrap_err().code().unwrap().is_consent_missing());
}

#[tokio::test]
async fn quotas_are_counted_cleared_and_refusals_explained() {
    let (laptop, client, _, openid) = Laptop::with_follower();
    client.call(&CustomSend::new(Message::text(openid, "hi"))).await.unwrap();
    let quota = client.call(&GetQuota::of::<CustomSend>()).await.unwrap();
    assert_eq!((quota.daily_limit, quota.used, quota.remain), (500_000, 1, 499_999));
    client.call(&ClearQuota::new(client.app_id().clone())).await.unwrap();
    assert_eq!(client.call(&GetQuota::of::<CustomSend>()).await.unwrap().used, 0);
    let secret = AppSecret::new(laptop.platform().account().app_secret.clone()).unwrap();
    client.call(&ClearQuotaBySecret::new(client.app_id().clone(), secret)).await.unwrap();

    let refused = client.call(&GetMedia::new(MediaId::new("none").unwrap())).await.unwrap_err();
    let info = client.call(&GetRid::new(refused.rid().unwrap())).await.unwrap();
    assert!(info.response_body.contains("40007") && !format!("{info:?}").contains("40007"));
}

#[tokio::test]
async fn addresses_reachability_and_typing() {
    let (laptop, client, phone, openid) = Laptop::with_follower();
    assert!(!client.call(&GetCallbackIp::new()).await.unwrap().is_empty());
    assert!(!client.call(&GetApiDomainIp::new()).await.unwrap().is_empty());
    let unknown = client.call(&CheckCallback::new(CheckKind::All)).await.unwrap_err();
    assert_eq!(code(&unknown), Some(40201), "no address is known yet");
    laptop.platform().set_callback_ip(Some("203.0.113.7".parse().unwrap()));
    let report = client.call(&CheckCallback::new(CheckKind::All)).await.unwrap();
    assert!(!report.dns.is_empty() && !report.ping.is_empty());
    client.call(&CustomTyping::new(openid.clone(), TypingCommand::Start)).await.unwrap();
    assert!(laptop.platform().is_typing(phone).unwrap());
    let twice = client.call(&CustomTyping::new(openid, TypingCommand::Start)).await.unwrap_err();
    assert_eq!(twice.code().unwrap().class(), wechat_core::api::Handling::Harmless);
}

#[tokio::test]
async fn an_account_that_may_not_is_told_so_everywhere() {
    let laptop = Laptop::new(Account::example().with_kind(AccountKind::Personal));
    let client = laptop.client();
    let refused = client.call(&GetMenu::new()).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrCode(48001)));
    assert!(client.call(&GetCallbackIp::new()).await.is_ok());
}
