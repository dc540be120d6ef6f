//! `POST /wxa/msg_sec_check` (version 2): is a text fit for others to see?
//!
//! Only for users who used the mini-program in the last two hours (61010, from memory). 4000 a minute, two million a
//! day.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html>

use serde::Deserialize;
use serde_json::json;

use super::{ContentLabel, ContentScene, ContentVerdict, Suggestion};
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, OpenId};

/// Longest text of one check, in characters.
pub const TEXT_MAX_CHARS: usize = 2_500;

/// Asks for a verdict.
///
/// ```
/// use wechat_core::api::{Endpoint, mini_program::{CheckText, ContentLabel, Suggestion}};
/// let answer = r#"{"errcode":0,"errmsg":"ok","trace_id":"t","result":{"suggest":"risky","label":20003},
///     "detail":[{"strategy":"keyword","errcode":0,"suggest":"risky","label":20003,"keyword":"一词","level":90}]}"#;
/// let verdict = CheckText::parse(http::Response::new(answer.as_bytes())).unwrap();
/// assert_eq!((verdict.result.suggestion, verdict.result.label), (Suggestion::Risky, ContentLabel::Abuse));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckText {
    /// Whose text.
    pub openid: OpenId,
    /// Where it is shown.
    pub scene: ContentScene,
    /// The text, at most [`TEXT_MAX_CHARS`] characters.
    pub content: String,
    /// Its title.
    pub title: Option<String>,
    /// The author's name.
    pub nickname: Option<String>,
    /// The author's motto; only in a [profile](ContentScene::Profile).
    pub signature: Option<String>,
}

redacted_debug!(CheckText, scene);

/// The verdict on a text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct TextVerdict {
    /// The check's own number, for questions to the platform.
    #[serde(default, alias = "traceId", deserialize_with = "lenient::text")]
    pub trace_id: String,
    /// All of it together.
    pub result: ContentVerdict,
    /// What each strategy found.
    #[serde(default, rename = "detail")]
    pub details: Vec<TextDetail>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What one strategy found. It counts only where [`errcode`](Self::errcode) is 0.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct TextDetail {
    /// `content_model`, `keyword` …
    #[serde(default, deserialize_with = "lenient::text")]
    pub strategy: String,
    /// 0 when the strategy worked.
    #[serde(default, deserialize_with = "lenient::number")]
    pub errcode: i64,
    /// What it suggests.
    #[serde(default, rename = "suggest")]
    pub suggestion: Option<Suggestion>,
    /// Why.
    #[serde(default)]
    pub label: Option<ContentLabel>,
    /// The word of a list that was found in the text.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub keyword: Option<String>,
    /// How sure it is, 0 to 100.
    #[serde(default)]
    pub prob: Option<f64>,
    /// How bad it is.
    #[serde(default, deserialize_with = "lenient::opt_number")]
    pub level: Option<i64>,
}

redacted_debug!(TextDetail, strategy, errcode, suggestion, label, prob, level);

impl CheckText {
    /// A text of that person, shown there.
    #[must_use]
    pub fn new(openid: OpenId, scene: ContentScene, content: impl Into<String>) -> Self {
        Self { openid, scene, content: content.into(), title: None, nickname: None, signature: None }
    }
}

impl Endpoint for CheckText {
    type Response = TextVerdict;
    const NAME: &'static str = "POST /wxa/msg_sec_check";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;
    const PER_MINUTE: Option<u32> = Some(4_000);

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let check = Check(Self::NAME);
        check.chars("content", &self.content, TEXT_MAX_CHARS)?;
        let profile = self.scene == ContentScene::Profile;
        check.holds(self.signature.is_none() || profile, "signature", "only in a profile (scene 1)")?;
        let mut json = json!({
            "version": 2,
            "openid": self.openid.as_str(),
            "scene": self.scene.number(),
            "content": self.content,
        });
        if let Some(members) = json.as_object_mut() {
            let more = [("title", &self.title), ("nickname", &self.nickname), ("signature", &self.signature)];
            for (name, text) in more {
                if let Some(text) = text {
                    members.insert(name.into(), text.as_str().into());
                }
            }
        }
        Call::authorized::<Self>(base, token)?.post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<TextVerdict, ApiError> {
        response::read(Self::NAME, &response)
    }
}
