//! The JSON reader: the same fields as from XML, duplicates, order and the spelling of numbers kept.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::error::InboundError;
use super::fields::{Field, Fields, Value};
use crate::limits::{DEPTH_MAX, FIELDS_MAX};

/// The fields of a JSON object.
pub(crate) fn read(body: &str) -> Result<Fields<'_>, InboundError> {
    let source = Source { body, fields: Cell::new(0) };
    let whole: &RawValue = serde_json::from_str(body).map_err(|error| source.malformed(body, &error))?;
    match source.value(whole.get(), 0)? {
        Value::Group(fields) => Ok(fields),
        Value::Text(_) | Value::List(_) => Err(InboundError::Json { line: 1, column: 1 }),
    }
}

/// A body, and what it has cost so far.
struct Source<'a> {
    body: &'a str,
    fields: Cell<usize>,
}

impl<'a> Source<'a> {
    /// One value from its text. Reading level by level keeps what a number looked like, which a parsed number has
    /// forgotten.
    fn value(&self, text: &'a str, depth: usize) -> Result<Value<'a>, InboundError> {
        self.fields.set(self.fields.get() + 1);
        // The object itself is no field.
        if self.fields.get() > FIELDS_MAX + 1 {
            return Err(InboundError::TooManyFields);
        }
        match text.bytes().next() {
            Some(b'{') => {
                let members: Members<'a> = self.deeper(text, depth)?;
                let named = |(name, raw): (Name<'a>, &'a RawValue)| {
                    Ok(Field { name: name.0, value: self.value(raw.get(), depth + 1)? })
                };
                Ok(Value::Group(Fields(members.0.into_iter().map(named).collect::<Result<_, _>>()?)))
            }
            Some(b'[') => {
                let items: Vec<&'a RawValue> = self.deeper(text, depth)?;
                let items = items.into_iter().map(|raw| self.value(raw.get(), depth + 1));
                Ok(Value::List(items.collect::<Result<_, _>>()?))
            }
            Some(b'"') => {
                let Name(text) = self.parse(text)?;
                Ok(Value::Text(text))
            }
            Some(b'n') => Ok(Value::Text(Cow::Borrowed(""))),
            _ => Ok(Value::Text(Cow::Borrowed(text))),
        }
    }

    fn deeper<T: Deserialize<'a>>(&self, text: &'a str, depth: usize) -> Result<T, InboundError> {
        if depth == DEPTH_MAX {
            return Err(InboundError::TooDeep);
        }
        self.parse(text)
    }

    fn parse<T: Deserialize<'a>>(&self, text: &'a str) -> Result<T, InboundError> {
        serde_json::from_str(text).map_err(|error| self.malformed(text, &error))
    }

    /// The place of an error inside `part`, counted from the beginning of the body.
    fn malformed(&self, part: &str, error: &serde_json::Error) -> InboundError {
        // Parts are slices of the body, so the difference is an offset into it.
        let at = part.as_ptr().addr().saturating_sub(self.body.as_ptr().addr());
        let before = self.body.get(..at).unwrap_or_default();
        let lines = before.bytes().filter(|byte| *byte == b'\n').count();
        let on_line = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        let column = if error.line() <= 1 { on_line + error.column() } else { error.column() };
        InboundError::Json { line: lines + error.line(), column }
    }
}

/// The members of an object in order, repeated ones included.
struct Members<'a>(Vec<(Name<'a>, &'a RawValue)>);

impl<'a> Deserialize<'a> for Members<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'a> Visitor<'a> for Collect {
            type Value = Members<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Members<'a>, M::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// A text or a member name, borrowed where it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'a> Deserialize<'a> for Name<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'a> Visitor<'a> for Borrow {
            type Value = Name<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: serde::de::Error>(self, text: &'a str) -> Result<Name<'a>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Name<'a>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}
