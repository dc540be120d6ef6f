//! The JSON reader: the same fields as from XML, duplicates and order kept.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::error::InboundError;
use super::fields::{Field, Fields, Value};
use crate::limits::{DEPTH_MAX, FIELDS_MAX};

/// The fields of a JSON object.
pub(crate) fn read(body: &str) -> Result<Fields<'_>, InboundError> {
    let budget = Budget::default();
    let mut source = serde_json::Deserializer::from_str(body);
    let mut fields = Vec::new();
    let read =
        Entry { depth: 0, in_list: false, budget: &budget, name: Cow::Borrowed(""), into: &mut fields }
            .deserialize(&mut source)
            .and_then(|()| source.end());
    match read {
        Ok(()) => {}
        Err(_) if budget.too_deep.get() => return Err(InboundError::TooDeep),
        Err(_) if budget.fields.get() > FIELDS_MAX => return Err(InboundError::TooManyFields),
        Err(error) => return Err(InboundError::Json { line: error.line(), column: error.column() }),
    }
    match fields.pop() {
        Some(Field { value: Value::Group(fields), .. }) if body.trim_start().starts_with('{') => Ok(fields),
        _ => Err(InboundError::Json { line: 1, column: 1 }),
    }
}

/// What is left to spend on hostile nesting.
#[derive(Default)]
struct Budget {
    fields: Cell<usize>,
    too_deep: Cell<bool>,
}

/// Reads one value and appends it under its name. A list appends each of its items under that name; a list inside a
/// list is a group of `item`s.
struct Entry<'b, 'f, 'a> {
    depth: usize,
    in_list: bool,
    budget: &'b Budget,
    name: Cow<'a, str>,
    into: &'f mut Vec<Field<'a>>,
}

impl<'a> Entry<'_, '_, 'a> {
    fn push<E: serde::de::Error>(self, value: Value<'a>) -> Result<(), E> {
        self.budget.fields.set(self.budget.fields.get() + 1);
        if self.budget.fields.get() > FIELDS_MAX + 1 {
            return Err(E::custom("too many fields"));
        }
        self.into.push(Field { name: self.name, value });
        Ok(())
    }

    fn text<E: serde::de::Error>(self, text: impl ToString) -> Result<(), E> {
        self.push(Value::Text(Cow::Owned(text.to_string())))
    }

    fn deeper<E: serde::de::Error>(&self) -> Result<usize, E> {
        if self.depth == DEPTH_MAX {
            self.budget.too_deep.set(true);
            return Err(E::custom("too deep"));
        }
        Ok(self.depth + 1)
    }
}

impl<'a> DeserializeSeed<'a> for Entry<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Entry<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'a str) -> Result<(), E> {
        self.push(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.text(text)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.text(value)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.text(value)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.text(value)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.text(value)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.push(Value::Text(Cow::Borrowed("")))
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        let depth = self.deeper()?;
        let mut children = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            map.next_value_seed(Entry {
                depth,
                in_list: false,
                budget: self.budget,
                name,
                into: &mut children,
            })?;
        }
        self.push(Value::Group(Fields(children)))
    }

    fn visit_seq<S: SeqAccess<'a>>(self, mut seq: S) -> Result<(), S::Error> {
        let depth = self.deeper()?;
        if !self.in_list {
            let Self { budget, name, into, .. } = self;
            while let Some(()) = seq.next_element_seed(Entry {
                depth,
                in_list: true,
                budget,
                name: name.clone(),
                into: &mut *into,
            })? {}
            return Ok(());
        }
        let mut items = Vec::new();
        let item = Cow::Borrowed("item");
        while let Some(()) = seq.next_element_seed(Entry {
            depth,
            in_list: true,
            budget: self.budget,
            name: item.clone(),
            into: &mut items,
        })? {}
        self.push(Value::Group(Fields(items)))
    }
}

/// A member name, borrowed where it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'a> serde::Deserialize<'a> for Name<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'a> Visitor<'a> for NameVisitor {
            type Value = Name<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a member name")
            }

            fn visit_borrowed_str<E: serde::de::Error>(self, name: &'a str) -> Result<Name<'a>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Name<'a>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(NameVisitor)
    }
}
