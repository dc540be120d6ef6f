//! Each kind of push from its wire form, and what is not a push.

use wechat_core::inbound::{
    Event, Inbound, InboundError, InboundKind, SubscribeSource, UNSUPPORTED_STICKER, Value,
};
use wechat_core::send_window::GrantClass;

use crate::samples::{self, xml};

fn kind(fields: &str) -> InboundKind {
    Inbound::parse(xml(fields).as_bytes()).unwrap().kind
}

fn event(fields: &str) -> Event {
    match kind(&format!("<MsgType>event</MsgType>{fields}")) {
        InboundKind::Event(event) => event,
        other => panic!("{other:?}"),
    }
}

fn error(body: &str) -> InboundError {
    Inbound::parse(body.as_bytes()).unwrap_err()
}

fn grants(kind: InboundKind) -> Option<GrantClass> {
    samples::inbound(kind).grants()
}

#[test]
fn text_with_its_envelope() {
    let body =
        xml("<MsgType>text</MsgType><Content>你好 &amp; &#x4F60;</Content><MsgId>9007199254740993</MsgId>\
                    <MsgDataId>d1</MsgDataId><Idx>2</Idx>");
    let push = Inbound::parse(body.as_bytes()).unwrap();
    assert_eq!((push.to.as_str(), push.from.as_str()), (samples::ACCOUNT, samples::OPENID));
    assert_eq!(push.created_at.as_secs(), 1_790_000_000);
    let article = push.article.as_ref().unwrap();
    assert_eq!((article.data_id.as_str(), article.index.as_deref()), ("d1", Some("2")));
    let InboundKind::Text(text) = &push.kind else { panic!("{push:?}") };
    assert_eq!(text.content, "你好 & 你");
    assert_eq!(text.msg_id.as_u64(), Some(9_007_199_254_740_993), "more than a double holds");
    assert_eq!(push.grants(), Some(GrantClass::UserMessage));
}

#[test]
fn a_tapped_text_menu_is_a_click() {
    let tapped =
        kind("<MsgType>text</MsgType><Content>yes</Content><MsgId>7</MsgId><bizmsgmenuid>101</bizmsgmenuid>");
    assert!(matches!(&tapped, InboundKind::Text(text) if text.menu_id.as_deref() == Some("101")));
    assert_eq!(grants(tapped), Some(GrantClass::MenuClick));
}

#[test]
fn stickers_are_recognised_exactly() {
    let sticker = |content: &str| {
        let InboundKind::Text(text) = samples::text(content).kind else { panic!() };
        text.is_unsupported_sticker()
    };
    assert!(sticker(UNSUPPORTED_STICKER) && sticker("[收到不支持的消息类型，暂无法显示]"));
    assert!(!sticker(&format!("{UNSUPPORTED_STICKER}?")) && !sticker("收到不支持的消息类型，暂无法显示"));
}

#[test]
fn messages_of_every_kind() {
    let media = "<MediaId>m-1</MediaId><MsgId>7</MsgId>";
    let cases = [
        (format!("<MsgType>image</MsgType><PicUrl>http://x</PicUrl>{media}"), "Image"),
        (format!("<MsgType>voice</MsgType><Format>amr</Format><MediaId16K>k</MediaId16K><Recognition></Recognition>{media}"), "Voice"),
        (format!("<MsgType>video</MsgType><ThumbMediaId>t</ThumbMediaId>{media}"), "Video"),
        (format!("<MsgType>shortvideo</MsgType><ThumbMediaId>t</ThumbMediaId>{media}"), "ShortVideo"),
        ("<MsgType>location</MsgType><Location_X>23.1</Location_X><Location_Y>113.3</Location_Y><Scale>20</Scale><Label></Label><MsgId>7</MsgId>".into(), "Location"),
        ("<MsgType>link</MsgType><Title>t</Title><Description></Description><Url>http://x</Url><MsgId>7</MsgId>".into(), "Link"),
        ("<MsgType>miniprogrampage</MsgType><Title>t</Title><AppId>wx1</AppId><PagePath>p?a=1</PagePath><MsgId>7</MsgId>".into(), "MiniProgramPage"),
        ("<MsgType> Text </MsgType><Content/><MsgId>7</MsgId>".into(), "Text"),
    ];
    for (fields, name) in cases {
        let found = kind(&fields);
        assert!(format!("{found:?}").starts_with(&format!("{name}(")), "{name}: {found:?}");
        assert_eq!(found.msg_id().and_then(wechat_core::MsgId::as_u64), Some(7));
        assert_eq!(grants(found), Some(GrantClass::UserMessage));
    }
}

