//! The account's menu: /cgi-bin/menu/create, /get and /delete; menus for some followers.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Creating_Custom-Defined_Menu.html>

use super::errcode::ApiError;
use super::{ApiRequest, ok};
use crate::{Error, PhoneId, Platform};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Buttons in the bar, items under one, bytes of a name in the bar and under it, bytes of a key.
const MAX_BUTTONS: usize = 3;
const MAX_ITEMS: usize = 5;
const MAX_NAME: usize = 16;
const MAX_ITEM_NAME: usize = 60;
const MAX_KEY: usize = 128;
const MAX_URL: usize = 1024;
/// Menus for some of the followers.
const MAX_CONDITIONAL: usize = 200;

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
    /// The app of a `miniprogram`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appid: Option<String>,
    /// The page of a `miniprogram`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pagepath: Option<String>,
    /// The media id of a `media_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_id: Option<String>,
    /// The article of an `article_id` or `article_view_limited`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_id: Option<String>,
    /// The items that open above it.
    #[serde(default)]
    pub sub_button: Vec<MenuButton>,
}

/// Types that carry a key.
const KEYED: [&str; 7] = [
    "click",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
];

impl MenuButton {
    fn check(&self, max_name: usize) -> Result<(), ApiError> {
        if self.name.is_empty() || self.name.len() > max_name {
            return Err(if max_name == MAX_NAME { ApiError::BUTTON_NAME } else { ApiError::ITEM_NAME });
        }
        if !self.sub_button.is_empty() {
            return Ok(());
        }
        let filled = |value: &Option<String>| value.as_ref().is_some_and(|v| !v.is_empty());
        let url = match &self.url {
            Some(url) if url.len() > MAX_URL => Err(ApiError::BUTTON_URL_LENGTH),
            Some(url) if url.starts_with("http://") || url.starts_with("https://") => Ok(()),
            _ => Err(ApiError::BUTTON_URL),
        };
        let need = |present, error| if present { Ok(()) } else { Err(error) };
        match self.kind.as_str() {
            "view" => url,
            "miniprogram" => {
                need(filled(&self.appid), ApiError::APPID_MISSING)?;
                need(filled(&self.pagepath), ApiError::PAGE_PATH)?;
                url
            }
            "media_id" => need(filled(&self.media_id), ApiError::MEDIA_ID_MISSING),
            "article_id" | "article_view_limited" => need(filled(&self.article_id), ApiError::PARAMETER),
            kind if KEYED.contains(&kind) => {
                let key = self.key.as_ref().is_some_and(|k| !k.is_empty() && k.len() <= MAX_KEY);
                need(key, ApiError::BUTTON_KEY)
            }
            _ => Err(ApiError::BUTTON),
        }
    }
}

/// A menu for some of the followers.
#[derive(Debug, Clone)]
struct Conditional {
    id: u64,
    buttons: Vec<MenuButton>,
    rule: Value,
}

/// The account's menus.
#[derive(Debug, Clone, Default)]
pub(crate) struct Menus {
    buttons: Vec<MenuButton>,
    conditional: Vec<Conditional>,
    /// `menuid` of the last menu that was made.
    last_id: u64,
    id: Option<u64>,
}

impl Menus {
    /// `MenuId` of taps; `None` without a menu.
    pub(crate) fn id(&self) -> Option<u64> {
        self.id
    }

    fn next_id(&mut self) -> u64 {
        self.last_id = self.last_id.max(430_000_000) + 7;
        self.last_id
    }
}

fn buttons_of(body: &Value) -> Result<Vec<MenuButton>, ApiError> {
    let buttons = body.get("button").cloned().ok_or(ApiError::BUTTON_COUNT)?;
    let buttons: Vec<MenuButton> = serde_json::from_value(buttons).map_err(|_| ApiError::DATA_FORMAT)?;
    if buttons.is_empty() || buttons.len() > MAX_BUTTONS {
        return Err(ApiError::BUTTON_COUNT);
    }
    for button in &buttons {
        button.check(MAX_NAME)?;
        if button.sub_button.len() > MAX_ITEMS {
            return Err(ApiError::ITEM_COUNT);
        }
        for item in &button.sub_button {
            if !item.sub_button.is_empty() {
                return Err(ApiError::MENU_LEVEL);
            }
            item.check(MAX_ITEM_NAME)?;
        }
    }
    Ok(buttons)
}

