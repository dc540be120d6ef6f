//! A button and what a tap on it does.

use super::{ITEMS_MAX, KEY_MAX_BYTES, NAME_MAX_BYTES, URL_MAX_BYTES};
use crate::api::check::Check;
use crate::api::{ApiError, Extra};
use crate::{AppId, MediaId};

/// A button, or an item of one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Button {
    /// What it says.
    pub name: String,
    /// What a tap does.
    pub action: Action,
}

/// What a tap does (`type`). Only [`Click`](Self::Click), [`ScanCodePush`](Self::ScanCodePush) and
/// [`ScanCodeWait`](Self::ScanCodeWait) open a send window, of three messages for a minute.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// Pushes a `CLICK` event with the key.
    Click(String),
    /// Opens a page.
    View(String),
    /// Scans a code, shows it, and pushes `scancode_push` with the key.
    ScanCodePush(String),
    /// Scans a code and waits for the answer to `scancode_waitmsg`, pushed with the key.
    ScanCodeWait(String),
    /// Takes a picture; `pic_sysphoto`, with the key.
    TakePicture(String),
    /// Takes or chooses a picture; `pic_photo_or_album`, with the key.
    TakeOrChoosePicture(String),
    /// Chooses pictures of the phone; `pic_weixin`, with the key.
    ChoosePicture(String),
    /// Chooses a place; `location_select`, with the key.
    ChoosePlace(String),
    /// Sends that stored medium.
    SendMedia(MediaId),
    /// Sends that published article as a card (`article_id`).
    SendArticle(String),
    /// Opens that published article (`article_view_limited`).
    OpenArticle(String),
    /// Opens a page of a mini-program.
    MiniProgram {
        /// The mini-program, associated with the account (45064 otherwise).
        app_id: AppId,
        /// Its page.
        page_path: String,
        /// What old clients open instead.
        url: String,
    },
    /// Shows items, 1 to [`ITEMS_MAX`]; only in the bar.
    Items(Vec<Button>),
    /// A type nobody has described here, as an existing menu has it. Cannot be created.
    Other {
        /// Its word on the wire.
        kind: String,
        /// Its members.
        members: Extra,
    },
}

impl Button {
    /// A button.
    #[must_use]
    pub fn new(name: impl Into<String>, action: Action) -> Self {
        Self { name: name.into(), action }
    }

    /// A button that tells the bot, with a key.
    #[must_use]
    pub fn click(name: impl Into<String>, key: impl Into<String>) -> Self {
        Self::new(name, Action::Click(key.into()))
    }

    /// A button that opens a page.
    #[must_use]
    pub fn view(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self::new(name, Action::View(url.into()))
    }

    /// A button that shows items.
    #[must_use]
    pub fn items(name: impl Into<String>, items: Vec<Self>) -> Self {
        Self::new(name, Action::Items(items))
    }

    pub(super) fn check(&self, check: Check, in_bar: bool) -> Result<(), ApiError> {
        check.bytes("name", &self.name, NAME_MAX_BYTES)?;
        match &self.action {
            Action::Click(key)
            | Action::ScanCodePush(key)
            | Action::ScanCodeWait(key)
            | Action::TakePicture(key)
            | Action::TakeOrChoosePicture(key)
            | Action::ChoosePicture(key)
            | Action::ChoosePlace(key) => check.bytes("key", key, KEY_MAX_BYTES),
            Action::View(url) => {
                check.bytes("url", url, URL_MAX_BYTES)?;
                check.url("url", url)
            }
            Action::MiniProgram { page_path, url, .. } => {
                check.filled("pagepath", page_path)?;
                check.bytes("url", url, URL_MAX_BYTES)?;
                check.url("url", url)
            }
            Action::SendMedia(_) => Ok(()),
            Action::SendArticle(id) | Action::OpenArticle(id) => check.filled("article_id", id),
            Action::Items(items) if in_bar => {
                let len = items.len();
                check.holds(len > 0, "sub_button", "empty")?;
                if len > ITEMS_MAX {
                    return Err(check.long("sub_button", len, ITEMS_MAX));
                }
                items.iter().try_for_each(|item| item.check(check, false))
            }
            Action::Items(_) => Err(check.bad("sub_button", "items have no items")),
            Action::Other { .. } => Err(check.bad("type", "not a type that is described here")),
        }
    }
}