#[test]
fn events_match_in_any_case_and_grant_what_they_should() {
    let scanned = "<EventKey>k</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>r</ScanResult></ScanCodeInfo>";
    let cases = [
        ("<Event>subscribe</Event>".to_owned(), Some(GrantClass::Follow)),
        ("<Event>Subscribe</Event><EventKey></EventKey>".into(), Some(GrantClass::Follow)),
        ("<Event>unsubscribe</Event>".into(), None),
        ("<Event>scan</Event><EventKey>5</EventKey>".into(), Some(GrantClass::Scan)),
        ("<Event>CLICK</Event><EventKey>k</EventKey>".into(), Some(GrantClass::MenuClick)),
        ("<Event>VIEW</Event><EventKey>http://x</EventKey>".into(), None),
        ("<Event>view_miniprogram</Event><EventKey>p</EventKey>".into(), None),
        (
            "<Event>LOCATION</Event><Latitude>1</Latitude><Longitude>2</Longitude><Precision>3</Precision>"
                .into(),
            None,
        ),
        (format!("<Event>scancode_push</Event>{scanned}"), Some(GrantClass::MenuClick)),
        (format!("<Event>scancode_waitmsg</Event>{scanned}"), Some(GrantClass::MenuClick)),
        ("<Event>user_enter_tempsession</Event>".into(), Some(GrantClass::EnterSession)),
        ("<Event>debug_demo</Event><debug_str>x</debug_str>".into(), None),
    ];
    for (fields, expected) in cases {
        let found = event(&fields);
        assert_eq!(matches!(found, Event::Unknown(_)), fields.contains("debug_demo"), "{fields}");
        assert_eq!(grants(InboundKind::Event(found)), expected, "{fields}");
    }
}

#[test]
fn a_follow_says_where_it_came_from() {
    let source = |key: &str| {
        let Event::Subscribe(follow) = event(&format!("<Event>subscribe</Event>{key}")) else { panic!() };
        match follow.source() {
            SubscribeSource::Plain => "plain".to_owned(),
            SubscribeSource::Scene(scene) => format!("scene {scene}"),
            SubscribeSource::Payment(trade) => format!("payment {trade}"),
            SubscribeSource::Other(key) => format!("other {key}"),
            _ => unreachable!(),
        }
    };
    assert_eq!(source(""), "plain");
    assert_eq!(source("<EventKey><![CDATA[]]></EventKey>"), "plain");
    assert_eq!(source("<EventKey>qrscene_a_b</EventKey>"), "scene a_b");
    assert_eq!(source("<EventKey>last_trade_no_42</EventKey>"), "payment 42");
    assert_eq!(source("<EventKey>?</EventKey>"), "other ?");
}

