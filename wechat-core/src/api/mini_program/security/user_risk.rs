//! `POST /wxa/getuserriskrank`: how much of a risk a user is held to be.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/safety-control-capability/getUserRiskRank.html>

use std::net::IpAddr;

use serde::Deserialize;
use serde_json::json;

use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, AppId, OpenId};

/// What the question is asked for (`scene`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RiskScene {
    /// Somebody registers (0).
    Register,
    /// Somebody collects rewards (1).
    Marketing,
    /// Somebody shows things to others (2; new).
    Content,
}

/// Asks about a user.
///
/// ```
/// use wechat_core::api::{Endpoint, mini_program::GetUserRisk};
/// let answer = br#"{"errcode":0,"errmsg":"getuserriskrank succ","risk_rank":2,"unoin_id":123456}"#.as_slice();
/// let risk = GetUserRisk::parse(http::Response::new(answer)).unwrap();
/// assert_eq!((risk.rank, risk.request_id.as_str()), (2, "123456"));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetUserRisk {
    /// The mini-program.
    pub app_id: AppId,
    /// About whom.
    pub openid: OpenId,
    /// What for.
    pub scene: RiskScene,
    /// Where they come from.
    pub client_ip: IpAddr,
    /// Their telephone number.
    pub mobile_no: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Whatever else the platform may want to know.
    pub extended_info: Option<String>,
    /// Whether this is a trial call, which is not charged.
    pub is_test: bool,
}

redacted_debug!(GetUserRisk, app_id, scene, is_test);

/// How much of a risk somebody is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct UserRisk {
    /// 0 (none known) to 4 (high).
    #[serde(rename = "risk_rank", deserialize_with = "lenient::number")]
    pub rank: i64,
    /// The question's number. On the wire it is misspelt `unoin_id`.
    #[serde(default, rename = "unoin_id", alias = "union_id", deserialize_with = "lenient::text")]
    pub request_id: String,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

impl GetUserRisk {
    /// About that person.
    #[must_use]
    pub const fn new(app_id: AppId, openid: OpenId, scene: RiskScene, client_ip: IpAddr) -> Self {
        Self {
            app_id,
            openid,
            scene,
            client_ip,
            mobile_no: None,
            email: None,
            extended_info: None,
            is_test: false,
        }
    }
}

impl Endpoint for GetUserRisk {
    type Response = UserRisk;
    const NAME: &'static str = "POST /wxa/getuserriskrank";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let scene = match self.scene {
            RiskScene::Register => 0,
            RiskScene::Marketing => 1,
            RiskScene::Content => 2,
        };
        let mut json = json!({
            "appid": self.app_id.as_str(),
            "openid": self.openid.as_str(),
            "scene": scene,
            "client_ip": self.client_ip.to_string(),
        });
        if let Some(members) = json.as_object_mut() {
            let more = [
                ("mobile_no", &self.mobile_no),
                ("email_address", &self.email),
                ("extended_info", &self.extended_info),
            ];
            for (name, text) in more {
                if let Some(text) = text {
                    members.insert(name.into(), text.as_str().into());
                }
            }
            if self.is_test {
                members.insert("is_test".into(), true.into());
            }
        }
        Call::authorized::<Self>(base, token)?.post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<UserRisk, ApiError> {
        response::read(Self::NAME, &response)
    }
}
