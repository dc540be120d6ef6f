//! `GET /cgi-bin/menu/get`: the menus there are. 46003 when there is none.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Querying_Custom_Menus.html>

use serde::Deserialize;

use super::Button;
use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};

/// Asks for the menus.
///
/// ```
/// use wechat_core::api::{Endpoint, menu::{Action, GetMenu}};
/// let answer = r#"{"menu":{"button":[{"type":"click","name":"找人","key":"find","sub_button":[]}],"menuid":7}}"#;
/// let menus = GetMenu::parse(http::Response::new(answer.as_bytes())).unwrap();
/// assert_eq!(menus.buttons[0].action, Action::Click("find".into()));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetMenu {}

/// The account's menus.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Menus {
    /// The buttons of the one everybody sees.
    pub buttons: Vec<Button>,
    /// Its number, where menus for some exist.
    pub id: Option<i64>,
    /// Menus for some followers.
    pub conditional: Vec<ConditionalMenu>,
}

/// A menu for some followers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct ConditionalMenu {
    /// Its buttons.
    #[serde(rename = "button")]
    pub buttons: Vec<Button>,
    /// Its number.
    #[serde(default, rename = "menuid", deserialize_with = "lenient::opt_number")]
    pub id: Option<i64>,
    /// Who sees it, as the platform writes it.
    #[serde(default, rename = "matchrule")]
    pub rule: Extra,
}

impl GetMenu {
    /// The call; it has no parameters.
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
}

impl Endpoint for GetMenu {
    type Response = Menus;
    const NAME: &'static str = "GET /cgi-bin/menu/get";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<Menus, ApiError> {
        #[derive(Deserialize)]
        struct Menu {
            #[serde(default)]
            button: Vec<Button>,
            #[serde(default, deserialize_with = "lenient::opt_number")]
            menuid: Option<i64>,
        }
        #[derive(Deserialize)]
        struct Wire {
            menu: Menu,
            #[serde(default)]
            conditionalmenu: Vec<ConditionalMenu>,
        }
        let Wire { menu, conditionalmenu } = response::read(Self::NAME, &response)?;
        Ok(Menus { buttons: menu.button, id: menu.menuid, conditional: conditionalmenu })
    }
}
