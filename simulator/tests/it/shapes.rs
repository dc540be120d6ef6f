//! Every message and event in XML and JSON, and what each grants.

use crate::helper::*;
use serde_json::Value;
use wechat_simulator::{
    Account, Behaviours, Error, Format, PhoneId, PictureSource, Platform, PushId, PushKind, ScanMode,
    StickerForm, SubscribeKey,
};

type Act = fn(&mut Platform, PhoneId) -> Result<PushId, Error>;

fn follower(format: Format) -> (Platform, PhoneId) {
    let mut platform = Platform::new(Account::example().with_format(format), START, 1).unwrap();
    let phone = platform.add_phone("小明");
    platform.follow(phone).unwrap();
    answer_all(&mut platform, b"success");
    platform.advance_to(START + 2 * MINUTE);
    (platform, phone)
}

/// What is done; `MsgType` or `Event`; a field that must be there and its text; sends it grants.
const CASES: &[(Act, &str, &str, &str, u8)] = &[
    (|p, x| p.say(x, "在吗 <&>\"]]>"), "text", "Content", "在吗 <&>\"]]>", 5),
    (|p, x| p.tap_message_menu(x, "yes", "好"), "text", "bizmsgmenuid", "yes", 3),
    (|p, x| p.send_sticker(x), "text", "Content", "【收到不支持的消息类型，暂无法显示】", 5),
    (|p, x| p.send_image(x), "image", "PicUrl", "", 5),
    (|p, x| p.send_voice(x), "voice", "Format", "amr", 5),
    (|p, x| p.send_video(x), "video", "ThumbMediaId", "", 5),
    (|p, x| p.send_short_video(x), "shortvideo", "ThumbMediaId", "", 5),
    (|p, x| p.send_location(x, 23.1, 113.25, "广州塔"), "location", "Location_Y", "113.25", 5),
    (|p, x| p.send_link(x, "标题", "说明", "https://a.invalid/"), "link", "Url", "https://a.invalid/", 5),
    (|p, x| p.send_mini_program(x, "小程序", "wx1", "pages/a"), "miniprogrampage", "PagePath", "pages/a", 5),
    (|p, x| p.send_file(x, "计划.pdf", 1024), "file", "FileTotalLen", "1024", 5),
    (|p, x| p.send_unknown(x, "hologram", &[("Depth", "3")]), "hologram", "Depth", "3", 5),
    (|p, x| p.scan(x, "poster"), "SCAN", "Ticket", "ticket-poster", 3),
    (|p, x| p.report_location(x, 23.1, 113.3, 40.0), "LOCATION", "Precision", "40", 0),
    (|p, x| p.tap_menu(x, "find"), "CLICK", "EventKey", "find", 3),
    (|p, x| p.open_menu_link(x, "https://a.invalid/"), "VIEW", "EventKey", "https://a.invalid/", 0),
    (|p, x| p.open_menu_mini_program(x, "pages/a"), "view_miniprogram", "EventKey", "pages/a", 0),
    (
        |p, x| p.scan_from_menu(x, "s", ScanMode::Push, "1"),
        "scancode_push",
        "ScanCodeInfo.ScanResult",
        "1",
        3,
    ),
    (
        |p, x| p.scan_from_menu(x, "s", ScanMode::Wait, "2"),
        "scancode_waitmsg",
        "ScanCodeInfo.ScanType",
        "qrcode",
        3,
    ),
    (
        |p, x| Ok(p.send_pictures_from_menu(x, "pic", PictureSource::Camera, 1)?[0]),
        "pic_sysphoto",
        "SendPicsInfo.Count",
        "1",
        5,
    ),
    (
        |p, x| p.send_location_from_menu(x, "loc", (1.5, 2.5), "那里", "塔"),
        "location_select",
        "SendLocationInfo.Location_X",
        "1.5",
        0,
    ),
    (|p, x| p.cause_unknown(x, "debug_demo", &[("debug_str", "x")]), "debug_demo", "debug_str", "x", 0),
    (|p, x| p.unfollow(x), "unsubscribe", "EventKey", "", 0),
];

fn in_xml(body: &str, path: &str) -> Option<String> {
    let mut rest = body;
    for name in path.split('.') {
        rest = rest.split_once(&format!("<{name}>"))?.1.split_once(&format!("</{name}>"))?.0;
    }
    let bare = rest.replace("]]]]><![CDATA[>", "]]>");
    let bare = bare.strip_prefix("<![CDATA[").map_or(bare.as_str(), |b| b.strip_suffix("]]>").unwrap());
    Some(bare.to_owned())
}

