//! What is sent, member by member.

use serde_json::{Value, json};
use wechat_core::api::custom::{BusinessSend, BusinessTyping};
use wechat_core::api::jssdk::{JsTicket, sign};
use wechat_core::api::media::{GetMedia, MediaKind, UploadMedia};
use wechat_core::api::menu::{Action, Button, CreateMenu};
use wechat_core::api::mini_program::{
    AudioOrImage, CheckMedia, CheckSession, CheckText, CodeColor, CodeToSession, ContentScene, EnvVersion,
    Expiry, GenerateScheme, GenerateUrlLink, GetPhoneNumber, GetUnlimitedCode, GetUserRisk, ProgramState,
    RiskScene, SubscribeSend,
};
use wechat_core::api::network::{Carrier, CheckCallback, CheckKind};
use wechat_core::api::oauth2::GetUserToken;
use wechat_core::api::qrcode::CreateQrCode;
use wechat_core::api::quota::GetQuota;
use wechat_core::api::subscription::{BizSend, OneTimeSend};
use wechat_core::api::template::{MiniProgramLink, TemplateSend};
use wechat_core::api::user::{GetUserInfo, GetUserInfoBatch, Language};
use wechat_core::api::{CustomSend, TypingCommand};
use wechat_core::customer::{Body, Message, MiniProgramCard};
use wechat_core::{AppId, Timestamp};

use super::samples::{app, data, key, media, openid, secret};
use super::{sent, try_request};

fn post(call: &impl wechat_core::api::Endpoint) -> Value {
    let (method, uri, body) = sent(call);
    assert_eq!(method, "POST");
    assert!(uri.ends_with("?access_token=t"), "{uri}");
    body
}

fn get(call: &impl wechat_core::api::Endpoint) -> String {
    let (method, uri, body) = sent(call);
    assert_eq!((method.as_str(), body), ("GET", Value::Null));
    uri
}

#[test]
fn business_forms_name_the_business() {
    let json = post(&BusinessSend::new(Message::text(openid(), "你好 \u{1f30a}"), 9));
    assert_eq!(
        json,
        json!({"touser":"oX","msgtype":"text","text":{"content":"你好 \u{1f30a}"},"businessid":9})
    );
    let raw = try_request(&BusinessSend::new(Message::text(openid(), "你好"), 9)).unwrap();
    assert!(String::from_utf8_lossy(raw.body()).contains("你好"), "escaped");
    let mut typing = BusinessTyping::new(openid(), TypingCommand::Stop);
    typing.business_id = Some(9);
    assert_eq!(post(&typing), json!({"touser":"oX","command":"CancelTyping","businessid":9}));
}

#[test]
fn mini_programs_send_their_own_cards_without_an_appid() {
    let card = MiniProgramCard::new("瓶子", "pages/room", media());
    let json = post(&CustomSend::new(Message::new(openid(), Body::MiniProgram(card))));
    assert_eq!(
        json["miniprogrampage"],
        json!({"title":"瓶子","pagepath":"pages/room","thumb_media_id":"m-1"})
    );
}

#[test]
fn uploads_are_forms() {
    let call = UploadMedia::new(MediaKind::Thumb, b"\xff\xd8\xff\xe0 a picture".to_vec());
    let request = try_request(&call).unwrap();
    assert_eq!(request.uri().query(), Some("access_token=t&type=thumb"));
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"media.jpg\"; filelength=14\r\n\
         Content-Type: image/jpeg\r\n\r\n"
    );
    let tail = format!("\r\n--{boundary}--\r\n");
    let body = [head.as_bytes(), b"\xff\xd8\xff\xe0 a picture", tail.as_bytes()].concat();
    assert_eq!(request.body(), &body);
    assert_eq!(get(&GetMedia::new(media())), "/cgi-bin/media/get?access_token=t&media_id=m-1");
}

#[test]
fn users_are_asked_about_in_a_language() {
    let mut one = GetUserInfo::new(openid());
    one.language = Some(Language::ZhCn);
    assert_eq!(get(&one), "/cgi-bin/user/info?access_token=t&openid=oX&lang=zh_CN");
    let mut both = GetUserInfoBatch::new(vec![openid(), openid()]);
    both.language = Some(Language::En);
    assert_eq!(post(&both), json!({"user_list":[{"openid":"oX","lang":"en"},{"openid":"oX","lang":"en"}]}));
}

