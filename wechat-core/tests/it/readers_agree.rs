//! The fast path and the general reader say the same; XML and JSON too.

use proptest::prelude::*;
use wechat_core::inbound::{Inbound, InboundKind};

use crate::samples::xml;

/// Adding a comment sends a document to the general reader and changes nothing else.
fn both(body: &str) -> [Result<Inbound, wechat_core::inbound::InboundError>; 2] {
    let general = body.replacen("<xml>", "<xml><!---->", 1);
    [Inbound::parse(body.as_bytes()), Inbound::parse(general.as_bytes())]
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ \\t\\r\\na-z0-9&;#\\]>你😀/-]{0,20}",
        "[ \\t\\r\\n]{0,4}",
        "\\PC{0,12}".prop_map(|text| text.replace("]]>", "")).prop_map(|text| format!("<![CDATA[{text}]]>")),
        ".{0,12}".prop_map(|text| text.replace("]]>", "")).prop_map(|text| format!(" <![CDATA[{text}]]>\n")),
        ".{0,6}"
            .prop_map(|text| text.replace("]]>", ""))
            .prop_map(|text| format!("<![CDATA[{text}]]>tail<![CDATA[x]]>")),
        Just("<b>1</b><b>2</b>".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn flat_and_general_agree(
        fields in prop::collection::vec(("[A-Za-z_][A-Za-z0-9_]{0,8}", value()), 0..6),
        gap in "[ \\t\\r\\n]{0,3}",
    ) {
        let mut body = String::from("<MsgType>thing</MsgType>");
        for (name, value) in fields {
            body.push_str(&format!("{gap}<{name}>{value}</{name}>"));
        }
        match both(&xml(&body)) {
            [Ok(flat), Ok(general)] => prop_assert_eq!(flat, general),
            // The comment moves positions, so only the sort of error is compared.
            [Err(flat), Err(general)] => {
                prop_assert_eq!(std::mem::discriminant(&flat), std::mem::discriminant(&general));
            }
            [flat, general] => prop_assert!(false, "{flat:?} but {general:?}"),
        }
    }

    #[test]
    fn text_survives_xml_and_json(content in "\\PC{0,40}") {
        let escaped = content.replace('&', "&amp;").replace('<', "&lt;").replace("]]>", "]]&gt;");
        let body = xml(&format!("<MsgType>text</MsgType><Content>{escaped}</Content><MsgId>7</MsgId>"));
        let from_xml = Inbound::parse(body.as_bytes()).unwrap();
        let json = serde_json::json!({
            "ToUserName": from_xml.to.as_str(), "FromUserName": from_xml.from.as_str(),
            "CreateTime": "1790000000", "MsgType": "text", "Content": content, "MsgId": 7,
        });
        let from_json = Inbound::parse(json.to_string().as_bytes()).unwrap();
        let InboundKind::Text(text) = &from_xml.kind else { panic!("a text") };
        prop_assert_eq!(&text.content, &content);
        prop_assert_eq!(from_xml, from_json);
    }
}
