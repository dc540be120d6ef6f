//! `GET /cgi-bin/menu/delete`: removes every menu, those for some followers too. A GET that changes something, indeed.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Deleting_Custom-Defined_Menu.html>

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};

/// Removes the menus.
///
/// ```
/// use wechat_core::AccessToken;
/// use wechat_core::api::{ApiBase, Endpoint, menu::DeleteMenu};
/// let token = AccessToken::new("t").unwrap();
/// let request = DeleteMenu::new().request(&ApiBase::official(), Some(&token)).unwrap();
/// assert_eq!(request.uri().path(), "/cgi-bin/menu/delete");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeleteMenu {}

impl DeleteMenu {
    /// The call; it has no parameters.
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
}

impl Endpoint for DeleteMenu {
    type Response = ();
    const NAME: &'static str = "GET /cgi-bin/menu/delete";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