#[test]
fn every_kind_of_button_has_its_members() {
    let buttons = vec![
        Button::items(
            "一",
            vec![
                Button::new("a", Action::ScanCodePush("k".into())),
                Button::new("b", Action::ScanCodeWait("k".into())),
                Button::new("c", Action::TakePicture("k".into())),
                Button::new("d", Action::TakeOrChoosePicture("k".into())),
                Button::new("e", Action::ChoosePicture("k".into())),
            ],
        ),
        Button::items(
            "二",
            vec![
                Button::new("f", Action::ChoosePlace("k".into())),
                Button::new("g", Action::SendMedia(media())),
                Button::new("h", Action::SendArticle("a1".into())),
                Button::new("i", Action::OpenArticle("a2".into())),
                Button::new(
                    "j",
                    Action::MiniProgram {
                        app_id: AppId::new("wx2").unwrap(),
                        page_path: "p".into(),
                        url: "http://old".into(),
                    },
                ),
            ],
        ),
        Button::view("三", "https://x/"),
    ];
    let json = post(&CreateMenu::new(buttons));
    let items = |at: usize| json["button"][at]["sub_button"].as_array().unwrap().clone();
    let kinds: Vec<_> =
        items(0).iter().chain(&items(1)).map(|b| b["type"].as_str().unwrap().to_owned()).collect();
    assert_eq!(
        kinds,
        [
            "scancode_push",
            "scancode_waitmsg",
            "pic_sysphoto",
            "pic_photo_or_album",
            "pic_weixin",
            "location_select",
            "media_id",
            "article_id",
            "article_view_limited",
            "miniprogram",
        ]
    );
    assert_eq!(
        items(1)[4],
        json!({"name":"j","type":"miniprogram","appid":"wx2","pagepath":"p","url":"http://old"})
    );
    assert_eq!(json["button"][2], json!({"name":"三","type":"view","url":"https://x/"}));
    assert!(json["button"][0].get("type").is_none());
}

#[test]
fn codes_live_for_a_while_or_for_ever() {
    let json = post(&CreateQrCode::temporary(4_294_967_295, 2_592_000));
    assert_eq!(
        json,
        json!({"action_name":"QR_SCENE","expire_seconds":2_592_000,
        "action_info":{"scene":{"scene_id":4_294_967_295_u32}}})
    );
    let json = post(&CreateQrCode::permanent(100_000));
    assert_eq!(json, json!({"action_name":"QR_LIMIT_SCENE","action_info":{"scene":{"scene_id":100_000}}}));
    let json = post(&CreateQrCode::permanent("岸"));
    assert_eq!(json, json!({"action_name":"QR_LIMIT_STR_SCENE","action_info":{"scene":{"scene_str":"岸"}}}));
}

#[test]
fn logins_name_account_secret_and_code_in_the_query() {
    let web = GetUserToken::new(app(), secret(), "c+1");
    let common = "appid=wx1&secret=s%261";
    assert_eq!(
        get(&web),
        format!("/sns/oauth2/access_token?{common}&code=c%2B1&grant_type=authorization_code")
    );
    let mini = CodeToSession::new(app(), secret(), "c+1");
    assert_eq!(
        get(&mini),
        format!("/sns/jscode2session?{common}&js_code=c%2B1&grant_type=authorization_code")
    );
    let uri = get(&CheckSession::new(openid(), key()));
    let signature = key().login_signature("");
    assert_eq!(
        uri,
        format!("/wxa/checksession?access_token=t&openid=oX&signature={signature}&sig_method=hmac_sha256")
    );
}

#[test]
fn a_page_is_signed_without_its_fragment() {
    let ticket = JsTicket::new("a-ticket").unwrap();
    let at = Timestamp::from_secs(1_790_000_000);
    let with = sign(&app(), &ticket, "https://example.com/room?id=7#chat", "a-word", at);
    assert_eq!(with, sign(&app(), &ticket, "https://example.com/room?id=7", "a-word", at));
    let json = serde_json::to_value(&with).unwrap();
    assert_eq!(
        (&json["appId"], &json["timestamp"], &json["nonceStr"]),
        (&"wx1".into(), &1_790_000_000.into(), &"a-word".into())
    );
}

