//! `POST /cgi-bin/qrcode/create`: a code, and where its picture is.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html>

use serde::Deserialize;
use serde_json::{Value, json};

use super::{LIFE_DEFAULT_SECS, LIFE_MAX_SECS, PERMANENT_ID_MAX, QrScene, SCENE_MAX_CHARS};
use crate::AccessToken;
use crate::api::call::{Call, escape};
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};

/// Makes a code.
///
/// ```
/// use wechat_core::AccessToken;
/// use wechat_core::api::{ApiBase, Endpoint, qrcode::CreateQrCode};
/// let call = CreateQrCode::temporary("room-7", 3600);
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// assert_eq!(request.body(), br#"{"action_info":{"scene":{"scene_str":"room-7"}},"action_name":"QR_STR_SCENE","expire_seconds":3600}"#);
///
/// let answer = br#"{"ticket":"gQH+a/b==","expire_seconds":3600,"url":"http://weixin.qq.com/q/x"}"#.as_slice();
/// let code = CreateQrCode::parse(http::Response::new(answer)).unwrap();
/// assert_eq!(code.picture_url(), "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQH%2Ba%2Fb%3D%3D");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreateQrCode {
    /// What it says.
    pub scene: QrScene,
    /// How long it lives, in seconds, 1 to [`LIFE_MAX_SECS`]; `None` for ever.
    pub life_secs: Option<u32>,
}

/// A code that was made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct QrCode {
    /// Fetches the picture, and comes with the events.
    #[serde(deserialize_with = "lenient::text")]
    pub ticket: String,
    /// How long it lives, in seconds; `None` for ever.
    #[serde(default, rename = "expire_seconds", deserialize_with = "lenient::opt_number")]
    pub life_secs: Option<i64>,
    /// What the picture says: draw your own from it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub url: String,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

impl CreateQrCode {
    /// A code that lives so long; [`LIFE_DEFAULT_SECS`] is what the platform takes for nothing.
    #[must_use]
    pub fn temporary(scene: impl Into<QrScene>, life_secs: u32) -> Self {
        Self { scene: scene.into(), life_secs: Some(life_secs) }
    }

    /// A code for ever, one of a hundred thousand.
    #[must_use]
    pub fn permanent(scene: impl Into<QrScene>) -> Self {
        Self { scene: scene.into(), life_secs: None }
    }

    fn check(&self) -> Result<(), ApiError> {
        let check = Check(Self::NAME);
        let life = self.life_secs.unwrap_or(LIFE_DEFAULT_SECS);
        check.holds((1..=LIFE_MAX_SECS).contains(&life), "expire_seconds", "not within 1 to 2592000")?;
        match (&self.scene, self.life_secs) {
            (QrScene::Words(words), _) => check.chars("scene_str", words, SCENE_MAX_CHARS),
            (QrScene::Number(id), Some(_)) => check.holds(*id != 0, "scene_id", "0"),
            (QrScene::Number(id), None) => {
                check.holds((1..=PERMANENT_ID_MAX).contains(id), "scene_id", "not within 1 to 100000")
            }
        }
    }
}

impl QrCode {
    /// Where the picture is.
    #[must_use]
    pub fn picture_url(&self) -> String {
        self.picture_url_at("https://mp.weixin.qq.com")
    }

    /// Where the picture is at another host, such as a simulator's.
    #[must_use]
    pub fn picture_url_at(&self, host: &str) -> String {
        let mut url = format!("{}/cgi-bin/showqrcode?ticket=", host.trim_end_matches('/'));
        escape(&self.ticket, &mut url);
        url
    }
}

impl Endpoint for CreateQrCode {
    type Response = QrCode;
    const NAME: &'static str = "POST /cgi-bin/qrcode/create";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        self.check()?;
        let (scene, temporary, permanent) = match &self.scene {
            QrScene::Number(id) => (json!({ "scene_id": id }), "QR_SCENE", "QR_LIMIT_SCENE"),
            QrScene::Words(words) => (json!({ "scene_str": words }), "QR_STR_SCENE", "QR_LIMIT_STR_SCENE"),
        };
        let action = if self.life_secs.is_some() { temporary } else { permanent };
        let mut json = json!({ "action_name": action, "action_info": { "scene": scene } });
        if let (Some(members), Some(life)) = (json.as_object_mut(), self.life_secs) {
            members.insert("expire_seconds".into(), Value::from(life));
        }
        Call::authorized::<Self>(base, token)?.post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<QrCode, ApiError> {
        response::read(Self::NAME, &response)
    }
}
