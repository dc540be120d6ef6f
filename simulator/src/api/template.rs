//! Messages outside the chat's grants: template messages, subscription notices, one-time messages.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html>,
//! <https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html>,
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/One-time_subscription_info.html>

use super::errcode::{ApiError, Complaint};
use super::{ApiRequest, ok};
use crate::action::Deed;
use crate::notice::{MAX_SCENE, Template, TemplateKind, fill};
use crate::screen::{Bubble, BubbleKind, Sender, Via};
use crate::{PhoneId, Platform};
use serde_json::{Value, json};

/// How long a repeated `client_msg_id` is the same message, in milliseconds.
const SAME_MS: i64 = 10 * 60 * 1000;
/// Characters of a one-time message's title and words.
const MAX_TITLE: usize = 15;
const MAX_WORDS: usize = 200;

/// A call with its recipient and template found.
struct Addressed {
    body: Value,
    phone: PhoneId,
    id: String,
    template: Template,
}

fn text<'a>(body: &'a Value, name: &str) -> Option<&'a str> {
    body.get(name).and_then(Value::as_str).filter(|t| !t.is_empty())
}

impl Platform {
    fn addressed(&self, request: ApiRequest<'_>, kind: TemplateKind) -> Result<Addressed, Complaint> {
        if request.body.is_empty() {
            return Err(ApiError::EMPTY_BODY.into());
        }
        let body = request.json()?;
        let phone = text(&body, "touser").and_then(|o| self.phone_of(o)).ok_or(ApiError::OPENID)?;
        let id = text(&body, "template_id").ok_or(ApiError::TEMPLATE)?.to_owned();
        let template = self.templates.get(&id).filter(|t| t.kind == kind).ok_or(ApiError::TEMPLATE)?.clone();
        Ok(Addressed { body, phone, id, template })
    }

    fn filled(&self, call: &Addressed) -> Result<String, Complaint> {
        fill(&call.template.content, call.body.get("data"))
            .map(|words| format!("{}\n{words}", call.template.title))
            .map_err(|fault| Complaint::new(ApiError::ARGUMENT, fault.message()))
    }

    fn show_notice(&mut self, phone: PhoneId, words: String, url: Option<&str>, msg_id: u64) {
        let via = Via::Notice { msg_id };
        let mut bubble = Bubble::new(self.now, Sender::Account, BubbleKind::Template, words, via);
        bubble.url = url.map(str::to_owned);
        self.show(phone, bubble);
    }

    fn notice_id(&mut self) -> u64 {
        self.next_notice_id += 1;
        3_000_000_000_000_000_000 + self.next_notice_id
    }

    pub(super) fn template_send(&mut self, request: ApiRequest<'_>) -> Result<Value, Complaint> {
        let call = self.addressed(request, TemplateKind::Message)?;
        if !self.is_following(call.phone) {
            return Err(ApiError::NEEDS_FOLLOW.into());
        }
        let words = self.filled(&call)?;
        let key = text(&call.body, "client_msg_id").map(|id| (call.phone, id.to_owned()));
        if let Some((at, msg_id)) = key.as_ref().and_then(|key| self.client_msg_ids.get(key))
            && self.now - at < SAME_MS
        {
            return Ok(json!({ "errcode": 0, "errmsg": "ok", "msgid": msg_id }));
        }
        let msg_id = self.notice_id();
        if let Some(key) = key {
            self.client_msg_ids.insert(key, (self.now, msg_id));
        }
        let refused = self.phone(call.phone).is_ok_and(|p| p.consents.refuses_templates);
        if !refused {
            self.show_notice(call.phone, words, text(&call.body, "url"), msg_id);
        }
        let status = if refused { "failed:user block" } else { "success" };
        self.report(call.phone, Deed::TemplateResult { msg_id, status });
        Ok(json!({ "errcode": 0, "errmsg": "ok", "msgid": msg_id }))
    }

    pub(super) fn template_list(&mut self, _: ApiRequest<'_>) -> Result<Value, ApiError> {
        let entry = |(id, template): (&String, &Template)| {
            json!({ "template_id": id, "title": template.title, "primary_industry": "",
                "deputy_industry": "", "content": template.content, "example": "" })
        };
        let list: Vec<Value> = self.templates.of(TemplateKind::Message).map(entry).collect();
        Ok(json!({ "template_list": list }))
    }

    pub(super) fn notice_send(&mut self, request: ApiRequest<'_>) -> Result<Value, Complaint> {
        let call = self.addressed(request, TemplateKind::Notice)?;
        let words = self.filled(&call)?;
        let person = self.phone_mut(call.phone).map_err(|_| ApiError::OPENID)?;
        let left = person.consents.notices.get_mut(&call.id).filter(|n| **n > 0).ok_or(ApiError::REFUSED)?;
        *left -= 1;
        let msg_id = self.notice_id();
        self.show_notice(call.phone, words, text(&call.body, "page"), msg_id);
        let deed = Deed::SubscriptionSent { template: call.id, msg_id, code: 0, status: "success" };
        self.report(call.phone, deed);
        Ok(ok())
    }

    pub(super) fn notice_list(&mut self, _: ApiRequest<'_>) -> Result<Value, ApiError> {
        let entry = |(id, template): (&String, &Template)| {
            json!({ "priTmplId": id, "title": template.title, "content": template.content,
                "example": "", "type": 2 })
        };
        let list: Vec<Value> = self.templates.of(TemplateKind::Notice).map(entry).collect();
        Ok(json!({ "errcode": 0, "errmsg": "ok", "data": list }))
    }

    pub(super) fn one_time_send(&mut self, request: ApiRequest<'_>) -> Result<Value, Complaint> {
        let call = self.addressed(request, TemplateKind::OneTime)?;
        let scene = match call.body.get("scene") {
            Some(Value::String(scene)) => scene.parse().ok(),
            Some(scene) => scene.as_u64().and_then(|s| u32::try_from(s).ok()),
            None => None,
        };
        let scene: u32 = scene.filter(|s| *s <= MAX_SCENE).ok_or(ApiError::PARAMETER)?;
        let title = text(&call.body, "title").ok_or(ApiError::PARAMETER)?;
        if title.chars().count() > MAX_TITLE {
            return Err(ApiError::TITLE_LENGTH.into());
        }
        let words = fill(&call.template.content, call.body.get("data"))
            .map_err(|fault| Complaint::new(ApiError::ARGUMENT, fault.message()));
        let given = call.body.pointer("/data/content/value").and_then(Value::as_str).unwrap_or_default();
        if given.chars().count() > MAX_WORDS {
            return Err(ApiError::TOO_LONG.into());
        }
        let words = format!("{title}\n{}", words?);
        let person = self.phone_mut(call.phone).map_err(|_| ApiError::OPENID)?;
        if !person.consents.one_time.remove(&(call.id.clone(), scene)) {
            return Err(ApiError::REFUSED.into());
        }
        self.show_notice(call.phone, words, text(&call.body, "url"), 0);
        Ok(ok())
    }

    /// Tells the bot what became of a message.
    fn report(&mut self, phone: PhoneId, deed: Deed) {
        // The phone was found a moment ago.
        let _ = self.perform(phone, deed);
    }
}