#[test]
fn notices_carry_values_links_and_names() {
    let mut send = TemplateSend::new(openid(), "tpl", data());
    send.url = Some("https://x/".into());
    send.mini_program = Some(MiniProgramLink::new(app(), "p?a=1"));
    send.client_msg_id = Some("id-1".into());
    assert_eq!(
        post(&send),
        json!({"touser":"oX","template_id":"tpl","data":{"thing1":{"value":"瓶子"}},
        "url":"https://x/","miniprogram":{"appid":"wx1","pagepath":"p?a=1"},"client_msg_id":"id-1"})
    );
    let mut biz = BizSend::new(openid(), "tpl", data());
    biz.page = Some("https://x/".into());
    assert_eq!(
        post(&biz),
        json!({"touser":"oX","template_id":"tpl","data":{"thing1":{"value":"瓶子"}},"page":"https://x/"})
    );
    let mut once = OneTimeSend::new(openid(), "tpl", 10_000, "一二", "三四");
    once.url = Some("https://x/".into());
    assert_eq!(
        post(&once),
        json!({"touser":"oX","template_id":"tpl","scene":"10000","title":"一二",
        "data":{"content":{"value":"三四"}},"url":"https://x/"})
    );
    let mut mini = SubscribeSend::new(openid(), "tpl", data());
    (mini.page, mini.state, mini.language) =
        (Some("p".into()), Some(ProgramState::Trial), Some(Language::ZhCn));
    assert_eq!(
        post(&mini),
        json!({"touser":"oX","template_id":"tpl","data":{"thing1":{"value":"瓶子"}},
        "page":"p","miniprogram_state":"trial","lang":"zh_CN"})
    );
}

#[test]
fn quotas_and_reachability() {
    assert_eq!(post(&GetQuota::of::<CustomSend>()), json!({"cgi_path":"/cgi-bin/message/custom/send"}));
    let mut check = CheckCallback::new(CheckKind::Ping);
    check.carrier = Carrier::Unicom;
    assert_eq!(post(&check), json!({"action":"ping","check_operator":"UNICOM"}));
}

#[test]
fn content_checks() {
    let mut text = CheckText::new(openid(), ContentScene::Profile, "词");
    (text.title, text.nickname, text.signature) = (Some("a".into()), Some("b".into()), Some("c".into()));
    assert_eq!(
        post(&text),
        json!({"version":2,"openid":"oX","scene":1,"content":"词","title":"a","nickname":"b","signature":"c"})
    );
    let media = CheckMedia::new("https://x/a.mp3", AudioOrImage::Audio, openid(), ContentScene::Comment);
    assert_eq!(
        post(&media),
        json!({"version":2,"openid":"oX","scene":2,"media_url":"https://x/a.mp3","media_type":1})
    );
    let mut risk = GetUserRisk::new(app(), openid(), RiskScene::Content, "2001:db8::1".parse().unwrap());
    (risk.mobile_no, risk.is_test) = (Some("138".into()), true);
    assert_eq!(
        post(&risk),
        json!({"appid":"wx1","openid":"oX","scene":2,"client_ip":"2001:db8::1","mobile_no":"138","is_test":true})
    );
    assert_eq!(post(&GetPhoneNumber::of("c", openid())), json!({"code":"c","openid":"oX"}));
}

#[test]
fn links_end_after_days_or_at_a_time() {
    let mut scheme = GenerateScheme::new("/p", "a=1", 30);
    scheme.version = EnvVersion::Trial;
    assert_eq!(
        post(&scheme),
        json!({"jump_wxa":{"path":"/p","query":"a=1","env_version":"trial"},"is_expire":true,
        "expire_type":1,"expire_interval":30})
    );
    let mut link = GenerateUrlLink::new("/p", "", 1);
    link.expiry = Expiry::At(Timestamp::from_secs(1_790_000_000));
    assert_eq!(
        post(&link),
        json!({"path":"/p","query":"","env_version":"release","expire_type":0,"expire_time":1_790_000_000})
    );
}

#[test]
fn codes_have_page_width_and_colour() {
    let mut code = GetUnlimitedCode::new("a=1&b=2");
    (code.page, code.color, code.width, code.check_path) =
        (Some("pages/room".into()), CodeColor::Rgb(1, 2, 3), 1280, false);
    assert_eq!(
        post(&code),
        json!({"scene":"a=1&b=2","page":"pages/room","check_path":false,"env_version":"release","width":1280,
        "is_hyaline":false,"auto_color":false,"line_color":{"r":1,"g":2,"b":3}})
    );
}
