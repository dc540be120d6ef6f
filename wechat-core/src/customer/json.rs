//! The JSON of a message, member by member as documented.

use serde_json::{Map, Value, json};

use super::body::Body;
use super::{Menu, Message};
use crate::text::strip_controls;

pub(super) fn write(message: &Message) -> String {
    let kind = message.body.msg_type();
    let mut json = Map::new();
    json.insert("touser".into(), message.to.as_str().into());
    json.insert("msgtype".into(), kind.into());
    json.insert(kind.into(), body(&message.body));
    if let Some(account) = &message.persona {
        json.insert("customservice".into(), json!({ "kf_account": clean(account) }));
    }
    if message.ai_generated {
        json.insert("aimsgcontext".into(), json!({ "is_ai_msg": 1 }));
    }
    Value::Object(json).to_string()
}

fn body(body: &Body) -> Value {
    match body {
        Body::Text(content) => json!({ "content": clean(content) }),
        Body::Image(id) | Body::Voice(id) => json!({ "media_id": id.as_str() }),
        Body::Video(video) => described(
            json!({
                "media_id": video.media_id.as_str(),
                "thumb_media_id": video.thumb_media_id.as_str(),
            }),
            video.title.as_deref(),
            video.description.as_deref(),
        ),
        Body::Music(music) => described(
            json!({
                "musicurl": clean(&music.url),
                "hqmusicurl": clean(&music.hq_url),
                "thumb_media_id": music.thumb_media_id.as_str(),
            }),
            music.title.as_deref(),
            music.description.as_deref(),
        ),
        // A list of exactly one: a bare object is 45162, two are 45008.
        Body::News(article) => json!({ "articles": [{
            "title": clean(&article.title),
            "description": clean(&article.description),
            "url": clean(&article.url),
            "picurl": clean(&article.pic_url),
        }] }),
        Body::PublishedArticle(id) => json!({ "article_id": clean(id) }),
        Body::StoredArticle(id) => json!({ "media_id": id.as_str() }),
        Body::Coupon(id) => json!({ "card_id": clean(id) }),
        Body::Link(link) => json!({
            "title": clean(&link.title),
            "description": clean(&link.description),
            "url": clean(&link.url),
            "thumb_url": clean(&link.thumb_url),
        }),
        Body::Menu(menu) => menu_body(menu),
        Body::MiniProgram(card) => {
            let mut json = json!({
                "title": clean(&card.title),
                "pagepath": clean(&card.page_path),
                "thumb_media_id": card.thumb_media_id.as_str(),
            });
            set(&mut json, "appid", card.app_id.as_ref().map(crate::AppId::as_str));
            json
        }
    }
}

fn menu_body(menu: &Menu) -> Value {
    let items =
        menu.items.iter().map(|item| json!({ "id": clean(&item.id), "content": clean(&item.content) }));
    json!({
        "head_content": clean(&menu.head),
        "list": items.collect::<Vec<_>>(),
        "tail_content": clean(&menu.tail),
    })
}

fn described(mut json: Value, title: Option<&str>, description: Option<&str>) -> Value {
    set(&mut json, "title", title);
    set(&mut json, "description", description);
    json
}

fn set(json: &mut Value, name: &str, text: Option<&str>) {
    if let (Some(members), Some(text)) = (json.as_object_mut(), text) {
        members.insert(name.to_owned(), clean(text));
    }
}

fn clean(text: &str) -> Value {
    Value::String(strip_controls(text).into_owned())
}
