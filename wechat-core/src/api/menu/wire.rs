//! Buttons as JSON.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::{Action, Button};
use crate::api::Extra;
use crate::{AppId, MediaId};

impl Serialize for Button {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        value(self).serialize(to)
    }
}

fn value(button: &Button) -> Value {
    let keyed = |kind: &str, key: &str| json!({ "type": kind, "key": key });
    let mut json = match &button.action {
        Action::Click(key) => keyed("click", key),
        Action::ScanCodePush(key) => keyed("scancode_push", key),
        Action::ScanCodeWait(key) => keyed("scancode_waitmsg", key),
        Action::TakePicture(key) => keyed("pic_sysphoto", key),
        Action::TakeOrChoosePicture(key) => keyed("pic_photo_or_album", key),
        Action::ChoosePicture(key) => keyed("pic_weixin", key),
        Action::ChoosePlace(key) => keyed("location_select", key),
        Action::View(url) => json!({ "type": "view", "url": url }),
        Action::SendMedia(id) => json!({ "type": "media_id", "media_id": id.as_str() }),
        Action::SendArticle(id) => json!({ "type": "article_id", "article_id": id }),
        Action::OpenArticle(id) => json!({ "type": "article_view_limited", "article_id": id }),
        Action::MiniProgram { app_id, page_path, url } => json!({
            "type": "miniprogram",
            "appid": app_id.as_str(),
            "pagepath": page_path,
            "url": url,
        }),
        Action::Items(items) => json!({ "sub_button": items }),
        Action::Other { kind, members } => {
            let mut json = members.members().clone();
            json.insert("type".into(), kind.as_str().into());
            Value::Object(json)
        }
    };
    if let Some(members) = json.as_object_mut() {
        members.insert("name".into(), button.name.as_str().into());
    }
    json
}

impl<'de> Deserialize<'de> for Button {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut json = Map::deserialize(from)?;
        let name = take(&mut json, "name").unwrap_or_default();
        let items = match json.remove("sub_button") {
            // Buttons without items may carry an empty list all the same.
            Some(list @ Value::Array(_)) => serde_json::from_value::<Vec<Self>>(list),
            // The classic interface wraps the list.
            Some(Value::Object(mut wrapped)) => {
                serde_json::from_value(wrapped.remove("list").unwrap_or_else(|| json!([])))
            }
            _ => Ok(Vec::new()),
        };
        let items = items.map_err(serde::de::Error::custom)?;
        let action = if items.is_empty() { action(json) } else { Action::Items(items) };
        Ok(Self { name, action })
    }
}

fn take(json: &mut Map<String, Value>, member: &str) -> Option<String> {
    match json.remove(member) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn action(mut json: Map<String, Value>) -> Action {
    let kind = take(&mut json, "type").unwrap_or_default();
    let whole = json.clone();
    known(&kind, json).unwrap_or_else(|| Action::Other {
        members: serde_json::from_value(Value::Object(whole)).unwrap_or_else(|_| Extra::default()),
        kind,
    })
}

/// A described type with its members; what lacks one stays as it is.
fn known(kind: &str, mut json: Map<String, Value>) -> Option<Action> {
    let mut text = |member: &str| take(&mut json, member);
    Some(match kind {
        "click" => Action::Click(text("key")?),
        "scancode_push" => Action::ScanCodePush(text("key")?),
        "scancode_waitmsg" => Action::ScanCodeWait(text("key")?),
        "pic_sysphoto" => Action::TakePicture(text("key")?),
        "pic_photo_or_album" => Action::TakeOrChoosePicture(text("key")?),
        "pic_weixin" => Action::ChoosePicture(text("key")?),
        "location_select" => Action::ChoosePlace(text("key")?),
        "view" => Action::View(text("url")?),
        "media_id" => Action::SendMedia(MediaId::new(text("media_id")?).ok()?),
        "article_id" => Action::SendArticle(text("article_id")?),
        "article_view_limited" => Action::OpenArticle(text("article_id")?),
        "miniprogram" => Action::MiniProgram {
            app_id: AppId::new(text("appid")?).ok()?,
            page_path: text("pagepath")?,
            url: text("url").unwrap_or_default(),
        },
        _ => return None,
    })
}
