//! POST /cgi-bin/qrcode/create: QR codes with a scene.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html>

use super::ApiRequest;
use super::answer::set;
use super::errcode::ApiError;
use crate::Platform;
use crate::code::{QrCode, QrScene};
use serde_json::{Value, json};

/// How long a temporary code works, in seconds: at most, and when nothing is said.
const MAX_SECONDS: i64 = 2_592_000;
const DEFAULT_SECONDS: i64 = 60;
/// Permanent codes of an account, and the largest scene id of one.
const MAX_PERMANENT: usize = 100_000;
const MAX_PERMANENT_ID: u32 = 100_000;
/// The longest scene text, in characters.
const MAX_SCENE: usize = 64;

/// Reads the scene; the action's name says whether it is permanent.
fn read(body: &Value) -> Result<(QrScene, bool), ApiError> {
    let scene = body.pointer("/action_info/scene").ok_or(ApiError::QR_ACTION)?;
    let id = || scene.get("scene_id").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
    let text = || scene.get("scene_str").and_then(Value::as_str);
    let number = |max| id().filter(|id| (1..=max).contains(id)).map(QrScene::Id);
    let words = || text().filter(|t| (1..=MAX_SCENE).contains(&t.chars().count()));
    let words = || words().map(|t| QrScene::Text(t.to_owned()));
    let (scene, permanent) = match body.get("action_name").and_then(Value::as_str) {
        Some("QR_SCENE") => (number(u32::MAX), false),
        Some("QR_STR_SCENE") => (words(), false),
        Some("QR_LIMIT_SCENE") => (number(MAX_PERMANENT_ID), true),
        Some("QR_LIMIT_STR_SCENE") => (words(), true),
        _ => return Err(ApiError::QR_ACTION),
    };
    Ok((scene.ok_or(ApiError::QR_ACTION)?, permanent))
}

impl Platform {
    pub(super) fn qrcode_create(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let (scene, permanent) = read(&body)?;
        if permanent {
            if let Some((ticket, code)) = self.codes.permanent_of(&scene) {
                return Ok(json!({ "ticket": ticket, "url": code.url }));
            }
            if self.codes.permanent() >= MAX_PERMANENT {
                return Err(ApiError::CODE_COUNT);
            }
        }
        let seconds = match body.get("expire_seconds") {
            None => DEFAULT_SECONDS,
            Some(value) => value.as_i64().filter(|s| *s > 0).ok_or(ApiError::PARAMETER)?.min(MAX_SECONDS),
        };
        // Tickets hold characters that a URL must escape, as real ones do.
        let ticket = format!("gQ{}+/{}==", self.entropy.text(60), self.entropy.text(30));
        let url = format!("http://weixin.qq.com/q/02{}", self.entropy.text(22));
        let until_ms = (!permanent).then(|| self.now.saturating_add(seconds * 1000));
        let mut answer = json!({ "ticket": ticket, "url": url });
        if !permanent {
            set(&mut answer, "expire_seconds", seconds);
        }
        self.codes.add(ticket, QrCode { scene, until_ms, url });
        Ok(answer)
    }
}
