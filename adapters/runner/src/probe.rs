//! What an account may do, found out by calls that change nothing.

use crate::account::AccountKind;
use driftbottle::wechat_core::AccessToken;
use driftbottle::wechat_core::api::{ApiBase, ApiError, Endpoint, ErrCode, Handling};
use driftbottle_wechat_client::{ApiClient, CallError};
use http::{Method, Request, Response, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::marker::PhantomData;

/// An openid of the right shape that nobody has.
const NOBODY: &str = "oDriftbottleProbe00000000000";
/// What an ordinary account may push a day at least; a sandbox has a tenth.
/// <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/API_Call_Limits.html>
const ORDINARY_PUSHES_A_DAY: u64 = 500_000;

/// Whether the account has a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Permission {
    /// A call that needs it got past it.
    Granted,
    /// The platform refused such a call: 48001, or another code of an account that may not.
    Denied(ErrCode),
    /// The platform did not say: busy, a quota used up, no answer. The code, if there was one.
    Unknown(Option<ErrCode>),
}

impl Permission {
    /// Yes, no, or unknown.
    #[must_use]
    pub const fn known(self) -> Option<bool> {
        match self {
            Self::Granted => Some(true),
            Self::Denied(_) => Some(false),
            Self::Unknown(_) => None,
        }
    }
}

/// Calls of a day, in Shanghai's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Quota {
    /// How many are allowed.
    pub daily_limit: u64,
    /// How many were made.
    pub used: u64,
    /// How many are left.
    pub remain: u64,
}

impl Quota {
    /// Those numbers.
    #[must_use]
    pub const fn new(daily_limit: u64, used: u64, remain: u64) -> Self {
        Self { daily_limit, used, remain }
    }
}

/// What [`probe`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Findings {
    /// Customer-service messages (`custom/send`): without them a bot can only answer.
    pub push: Permission,
    /// A menu defined through the API.
    pub menu: Permission,
    /// Template messages: service accounts and the sandbox.
    pub templates: Permission,
    /// Whether the account has a menu now.
    pub has_menu: Option<bool>,
    /// What is left of the day's pushes.
    pub pushes: Option<Quota>,
}

impl Findings {
    /// The kind of account that has these permissions; `None` when too little is known.
    ///
    /// ```text
    /// push  menu  templates  pushes a day   kind
    /// no    no                              personal, or an unverified 公众号
    /// no    yes                             unverified service account
    /// yes         no                        verified 公众号
    /// yes         yes        under 500 000  sandbox
    /// yes         yes                       verified service account
    /// ```
    #[must_use]
    pub fn kind(&self) -> Option<AccountKind> {
        if !self.push.known()? {
            let menu = self.menu.known()?;
            return Some(if menu { AccountKind::UnverifiedService } else { AccountKind::Personal });
        }
        if !self.templates.known()? {
            return Some(AccountKind::VerifiedSubscription);
        }
        let few = self.pushes?.daily_limit < ORDINARY_PUSHES_A_DAY;
        Some(if few { AccountKind::Sandbox } else { AccountKind::VerifiedService })
    }
}

