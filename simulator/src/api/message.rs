//! The bodies of customer-service messages: what each `msgtype` must hold.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>

use super::errcode::ApiError;
use crate::media::MediaKind;
use crate::reply::MAX_TEXT_BYTES;
use crate::screen::{Bubble, BubbleKind, MenuChoice, Sender, Via};
use crate::{Permission, PhoneId, Platform};
use serde_json::Value;

/// Media objects: `msgtype`, what the id must name, the bubble and its caption.
const MEDIA: [(&str, MediaKind, BubbleKind, &str); 3] = [
    ("image", MediaKind::Image, BubbleKind::Image, "[图片]"),
    ("voice", MediaKind::Voice, BubbleKind::Voice, "[语音]"),
    ("video", MediaKind::Video, BubbleKind::Video, "[视频]"),
];

impl Platform {
    /// Reads a message to that person; the bubble still lacks its `via`.
    pub(super) fn read_message(&self, to: PhoneId, body: &Value) -> Result<Bubble, ApiError> {
        let kind = body.get("msgtype").and_then(Value::as_str).ok_or(ApiError::MSGTYPE)?;
        let object = body.get(kind).filter(|o| o.is_object());
        let mut bubble = match kind {
            "text" => self.read_text(object)?,
            "news" => self.read_articles(object)?,
            "msgmenu" => self.read_menu(object)?,
            "miniprogrampage" => self.read_mini_program(object)?,
            "music" => self.read_music(object)?,
            // The account has neither permanent media nor published articles.
            "mpnews" => return Err(ApiError::MEDIA_ID),
            "mpnewsarticle" => return Err(ApiError::ARTICLE_ID),
            _ => self.read_media(to, kind, object)?,
        };
        if let Some(service) = body.get("customservice") {
            let account = service.get("kf_account").and_then(Value::as_str).ok_or(ApiError::PARAMETER)?;
            bubble.persona = Some(account.to_owned());
        }
        bubble.ai_note = body.pointer("/aimsgcontext/is_ai_msg").and_then(Value::as_i64) == Some(1);
        Ok(bubble)
    }

    fn bubble(&self, kind: BubbleKind, text: impl Into<String>) -> Bubble {
        Bubble::new(self.now, Sender::Account, kind, text, Via::Customer { n_of: (0, 0) })
    }

    fn read_text(&self, object: Option<&Value>) -> Result<Bubble, ApiError> {
        let content = string(object, "content").filter(|c| !c.is_empty()).ok_or(ApiError::EMPTY_TEXT)?;
        if content.len() > MAX_TEXT_BYTES {
            return Err(ApiError::TOO_LONG);
        }
        Ok(self.bubble(BubbleKind::Text, content))
    }

    /// Whether a living media id may go to that person: what another one sent is a matter of dispute.
    fn may_send(&self, to: PhoneId, id: &str, kind: MediaKind) -> Result<(), ApiError> {
        let allowed = match kind {
            MediaKind::Voice => self.behaviours.inbound_voice_can_be_sent_on,
            _ => self.behaviours.inbound_media_can_be_sent_on,
        };
        let own = self.media.sender(id).is_none_or(|from| from == to);
        if self.media.has(id, kind, self.now) && (own || allowed) { Ok(()) } else { Err(ApiError::MEDIA_ID) }
    }

    fn read_music(&self, object: Option<&Value>) -> Result<Bubble, ApiError> {
        let thumb = string(object, "thumb_media_id").ok_or(ApiError::MEDIA_ID)?;
        if !self.media.has(thumb, MediaKind::Thumb, self.now) {
            return Err(ApiError::MEDIA_ID);
        }
        let title = string(object, "title").filter(|t| !t.is_empty()).unwrap_or("[音乐]");
        let mut bubble = self.bubble(BubbleKind::Music, title);
        bubble.url = string(object, "musicurl").map(str::to_owned);
        Ok(bubble)
    }

    fn read_media(&self, to: PhoneId, kind: &str, object: Option<&Value>) -> Result<Bubble, ApiError> {
        let (_, media, shown, caption) =
            MEDIA.into_iter().find(|(name, ..)| *name == kind).ok_or(ApiError::MSGTYPE)?;
        let id = string(object, "media_id").ok_or(ApiError::MEDIA_ID)?;
        self.may_send(to, id, media)?;
        let thumb = string(object, "thumb_media_id");
        if thumb.is_some_and(|thumb| !self.media.has(thumb, MediaKind::Thumb, self.now)) {
            return Err(ApiError::MEDIA_ID);
        }
        let mut bubble = self.bubble(shown, caption);
        bubble.media_id = Some(id.to_owned());
        Ok(bubble)
    }

    fn read_articles(&self, object: Option<&Value>) -> Result<Bubble, ApiError> {
        let articles =
            object.and_then(|o| o.get("articles")).and_then(Value::as_array).ok_or(ApiError::EMPTY_NEWS)?;
        let article = articles.first().ok_or(ApiError::EMPTY_NEWS)?;
        if articles.len() > 1 {
            return Err(ApiError::ARTICLES);
        }
        let title = string(Some(article), "title").unwrap_or_default();
        let text = match string(Some(article), "description") {
            Some(description) if !description.is_empty() => format!("{title}\n{description}"),
            _ => title.to_owned(),
        };
        let mut bubble = self.bubble(BubbleKind::News, text);
        bubble.url = string(Some(article), "url").map(str::to_owned);
        Ok(bubble)
    }

    fn read_menu(&self, object: Option<&Value>) -> Result<Bubble, ApiError> {
        if !self.account.kind.may(Permission::MessageMenu) {
            return Err(ApiError::ACCOUNT_TYPE);
        }
        let list = object.and_then(|o| o.get("list")).and_then(Value::as_array).ok_or(ApiError::PARAMETER)?;
        let choices: Option<Vec<MenuChoice>> = list.iter().map(choice).collect();
        let choices = choices.filter(|c| !c.is_empty()).ok_or(ApiError::PARAMETER)?;
        let head = string(object, "head_content").unwrap_or_default();
        let tail = string(object, "tail_content").unwrap_or_default();
        let text = [head, tail].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("\n");
        let mut bubble = self.bubble(BubbleKind::MessageMenu, text);
        bubble.choices = choices;
        Ok(bubble)
    }

    fn read_mini_program(&self, object: Option<&Value>) -> Result<Bubble, ApiError> {
        for needed in ["appid", "pagepath", "thumb_media_id"] {
            string(object, needed).ok_or(ApiError::PARAMETER)?;
        }
        let thumb = string(object, "thumb_media_id").unwrap_or_default();
        if !self.media.has(thumb, MediaKind::Thumb, self.now) {
            return Err(ApiError::MEDIA_ID);
        }
        Ok(self.bubble(BubbleKind::MiniProgram, string(object, "title").unwrap_or("小程序")))
    }
}

fn string<'a>(object: Option<&'a Value>, name: &str) -> Option<&'a str> {
    object?.get(name)?.as_str()
}

fn choice(item: &Value) -> Option<MenuChoice> {
    let id = match item.get("id")? {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return None,
    };
    let content = item.get("content")?.as_str().filter(|c| !c.is_empty())?;
    Some(MenuChoice::new(id, content))
}
