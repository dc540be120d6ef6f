//! Customer-service messages on the wire.

use serde_json::{Value, json};
use wechat_core::customer::{
    Body, LinkBody, Menu, MenuItem, Message, MessageError, MiniProgramCard, Music, NewsArticle, VideoBody,
};
use wechat_core::{AppId, MediaId, OpenId};

fn to() -> OpenId {
    OpenId::new("oX").unwrap()
}

fn media(id: &str) -> MediaId {
    MediaId::new(id).unwrap()
}

#[test]
fn text_is_raw_utf8() {
    let json = Message::text(to(), "你好 <a href=\"http://x\">&</a> 😀\u{7}").to_json().unwrap();
    assert!(json.contains(r#"{"content":"你好 <a href=\"http://x\">&</a> 😀"}"#), "{json}");
    assert!(!json.contains("\\u"));
}

#[test]
fn every_kind() {
    let mut video = VideoBody::new(media("m"), media("t"));
    video.title = Some("T".into());
    let mut card = MiniProgramCard::new("T", "p", media("t"));
    card.app_id = Some(AppId::new("wx1").unwrap());
    let menu = Menu::new("H", vec![MenuItem::new("1", "yes"), MenuItem::new("2", "no")]);
    let cases = [
        (Body::Image(media("m")), "image", json!({"media_id": "m"})),
        (Body::Voice(media("m")), "voice", json!({"media_id": "m"})),
        (Body::Video(video), "video", json!({"media_id": "m", "thumb_media_id": "t", "title": "T"})),
        (
            Body::Music(Music::new("http://u", media("t"))),
            "music",
            json!({"musicurl": "http://u", "hqmusicurl": "http://u", "thumb_media_id": "t"}),
        ),
        (
            Body::News(NewsArticle::new("T", "D", "u")),
            "news",
            json!({"articles": [{"title": "T", "description": "D", "url": "u", "picurl": ""}]}),
        ),
        (Body::PublishedArticle("a".into()), "mpnewsarticle", json!({"article_id": "a"})),
        (Body::StoredArticle(media("m")), "mpnews", json!({"media_id": "m"})),
        (Body::Coupon("c".into()), "wxcard", json!({"card_id": "c"})),
        (
            Body::Link(LinkBody::new("T", "D", "u")),
            "link",
            json!({"title": "T", "description": "D", "url": "u", "thumb_url": ""}),
        ),
        (
            Body::Menu(menu),
            "msgmenu",
            json!({"head_content": "H", "tail_content": "",
                   "list": [{"id": "1", "content": "yes"}, {"id": "2", "content": "no"}]}),
        ),
        (
            Body::MiniProgram(card),
            "miniprogrampage",
            json!({"title": "T", "appid": "wx1", "pagepath": "p", "thumb_media_id": "t"}),
        ),
    ];
    for (body, kind, expected) in cases {
        let everywhere = ["text", "image", "miniprogrampage"];
        assert_eq!(body.is_for_mini_programs(), everywhere.contains(&kind) || kind == "link", "{kind}");
        assert_eq!(body.is_for_official_accounts(), kind != "link", "{kind}");
        let json: Value = serde_json::from_str(&Message::new(to(), body).to_json().unwrap()).unwrap();
        assert_eq!(json, json!({"touser": "oX", "msgtype": kind, kind: expected}));
    }
}

#[test]
fn persona_and_ai_note_stand_beside_the_content() {
    let mut message = Message::text(to(), "hi");
    message.persona = Some("kf@a".into());
    message.ai_generated = true;
    let json: Value = serde_json::from_str(&message.to_json().unwrap()).unwrap();
    assert_eq!(json["customservice"], json!({"kf_account": "kf@a"}));
    assert_eq!(json["aimsgcontext"], json!({"is_ai_msg": 1}));
}

#[test]
fn what_would_be_refused_is_an_error() {
    assert!(Message::text(to(), "x".repeat(2048)).to_json().is_ok());
    let long = Message::text(to(), "x".repeat(2049)).to_json().unwrap_err();
    assert_eq!(long, MessageError::TooLong { field: "text.content", bytes: 2049, max: 2048 });
    assert_eq!(
        Message::text(to(), "\0").to_json().unwrap_err(),
        MessageError::Empty { field: "text.content" }
    );
    for (body, field) in [
        (Body::Coupon(String::new()), "wxcard.card_id"),
        (Body::PublishedArticle(String::new()), "mpnewsarticle.article_id"),
        (Body::Link(LinkBody::new("T", "", "")), "link.url"),
    ] {
        assert_eq!(Message::new(to(), body).to_json().unwrap_err(), MessageError::Empty { field });
    }
    let menu = Message::new(to(), Body::Menu(Menu::new("H", vec![])));
    assert_eq!(menu.to_json().unwrap_err(), MessageError::Empty { field: "msgmenu.list" });
}
