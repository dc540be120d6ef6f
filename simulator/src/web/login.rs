//! Web login (网页授权): the page a person agrees on, the code it hands to the bot's page, and its tokens.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html>

use super::{PageProblem, is_allowed, with_parameters};
use crate::api::parameter;
use crate::{AccountKind, Permission, PhoneId, Platform};
use std::collections::BTreeMap;

/// How long a code and the two tokens live, in milliseconds.
const CODE_MS: i64 = 5 * 60 * 1000;
pub(crate) const ACCESS_MS: i64 = 2 * 60 * 60 * 1000;
const REFRESH_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// What the bot's page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// `snsapi_base`: the openid, without a question.
    Base,
    /// `snsapi_userinfo`: name and picture too, after a question.
    UserInfo,
}

impl Scope {
    /// As it stands in links and answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base => "snsapi_base",
            Self::UserInfo => "snsapi_userinfo",
        }
    }
}

/// A login link that makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoginPage {
    /// What is asked for. [`Scope::Base`] asks nothing: the browser goes on at once.
    pub scope: Scope,
    /// Where the browser goes afterwards.
    pub redirect_uri: String,
    /// What comes back with the code.
    pub state: String,
}

#[derive(Clone, Copy)]
pub(crate) struct Grant {
    pub(crate) phone: PhoneId,
    pub(crate) scope: Scope,
    pub(crate) until_ms: i64,
    pub(crate) used: bool,
}

/// Every code and token of web logins.
#[derive(Clone, Default)]
pub(crate) struct Logins {
    pub(crate) codes: BTreeMap<String, Grant>,
    pub(crate) access: BTreeMap<String, Grant>,
    pub(crate) refresh: BTreeMap<String, Grant>,
}

impl Platform {
    /// Reads the query of `open.weixin.qq.com/connect/oauth2/authorize`.
    ///
    /// # Errors
    /// [`PageProblem`]: what the person reads in place of the page.
    pub fn login_page(&self, query: &str) -> Result<LoginPage, PageProblem> {
        let parameter = |name| parameter(query, name);
        if parameter("appid").as_deref() != Some(self.account.app_id.as_str()) {
            return Err(PageProblem::AppId);
        }
        let redirect_uri = parameter("redirect_uri")
            .filter(|uri| is_allowed(uri, self.account.web_domain.as_deref()))
            .ok_or(PageProblem::RedirectUri)?;
        if parameter("response_type").as_deref() != Some("code") {
            return Err(PageProblem::ResponseType);
        }
        let scope = match parameter("scope").as_deref() {
            Some("snsapi_base") => Scope::Base,
            Some("snsapi_userinfo") => Scope::UserInfo,
            _ => return Err(PageProblem::Scope),
        };
        if !self.account.kind.may(Permission::WebLogin) {
            return Err(PageProblem::Scope);
        }
        Ok(LoginPage { scope, redirect_uri, state: parameter("state").unwrap_or_default() })
    }

    /// The person agrees, or was not asked. Answers where their browser goes, with a code that works once
    /// and for five minutes.
    ///
    /// ```
    /// # use wechat_simulator::{Account, Platform};
    /// let mut platform = Platform::new(Account::example(), 0, 1)?;
    /// let phone = platform.add_phone("小明");
    /// let query = format!(
    ///     "appid={}&redirect_uri=http%3A%2F%2Fbot.invalid%2Fback&response_type=code&scope=snsapi_base&state=7",
    ///     platform.account().app_id
    /// );
    /// let address = platform.agree_to_login(phone, &query).expect("the link is sound");
    /// assert!(address.starts_with("http://bot.invalid/back?code=") && address.ends_with("&state=7"));
    /// # Ok::<(), wechat_simulator::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`PageProblem`].
    pub fn agree_to_login(&mut self, phone: PhoneId, query: &str) -> Result<String, PageProblem> {
        let page = self.login_page(query)?;
        let person = self.phone(phone).map_err(|_| PageProblem::UnknownPhone)?;
        if self.account.kind == AccountKind::Sandbox && !person.following {
            return Err(PageProblem::FollowFirst);
        }
        let code = format!("0{}", self.entropy.text(31));
        let until_ms = self.now.saturating_add(CODE_MS);
        self.logins.codes.insert(code.clone(), Grant { phone, scope: page.scope, until_ms, used: false });
        Ok(with_parameters(&page.redirect_uri, &[("code", &code), ("state", &page.state)]))
    }

    /// A new pair of tokens.
    pub(crate) fn login_tokens(&mut self, phone: PhoneId, scope: Scope) -> (String, String) {
        let (access, refresh) = (self.entropy.text(110), self.entropy.text(110));
        let grant = |life| Grant { phone, scope, until_ms: self.now.saturating_add(life), used: false };
        self.logins.access.insert(access.clone(), grant(ACCESS_MS));
        self.logins.refresh.insert(refresh.clone(), grant(REFRESH_MS));
        (access, refresh)
    }
}
