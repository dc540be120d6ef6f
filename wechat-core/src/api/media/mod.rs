//! Temporary media (临时素材): files that live three days, for one account.
//!
//! A `media_id` works any number of times until [`MEDIA_LIFETIME_MS`](crate::limits::MEDIA_LIFETIME_MS) is over, and
//! one that came with a user's message may be sent to another user of the same account (C2, by practice). Mini-programs
//! upload images only, for customer-service messages.

mod content;
mod format;
mod get;
mod get_jssdk;
mod kind;
mod upload;

pub(super) use content::read;
pub use content::{MediaContent, MediaFile};
pub use format::MediaFormat;
pub use get::GetMedia;
pub use get_jssdk::GetJsSdkMedia;
pub use kind::MediaKind;
pub use upload::{UploadMedia, UploadedMedia};
