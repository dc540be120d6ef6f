//! The account's menu: /cgi-bin/menu/create, /get and /delete.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Creating_Custom-Defined_Menu.html>

use super::errcode::ApiError;
use super::{ApiRequest, ok};
use crate::Platform;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Buttons in the bar, items under one, bytes of a name in the bar and under it, bytes of a key.
const MAX_BUTTONS: usize = 3;
const MAX_ITEMS: usize = 5;
const MAX_NAME: usize = 16;
const MAX_ITEM_NAME: usize = 60;
const MAX_KEY: usize = 128;

/// One button of the menu bar, or one item under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MenuButton {
    /// What it says.
    pub name: String,
    /// `click`, `view` …; empty for a button that only opens its items.
    #[serde(rename = "type", default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The key of a `click`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The address of a `view`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The items that open above it.
    #[serde(default)]
    pub sub_button: Vec<MenuButton>,
}

const TYPES: [&str; 10] = [
    "click",
    "view",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
    "miniprogram",
    "media_id",
];

impl MenuButton {
    fn check(&self, max_name: usize) -> Result<(), ApiError> {
        if self.name.is_empty() || self.name.len() > max_name {
            return Err(ApiError::BUTTON_NAME);
        }
        if !self.sub_button.is_empty() {
            return Ok(());
        }
        if !TYPES.contains(&self.kind.as_str()) {
            return Err(ApiError::BUTTON);
        }
        let key_fits = self.key.as_ref().is_some_and(|k| !k.is_empty() && k.len() <= MAX_KEY);
        let url_fits = self.url.as_ref().is_some_and(|u| !u.is_empty());
        match self.kind.as_str() {
            "view" | "miniprogram" if !url_fits => Err(ApiError::PARAMETER),
            "view" | "miniprogram" | "media_id" => Ok(()),
            _ if key_fits => Ok(()),
            _ => Err(ApiError::BUTTON_KEY),
        }
    }
}

impl Platform {
    pub(super) fn menu_create(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        self.may_have_menu()?;
        let body = request.json()?;
        let buttons = body.get("button").cloned().ok_or(ApiError::BUTTON_COUNT)?;
        let buttons: Vec<MenuButton> = serde_json::from_value(buttons).map_err(|_| ApiError::DATA_FORMAT)?;
        if buttons.is_empty() || buttons.len() > MAX_BUTTONS {
            return Err(ApiError::BUTTON_COUNT);
        }
        for button in &buttons {
            button.check(MAX_NAME)?;
            if button.sub_button.len() > MAX_ITEMS {
                return Err(ApiError::BUTTON_COUNT);
            }
            for item in &button.sub_button {
                item.check(MAX_ITEM_NAME)?;
            }
        }
        self.set_menu(buttons);
        Ok(ok())
    }

    pub(super) fn menu_get(&mut self, _: ApiRequest<'_>) -> Result<Value, ApiError> {
        self.may_have_menu()?;
        if self.menu.is_empty() {
            return Err(ApiError::NO_MENU);
        }
        Ok(json!({ "menu": { "button": self.menu } }))
    }

    pub(super) fn menu_delete(&mut self, _: ApiRequest<'_>) -> Result<Value, ApiError> {
        self.may_have_menu()?;
        self.set_menu(Vec::new());
        Ok(ok())
    }

    fn may_have_menu(&self) -> Result<(), ApiError> {
        if self.account.kind.can_define_menu() { Ok(()) } else { Err(ApiError::UNAUTHORIZED) }
    }

    fn set_menu(&mut self, menu: Vec<MenuButton>) {
        self.menu = menu;
    }
}
