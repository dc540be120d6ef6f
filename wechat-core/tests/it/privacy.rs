//! `{:?}` of whatever holds a secret, an openid or somebody's words shows none of them.

use std::fmt::Debug;

use wechat_core::api::{
    CustomSend, CustomTyping, Endpoint, GetStableToken, GetToken, TokenGrant, TypingCommand,
};
use wechat_core::callback::{CallbackConfig, KeySlot, Query, Sealing};
use wechat_core::customer::{
    Body, LinkBody, Menu, MenuItem, Message, MiniProgramCard, Music, NewsArticle, VideoBody,
};
use wechat_core::inbound::{
    Click, CodeScanned, EnterSession, Event, Fields, Format, Image, Inbound, InboundKind, Link, Location,
    LocationReport, MiniProgramPage, Push, Scan, SourceArticle, Subscribe, Text, Video, View,
    ViewMiniProgram, Voice,
};
use wechat_core::reply::{Article, Reply, VideoReply};
use wechat_core::token_keeper::{TokenKeeper, TokenPoll};
use wechat_core::{AccessToken, AppSecret, MediaId, MsgId};

use crate::samples::{self, OPENID, account, app_id, inbound, key, openid, token};

const WORDS: &str = "words-nobody-else-should-read";
const SECRET: &str = "0123456789abcdef-secret";

#[track_caller]
fn hides(value: &dyn Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        for private in [OPENID, WORDS, SECRET, samples::TOKEN, samples::KEY, "12.345", "[12"] {
            assert!(!shown.contains(private), "{private} in {shown}");
        }
    }
}

fn media() -> MediaId {
    MediaId::new("m").unwrap()
}

#[test]
fn ids_and_secrets() {
    hides(&openid());
    hides(&token());
    hides(&key(samples::KEY));
    hides(&AppSecret::new(SECRET).unwrap());
    hides(&AccessToken::new(SECRET).unwrap());
    let config =
        CallbackConfig::secure(app_id(), token(), key(samples::KEY)).with_previous_key(key(samples::KEY));
    hides(&config);
    hides(&samples::secure());
    hides(
        &Query::parse(&format!("signature={SECRET}&openid={OPENID}&nonce={SECRET}&echostr={WORDS}")).unwrap(),
    );
}

#[test]
fn messages() {
    let id = || MsgId::from(7);
    let mut tapped = Text::new(id(), WORDS);
    tapped.menu_id = Some(WORDS.into());
    let mut image = Image::new(id(), media());
    image.pic_url = WORDS.into();
    let mut voice = Voice::new(id(), media(), "amr");
    voice.recognition = Some(WORDS.into());
    let mut place = Location::new(id(), 12.345, 12.345);
    place.label = WORDS.into();
    let kinds = [
        InboundKind::Text(tapped),
        InboundKind::Image(image),
        InboundKind::Voice(voice),
        InboundKind::Video(Video::new(id(), media(), media())),
        InboundKind::Location(place),
        InboundKind::Link(Link::new(id(), WORDS, WORDS)),
        InboundKind::MiniProgramPage(MiniProgramPage::new(id(), WORDS, app_id(), WORDS)),
    ];
    for kind in kinds {
        let push = inbound(kind);
        hides(&push);
        hides(&push.dedup_key());
        hides(&push.reply_address());
    }
    hides(&SourceArticle::new("1"));
    hides(&account());
}

