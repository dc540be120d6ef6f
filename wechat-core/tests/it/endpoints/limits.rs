//! What the platform would refuse is refused here, with the parameter at fault.

use wechat_core::api::kf_account::{AddKfAccount, KfAccountName};
use wechat_core::api::media::{MediaKind, UploadMedia};
use wechat_core::api::menu::{Action, Button, CreateMenu};
use wechat_core::api::mini_program::{
    CheckMedia, CheckText, CodeToSession, ContentScene, Expiry, GenerateScheme, GetUnlimitedCode,
    SubscribeSend,
};
use wechat_core::api::oauth2::{AuthorizeUrl, OauthScope};
use wechat_core::api::qrcode::CreateQrCode;
use wechat_core::api::quota::{GetQuota, GetRid};
use wechat_core::api::subscription::{ConfirmUrl, OneTimeSend};
use wechat_core::api::template::{KeywordKind, NoticeData, TemplateSend, fitting};
use wechat_core::api::user::GetUserInfoBatch;
use wechat_core::api::{ApiError, Endpoint, Handling, RawCall};

use super::samples::{app, data, kf, openid, secret};
use super::try_request;

#[track_caller]
fn refused(call: &impl Endpoint, at: &str) {
    let error = try_request(call).unwrap_err();
    assert_eq!(error.handling(), Handling::CallerBug);
    match error {
        ApiError::BadParameter { field, .. } | ApiError::LongParameter { field, .. } => assert_eq!(field, at),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn taken(call: &impl Endpoint) {
    try_request(call).unwrap();
}

#[test]
fn codes() {
    taken(&CreateQrCode::temporary(1, 2_592_000));
    refused(&CreateQrCode::temporary(1, 2_592_001), "expire_seconds");
    refused(&CreateQrCode::temporary(1, 0), "expire_seconds");
    refused(&CreateQrCode::temporary(0, 60), "scene_id");
    refused(&CreateQrCode::permanent(100_001), "scene_id");
    refused(&CreateQrCode::permanent(0), "scene_id");
    taken(&CreateQrCode::permanent("岸".repeat(64)));
    refused(&CreateQrCode::permanent("岸".repeat(65)), "scene_str");
    refused(&CreateQrCode::temporary("", 60), "scene_str");
}

#[test]
fn media() {
    taken(&UploadMedia::new(MediaKind::Thumb, vec![0; 64 * 1024]));
    refused(&UploadMedia::new(MediaKind::Thumb, vec![0; 64 * 1024 + 1]), "media");
    refused(&UploadMedia::new(MediaKind::Voice, vec![0; 2 * 1024 * 1024 + 1]), "media");
    refused(&UploadMedia::new(MediaKind::Image, Vec::new()), "media");
}

#[test]
fn menus() {
    let button = || Button::click("a", "k");
    refused(&CreateMenu::new(Vec::new()), "button");
    refused(&CreateMenu::new(vec![button(), button(), button(), button()]), "button");
    refused(&CreateMenu::new(vec![Button::items("a", Vec::new())]), "sub_button");
    refused(&CreateMenu::new(vec![Button::items("a", (0..6).map(|_| button()).collect())]), "sub_button");
    refused(
        &CreateMenu::new(vec![Button::items("a", vec![Button::items("b", vec![button()])])]),
        "sub_button",
    );
    refused(&CreateMenu::new(vec![Button::click("", "k")]), "name");
    refused(&CreateMenu::new(vec![Button::click("a", "k".repeat(129))]), "key");
    refused(&CreateMenu::new(vec![Button::view("a", "ftp://x")]), "url");
    let unknown = Action::Other { kind: "hologram".into(), members: Default::default() };
    refused(&CreateMenu::new(vec![Button::new("a", unknown)]), "type");
}

#[test]
fn people_and_accounts() {
    refused(&GetUserInfoBatch::new(Vec::new()), "user_list");
    taken(&GetUserInfoBatch::new(vec![openid(); 100]));
    refused(&GetUserInfoBatch::new(vec![openid(); 101]), "user_list");
    taken(&AddKfAccount::new(kf(), "名".repeat(16)));
    refused(&AddKfAccount::new(kf(), "名".repeat(17)), "nickname");
    for name in ["", "k1", "@d", "k1@", "elevenchars@d", "k-1@d", "k1@d d", "键@d", "k@d@e"] {
        assert!(KfAccountName::new(name).is_err(), "{name}");
    }
}

#[test]
fn notices() {
    refused(&TemplateSend::new(openid(), "", data()), "template_id");
    refused(&TemplateSend::new(openid(), "t", NoticeData::new()), "data");
    refused(&SubscribeSend::new(openid(), "t", NoticeData::new().with("thing1", "")), "data");
    taken(&OneTimeSend::new(openid(), "t", 0, "题".repeat(15), "字".repeat(200)));
    refused(&OneTimeSend::new(openid(), "t", 10_001, "t", "c"), "scene");
    refused(&OneTimeSend::new(openid(), "t", 0, "题".repeat(16), "c"), "title");
    refused(&OneTimeSend::new(openid(), "t", 0, "t", "字".repeat(201)), "content");
}

#[test]
fn pages() {
    let page =
        |redirect: &str, state: &str| AuthorizeUrl::new(app(), redirect, OauthScope::Profile, state).to_url();
    assert!(
        page("https://x/", "abc123").unwrap().contains("scope=snsapi_userinfo&state=abc123#wechat_redirect")
    );
    assert!(page("x", "a").is_err());
    for state in ["", "a b", "a&b", &"a".repeat(129)] {
        assert!(page("https://x/", state).is_err(), "{state}");
    }
    let confirm = |scene, reserved: &str| ConfirmUrl::new(app(), scene, "t", "https://x/", reserved).to_url();
    assert!(confirm(10_000, "r").is_ok());
    assert!(confirm(10_001, "r").is_err() && confirm(0, "").is_err());
}

#[test]
fn mini_programs() {
    taken(&CheckText::new(openid(), ContentScene::Comment, "字".repeat(2_500)));
    refused(&CheckText::new(openid(), ContentScene::Comment, "字".repeat(2_501)), "content");
    let mut motto = CheckText::new(openid(), ContentScene::Comment, "a");
    motto.signature = Some("b".into());
    refused(&motto, "signature");
    refused(
        &CheckMedia::new(
            "a.png",
            wechat_core::api::mini_program::AudioOrImage::Image,
            openid(),
            ContentScene::Forum,
        ),
        "media_url",
    );
    refused(&CodeToSession::new(app(), secret(), ""), "js_code");
    refused(&GenerateScheme::new("/p?a=1", "", 1), "path");
    refused(&GenerateScheme::new("/p", "", 31), "expire_interval");
    let mut never = GenerateScheme::new("/p", "", 1);
    never.expiry = Expiry::At(wechat_core::Timestamp::from_secs(0));
    refused(&never, "expire_time");
    taken(&GetUnlimitedCode::new("aA0!#$&'()*+,/:;=?@-._~"));
    for scene in ["", "a b", "瓶", "a%b", &"a".repeat(33)] {
        refused(&GetUnlimitedCode::new(scene), "scene");
    }
    let mut code = GetUnlimitedCode::new("a");
    code.width = 1281;
    refused(&code, "width");
    code.width = 280;
    code.page = Some("/pages/room".into());
    refused(&code, "page");
}

#[test]
fn others() {
    refused(&GetQuota::new("cgi-bin/token"), "cgi_path");
    refused(&GetRid::new(""), "rid");
    refused(&RawCall::get("cgi-bin/x"), "path");
    refused(&RawCall::get("/x#y"), "path");
}

#[test]
fn values_are_cut_to_what_their_keyword_takes() {
    let long = "一二三四五六七八九十一二三四五六七八九十一";
    assert_eq!(fitting("thing2", long).chars().count(), 20);
    assert!(fitting("thing2", long).ends_with('…'));
    let family = "👨‍👩‍👧".repeat(5); // one sign to a reader, five characters each
    let cut = fitting("thing2", &family);
    assert_eq!(cut, format!("{}…", "👨‍👩‍👧".repeat(3)));
    assert_eq!(fitting("unheard_of1", long), long);
    assert_eq!(KeywordKind::of("character_string12"), Some(KeywordKind::CharacterString));
    assert_eq!(KeywordKind::of("first"), None);
}