fn in_json(body: &str, path: &str) -> Option<String> {
    let value: Value = serde_json::from_str(body).unwrap();
    Some(match value.pointer(&format!("/{}", path.replace('.', "/")))? {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}

#[test]
fn every_deed_in_both_formats_with_its_grant() {
    for (n, (act, kind, path, expected, grants)) in CASES.iter().enumerate() {
        for format in [Format::Xml, Format::Json] {
            let (mut platform, phone) = follower(format);
            let push = act(&mut platform, phone).unwrap();
            let body = platform.push(push).unwrap().plain_body().to_owned();
            let field =
                |path: &str| if format == Format::Xml { in_xml(&body, path) } else { in_json(&body, path) };
            let is_event = platform.push(push).unwrap().kind.is_event();
            let (name, msg_type) = (field("Event"), field("MsgType").unwrap());
            assert_eq!(name.unwrap_or(msg_type.clone()), *kind, "{n} {body}");
            assert_eq!(msg_type == "event", is_event, "{kind}");
            assert_eq!(field("MsgId").is_some(), !is_event, "{kind}");
            let found = field(path).unwrap_or_else(|| panic!("{kind} lacks {path}: {body}"));
            // The file and the unknown fields aside, an empty expectation asks for presence alone.
            assert!(expected.is_empty() || found == *expected, "{kind}: {found}");
            assert_eq!(field("FromUserName").unwrap(), platform.openid(phone).unwrap());
            assert_eq!(platform.ledger(phone).unwrap().left, *grants, "{kind}");
            assert_eq!(
                platform.poll_request().unwrap().content_type.contains("json"),
                format == Format::Json
            );
        }
    }
}

#[test]
fn pictures_from_the_menu_follow_as_messages() {
    let (mut platform, phone) = follower(Format::Json);
    let pushes = platform.send_pictures_from_menu(phone, "pic", PictureSource::Album, 3).unwrap();
    let kinds: Vec<PushKind> = pushes.iter().map(|id| platform.push(*id).unwrap().kind).collect();
    assert_eq!(kinds, [PushKind::MenuPictures, PushKind::Image, PushKind::Image, PushKind::Image]);
    let body: Value = serde_json::from_str(platform.push(pushes[0]).unwrap().plain_body()).unwrap();
    assert_eq!(body["Event"], "pic_weixin");
    assert_eq!(body["SendPicsInfo"]["PicList"]["item"].as_array().unwrap().len(), 3);
    assert!(platform.send_pictures_from_menu(phone, "pic", PictureSource::Album, 10).is_err());
}

#[test]
fn switches_change_the_shapes() {
    let (mut platform, phone) = follower(Format::Json);
    platform.set_behaviours(Behaviours {
        sticker: StickerForm::Image,
        voice_recognition: true,
        location_reports_open_grants: true,
        subscribe_key: SubscribeKey::Absent,
        ..Behaviours::default()
    });
    let body = |platform: &Platform, push: PushId| -> Value {
        serde_json::from_str(platform.push(push).unwrap().plain_body()).unwrap()
    };
    let sticker = platform.send_sticker(phone).unwrap();
    assert_eq!(body(&platform, sticker)["MsgType"], "image");
    let voice = platform.send_voice(phone).unwrap();
    assert!(body(&platform, voice)["Recognition"].is_string());
    platform.advance_to(START + 50 * HOUR);
    assert_eq!(platform.ledger(phone).unwrap().left, 0);
    platform.report_location(phone, 0.0, 0.0, 1.0).unwrap();
    assert_eq!(platform.ledger(phone).unwrap().left, 5);
    platform.unfollow(phone).unwrap();
    let follow = platform.follow(phone).unwrap();
    assert!(body(&platform, follow).get("EventKey").is_none());
}

#[test]
fn what_no_phone_can_do_is_refused() {
    let (mut platform, phone) = follower(Format::Xml);
    let coordinate = |result: Result<PushId, Error>| matches!(result, Err(Error::Coordinate { .. }));
    assert!(coordinate(platform.send_location(phone, f64::NAN, 0.0, "x")));
    assert!(coordinate(platform.send_location(phone, 91.0, 0.0, "x")));
    assert!(coordinate(platform.report_location(phone, 0.0, 181.0, 1.0)));
    assert!(coordinate(platform.report_location(phone, 0.0, 0.0, f64::INFINITY)));
    for name in ["MsgType", "a b", "", "1a", "<x>"] {
        let result = platform.send_unknown(phone, "x", &[(name, "v")]);
        assert_eq!(result, Err(Error::FieldName { name: name.to_owned() }));
    }
    assert_eq!(platform.send_image_file(phone, b"BM".to_vec()), Err(Error::Picture { bytes: 2 }));
    assert_eq!(platform.scan_ticket(phone, "x"), Err(Error::Ticket { problem: "is not known" }));
}