#[test]
fn events_and_unknown_pushes() {
    let mut follow = Subscribe::new();
    follow.event_key = Some(format!("qrscene_{WORDS}"));
    follow.ticket = Some(SECRET.into());
    hides(&follow.source());
    let events = [
        Event::Subscribe(follow),
        Event::Scan(Scan::new(WORDS)),
        Event::Click(Click::new("menu-key")),
        Event::View(View::new(WORDS)),
        Event::ViewMiniProgram(ViewMiniProgram::new(WORDS)),
        Event::Location(LocationReport::new(12.345, 12.345, 1.0)),
        Event::ScanCodePush(CodeScanned::new("menu-key", "qrcode", WORDS)),
        Event::EnterSession(EnterSession::new(Some(WORDS.into()))),
    ];
    for event in events {
        hides(&inbound(InboundKind::Event(event)));
    }
    let body = samples::xml(&format!("<MsgType>new</MsgType><A>{WORDS}</A><B><C>{WORDS}</C></B>"));
    let unknown = Inbound::parse(body.as_bytes()).unwrap();
    hides(&unknown);
    assert!(format!("{unknown:?}").contains("FromUserName"), "names are shown, or the test proves nothing");
    let listed = samples::json(&format!(r#""MsgType":"new","L":["{WORDS}",["{WORDS}"],{{"a":"{WORDS}"}}]"#));
    hides(&Inbound::parse(listed.as_bytes()).unwrap());
    hides(&Fields::parse(body.as_bytes()).unwrap());
    hides(&Fields::default());
    for broken in
        [body.replace("</C>", ""), body.replace("<MsgType>new</MsgType>", ""), body.replace(OPENID, "a b")]
    {
        hides(&Inbound::parse(broken.as_bytes()).unwrap_err());
    }
}

/// Every event that is known, with private words in every field any of them reads.
#[test]
fn reports_and_notices() {
    let record = format!(
        "<TemplateId>{WORDS}</TemplateId><ErrorStatus>{WORDS}</ErrorStatus><OriginalArticleUrl>{WORDS}</OriginalArticleUrl>\
         <ArticleUrl>{WORDS}</ArticleUrl><article_url>{WORDS}</article_url><PicMd5Sum>{WORDS}</PicMd5Sum>\
         <suggest>{WORDS}</suggest><strategy>{WORDS}</strategy><content>{WORDS}</content><reason>{WORDS}</reason>\
         <proof_material_id>{WORDS}</proof_material_id><ScanResult>{WORDS}</ScanResult><ScanType>q</ScanType>\
         <Location_X>12.345</Location_X><Location_Y>12.345</Location_Y><Label>{WORDS}</Label><Poiname>{WORDS}</Poiname>\
         <article_id>{WORDS}</article_id><fail_idx>{WORDS}</fail_idx>"
    );
    let listed = format!("<item>{record}</item>{record}");
    let wrap = |name: &str, inner: &str| format!("<{name}>{inner}</{name}>");
    let results = wrap("ResultList", &listed);
    let mut fields = String::new();
    for name in ["SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent"] {
        fields += &wrap(name, &wrap("List", &record));
    }
    for (name, inner) in [
        ("CopyrightCheckResult", &results),
        ("ArticleUrlResult", &results),
        ("PublishEventInfo", &record),
        ("SendPicsInfo", &wrap("PicList", &listed)),
        ("SendLocationInfo", &record),
        ("ScanCodeInfo", &record),
        ("result", &record),
        ("detail", &record),
        ("material", &wrap("illegal_material", &record)),
    ] {
        fields += &wrap(name, inner);
    }
    for name in [
        "FromKfAccount",
        "ToKfAccount",
        "KfAccount",
        "CloseType",
        "Reason",
        "ScreenShot",
        "FailReason",
        "nickname",
        "reason",
        "appid",
        "illegal_reason",
        "illegal_content",
        "rule_url",
        "rule_name",
        "punish_description",
        "api_name",
        "RevokeInfo",
        "UnionID",
        "errmsg",
        "extra_info_json",
        "SessionFrom",
        "Ticket",
        "Title",
        "Description",
        "FileKey",
        "FileMd5",
        "ComponentVerifyTicket",
        "AuthorizerAppid",
        "AuthorizationCode",
        "PreAuthCode",
        "auth_code",
        "msg",
    ] {
        fields += &wrap(name, if name == "appid" { "wx1" } else { WORDS });
    }
    fields += &format!(
        "<OpenID>{OPENID}</OpenID><Latitude>12.345</Latitude><Longitude>12.345</Longitude><Precision>1</Precision>"
    );
    for name in Event::NAMES {
        let key = if name.eq_ignore_ascii_case("VIEW") || name.contains("view") { WORDS } else { "menu-key" };
        let body = samples::xml(&format!(
            "<MsgType>event</MsgType><Event>{name}</Event><EventKey>{key}</EventKey>{fields}"
        ));
        let push = Push::parse(body.as_bytes()).unwrap();
        hides(&push);
        hides(&push.dedup_key());
    }
    let file = samples::xml(&format!("<MsgType>file</MsgType><MsgId>7</MsgId>{fields}"));
    hides(&Inbound::parse(file.as_bytes()).unwrap());
    for info_type in [
        "component_verify_ticket",
        "authorized",
        "updateauthorized",
        "unauthorized",
        "notify_third_fasteregister",
        "new",
    ] {
        let body = format!("<xml><AppId>wx1</AppId><InfoType>{info_type}</InfoType>{fields}</xml>");
        let notice = Push::parse(body.as_bytes()).unwrap();
        assert!(matches!(notice, Push::Notice(_)));
        hides(&notice);
    }
    let secure = samples::secure();
    let sealing = Sealing::sealed(KeySlot::Current, Format::Xml);
    let body = secure.seal(&sealing, &samples::xml(WORDS), 1, SECRET, &[0; 16]).unwrap();
    let mut raw = String::new();
    let signature = samples::between(&body, "<MsgSignature><![CDATA[", "]]>").to_owned();
    let query = samples::sealed_query(&mut raw, "1", SECRET, &signature);
    hides(&secure.verify(&query, body.as_bytes()).unwrap());
}

#[test]
fn answers_and_calls() {
    let replies = [
        Reply::text(WORDS),
        Reply::Video(VideoReply::new(media())),
        Reply::News(vec![Article::new(WORDS, WORDS, WORDS)]),
        Reply::TransferCustomerService(Some(WORDS.into())),
    ];
    replies.iter().for_each(|reply| hides(reply));
    hides(&Article::new(WORDS, WORDS, WORDS));
    let bodies = [
        Body::Text(WORDS.into()),
        Body::Video(VideoBody::new(media(), media())),
        Body::Music(Music::new(WORDS, media())),
        Body::News(NewsArticle::new(WORDS, WORDS, WORDS)),
        Body::PublishedArticle(WORDS.into()),
        Body::Coupon(WORDS.into()),
        Body::Link(LinkBody::new(WORDS, WORDS, WORDS)),
        Body::Menu(Menu::new(WORDS, vec![MenuItem::new("1", WORDS)])),
        Body::MiniProgram(MiniProgramCard::new(WORDS, WORDS, media())),
    ];
    for body in bodies {
        hides(&CustomSend::new(Message::new(openid(), body)));
    }
    hides(&MenuItem::new("1", WORDS));
    hides(&NewsArticle::new(WORDS, WORDS, WORDS));
    hides(&LinkBody::new(WORDS, WORDS, WORDS));
    hides(&CustomTyping::new(openid(), TypingCommand::Start));
    hides(&GetToken::new(app_id(), AppSecret::new(SECRET).unwrap()));
    hides(&GetStableToken::new(app_id(), AppSecret::new(SECRET).unwrap()));
    hides(&wechat_core::text::split(WORDS, 4));
}

#[test]
fn tokens_on_their_way() {
    let grant = TokenGrant::new(AccessToken::new(SECRET).unwrap(), 7200);
    hides(&grant);
    let mut keeper = TokenKeeper::new();
    let TokenPoll::Fetch(ticket) = keeper.poll(0) else { panic!() };
    keeper.fetched(ticket, Ok(grant), 0, 0);
    hides(&keeper);
    hides(&keeper.poll(1));
    let answer = format!(r#"{{"errcode":40003,"errmsg":"invalid openid [{OPENID}] rid: 1a-2b"}}"#);
    let error = CustomSend::parse(http::Response::new(answer.as_bytes())).unwrap_err();
    hides(&error);
    assert!(!error.to_string().contains(OPENID));
}
