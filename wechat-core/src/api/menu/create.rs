//! `POST /cgi-bin/menu/create`: the account's menu, in place of the one there was.
//!
//! Refused with 40015–40028 when the definition is wrong, 45064 for a mini-program that is not associated.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Creating_Custom-Defined_Menu.html>

use serde_json::json;

use super::{BUTTONS_MAX, Button};
use crate::AccessToken;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};

/// Sets the menu.
///
/// ```
/// use wechat_core::AccessToken;
/// use wechat_core::api::{ApiBase, Endpoint, menu::{Button, CreateMenu}};
/// let call = CreateMenu::new(vec![
///     Button::click("找人", "find"),
///     Button::items("更多", vec![Button::view("说明", "https://example.com/help"), Button::click("离开", "leave")]),
/// ]);
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// let json: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
/// assert_eq!(json["button"][0], serde_json::json!({"name": "找人", "type": "click", "key": "find"}));
/// assert_eq!(json["button"][1]["sub_button"][0]["type"], "view");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateMenu {
    /// The buttons, from left to right, 1 to [`BUTTONS_MAX`].
    pub buttons: Vec<Button>,
}

impl CreateMenu {
    /// With these buttons.
    #[must_use]
    pub const fn new(buttons: Vec<Button>) -> Self {
        Self { buttons }
    }
}

impl Endpoint for CreateMenu {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/menu/create";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let (check, len) = (Check(Self::NAME), self.buttons.len());
        check.holds(len > 0, "button", "empty")?;
        if len > BUTTONS_MAX {
            return Err(check.long("button", len, BUTTONS_MAX));
        }
        self.buttons.iter().try_for_each(|button| button.check(check, true))?;
        Call::authorized::<Self>(base, token)?.post(&json!({ "button": self.buttons }))
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
