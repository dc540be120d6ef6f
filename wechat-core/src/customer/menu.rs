//! `msgmenu`: a text with choices to tap.

use crate::redact::redacted_debug;

/// A menu inside the talk. A tap comes back as a text with the item's id, and counts as a menu click only: three
/// sends within a minute, not the five of a written line. Sandbox and unverified accounts refuse it (40200, four
/// sources); [`menu_link`](crate::text::menu_link) in a text works everywhere.
///
/// ```
/// use wechat_core::OpenId;
/// use wechat_core::customer::{Body, Menu, MenuItem, Message};
/// let menu = Menu::new("Go on?", vec![MenuItem::new("next", "换一个"), MenuItem::new("stop", "结束")]);
/// let json = Message::new(OpenId::new("oExample").unwrap(), Body::Menu(menu)).to_json().unwrap();
/// assert!(json.contains(r#"{"content":"换一个","id":"next"}"#));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Menu {
    /// The line above.
    pub head: String,
    /// The choices.
    pub items: Vec<MenuItem>,
    /// The line below.
    pub tail: String,
}

/// One choice.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MenuItem {
    /// Comes back as [`Text::menu_id`](crate::inbound::Text::menu_id).
    pub id: String,
    /// What the user sees and seems to say.
    pub content: String,
}

impl Menu {
    /// A menu without a line below.
    #[must_use]
    pub fn new(head: impl Into<String>, items: Vec<MenuItem>) -> Self {
        Self { head: head.into(), items, tail: String::new() }
    }
}

impl MenuItem {
    /// A choice.
    #[must_use]
    pub fn new(id: impl Into<String>, content: impl Into<String>) -> Self {
        Self { id: id.into(), content: content.into() }
    }
}

redacted_debug!(Menu);
redacted_debug!(MenuItem, id);
