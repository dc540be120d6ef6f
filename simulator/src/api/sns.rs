//! Who logged into the bot's page: /sns/oauth2/access_token, /refresh_token, /sns/userinfo, /sns/auth.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html>

use super::answer::set;
use super::errcode::ApiError;
use super::{ApiRequest, ok};
use crate::web::Scope;
use crate::{PhoneId, Platform};
use serde_json::{Value, json};

/// Seconds an access token of a login lives.
const LIFE_S: i64 = 7_200;

impl Platform {
    pub(super) fn sns_access_token(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        if request.parameter("grant_type").as_deref() != Some("authorization_code") {
            return Err(ApiError::GRANT_TYPE);
        }
        let app_id = request.parameter("appid").ok_or(ApiError::APPID_MISSING)?;
        let secret = request.parameter("secret").ok_or(ApiError::SECRET_MISSING)?;
        if app_id != self.account.app_id {
            return Err(ApiError::APPID);
        }
        if secret != self.account.app_secret {
            return Err(ApiError::SECRET);
        }
        let code = request.parameter("code").ok_or(ApiError::CODE_MISSING)?;
        let now = self.now;
        let grant = self.logins.codes.get_mut(&code).ok_or(ApiError::CODE)?;
        if grant.used {
            return Err(ApiError::CODE_USED);
        }
        if now >= grant.until_ms {
            return Err(ApiError::CODE_EXPIRED);
        }
        grant.used = true;
        let (phone, scope) = (grant.phone, grant.scope);
        let (access, refresh) = self.login_tokens(phone, scope);
        self.login_answer(phone, scope, &access, &refresh)
    }

    /// A refresh token works again and again for its thirty days; its access tokens are new.
    pub(super) fn sns_refresh_token(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        if request.parameter("grant_type").as_deref() != Some("refresh_token") {
            return Err(ApiError::GRANT_TYPE);
        }
        if request.parameter("appid").ok_or(ApiError::APPID_MISSING)? != self.account.app_id {
            return Err(ApiError::APPID);
        }
        let refresh = request.parameter("refresh_token").ok_or(ApiError::REFRESH_TOKEN_MISSING)?;
        let grant = *self.logins.refresh.get(&refresh).ok_or(ApiError::REFRESH_TOKEN)?;
        if self.now >= grant.until_ms {
            return Err(ApiError::REFRESH_EXPIRED);
        }
        let (access, unused) = self.login_tokens(grant.phone, grant.scope);
        self.logins.refresh.remove(&unused);
        self.login_answer(grant.phone, grant.scope, &access, &refresh)
    }

    fn login_answer(
        &self,
        phone: PhoneId,
        scope: Scope,
        access: &str,
        refresh: &str,
    ) -> Result<Value, ApiError> {
        let snapshot = self.behaviours.login_as_snapshot;
        let mut answer = json!({
            "access_token": access,
            "expires_in": LIFE_S,
            "refresh_token": refresh,
            "openid": self.login_openid(phone)?,
            "scope": scope.as_str(),
        });
        if snapshot {
            set(&mut answer, "is_snapshotuser", 1);
        }
        if let (Ok(Some(union)), false, Scope::UserInfo) = (self.union_id(phone), snapshot, scope) {
            set(&mut answer, "unionid", union);
        }
        Ok(answer)
    }

    /// The openid, or the virtual one of a snapshot's visitor.
    fn login_openid(&self, phone: PhoneId) -> Result<String, ApiError> {
        let openid = self.openid(phone).map_err(|_| ApiError::OPENID)?;
        if !self.behaviours.login_as_snapshot {
            return Ok(openid.to_owned());
        }
        let digest = crate::envelope::sign(&["snapshot", openid]);
        Ok(format!("oVi{}", digest.get(..25).unwrap_or(&digest)))
    }

    /// The person behind an access token, which must fit the openid.
    fn logged_in(&self, request: ApiRequest<'_>) -> Result<(PhoneId, Scope), ApiError> {
        let token = request.parameter("access_token").ok_or(ApiError::TOKEN_MISSING)?;
        let grant = self.logins.access.get(&token).ok_or(ApiError::TOKEN_SUPERSEDED)?;
        if self.now >= grant.until_ms {
            return Err(ApiError::TOKEN_EXPIRED);
        }
        let openid = request.parameter("openid").ok_or(ApiError::OPENID_MISSING)?;
        if self.login_openid(grant.phone)? != openid {
            return Err(ApiError::OPENID);
        }
        Ok((grant.phone, grant.scope))
    }

    pub(super) fn sns_user_info(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let (phone, scope) = self.logged_in(request)?;
        if scope != Scope::UserInfo {
            return Err(ApiError::UNAUTHORIZED);
        }
        let snapshot = self.behaviours.login_as_snapshot;
        let name = self.name(phone).map_err(|_| ApiError::OPENID)?;
        let mut answer = json!({
            "openid": self.login_openid(phone)?,
            "nickname": if snapshot { "微信用户" } else { name },
            "sex": 0,
            "language": "",
            "city": "",
            "province": "",
            "country": "",
            "headimgurl": format!("{}/avatar-{}", self.media_base, phone.0),
            "privilege": [],
        });
        if let (Ok(Some(union)), false) = (self.union_id(phone), snapshot) {
            set(&mut answer, "unionid", union);
        }
        Ok(answer)
    }

    pub(super) fn sns_auth(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        self.logged_in(request)?;
        Ok(ok())
    }
}
