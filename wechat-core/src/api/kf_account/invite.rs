//! `POST /customservice/kfaccount/inviteworker`: asks a person to answer as a customer-service account.
//!
//! The person confirms in their WeChat within some days; [`KfAccount`](super::KfAccount) tells how it stands.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html>

use serde_json::json;

use super::KfAccountName;
use crate::AccessToken;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::redact::redacted_debug;

/// Invites a person.
///
/// ```
/// use wechat_core::AccessToken;
/// use wechat_core::api::{ApiBase, Endpoint, kf_account::{InviteKfWorker, KfAccountName}};
/// let call = InviteKfWorker::new(KfAccountName::new("k1@drift").unwrap(), "a_wechat_id");
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// assert_eq!(request.body(), br#"{"invite_wx":"a_wechat_id","kf_account":"k1@drift"}"#);
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InviteKfWorker {
    /// The account to answer as.
    pub name: KfAccountName,
    /// The person's WeChat id (微信号).
    pub wechat_id: String,
}

redacted_debug!(InviteKfWorker, name);

impl InviteKfWorker {
    /// This person for that account.
    #[must_use]
    pub fn new(name: KfAccountName, wechat_id: impl Into<String>) -> Self {
        Self { name, wechat_id: wechat_id.into() }
    }
}

impl Endpoint for InviteKfWorker {
    type Response = ();
    const NAME: &'static str = "POST /customservice/kfaccount/inviteworker";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Check(Self::NAME).filled("invite_wx", &self.wechat_id)?;
        Call::authorized::<Self>(base, token)?
            .post(&json!({ "kf_account": self.name.as_str(), "invite_wx": self.wechat_id }))
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
