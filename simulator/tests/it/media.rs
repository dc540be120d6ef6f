//! Upload, download, expiry, and sending on what others sent.

use crate::helper::*;
use serde_json::{Value, json};
use wechat_simulator::{AccountKind, ApiRequest, ApiResponse, Behaviours, BubbleKind, PhoneId, Platform};

const UPLOAD: &str = "/cgi-bin/media/upload";
const GET: &str = "/cgi-bin/media/get";
const DAY: i64 = 24 * HOUR;

/// A JPEG by its first bytes.
fn jpeg(size: usize) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0".to_vec();
    bytes.resize(size, 7);
    bytes
}

/// An AMR of that many frames of 20 ms.
fn amr(frames: usize) -> Vec<u8> {
    [b"#!AMR\n".to_vec(), [[0x3c].to_vec(), vec![0; 31]].concat().repeat(frames)].concat()
}

fn upload(platform: &mut Platform, token: &str, kind: &str, name: &str, bytes: &[u8]) -> Value {
    let mut body = format!(
        "--XX\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--XX--\r\n");
    let query = format!("access_token={token}&type={kind}");
    let request =
        ApiRequest::post(UPLOAD, &query, &body).with_content_type("multipart/form-data; boundary=XX");
    json_of(platform, request)
}

fn get(platform: &mut Platform, token: &str, path: &str, id: &str) -> ApiResponse {
    let query = format!("access_token={token}&media_id={id}");
    platform.api(ApiRequest::get(path, &query)).response.unwrap()
}

fn send_media(platform: &mut Platform, to: PhoneId, kind: &str, id: &str) -> Value {
    let token = token(platform);
    let body = json!({ "touser": platform.openid(to).unwrap(), "msgtype": kind, kind: { "media_id": id } });
    post(platform, SEND, &token, &body)["errcode"].clone()
}

#[test]
fn what_is_uploaded_comes_back_for_three_days() {
    let (mut platform, phone) = platform();
    platform.say(phone, "在吗").unwrap();
    let token = token(&mut platform);
    let bytes = jpeg(5_000);
    let answer = upload(&mut platform, &token, "image", "a.jpg", &bytes);
    assert_eq!((answer["type"].as_str(), answer["created_at"].as_i64()), (Some("image"), Some(START / 1000)));
    let id = answer["media_id"].as_str().unwrap().to_owned();
    let file = get(&mut platform, &token, GET, &id);
    assert_eq!((file.content_type, &file.body), ("image/jpeg", &bytes));
    assert_eq!(file.disposition.unwrap(), format!("attachment; filename=\"{id}.jpg\""));
    assert_eq!(send_media(&mut platform, phone, "image", &id), 0);
    assert_eq!(send_media(&mut platform, phone, "voice", &id), 40007, "a picture is no voice");
    platform.advance_to(START + 3 * DAY - 1);
    let token = crate::helper::token(&mut platform);
    assert_eq!(get(&mut platform, &token, GET, &id).body, bytes);
    platform.advance_to(START + 3 * DAY);
    let gone = get(&mut platform, &token, GET, &id);
    assert_eq!(gone.content_type, "text/plain");
    let gone: Value = serde_json::from_slice(&gone.body).unwrap();
    assert_eq!(gone["errcode"], 40007);
    platform.say(phone, "还在吗").unwrap();
    assert_eq!(send_media(&mut platform, phone, "image", &id), 40007);
}

#[test]
fn uploads_are_checked() {
    let (mut platform, _) = platform();
    let token = token(&mut platform);
    for (kind, name, bytes, code) in [
        ("picture", "a.jpg", jpeg(9), 40004),
        ("image", "a.bmp", b"BM12345".to_vec(), 40005),
        ("image", "a", jpeg(9), 40005),
        ("image", "a.jpg", vec![], 44001),
        ("image", "a.jpg", jpeg(10 * 1024 * 1024 + 1), 40009),
        ("voice", "a.amr", amr(3_001), 45007),
        ("voice", "a.mp3", jpeg(9), 40005),
        ("voice", "a.mp3", [b"ID3".to_vec(), vec![0; 2 * 1024 * 1024]].concat(), 40010),
        ("thumb", "a.jpg", jpeg(64 * 1024 + 1), 40012),
        ("thumb", "a.png", b"\x89PNG\r\n\x1a\n".to_vec(), 40005),
        ("video", "a.mp4", jpeg(9), 40005),
    ] {
        let answer = upload(&mut platform, &token, kind, name, &bytes);
        assert_eq!(answer["errcode"], code, "{kind} {name} {answer}");
    }
    for (kind, name, bytes) in [
        ("image", "a.jpg", jpeg(10 * 1024 * 1024)),
        ("voice", "a.amr", amr(3_000)),
        ("video", "a.mp4", b"\0\0\0\x08ftyp".to_vec()),
        ("thumb", "a.jpg", jpeg(64 * 1024)),
    ] {
        assert!(upload(&mut platform, &token, kind, name, &bytes)["media_id"].is_string(), "{kind}");
    }
    let query = format!("access_token={token}&type=image");
    let request = ApiRequest::post(UPLOAD, &query, b"{}");
    assert_eq!(json_of(&mut platform, request)["errcode"], 41005);
    platform.set_behaviours(Behaviours { thumb_upload_has_own_field: true, ..Behaviours::default() });
    let thumb = upload(&mut platform, &token, "thumb", "a.jpg", &jpeg(9));
    assert!(thumb["thumb_media_id"].is_string() && thumb.get("media_id").is_none());
}

