//! `link` messages, and the article a message may have been written under.

use super::error::InboundError;
use super::read::Reader;
use crate::MsgId;
use crate::redact::redacted_debug;

/// A shared web page.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link {
    /// The number of the message.
    pub msg_id: MsgId,
    /// Its title.
    pub title: String,
    /// A line about it; may be empty.
    pub description: String,
    /// Its address.
    pub url: String,
}

/// The article from which the user wrote. Both values are kept as they came.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceArticle {
    /// Number of the article's message (`MsgDataId`).
    pub data_id: String,
    /// Which article of a message of several (`Idx`, from 1).
    pub index: Option<String>,
}

impl Link {
    /// A page.
    #[must_use]
    pub fn new(msg_id: MsgId, title: impl Into<String>, url: impl Into<String>) -> Self {
        Self { msg_id, title: title.into(), description: String::new(), url: url.into() }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            msg_id: fields.msg_id()?,
            title: fields.string("Title")?,
            description: fields.filled("Description").unwrap_or_default(),
            url: fields.string("Url")?,
        })
    }
}

impl SourceArticle {
    /// An article.
    #[must_use]
    pub fn new(data_id: impl Into<String>) -> Self {
        Self { data_id: data_id.into(), index: None }
    }

    pub(super) fn read(fields: Reader<'_>) -> Option<Box<Self>> {
        let data_id = fields.filled("MsgDataId")?;
        Some(Box::new(Self { data_id, index: fields.filled("Idx") }))
    }
}

redacted_debug!(Link, msg_id);
redacted_debug!(SourceArticle, data_id, index);
