//! Everything that can arrive at a callback.

use super::error::InboundError;
use super::fields::Fields;
use super::notice::Notice;
use super::parse::read_fields;
use super::{DedupKey, Inbound};

/// A push: from somebody, or a notice from nobody.
///
/// A chat cares about [`Inbound`] only and uses [`Inbound::parse`] or
/// [`Callback::open`](crate::callback::Callback::open). Whoever also serves a third-party platform, checks media or
/// runs in the cloud's containers reads a `Push`.
///
/// ```
/// use wechat_core::inbound::{NoticeKind, Push};
/// let body = b"<xml><AppId>wx1</AppId><CreateTime>1413192760</CreateTime><InfoType>unauthorized</InfoType>\
///     <AuthorizerAppid>wx2</AuthorizerAppid></xml>";
/// let Push::Notice(notice) = Push::parse(body).unwrap() else { panic!("nobody sent it") };
/// assert!(matches!(notice.kind, NoticeKind::Unauthorized(account) if account.authorizer_app_id.as_deref() == Some("wx2")));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Push {
    /// Somebody wrote or did something.
    Inbound(Inbound),
    /// The platform says something of its own accord.
    Notice(Notice),
}

impl Push {
    /// Reads the body of a push that needs no opening; see [`Inbound::parse`].
    ///
    /// # Errors
    ///
    /// [`InboundError`] with the field or place at fault.
    pub fn parse(body: &[u8]) -> Result<Self, InboundError> {
        let (_, fields) = read_fields(body)?;
        Self::from_fields(&fields)
    }

    /// Gives fields their meaning.
    ///
    /// # Errors
    ///
    /// [`InboundError::Missing`] or [`InboundError::Invalid`] with the field at fault.
    pub fn from_fields(fields: &Fields<'_>) -> Result<Self, InboundError> {
        match Inbound::from_fields(fields) {
            Ok(inbound) => Ok(Self::Inbound(inbound)),
            Err(error @ InboundError::Missing { .. }) => match Notice::read(fields)? {
                Some(notice) => Ok(Self::Notice(notice)),
                None => Err(error),
            },
            Err(error) => Err(error),
        }
    }

    /// What this push has in common with its repetitions and with nothing else.
    #[must_use]
    pub fn dedup_key(&self) -> DedupKey {
        match self {
            Self::Inbound(inbound) => inbound.dedup_key(),
            Self::Notice(notice) => notice.dedup_key(),
        }
    }
}
