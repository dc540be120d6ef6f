//! The account's menu (自定义菜单): three buttons below the conversation, each with up to five items.
//!
//! Phones keep a menu for up to a day, so a change is seen late (from memory). Unverified subscription accounts have
//! no menu while their server is switched on. Confidence: C3.

mod button;
mod create;
mod delete;
mod get;
mod wire;

pub use button::{Action, Button};
pub use create::CreateMenu;
pub use delete::DeleteMenu;
pub use get::{ConditionalMenu, GetMenu, Menus};

/// Buttons of a menu (40017 beyond).
pub const BUTTONS_MAX: usize = 3;
/// Items of a button (40023 beyond).
pub const ITEMS_MAX: usize = 5;
/// Longest key, in bytes (40019 beyond). From the official page, unmarked.
pub const KEY_MAX_BYTES: usize = 128;
/// Longest URL, in bytes (40020 beyond). From the official page, unmarked.
pub const URL_MAX_BYTES: usize = 1024;
/// Longest name of an item, in bytes (40025 beyond). A button's own name has room for about four Chinese characters;
/// the documented 16 bytes are not those of UTF-8, so that limit is left to the platform.
pub const NAME_MAX_BYTES: usize = 60;