#[test]
fn what_people_send_can_be_fetched() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    let field = |platform: &Platform, name: &str| {
        let push = platform.pushes().last().unwrap();
        let rest = push.plain_body().split_once(&format!("<{name}><![CDATA[")).unwrap().1;
        rest.split_once("]]>").unwrap().0.to_owned()
    };
    platform.send_image(phone).unwrap();
    let id = field(&platform, "MediaId");
    assert!(get(&mut platform, &token, GET, &id).body.starts_with(b"\x89PNG"));
    platform.send_image_file(phone, jpeg(100)).unwrap();
    let id = field(&platform, "MediaId");
    assert_eq!(get(&mut platform, &token, GET, &id).body, jpeg(100));
    platform.send_voice(phone).unwrap();
    let (id, sharp) = (field(&platform, "MediaId"), field(&platform, "MediaId16K"));
    assert!(get(&mut platform, &token, GET, &id).body.starts_with(b"#!AMR\n"));
    assert!(get(&mut platform, &token, GET, &sharp).body.starts_with(b"#!AMR-WB\n"));
    assert!(get(&mut platform, &token, "/cgi-bin/media/get/jssdk", &id).body.starts_with(b"#!AMR-WB\n"));
    platform.send_video(phone).unwrap();
    let id = field(&platform, "MediaId");
    let video: Value = serde_json::from_slice(&get(&mut platform, &token, GET, &id).body).unwrap();
    assert_eq!(video["video_url"], format!("http://media.invalid/{id}"));
    assert!(platform.media_file(&id).unwrap().1[4..].starts_with(b"ftyp"));
}

#[test]
fn sending_on_is_a_switch_for_pictures_and_one_for_voices() {
    let (mut platform, one) = platform();
    let other = platform.add_phone("小红");
    platform.follow(other).unwrap();
    for (kind, push) in
        [("image", platform.send_image(one).unwrap()), ("voice", platform.send_voice(one).unwrap())]
    {
        let shown = platform.screen(one).unwrap().iter().rev();
        let media_kind = if kind == "image" { BubbleKind::Image } else { BubbleKind::Voice };
        let id = shown.clone().find(|b| b.kind == media_kind).unwrap().media_id.clone().unwrap();
        assert!(platform.push(push).unwrap().plain_body().contains(&id));
        platform.set_behaviours(Behaviours::default());
        assert_eq!(send_media(&mut platform, other, kind, &id), 0, "{kind}");
        let strict = Behaviours {
            inbound_media_can_be_sent_on: false,
            inbound_voice_can_be_sent_on: false,
            ..Behaviours::default()
        };
        platform.set_behaviours(strict);
        assert_eq!(send_media(&mut platform, other, kind, &id), 40007, "{kind}");
        assert_eq!(send_media(&mut platform, one, kind, &id), 0, "an echo is fine");
    }
}

#[test]
fn accounts_without_verification_have_no_media() {
    for (kind, allowed) in [
        (AccountKind::VerifiedService, true),
        (AccountKind::VerifiedSubscription, true),
        (AccountKind::Sandbox, true),
        (AccountKind::UnverifiedService, false),
        (AccountKind::Personal, false),
    ] {
        let (mut platform, _) = platform_of(kind, 1);
        let token = token(&mut platform);
        let answer = upload(&mut platform, &token, "image", "a.jpg", &jpeg(9));
        assert_eq!(answer["media_id"].is_string(), allowed, "{kind:?}");
        assert!(allowed || answer["errcode"] == 48001);
        platform.set_behaviours(Behaviours { media_without_verification: true, ..Behaviours::default() });
        assert!(upload(&mut platform, &token, "image", "a.jpg", &jpeg(9))["media_id"].is_string());
    }
}

#[test]
fn music_needs_a_living_thumb() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    let thumb = upload(&mut platform, &token, "thumb", "a.jpg", &jpeg(9))["media_id"].clone();
    let music = |platform: &mut Platform, thumb: &Value| {
        let body = json!({ "touser": platform.openid(phone).unwrap(), "msgtype": "music", "music": {
            "title": "夜曲", "musicurl": "https://a.invalid/1.mp3", "thumb_media_id": thumb } });
        post(platform, SEND, &token, &body)["errcode"].clone()
    };
    assert_eq!(music(&mut platform, &thumb), 0);
    assert_eq!(platform.screen(phone).unwrap().last().unwrap().kind, BubbleKind::Music);
    assert_eq!(music(&mut platform, &json!("nothing")), 40007);
}