/// Asks the platform what the account may do. Nothing is changed and nobody sees anything.
///
/// | call | what it tells | why it is harmless |
/// |---|---|---|
/// | `POST /cgi-bin/message/custom/typing` | pushes | takes back a 「正在输入」 from an openid that nobody has: refused with 40003 where pushes are allowed, with 48001 where not |
/// | `GET /cgi-bin/menu/get` | the menu | reads (10 000 a day) |
/// | `GET /cgi-bin/template/get_all_private_template` | template messages | reads |
/// | `POST /cgi-bin/openapi/quota/get` | pushes left today | reads |
///
/// The order in which the platform looks at permission and openid is known from reports only. Where it looks at the
/// openid first, an account without pushes seems to have them; the first 48001 to a real push then tells the truth.
///
/// # Errors
/// [`CallError::Token`] without an access token: then nothing can be asked. Whatever else fails is
/// [`Permission::Unknown`].
///
/// ```no_run
/// # async fn find(client: &driftbottle_wechat_client::ApiClient) -> Result<(), driftbottle_wechat_client::CallError> {
/// let findings = driftbottle_runner::probe(client).await?;
/// if findings.push.known() == Some(false) {
///     println!("this account cannot push: lines wait for their reader's next word");
/// }
/// # Ok(()) }
/// ```
pub async fn probe(client: &ApiClient) -> Result<Findings, CallError> {
    client.warm_up().await?;
    let typing = format!(r#"{{"touser":"{NOBODY}","command":"CancelTyping"}}"#);
    let typing = ask::<Typing>(client, Some(typing)).await;
    let menu = ask::<Menu>(client, None).await;
    let templates = ask::<Templates>(client, None).await;
    let quota = r#"{"cgi_path":"/cgi-bin/message/custom/send"}"#.to_owned();
    let quota = ask::<Pushes>(client, Some(quota)).await;
    Ok(Findings {
        push: permission(&typing),
        menu: permission(&menu),
        templates: permission(&templates),
        has_menu: has_menu(&menu),
        pushes: quota.ok().as_ref().and_then(read_quota),
    })
}

/// 46003 says that there is none.
fn has_menu(answer: &Result<Value, CallError>) -> Option<bool> {
    match answer {
        Ok(_) => Some(true),
        Err(error) => (error.code() == Some(ErrCode(46003))).then_some(false),
    }
}

fn permission(answer: &Result<Value, CallError>) -> Permission {
    let Err(error) = answer else { return Permission::Granted };
    match error.code() {
        Some(code) => match code.class() {
            // It was allowed to be wrong: an openid nobody has, a menu that is not there.
            Handling::CallerBug | Handling::Unreachable => Permission::Granted,
            Handling::Permission => Permission::Denied(code),
            _ => Permission::Unknown(Some(code)),
        },
        None => Permission::Unknown(None),
    }
}

fn read_quota(answer: &Value) -> Option<Quota> {
    let number = |name| answer.get("quota")?.get(name)?.as_u64();
    Some(Quota::new(number("daily_limit")?, number("used")?, number("remain")?))
}

async fn ask<T: Topic>(client: &ApiClient, body: Option<String>) -> Result<Value, CallError> {
    client.call(&Question::<T> { body, topic: PhantomData }).await
}

/// What a question is about. Each is an endpoint of its own: when the quota of one is used up, the client spares that
/// one alone.
trait Topic {
    const PATH: &'static str;
}

struct Typing;
struct Menu;
struct Templates;
struct Pushes;

impl Topic for Typing {
    const PATH: &'static str = "/cgi-bin/message/custom/typing";
}

impl Topic for Menu {
    const PATH: &'static str = "/cgi-bin/menu/get";
}

impl Topic for Templates {
    const PATH: &'static str = "/cgi-bin/template/get_all_private_template";
}

impl Topic for Pushes {
    const PATH: &'static str = "/cgi-bin/openapi/quota/get";
}

/// A call of which only the code and a few numbers matter.
struct Question<T> {
    /// POST with one, GET without.
    body: Option<String>,
    topic: PhantomData<fn() -> T>,
}

impl<T: Topic> Endpoint for Question<T> {
    type Response = Value;
    const NAME: &'static str = T::PATH;
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<Request<Vec<u8>>, ApiError> {
        let token = token.ok_or(ApiError::MissingToken { endpoint: Self::NAME })?;
        let token = utf8_percent_encode(token.expose(), NON_ALPHANUMERIC);
        let url = format!("{}{}?access_token={token}", base.as_str(), T::PATH);
        let (method, body) = match &self.body {
            Some(body) => (Method::POST, body.clone().into_bytes()),
            None => (Method::GET, Vec::new()),
        };
        let request = Request::builder().method(method).uri(url).header("content-type", "application/json");
        request.body(body).map_err(|_| ApiError::Unbuildable { endpoint: Self::NAME })
    }

    fn parse(response: Response<&[u8]>) -> Result<Value, ApiError> {
        let endpoint = Self::NAME;
        if response.status() != StatusCode::OK {
            return Err(ApiError::Status { endpoint, status: response.status().as_u16() });
        }
        let answer: Value =
            serde_json::from_slice(response.body()).map_err(|_| ApiError::NotJson { endpoint })?;
        match answer.get("errcode").and_then(Value::as_i64) {
            // Its words are left out: nobody reads them here.
            Some(code @ (..=-1 | 1..)) => {
                Err(ApiError::Platform { endpoint, code: ErrCode(code), message: String::new() })
            }
            _ if answer.is_object() => Ok(answer),
            _ => Err(ApiError::Unexpected { endpoint }),
        }
    }
}
