//! The fast path and the general reader say the same; XML and JSON too.

use proptest::prelude::*;
use wechat_core::inbound::{Fields, Inbound, InboundKind, Value};

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

/// A JSON value as JSON and as the fields it should become.
fn member() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        "\\PC{0,8}".prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<bool>().prop_map(serde_json::Value::from),
        Just(serde_json::Value::Null),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map("[a-zA-Z\"\\\\你]{0,6}", inner, 0..4)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

/// What the reader owes for a value: the same shape, every leaf as text.
fn expected(value: &serde_json::Value) -> Value<'static> {
    match value {
        serde_json::Value::Null => Value::Text("".into()),
        serde_json::Value::String(text) => Value::Text(text.clone().into()),
        serde_json::Value::Array(items) => Value::List(items.iter().map(expected).collect()),
        serde_json::Value::Object(_) => {
            let Ok(fields) = Fields::parse(value.to_string().as_bytes()).map(Fields::into_owned) else {
                panic!("an object is read alone")
            };
            Value::Group(fields)
        }
        other => Value::Text(other.to_string().into()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn json_keeps_its_shape_however_it_is_laid_out(value in member()) {
        let document = serde_json::json!({ "a": value, "b": [value.clone()] });
        let (tight, loose) = (document.to_string(), serde_json::to_string_pretty(&document).unwrap());
        let fields = Fields::parse(tight.as_bytes()).unwrap();
        prop_assert!(fields == Fields::parse(loose.as_bytes()).unwrap());
        let [a, b] = ["a", "b"].map(|name| fields.iter().find(|field| field.name() == name).unwrap().value());
        prop_assert!(*a == expected(&value) && b.items() == [expected(&value)]);
        if let serde_json::Value::Object(members) = &value {
            let Value::Group(group) = a else { panic!("a group") };
            let names: Vec<_> = group.iter().map(|field| field.name().to_owned()).collect();
            prop_assert_eq!(names, members.keys().cloned().collect::<Vec<_>>());
        }
    }

    #[test]
    fn flat_and_general_agree(
        fields in prop::collection::vec(("[A-Za-z_][A-Za-z0-9_]{0,8}", value()), 0..6),
        gap in "[ \\t\\r\\n]{0,3}",
    ) {
        let mut body = String::from("<MsgType>thing</MsgType>");
        for (name, value) in fields {
            body.push_str(&format!("{gap}<{name}>{value}</{name}>"));
        }
        let document = xml(&body);
        let commented = document.replacen("<xml>", "<xml><!---->", 1);
        // As they are on the wire, too: here nothing around a value is dropped.
        if let (Ok(flat), Ok(general)) = (Fields::parse(document.as_bytes()), Fields::parse(commented.as_bytes())) {
            prop_assert!(flat == general);
        }
        match both(&document) {
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
