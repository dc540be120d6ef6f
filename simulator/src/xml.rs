//! XML as the platform reads and writes it: small trees of elements, text and CDATA.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};
use serde_json::Value;

const MAX_DEPTH: usize = 8;

/// One element with its text and children.
#[derive(Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|c| c.name == name)
    }

    /// The text of the first child of that name.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.child(name).map(|c| c.text.as_str())
    }
}

/// Reads one document; `None` when it is not well-formed, too deep, or carries a DOCTYPE.
pub(crate) fn read(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root: Option<Element> = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                if open.len() >= MAX_DEPTH || root.is_some() {
                    return None;
                }
                open.push(Element { name: tag.name().as_ref().to_owned(), ..Element::default() });
            }
            Event::Empty(tag) => {
                let element = Element { name: tag.name().as_ref().to_owned(), ..Element::default() };
                close(element, &mut open, &mut root)?;
            }
            Event::End(_) => {
                let element = open.pop()?;
                close(element, &mut open, &mut root)?;
            }
            Event::Text(text) => append(&text, &mut open)?,
            Event::CData(text) => append(&text, &mut open)?,
            Event::GeneralRef(reference) => append(&resolve(&reference)?, &mut open)?,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::DocType(_) => return None,
            Event::Eof => return if open.is_empty() { root } else { None },
        }
    }
}

/// Reads a JSON object as the same tree: arrays become repeated `item` elements under their name.
pub(crate) fn from_json(text: &str) -> Option<Element> {
    let value: Value = serde_json::from_str(text).ok()?;
    value.is_object().then(|| element_of("xml", &value, 0)).flatten()
}

fn element_of(name: &str, value: &Value, depth: usize) -> Option<Element> {
    let mut element = Element { name: name.to_owned(), ..Element::default() };
    match value {
        _ if depth >= MAX_DEPTH => return None,
        Value::Null => {}
        Value::String(text) => element.text = text.clone(),
        Value::Bool(_) | Value::Number(_) => element.text = value.to_string(),
        Value::Array(items) => {
            for item in items {
                element.children.push(element_of("item", item, depth + 1)?);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                element.children.push(element_of(name, value, depth + 1)?);
            }
        }
    }
    Some(element)
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Option<()> {
    match open.last_mut() {
        Some(parent) => parent.children.push(element),
        None if root.is_none() => *root = Some(element),
        None => return None,
    }
    Some(())
}

fn append(text: &str, open: &mut [Element]) -> Option<()> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        // Outside the root only white space may stand.
        None if text.trim().trim_start_matches('\u{feff}').is_empty() => {}
        None => return None,
    }
    Some(())
}

fn resolve(reference: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character.to_string());
    }
    resolve_predefined_entity(reference).map(str::to_owned)
}

/// A document under construction, in the shape of WeChat's own pushes: CDATA for text, bare numbers.
pub(crate) struct Writer(String);

impl Writer {
    /// Starts `<xml>`.
    pub(crate) fn new() -> Self {
        Self("<xml>".into())
    }

    /// `<name><![CDATA[text]]></name>`; `]]>` is split, forbidden control characters are left out.
    pub(crate) fn text(mut self, name: &str, text: &str) -> Self {
        let clean: String = text
            .chars()
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r' | '\u{7f}'..))
            .collect();
        let split = clean.replace("]]>", "]]]]><![CDATA[>");
        self.0.push_str(&format!("<{name}><![CDATA[{split}]]></{name}>"));
        self
    }

    /// `<name>number</name>`.
    pub(crate) fn number(mut self, name: &str, number: impl std::fmt::Display) -> Self {
        self.0.push_str(&format!("<{name}>{number}</{name}>"));
        self
    }

    /// `<name>`.
    pub(crate) fn open(mut self, name: &str) -> Self {
        self.0.push_str(&format!("<{name}>"));
        self
    }

    /// `</name>`.
    pub(crate) fn close(mut self, name: &str) -> Self {
        self.0.push_str(&format!("</{name}>"));
        self
    }

    /// Ends the document.
    pub(crate) fn finish(mut self) -> String {
        self.0.push_str("</xml>");
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn entities_cdata_and_nesting_are_read() {
        let root = read("<?xml version=\"1.0\"?>\n<xml><A>a&amp;b&#x4F60;</A><B><![CDATA[<i>]]></B><C><D>1</D></C><E/></xml>")
            .unwrap();
        assert_eq!(root.name, "xml");
        assert_eq!(root.field("A"), Some("a&b你"));
        assert_eq!(root.field("B"), Some("<i>"));
        assert_eq!(root.child("C").unwrap().field("D"), Some("1"));
        assert_eq!(root.field("E"), Some(""));
    }

    #[test]
    fn what_is_no_document_is_refused() {
        for bad in [
            "",
            "plain",
            "{\"a\":1}",
            "<xml><a></xml>",
            "<xml>",
            "<xml/><xml/>",
            "<!DOCTYPE xml [<!ENTITY a \"b\">]><xml>&a;</xml>",
            "<xml>&nope;</xml>",
            "<xml/>tail",
        ] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn json_reads_as_the_same_tree() {
        let root =
            from_json(r#"{"CreateTime":1,"Image":{"MediaId":"m"},"Articles":[{"Title":"a"},{"Title":"b"}]}"#)
                .unwrap();
        assert_eq!(root.field("CreateTime"), Some("1"));
        assert_eq!(root.child("Image").unwrap().field("MediaId"), Some("m"));
        let titles: Vec<_> = root
            .child("Articles")
            .unwrap()
            .children
            .iter()
            .map(|c| (c.name.as_str(), c.field("Title")))
            .collect();
        assert_eq!(titles, [("item", Some("a")), ("item", Some("b"))]);
        assert!(from_json("[]").is_none() && from_json("{").is_none());
        assert!(from_json(&format!("{}1{}", "{\"a\":".repeat(20), "}".repeat(20))).is_none());
    }

    proptest! {
        #[test]
        fn any_text_survives_writing_and_reading(text in "[^\\p{Cc}]{0,80}(\\]\\]>)?[^\\p{Cc}]{0,20}") {
            let document = Writer::new().text("Content", &text).finish();
            let read = read(&document).unwrap();
            prop_assert_eq!(read.field("Content"), Some(text.as_str()));
        }

        #[test]
        fn reading_never_panics(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
