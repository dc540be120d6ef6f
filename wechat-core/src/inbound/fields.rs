//! The fields of a push as they arrived, whatever they mean.

use std::borrow::Cow;
use std::fmt;

/// One named field.
#[derive(Clone, PartialEq, Eq)]
pub struct Field<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) value: Value<'a>,
}

/// What a field holds.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// Text; numbers and booleans of JSON as they are written, `null` as the empty text.
    Text(Cow<'a, str>),
    /// Further fields.
    Group(Fields<'a>),
    /// An array of JSON. XML repeats the element instead; [`Fields::texts`] and [`Fields::groups`] read both alike.
    List(Vec<Value<'a>>),
}

/// Fields in order of arrival; names may repeat, as lists do.
///
/// Text that stands beside child elements is kept under the name [`STRAY_TEXT`]; attributes are dropped, as no push
/// has any. `Debug` shows names only.
///
/// ```
/// use wechat_core::inbound::Fields;
/// let xml = Fields::parse(b"<xml><List><Id>1</Id></List><List><Id>2</Id></List></xml>").unwrap();
/// let json = Fields::parse(br#"{"List":[{"Id":1},{"Id":"2"}]}"#).unwrap();
/// for fields in [xml, json] {
///     let ids: Vec<_> = fields.groups("List").filter_map(|item| item.get("Id")).collect();
///     assert_eq!(ids, ["1", "2"]);
/// }
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields<'a>(pub(crate) Vec<Field<'a>>);

/// Name of text that stands beside child elements.
pub const STRAY_TEXT: &str = "#text";

impl<'a> Value<'a> {
    /// The items of a list; of anything else, the thing itself.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            single => std::slice::from_ref(single),
        }
    }

    #[inline]
    fn first_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Group(_) => None,
            Self::List(items) => first_text_in(items),
        }
    }

    fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Group(fields) => Value::Group(fields.into_owned()),
            Self::List(items) => Value::List(items.into_iter().map(Value::into_owned).collect()),
        }
    }
}

/// Rare, so kept out of the readers' way.
fn first_text_in<'v>(items: &'v [Value<'_>]) -> Option<&'v str> {
    items.iter().find_map(|item| match item {
        Value::Text(text) => Some(text.as_ref()),
        Value::Group(_) | Value::List(_) => None,
    })
}

impl<'a> Field<'a> {
    pub(crate) const fn text(name: Cow<'a, str>, text: Cow<'a, str>) -> Self {
        Self { name, value: Value::Text(text) }
    }

    /// Its name, as spelled on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value.
    #[must_use]
    pub const fn value(&self) -> &Value<'a> {
        &self.value
    }

    fn into_owned(self) -> Field<'static> {
        Field { name: Cow::Owned(self.name.into_owned()), value: self.value.into_owned() }
    }
}

impl<'a> Fields<'a> {
    /// The first text of that name.
    // Inlined so that names known at compile time are compared in place.
    #[inline]
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().filter(|field| field.name == name).find_map(|field| field.value.first_text())
    }

    /// Every text of that name, those inside a list included.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.values(name).filter_map(|value| match value {
            Value::Text(text) => Some(text.as_ref()),
            Value::Group(_) | Value::List(_) => None,
        })
    }

    /// Every group of that name, those inside a list included.
    pub fn groups(&self, name: &str) -> impl Iterator<Item = &Fields<'a>> {
        self.values(name).filter_map(|value| match value {
            Value::Group(fields) => Some(fields),
            Value::Text(_) | Value::List(_) => None,
        })
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &Value<'a>> {
        self.0.iter().filter(move |field| field.name == name).flat_map(|field| field.value.items())
    }

    /// All fields in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Field<'a>> {
        self.0.iter()
    }

    /// How many fields stand at this level.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same, independent of the bytes it was read from.
    #[must_use]
    pub fn into_owned(self) -> Fields<'static> {
        Fields(self.0.into_iter().map(Field::into_owned).collect())
    }
}

impl fmt::Debug for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}

impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.name, self.value)
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(_) => f.write_str("…"),
            Self::Group(fields) => fields.fmt(f),
            Self::List(items) => f.debug_list().entries(items).finish(),
        }
    }
}