impl Platform {
    /// The menu the bot defined through the API.
    #[must_use]
    pub fn menu(&self) -> &[MenuButton] {
        &self.menu.buttons
    }

    /// The menu as that phone shows it: the account's, or an older one that the phone still keeps
    /// ([`Behaviours::menu_cache_ms`](crate::Behaviours::menu_cache_ms)); nothing for who does not follow.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`].
    pub fn menu_of(&mut self, phone: PhoneId) -> Result<Vec<MenuButton>, Error> {
        let (now, keep) = (self.now, i64::from(self.behaviours.menu_cache_ms));
        let current = self.menu.buttons.clone();
        let person = self.phone_mut(phone)?;
        if !person.following {
            return Ok(Vec::new());
        }
        if person.menu_seen_ms.is_none_or(|seen| now - seen >= keep) {
            person.menu_seen_ms = Some(now);
            person.menu_seen = current;
        }
        Ok(person.menu_seen.clone())
    }

    pub(super) fn menu_create(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        self.menu.buttons = buttons_of(&request.json()?)?;
        self.menu.id = Some(self.menu.next_id());
        Ok(ok())
    }

    pub(super) fn menu_get(&mut self, _: ApiRequest<'_>) -> Result<Value, ApiError> {
        if self.menu.buttons.is_empty() {
            return Err(ApiError::NO_MENU);
        }
        if self.menu.conditional.is_empty() {
            return Ok(json!({ "menu": { "button": self.menu.buttons } }));
        }
        let one = |c: &Conditional| json!({ "button": c.buttons, "matchrule": c.rule, "menuid": c.id });
        let conditional: Vec<Value> = self.menu.conditional.iter().map(one).collect();
        let menu = json!({ "button": self.menu.buttons, "menuid": self.menu.id });
        Ok(json!({ "menu": menu, "conditionalmenu": conditional }))
    }

    pub(super) fn menu_delete(&mut self, _: ApiRequest<'_>) -> Result<Value, ApiError> {
        self.menu = Menus { last_id: self.menu.last_id, ..Menus::default() };
        Ok(ok())
    }

    /// A menu for followers with a tag or a kind of phone. Nobody here has a tag or a kind, so that it is kept
    /// and never shown.
    pub(super) fn menu_add_conditional(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        if self.menu.buttons.is_empty() {
            return Err(ApiError::NO_DEFAULT_MENU);
        }
        let buttons = buttons_of(&body)?;
        let named = |rule: &Value| {
            let is_set = |name| rule.get(name).is_some_and(|v| *v != Value::Null && *v != json!(""));
            is_set("tag_id") || is_set("client_platform_type")
        };
        let rule = body.get("matchrule").filter(|r| named(r)).cloned().ok_or(ApiError::EMPTY_RULE)?;
        if self.menu.conditional.len() >= MAX_CONDITIONAL {
            return Err(ApiError::RULE_COUNT);
        }
        let id = self.menu.next_id();
        self.menu.conditional.push(Conditional { id, buttons, rule });
        Ok(json!({ "menuid": id.to_string() }))
    }

    pub(super) fn menu_delete_conditional(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let id: u64 = match body.get("menuid") {
            Some(Value::String(id)) => id.parse().ok(),
            Some(id) => id.as_u64(),
            None => None,
        }
        .ok_or(ApiError::NO_CONDITIONAL)?;
        let before = self.menu.conditional.len();
        self.menu.conditional.retain(|c| c.id != id);
        if self.menu.conditional.len() == before { Err(ApiError::NO_CONDITIONAL) } else { Ok(ok()) }
    }

    pub(super) fn menu_try_match(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let user = body.get("user_id").and_then(Value::as_str).and_then(|openid| self.phone_of(openid));
        user.ok_or(ApiError::MATCH_USER)?;
        Ok(json!({ "button": self.menu.buttons }))
    }
}
