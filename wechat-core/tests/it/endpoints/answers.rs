//! What is understood.

use wechat_core::api::kf_account::{KfPresence, ListKfAccounts, ListOnlineKfAccounts};
use wechat_core::api::media::{GetJsSdkMedia, GetMedia, MediaContent, MediaFormat, UploadMedia};
use wechat_core::api::menu::{Action, Button, GetMenu};
use wechat_core::api::mini_program::{
    CheckMedia, CheckSession, CheckText, CodeToSession, ContentLabel, GenerateUrlLink, GetPhoneNumber,
    GetUnlimitedCode, GetUserRisk, Suggestion,
};
use wechat_core::api::network::CheckCallback;
use wechat_core::api::oauth2::GetUserToken;
use wechat_core::api::qrcode::CreateQrCode;
use wechat_core::api::quota::GetQuota;
use wechat_core::api::template::TemplateSend;
use wechat_core::api::user::{GetUserInfo, GetUserInfoBatch, SubscribeScene};
use wechat_core::api::{ApiError, Endpoint, ErrCode};

use super::parse;

fn download(body: &[u8], headers: &[(&'static str, &str)]) -> Result<MediaContent, ApiError> {
    let mut answer = http::Response::new(body);
    for (name, value) in headers {
        answer.headers_mut().insert(*name, value.parse().unwrap());
    }
    GetMedia::parse(answer)
}

// proves: F13
#[test]
fn downloads_are_told_apart_by_their_bytes() {
    let png = b"\x89PNG\r\n\x1a\n\0\0";
    let lying = [("content-type", "text/plain"), ("content-disposition", "attachment; filename=\"a b.png\"")];
    let Ok(MediaContent::File(file)) = download(png, &lying) else { panic!() };
    assert_eq!(
        (file.name.as_deref(), file.format, file.bytes.as_slice()),
        (Some("a b.png"), Some(MediaFormat::Png), png.as_slice())
    );

    let Ok(MediaContent::File(file)) = download(b"{not json, a file that begins so", &[]) else { panic!() };
    assert_eq!((file.name, file.format), (None, None));

    let video = download(br#"{"video_url":"http://v/1"}"#, &[("content-type", "text/plain")]).unwrap();
    assert_eq!(video, MediaContent::VideoUrl("http://v/1".into()));

    let gone =
        download(br#"{"errcode":40007,"errmsg":"invalid media_id"}"#, &[("content-type", "image/jpeg")]);
    assert!(gone.unwrap_err().code().unwrap().is_media_gone());

    for strange in [br#"{"errcode":0}"#.as_slice(), br#"{"video_url":""}"#, b"{}", b""] {
        assert!(matches!(download(strange, &[]), Err(ApiError::Unexpected { .. })), "{strange:?}");
    }
    let name = |value| match download(png, &[("content-disposition", value)]) {
        Ok(MediaContent::File(file)) => file.name,
        _ => panic!(),
    };
    assert_eq!(name("attachment; filename=x.amr; size=7"), Some("x.amr".into()));
    assert_eq!(name("inline"), None);
    assert!(parse::<GetJsSdkMedia>("Speex   1.2").is_ok());
}

#[test]
fn formats_are_known_by_how_files_begin() {
    let cases: [(&[u8], Option<MediaFormat>); 9] = [
        (b"\xff\xd8\xff\xe0", Some(MediaFormat::Jpeg)),
        (b"GIF89a", Some(MediaFormat::Gif)),
        (b"BM1234", Some(MediaFormat::Bmp)),
        (b"#!AMR\n", Some(MediaFormat::Amr)),
        (b"ID3\x03", Some(MediaFormat::Mp3)),
        (b"\xff\xfb\x90", Some(MediaFormat::Mp3)),
        (b"\xff\xf3\x40", Some(MediaFormat::Mp3)),
        (b"\0\0\0\x18ftypmp42", Some(MediaFormat::Mp4)),
        (b"\xff\xff", None),
    ];
    for (bytes, format) in cases {
        assert_eq!(MediaFormat::sniff(bytes), format, "{bytes:?}");
    }
}

#[test]
fn uploads_name_their_media_either_way() {
    for member in ["media_id", "thumb_media_id"] {
        let media =
            parse::<UploadMedia>(&format!(r#"{{"type":"thumb","{member}":"m","created_at":"1380000000"}}"#));
        let media = media.unwrap();
        assert_eq!((media.media_id.as_str(), media.created_at), ("m", 1_380_000_000));
        assert_eq!(media.extra.get("type").unwrap(), "thumb");
    }
    assert!(matches!(parse::<UploadMedia>(r#"{"media_id":""}"#), Err(ApiError::Unexpected { .. })));
}

#[test]
fn somebody_who_does_not_follow_is_nearly_unknown() {
    let user = parse::<GetUserInfo>(r#"{"subscribe":0,"openid":"oX","unionid":"u"}"#).unwrap();
    assert!(!user.follows && user.subscribe_time.is_none() && user.union_id.as_deref() == Some("u"));
    let list = parse::<GetUserInfoBatch>(
        r#"{"user_info_list":[{"subscribe":1,"openid":"oX","subscribe_scene":"ADD_SCENE_MOON","nickname":"","sex":0}]}"#,
    )
    .unwrap();
    assert_eq!(list[0].subscribe_scene, Some(SubscribeScene::Other("ADD_SCENE_MOON".into())));
    assert_eq!(list[0].extra.names().collect::<Vec<_>>(), ["nickname", "sex"]);
}

#[test]
fn menus_come_back_as_they_were_made_and_unknown_buttons_survive() {
    let answer = r#"{"menu":{"button":[
        {"name":"a","type":"click","key":"k","sub_button":[]},
        {"name":"b","sub_button":[{"name":"c","type":"view","url":"http://x","sub_button":[]},
            {"name":"d","type":"hologram","depth":3}]},
        {"name":"e","type":"click"}],"menuid":"208"},
        "conditionalmenu":[{"button":[{"name":"f","type":"click","key":"k"}],"matchrule":{"tag_id":"2"},"menuid":209}]}"#;
    let menus = parse::<GetMenu>(answer).unwrap();
    assert_eq!((menus.id, menus.conditional[0].id), (Some(208), Some(209)));
    assert_eq!(menus.conditional[0].rule.get("tag_id").unwrap(), "2");
    assert_eq!(menus.buttons[0], Button::click("a", "k"));
    let Action::Items(items) = &menus.buttons[1].action else { panic!() };
    let Action::Other { kind, members } = &items[1].action else { panic!() };
    assert_eq!(
        (kind.as_str(), members.get("depth").and_then(serde_json::Value::as_i64)),
        ("hologram", Some(3))
    );
    // A described type without its member stays what it was too.
    assert!(matches!(&menus.buttons[2].action, Action::Other { kind, .. } if kind == "click"));
    assert_eq!(
        parse::<GetMenu>(r#"{"errcode":46003,"errmsg":"menu no exist"}"#).unwrap_err().code(),
        Some(ErrCode(46003))
    );
}

#[test]
fn snapshot_users_are_nobody() {
    let login = |flag: &str| {
        let body = format!(
            r#"{{"access_token":"a","expires_in":7200,"refresh_token":"r","openid":"oX","scope":"snsapi_base"{flag}}}"#
        );
        parse::<GetUserToken>(&body).unwrap()
    };
    assert!(login("").person().is_some());
    assert!(login(r#","is_snapshotuser":0"#).person().is_some());
    for flag in [r#","is_snapshotuser":1"#, r#","is_snapshotuser":"1""#, r#","is_snapshotuser":true"#] {
        assert!(login(flag).person().is_none(), "{flag}");
    }
    assert!(
        parse::<GetUserToken>(
            r#"{"access_token":"a","expires_in":7200,"refresh_token":"r","openid":"two words"}"#
        )
        .is_err()
    );
}

#[test]
fn sessions_need_no_errcode_and_stale_ones_are_no_error() {
    let session =
        parse::<CodeToSession>(r#"{"session_key":"AAECAwQFBgcICQoLDA0ODw==","openid":"oX"}"#).unwrap();
    assert_eq!((session.key.expose(), session.union_id), ("AAECAwQFBgcICQoLDA0ODw==", None));
    assert_eq!(parse::<CheckSession>(r#"{"errcode":87009,"errmsg":"invalid signature"}"#), Ok(false));
    assert_eq!(
        parse::<CheckSession>(r#"{"errcode":40003,"errmsg":"x"}"#).unwrap_err().code(),
        Some(ErrCode(40003))
    );
}

#[test]
fn telephone_numbers_have_their_country_as_a_number_or_a_word() {
    for country in ["86", "\"86\""] {
        let number = parse::<GetPhoneNumber>(&format!(r#"{{"phone_info":{{"phoneNumber":"+8613","purePhoneNumber":"13","countryCode":{country},"watermark":{{"timestamp":5,"appid":"wx1"}}}}}}"#)).unwrap();
        assert_eq!((number.country_code.as_str(), number.pure_phone_number.as_str()), ("86", "13"));
        assert_eq!(number.watermark.unwrap().app_id, "wx1");
    }
}

#[test]
fn verdicts_keep_what_nobody_has_described() {
    let verdict = parse::<CheckText>(
        r#"{"trace_id":"t","result":{"suggest":"ponder","label":"20099"},"detail":[{"strategy":"moon","errcode":-1}],"new":1}"#,
    )
    .unwrap();
    assert_eq!(verdict.result.suggestion, Suggestion::Other("ponder".into()));
    assert_eq!(verdict.result.label, ContentLabel::Unknown(20_099));
    assert_eq!((verdict.details[0].errcode, verdict.details[0].suggestion.clone()), (-1, None));
    assert!(verdict.extra.get("new").is_some());
    for member in ["trace_id", "traceId"] {
        assert_eq!(parse::<CheckMedia>(&format!(r#"{{"{member}":"t-1"}}"#)).unwrap(), "t-1");
    }
    // Misspelt on the wire: a right spelling would read nothing.
    assert_eq!(parse::<GetUserRisk>(r#"{"risk_rank":4,"unoin_id":99}"#).unwrap().request_id, "99");
}

#[test]
fn pictures_or_refusals() {
    let jpeg = GetUnlimitedCode::parse(http::Response::new(b"\xff\xd8\xff\xdb".as_slice())).unwrap();
    assert_eq!(jpeg.format, Some(MediaFormat::Jpeg));
    assert_eq!(
        parse::<GetUnlimitedCode>(r#"{"errcode":45009,"errmsg":"x"}"#).unwrap_err().code(),
        Some(ErrCode(45009))
    );
    assert!(parse::<GetUnlimitedCode>(r#"{"video_url":"x"}"#).is_err());
    assert_eq!(
        parse::<GenerateUrlLink>(r#"{"errcode":0,"url_link":"https://wxaurl.cn/x"}"#).unwrap(),
        "https://wxaurl.cn/x"
    );
}

#[test]
fn numbers_of_messages_are_kept_whole() {
    assert_eq!(
        parse::<TemplateSend>(r#"{"errcode":0,"msgid":9007199254740993}"#).unwrap(),
        "9007199254740993"
    );
    assert_eq!(parse::<TemplateSend>(r#"{"errcode":0}"#).unwrap(), "");
}

#[test]
fn lists_and_reports() {
    let accounts = parse::<ListKfAccounts>(r#"{"kf_list":[]}"#).unwrap();
    assert!(accounts.is_empty());
    let online = parse::<ListOnlineKfAccounts>(
        r#"{"kf_online_list":[{"kf_account":"k@d","status":9,"kf_id":1},{"kf_account":"l@d","status":2,"accepted_case":"3"}]}"#,
    )
    .unwrap();
    assert_eq!(
        (online[0].presence, online[1].presence, online[1].talks),
        (KfPresence::Unknown, KfPresence::Phone, 3)
    );
    let report = parse::<CheckCallback>(r#"{"dns":[],"errcode":0}"#).unwrap();
    assert!(report.dns.is_empty() && report.ping.is_empty());
    let quota = parse::<GetQuota>(
        r#"{"quota":{"daily_limit":"10","used":1,"remain":9},"rate_limit":{"call_count":5}}"#,
    );
    assert_eq!(quota.unwrap().daily_limit, 10);
    let code = parse::<CreateQrCode>(r#"{"ticket":"T","url":"u"}"#).unwrap();
    assert_eq!(
        (code.life_secs, code.picture_url_at("http://h/").as_str()),
        (None, "http://h/cgi-bin/showqrcode?ticket=T")
    );
}
