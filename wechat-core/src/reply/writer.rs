//! Writing XML: elements, CDATA that nothing can break out of, no control characters.

use std::fmt::Write as _;

use memchr::memchr;

use crate::text::strip_controls;

/// Appends a CDATA section. A `]]>` in the text is split over two sections, as XML demands.
pub(crate) fn push_cdata(into: &mut String, text: &str) {
    into.push_str("<![CDATA[");
    // Most texts have no bracket at all; looking for one costs less than setting up a search for three characters.
    if memchr(b']', text.as_bytes()).is_none() {
        into.push_str(text);
    } else {
        push_split(into, text);
    }
    into.push_str("]]>");
}

fn push_split(into: &mut String, text: &str) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("]]>") {
        into.push_str(before);
        into.push_str("]]]]><![CDATA[>");
        rest = after;
    }
    into.push_str(rest);
}

/// A document under construction; its root `xml` is open.
pub(super) struct Document(String);

impl Document {
    pub(super) fn new(size_hint: usize) -> Self {
        let mut xml = String::with_capacity(size_hint);
        xml.push_str("<xml>");
        Self(xml)
    }

    /// An element with text; control characters are dropped.
    pub(super) fn cdata(&mut self, name: &str, text: &str) {
        self.clean_cdata(name, &strip_controls(text));
    }

    /// As [`Document::cdata`], for text that has no control characters.
    pub(super) fn clean_cdata(&mut self, name: &str, text: &str) {
        self.open(name);
        push_cdata(&mut self.0, text);
        self.close(name);
    }

    /// As [`Document::cdata`], left out when there is no text.
    pub(super) fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.cdata(name, text);
        }
    }

    /// An element with a number.
    pub(super) fn number(&mut self, name: &str, number: i64) {
        self.open(name);
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{number}");
        self.close(name);
    }

    /// An element around others.
    pub(super) fn group(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.open(name);
        inside(self);
        self.close(name);
    }

    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</xml>");
        self.0
    }

    fn open(&mut self, name: &str) {
        self.0.push('<');
        self.0.push_str(name);
        self.0.push('>');
    }

    fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }
}
