//! The general XML reader: nesting, entities, comments, split CDATA; DOCTYPE refused.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::error::InboundError;
use super::fields::{Field, Fields, STRAY_TEXT, Value};
use super::flat::{self, is_space};
use crate::limits::{DEPTH_MAX, FIELDS_MAX};

/// What becomes of white space around a CDATA section.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// It goes: no value begins or ends with the indentation of its document.
    Drop,
    /// It stays, as XML would have it.
    Keep,
}

/// The fields below the root element `xml`.
pub(crate) fn read(body: &str, layout: Layout) -> Result<Fields<'_>, InboundError> {
    match flat::scan(body) {
        Some(fields) => Ok(fields),
        None => read_general(body, layout),
    }
}

/// As [`read`], never by the fast path.
pub(crate) fn read_general(body: &str, layout: Layout) -> Result<Fields<'_>, InboundError> {
    Document { reader: Reader::from_str(body), layout, open: Vec::new(), fields_seen: 0, root: None }.read()
}

/// One element whose end has not come yet.
#[derive(Default)]
struct Element<'a> {
    name: String,
    text: Text<'a>,
    children: Vec<Field<'a>>,
}

/// The text of an element, gathered from its pieces.
#[derive(Default)]
struct Text<'a> {
    value: Cow<'a, str>,
    /// Where the last CDATA section ended; white space behind it may be layout.
    solid: Option<usize>,
}

impl<'a> Text<'a> {
    fn push(&mut self, piece: Cow<'a, str>) {
        if self.value.is_empty() {
            self.value = piece;
        } else {
            self.value.to_mut().push_str(&piece);
        }
    }

    fn push_cdata(&mut self, piece: Cow<'a, str>, layout: Layout) {
        if layout == Layout::Drop && self.solid.is_none() && is_blank(&self.value) {
            self.value = Cow::default();
        }
        self.push(piece);
        self.solid = Some(self.value.len());
    }

    fn finish(self, layout: Layout) -> Cow<'a, str> {
        match self.solid.filter(|_| layout == Layout::Drop) {
            Some(end) if is_blank(self.value.get(end..).unwrap_or_default()) => match self.value {
                Cow::Borrowed(value) => Cow::Borrowed(value.get(..end).unwrap_or(value)),
                Cow::Owned(mut value) => {
                    value.truncate(end);
                    Cow::Owned(value)
                }
            },
            _ => self.value,
        }
    }
}

struct Document<'a> {
    reader: Reader<&'a [u8]>,
    layout: Layout,
    open: Vec<Element<'a>>,
    fields_seen: usize,
    root: Option<Fields<'a>>,
}

impl<'a> Document<'a> {
    fn read(mut self) -> Result<Fields<'a>, InboundError> {
        loop {
            let at = self.reader.buffer_position();
            match self.reader.read_event().map_err(|_| self.malformed("not well-formed"))? {
                Event::Start(start) => self.start(&start)?,
                Event::Empty(start) => {
                    self.start(&start)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(text.into_inner(), at)?,
                Event::CData(text) => match self.open.last_mut() {
                    Some(element) => element.text.push_cdata(text.into_inner(), self.layout),
                    None => return Err(self.malformed("text outside the root")),
                },
                Event::GeneralRef(reference) => self.reference(&reference, at)?,
                Event::DocType(_) => return Err(InboundError::Doctype { at }),
                Event::Decl(declaration) if declaration.version().is_err() => {
                    return Err(self.malformed("a broken declaration"));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.open.is_empty() => {
                    return self.root.take().ok_or_else(|| self.malformed("no root element"));
                }
                Event::Eof => return Err(self.malformed("the end is missing")),
            }
        }
    }

    fn malformed(&self, what: &'static str) -> InboundError {
        InboundError::Xml { at: self.reader.buffer_position(), what }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), InboundError> {
        let name = start.name();
        let name = name.as_ref();
        if !is_name(name) || start.attributes().any(|attribute| attribute.is_err()) || start.contains('<') {
            return Err(self.malformed("a broken tag"));
        }
        if self.open.is_empty() {
            if self.root.is_some() {
                return Err(self.malformed("a second root element"));
            }
            if !name.eq_ignore_ascii_case("xml") {
                return Err(self.malformed("the root element is not `xml`"));
            }
        } else {
            self.fields_seen += 1;
        }
        if self.fields_seen > FIELDS_MAX {
            return Err(InboundError::TooManyFields);
        }
        if self.open.len() == DEPTH_MAX {
            return Err(InboundError::TooDeep);
        }
        self.open.push(Element { name: name.to_owned(), ..Element::default() });
        Ok(())
    }

    fn end(&mut self) {
        let Some(mut element) = self.open.pop() else { return };
        let text = element.text.finish(self.layout);
        let Some(parent) = self.open.last_mut() else {
            keep_stray_text(&mut element.children, text);
            self.root = Some(Fields(element.children));
            return;
        };
        let value = if element.children.is_empty() {
            Value::Text(text)
        } else {
            keep_stray_text(&mut element.children, text);
            Value::Group(Fields(element.children))
        };
        parent.children.push(Field { name: Cow::Owned(element.name), value });
    }

    fn text(&mut self, text: Cow<'a, str>, at: u64) -> Result<(), InboundError> {
        if text.contains("]]>") {
            return Err(InboundError::Xml { at, what: "the end of a CDATA section that has no beginning" });
        }
        match self.open.last_mut() {
            Some(element) => element.text.push(text),
            None if is_blank(&text) => {}
            None => return Err(InboundError::Xml { at, what: "text outside the root" }),
        }
        Ok(())
    }

    /// `&amp;` and `&#x4F60;` arrive as events of their own; a reader that skips them loses characters.
    fn reference(&mut self, reference: &BytesRef<'a>, at: u64) -> Result<(), InboundError> {
        let bad = InboundError::Xml { at, what: "a character reference to no character" };
        let character = match reference.resolve_char_ref() {
            Ok(Some(character)) => character,
            Ok(None) => match &**reference {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "apos" => '\'',
                "quot" => '"',
                _ => return Err(InboundError::Doctype { at }),
            },
            Err(_) => return Err(bad),
        };
        let Some(element) = self.open.last_mut() else {
            return Err(InboundError::Xml { at, what: "text outside the root" });
        };
        element.text.push(Cow::Owned(character.to_string()));
        Ok(())
    }
}

/// A name as XML has them, except that every letter outside ASCII is taken.
fn is_name(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_' || c == ':' || !c.is_ascii();
    name.starts_with(letter) && name.chars().all(|c| letter(c) || c.is_ascii_digit() || c == '-' || c == '.')
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

/// Words beside child elements: nothing documented does this, and nothing is thrown away.
fn keep_stray_text<'a>(children: &mut Vec<Field<'a>>, text: Cow<'a, str>) {
    if !is_blank(&text) {
        children.push(Field::text(Cow::Borrowed(STRAY_TEXT), text));
    }
}
