//! The fields of a push as a tree, and its two renderings.
//!
//! XML and JSON carry the same names. In JSON a repeated element is an object when there is one and an array
//! when there are more, and the numbers inside such a list are strings.

use crate::Format;
use crate::xml::Writer;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// A name and what stands under it.
pub(crate) type Field = (Cow<'static, str>, Node);

/// What stands under a name.
pub(crate) enum Node {
    Text(String),
    /// Digits, a sign, a point: valid as they are in both formats.
    Number(String),
    Group(Vec<Field>),
    /// `<name><List>…</List>…</name>` in XML; `"List"` beside the other fields in JSON.
    List(Vec<Vec<Field>>),
}

/// A text field.
pub(crate) fn text(name: &'static str, value: impl Into<String>) -> Field {
    (Cow::Borrowed(name), Node::Text(value.into()))
}

/// A number field.
pub(crate) fn number(name: &'static str, value: impl std::fmt::Display) -> Field {
    (Cow::Borrowed(name), Node::Number(value.to_string()))
}

/// Fields under a name.
pub(crate) fn group(name: &'static str, fields: Vec<Field>) -> Field {
    (Cow::Borrowed(name), Node::Group(fields))
}

/// Renders the fields as one document.
pub(crate) fn render(fields: &[Field], format: Format) -> String {
    match format {
        Format::Xml => write_all(Writer::new(), fields).finish(),
        Format::Json => Value::Object(object(fields, false)).to_string(),
    }
}

fn write_all(writer: Writer, fields: &[Field]) -> Writer {
    fields.iter().fold(writer, |writer, (name, node)| match node {
        Node::Text(value) => writer.text(name, value),
        Node::Number(value) => writer.number(name, value),
        Node::Group(inner) => write_all(writer.open(name), inner).close(name),
        Node::List(items) => {
            let open = writer.open(name);
            items.iter().fold(open, |w, item| write_all(w.open("List"), item).close("List")).close(name)
        }
    })
}

fn object(fields: &[Field], in_list: bool) -> Map<String, Value> {
    let mut map = Map::new();
    for (name, node) in fields {
        match node {
            Node::Text(value) => add(&mut map, name, Value::from(value.as_str())),
            Node::Number(value) if in_list => add(&mut map, name, Value::from(value.as_str())),
            Node::Number(value) => {
                let number = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value.as_str()));
                add(&mut map, name, number);
            }
            Node::Group(inner) => add(&mut map, name, Value::Object(object(inner, in_list))),
            Node::List(items) => {
                for item in items {
                    add(&mut map, "List", Value::Object(object(item, true)));
                }
            }
        }
    }
    map
}

/// Adds a value; a name that stands already becomes an array.
fn add(map: &mut Map<String, Value>, name: &str, value: Value) {
    match map.get_mut(name) {
        None => drop(map.insert(name.to_owned(), value)),
        Some(Value::Array(values)) => values.push(value),
        Some(one) => *one = Value::Array(vec![one.take(), value]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml;
    use proptest::prelude::*;

    fn item(id: &str) -> Vec<Field> {
        vec![text("TemplateId", id), number("PopupScene", 1)]
    }

    #[test]
    fn lists_are_wrapped_in_xml_and_bare_in_json() {
        let one = [(Cow::Borrowed("SubscribeMsgPopupEvent"), Node::List(vec![item("a")]))];
        assert_eq!(
            render(&one, Format::Xml),
            "<xml><SubscribeMsgPopupEvent><List><TemplateId><![CDATA[a]]></TemplateId>\
             <PopupScene>1</PopupScene></List></SubscribeMsgPopupEvent></xml>"
        );
        assert_eq!(render(&one, Format::Json), r#"{"List":{"PopupScene":"1","TemplateId":"a"}}"#);
        let two = [(Cow::Borrowed("SubscribeMsgPopupEvent"), Node::List(vec![item("a"), item("b")]))];
        let json: Value = serde_json::from_str(&render(&two, Format::Json)).unwrap();
        assert_eq!(json["List"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn numbers_stay_numbers() {
        let fields = [number("CreateTime", 1_700_000_000), number("Location_X", 23.5)];
        assert_eq!(render(&fields, Format::Json), r#"{"CreateTime":1700000000,"Location_X":23.5}"#);
    }

    proptest! {
        #[test]
        fn both_formats_hold_the_same_text(value in "[^\\p{Cc}]{0,60}(\\]\\]>)?[\"\\\\]{0,2}") {
            let fields = [text("Content", value.clone())];
            let json: Value = serde_json::from_str(&render(&fields, Format::Json)).unwrap();
            prop_assert_eq!(json["Content"].as_str(), Some(value.as_str()));
            let xml = xml::read(&render(&fields, Format::Xml)).unwrap();
            prop_assert_eq!(xml.field("Content"), Some(value.as_str()));
        }
    }
}