#[test]
fn unknown_pushes_keep_everything() {
    let InboundKind::Unknown(message) =
        kind("<MsgType>hologram</MsgType><MsgId>7</MsgId><A>1</A><A>2</A><B><C>3</C></B>")
    else {
        panic!()
    };
    assert_eq!(message.msg_type, "hologram");
    assert_eq!(message.fields.texts("A").collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(message.fields.groups("B").next().unwrap().get("C"), Some("3"));
    assert_eq!(message.fields.get("FromUserName"), Some(samples::OPENID));
}

#[test]
fn json_says_the_same_as_xml() {
    let from_json = |json: &str| Inbound::parse(json.as_bytes()).unwrap();
    let envelope = format!(
        r#""ToUserName":"{}","FromUserName":"{}","CreateTime":1790000000"#,
        samples::ACCOUNT,
        samples::OPENID
    );
    let text = from_json(&format!(r#"{{{envelope},"MsgType":"text","Content":"a\nb\"\u4f60","MsgId":7}}"#));
    assert_eq!(text, samples::text("a\nb\"你"));

    let list = from_json(&format!(
        r#"{{{envelope},"MsgType":"event","Event":"some_other_event","List":[{{"TemplateId":"a"}},{{"TemplateId":"b"}}],"N":null,"T":true}}"#
    ));
    let InboundKind::Event(Event::Unknown(event)) = list.kind else { panic!() };
    let templates: Vec<_> = event.fields.groups("List").filter_map(|item| item.get("TemplateId")).collect();
    assert_eq!(templates, ["a", "b"]);
    assert_eq!((event.fields.get("N"), event.fields.get("T")), (Some(""), Some("true")));
    let nested = from_json(&format!(r#"{{{envelope},"MsgType":"x","L":[[1,2],[],[3.50]]}}"#));
    let InboundKind::Unknown(nested) = nested.kind else { panic!() };
    let lists = nested.fields.iter().find(|field| field.name() == "L").unwrap().value().items();
    let inner: Vec<_> = lists.iter().map(|list| list.items().len()).collect();
    assert_eq!(inner, [2, 0, 1], "lists in lists keep their shape");
    assert!(lists[2].items() == [Value::Text("3.50".into())], "numbers are kept as they are written");
}

#[test]
fn layout_around_values_is_no_value() {
    let body = "\u{feff}<?xml version=\"1.0\"?>\n<xml>\n <ToUserName>\n <![CDATA[gh_x]]>\n </ToUserName><FromUserName> oX </FromUserName>\
        <CreateTime> 1 </CreateTime><MsgType>\n<![CDATA[text]]>\n</MsgType><!-- c --><Content>\n<![CDATA[ a ]]]]><![CDATA[>b]]>\n</Content><MsgId> 7 </MsgId></xml>\n";
    let push = Inbound::parse(body.as_bytes()).unwrap();
    assert!(matches!(push.kind, InboundKind::Text(text) if text.content == " a ]]>b"));
}

#[test]
fn control_characters_are_tolerated() {
    let push = kind("<MsgType>text</MsgType><Content><![CDATA[a\u{1}b]]></Content><MsgId>7</MsgId>");
    assert!(matches!(push, InboundKind::Text(text) if text.content == "a\u{1}b"));
}

#[test]
fn what_is_no_push_is_a_typed_error() {
    assert_eq!(error(" \n"), InboundError::Empty);
    assert_eq!(error("success"), InboundError::UnknownFormat);
    assert_eq!(Inbound::parse(b"<xml>\xff</xml>").unwrap_err(), InboundError::NotUtf8 { at: 5 });
    assert_eq!(error("<xml></xml>"), InboundError::Missing { field: "ToUserName" });
    assert_eq!(error(&xml("")), InboundError::Missing { field: "MsgType" });
    assert_eq!(
        error(&xml("<MsgType>text</MsgType><MsgId>7</MsgId>")),
        InboundError::Missing { field: "Content" }
    );
    assert_eq!(
        error(&xml("<MsgType>text</MsgType><Content>x</Content>")),
        InboundError::Missing { field: "MsgId" }
    );
    for time in ["", "-1", "soon", "9999999999999"] {
        let body = xml("<MsgType>x</MsgType>").replace("1790000000", time);
        assert_eq!(
            error(&body),
            InboundError::Invalid { field: "CreateTime", expected: "a time in seconds" }
        );
    }
    let blank = xml("<MsgType>x</MsgType>").replace(samples::OPENID, "a b");
    assert_eq!(error(&blank), InboundError::Invalid { field: "FromUserName", expected: "an openid" });
    assert!(matches!(error("{"), InboundError::Json { line: 1, .. }));
    assert!(matches!(error("{} {}"), InboundError::Json { line: 1, .. }));
}

#[test]
fn hostile_documents_are_refused() {
    let bomb = "<!DOCTYPE xml [<!ENTITY a \"aaaa\">]><xml><A>&a;</A></xml>";
    assert_eq!(error(bomb), InboundError::Doctype { at: 0 });
    assert!(matches!(error("<xml><A>&a;</A></xml>"), InboundError::Doctype { .. }));
    assert_eq!(error(&format!("<xml>{}", "<a>".repeat(100_000))), InboundError::TooDeep);
    let nest = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(error(&nest), InboundError::TooDeep);
    assert!(matches!(error(&format!("{{\"a\":{}", "[".repeat(100_000))), InboundError::Json { .. }));
    assert_eq!(error(&format!("<xml>{}</xml>", "<a></a>".repeat(5_000))), InboundError::TooManyFields);
    assert_eq!(error(&format!("{{\"a\":[{}0]}}", "0,".repeat(5_000))), InboundError::TooManyFields);
    for broken in [
        "<xml>",
        "<xml><a></b></xml>",
        "<xml/><xml/>",
        "<a/>",
        "x<xml/>",
        "<xml/>x",
        "<xml>&#0;</xml>",
        "<xml>&</xml>",
        "<xml><A>]]></A></xml>",
        "<xml><A b=1>x</A></xml>",
        "<xml><A b=\"1\"c\n<![CDATA[x]]></A></xml>",
        "<xml><1>x</1></xml>",
        "<xml><a<b>x</a<b></xml>",
        "<?xml ~ersion=\"1.0\"?><xml><A>x</A></xml>",
    ] {
        let found = error(broken);
        assert!(
            matches!(found, InboundError::Xml { .. } | InboundError::UnknownFormat),
            "{broken}: {found:?}"
        );
    }
}
