//! Memos: what a service has learned about an account and wants to know at the next start.

use crate::person::Opaque;
use serde::{Deserialize, Serialize};

/// One thing remembered about an app, by name. A later one of the same name replaces it.
///
/// ```
/// use chatstore::{Memo, Opaque};
/// let memo = Memo { app: "wx1".into(), name: "may-push".into(), value: Opaque("false".into()) };
/// assert_eq!(&*memo.name, "may-push");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// The app it is about.
    pub app: Box<str>,
    /// Which thing, named by the service.
    pub name: Box<str>,
    /// What is remembered, in the service's own form. Never anything of a person.
    pub value: Opaque,
}
