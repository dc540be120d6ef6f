//! `GET /customservice/kfaccount/del`: removes a customer-service account. A GET that changes something, indeed.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html>

use super::KfAccountName;
use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};

/// Removes an account.
///
/// ```
/// use wechat_core::AccessToken;
/// use wechat_core::api::{ApiBase, Endpoint, kf_account::{DeleteKfAccount, KfAccountName}};
/// let call = DeleteKfAccount::new(KfAccountName::new("k1@drift").unwrap());
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// assert_eq!(request.uri().query(), Some("access_token=t&kf_account=k1%40drift"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeleteKfAccount {
    /// Which one.
    pub name: KfAccountName,
}

impl DeleteKfAccount {
    /// This one.
    #[must_use]
    pub const fn new(name: KfAccountName) -> Self {
        Self { name }
    }
}

impl Endpoint for DeleteKfAccount {
    type Response = ();
    const NAME: &'static str = "GET /customservice/kfaccount/del";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.query("kf_account", self.name.as_str()).get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
