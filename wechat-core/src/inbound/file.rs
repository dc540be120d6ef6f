//! `file`: a document. Rare and undocumented (one public library models it), so any field but the number may be
//! missing.

use super::error::InboundError;
use super::read::Reader;
use crate::MsgId;
use crate::redact::redacted_debug;

/// A document the user sent. It cannot be fetched or passed on with the public API.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// The number of the message.
    pub msg_id: MsgId,
    /// Its name (`Title`).
    pub title: Option<String>,
    /// A line about it (`Description`).
    pub description: Option<String>,
    /// The platform's key for it (`FileKey`).
    pub file_key: Option<String>,
    /// Its MD5 (`FileMd5`).
    pub md5: Option<String>,
    /// Its length in bytes (`FileTotalLen`).
    pub length: Option<i64>,
}

impl File {
    /// A document of which nothing is known.
    #[must_use]
    pub const fn new(msg_id: MsgId) -> Self {
        Self { msg_id, title: None, description: None, file_key: None, md5: None, length: None }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            msg_id: fields.msg_id()?,
            title: fields.filled("Title"),
            description: fields.filled("Description"),
            file_key: fields.filled("FileKey"),
            md5: fields.filled("FileMd5"),
            length: fields.number(&["FileTotalLen"])?,
        })
    }
}

redacted_debug!(File, msg_id, length);
