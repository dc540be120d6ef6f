//! What is known of followers: /cgi-bin/user/info, /info/batchget and /user/get.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/User_Management/Get_users_basic_information_UnionID.html>

use super::ApiRequest;
use super::answer::set;
use super::errcode::ApiError;
use crate::code::QrScene;
use crate::platform::Phone;
use crate::{PhoneId, Platform};
use serde_json::{Value, json};

/// Openids of one batch, and of one page of the list.
const MAX_BATCH: usize = 100;
const PAGE: usize = 10_000;
const LANGUAGES: [&str; 3] = ["zh_CN", "zh_TW", "en"];

impl Platform {
    /// The person's unionid, when the account is bound to an Open Platform account.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`](crate::Error::UnknownPhone).
    pub fn union_id(&self, phone: PhoneId) -> Result<Option<String>, crate::Error> {
        let openid = &self.phone(phone)?.openid;
        Ok(self.account.has_union_ids.then(|| {
            let digest = crate::envelope::sign(&["unionid", openid]);
            format!("oUn{}", digest.get(..25).unwrap_or(&digest))
        }))
    }

    pub(super) fn user_info(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let openid = request.parameter("openid").ok_or(ApiError::OPENID_MISSING)?;
        let phone = self.phone_of(&openid).ok_or(ApiError::OPENID)?;
        self.describe(phone, request.parameter("lang").as_deref())
    }

    pub(super) fn user_info_batch(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let list = body.get("user_list").and_then(Value::as_array).ok_or(ApiError::OPENID_LIST)?;
        if list.is_empty() || list.len() > MAX_BATCH {
            return Err(ApiError::OPENID_LIST_SIZE);
        }
        let one = |user: &Value| {
            let openid = user.get("openid").and_then(Value::as_str).ok_or(ApiError::OPENID_LIST)?;
            let phone = self.phone_of(openid).ok_or(ApiError::OPENID)?;
            self.describe(phone, user.get("lang").and_then(Value::as_str))
        };
        let users: Vec<Value> = list.iter().map(one).collect::<Result<_, _>>()?;
        Ok(json!({ "user_info_list": users }))
    }

    /// The followers, oldest first, after `next_openid`.
    pub(super) fn user_get(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let after = match request.parameter("next_openid") {
            Some(openid) => Some(self.phone_of(&openid).ok_or(ApiError::OPENID)?),
            None => None,
        };
        let mut followers: Vec<(i64, PhoneId, &str)> = self
            .phones
            .iter()
            .filter(|(_, p)| p.following)
            .map(|(id, p)| (p.followed.as_ref().map_or(0, |f| f.at_ms), *id, p.openid.as_str()))
            .collect();
        followers.sort_unstable();
        let total = followers.len();
        let start = after.and_then(|a| followers.iter().position(|(_, id, _)| *id == a)).map_or(0, |n| n + 1);
        let page: Vec<&str> = followers.iter().skip(start).take(PAGE).map(|(.., openid)| *openid).collect();
        let next = page.last().copied().unwrap_or_default();
        let mut answer = json!({ "total": total, "count": page.len(), "next_openid": next });
        if !page.is_empty() {
            set(&mut answer, "data", json!({ "openid": page }));
        }
        Ok(answer)
    }

    fn describe(&self, phone: PhoneId, language: Option<&str>) -> Result<Value, ApiError> {
        let language = language.unwrap_or("zh_CN");
        if !LANGUAGES.contains(&language) {
            return Err(ApiError::PARAMETER);
        }
        let person = self.phone(phone).map_err(|_| ApiError::OPENID)?;
        let mut answer = if person.following { follower(person) } else { json!({ "subscribe": 0 }) };
        set(&mut answer, "openid", person.openid.as_str());
        if person.following {
            set(&mut answer, "language", language);
        }
        if let Ok(Some(union)) = self.union_id(phone) {
            set(&mut answer, "unionid", union);
        }
        Ok(answer)
    }
}

/// What is left since 2021-12-27, when names and pictures went.
fn follower(person: &Phone) -> Value {
    let followed = person.followed.as_ref();
    let by_code = followed.is_some_and(|f| f.by_code);
    let (id, text) = match followed.and_then(|f| f.scene.as_ref()) {
        Some(QrScene::Id(id)) => (*id, ""),
        Some(QrScene::Text(text)) => (0, text.as_str()),
        None => (0, ""),
    };
    json!({
        "subscribe": 1,
        "subscribe_time": followed.map_or(0, |f| f.at_ms.div_euclid(1000)),
        "remark": "",
        "groupid": 0,
        "tagid_list": [],
        "subscribe_scene": if by_code { "ADD_SCENE_QR_CODE" } else { "ADD_SCENE_SEARCH" },
        "qr_scene": id,
        "qr_scene_str": text,
    })
}
