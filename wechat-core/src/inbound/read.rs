//! Typed access to the fields of a push.

use super::error::InboundError;
use super::fields::Fields;
use crate::{MediaId, MsgId, Timestamp};

/// Reads fields by name; the first of a name counts.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'f>(pub(crate) &'f Fields<'f>);

impl<'f> Reader<'f> {
    /// A text that may be absent.
    pub(crate) fn maybe(self, field: &str) -> Option<&'f str> {
        self.0.get(field)
    }

    /// A text that may be absent; empty counts as absent.
    pub(crate) fn filled(self, field: &str) -> Option<String> {
        self.maybe(field).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A text that must be there; it may be empty.
    pub(crate) fn text(self, field: &'static str) -> Result<&'f str, InboundError> {
        self.maybe(field).ok_or(InboundError::Missing { field })
    }

    /// As [`Reader::text`], owned.
    pub(crate) fn string(self, field: &'static str) -> Result<String, InboundError> {
        self.text(field).map(str::to_owned)
    }

    /// A word: layout around it removed.
    pub(crate) fn word(self, field: &'static str) -> Result<&'f str, InboundError> {
        self.text(field).map(str::trim)
    }

    /// The number of the message; some events spell it `MsgID`.
    pub(crate) fn msg_id(self) -> Result<MsgId, InboundError> {
        self.maybe_msg_id()?.ok_or(InboundError::Missing { field: "MsgId" })
    }

    pub(crate) fn maybe_msg_id(self) -> Result<Option<MsgId>, InboundError> {
        let invalid = |_| InboundError::Invalid { field: "MsgId", expected: "a message id" };
        let text = self.maybe("MsgId").or_else(|| self.maybe("MsgID"));
        text.map(|text| MsgId::parse(text.trim()).map_err(invalid)).transpose()
    }

    pub(crate) fn media_id(self, field: &'static str) -> Result<MediaId, InboundError> {
        MediaId::new(self.word(field)?).map_err(|_| InboundError::Invalid { field, expected: "a media id" })
    }

    /// A media id that older clients leave out or empty.
    pub(crate) fn maybe_media_id(self, field: &'static str) -> Result<Option<MediaId>, InboundError> {
        match self.maybe(field).map(str::trim) {
            None | Some("") => Ok(None),
            Some(_) => self.media_id(field).map(Some),
        }
    }

    pub(crate) fn created_at(self) -> Result<Timestamp, InboundError> {
        let field = "CreateTime";
        match self.word(field)?.parse() {
            Ok(secs) if (0..=Timestamp::MAX.as_secs()).contains(&secs) => Ok(Timestamp::from_secs(secs)),
            _ => Err(InboundError::Invalid { field, expected: "a time in seconds" }),
        }
    }

    /// A text under the first of these names that has one; empty counts as absent.
    pub(crate) fn line(self, names: &[&'static str]) -> Result<Option<String>, InboundError> {
        Ok(names.iter().find_map(|name| self.filled(name)))
    }

    /// A whole number under the first of these names that has one.
    pub(crate) fn number(self, names: &[&'static str]) -> Result<Option<i64>, InboundError> {
        self.parsed(names, "a whole number", |word| word.parse().ok())
    }

    /// Seconds since the epoch under the first of these names that has them.
    pub(crate) fn time(self, names: &[&'static str]) -> Result<Option<Timestamp>, InboundError> {
        self.parsed(names, "a time in seconds", |word| word.parse().ok().map(Timestamp::from_secs))
    }

    fn parsed<T>(
        self,
        names: &[&'static str],
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, InboundError> {
        let found = names.iter().find_map(|field| {
            let word = self.maybe(field)?.trim();
            (!word.is_empty()).then_some((*field, word))
        });
        found.map(|(field, word)| parse(word).ok_or(InboundError::Invalid { field, expected })).transpose()
    }

    /// The first group of that name.
    pub(crate) fn group(self, name: &str) -> Option<Self> {
        self.groups(name).next()
    }

    /// Every group of that name.
    pub(crate) fn groups(self, name: &str) -> impl Iterator<Item = Self> {
        self.0.groups(name).map(Reader)
    }

    /// A coordinate or similar: a finite decimal number.
    pub(crate) fn decimal(self, field: &'static str) -> Result<f64, InboundError> {
        match self.word(field)?.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(InboundError::Invalid { field, expected: "a decimal number" }),
        }
    }
}
