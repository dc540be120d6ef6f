//! A relay as it is written on a first evening: every line is pushed to the other at once. No ledger, no
//! memory of what was refused, no eye for repeats.

use crate::{ApiRequest, Platform};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How long it keeps a token, in milliseconds: a little less than the platform says.
const TOKEN_MS: i64 = 7_000_000;

const WELCOME: &str = "欢迎！回复 找人 遇见一个陌生人。";
const WAITING: &str = "正在找…";
const MET: &str = "连上了，说句话吧。";
const GONE: &str = "对方离开了。";
const ALONE: &str = "你还没有连上谁，回复 找人。";

/// The relay.
#[derive(Default)]
pub(crate) struct NaiveRelay {
    token: Option<(String, i64)>,
    waiting: Option<String>,
    pairs: BTreeMap<String, String>,
}

/// Whether a text steers the relay rather than being meant for the partner.
pub(crate) fn is_command(text: &str) -> bool {
    let word = text.trim_start_matches('/').to_lowercase();
    let known = [
        "找人",
        "匹配",
        "结束",
        "下一个",
        "取消",
        "帮助",
        "收",
        "举报",
        "拉黑",
        "好",
        "语言",
        "英文",
        "中文",
        "find",
        "match",
        "end",
        "next",
        "cancel",
        "help",
        "get",
        "more",
        "report",
        "block",
        "ok",
        "language",
        "english",
        "chinese",
    ];
    let number = !word.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let opening = ["找人 ", "匹配 ", "find ", "match "].iter().any(|find| word.starts_with(find));
    number || opening || known.contains(&word.as_str())
}

/// Whether a text asks for somebody; what follows the word is not heard.
fn is_find(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default().to_lowercase();
    ["找人", "匹配", "find", "match"].contains(&word.as_str()) && is_command(text)
}

impl NaiveRelay {
    /// Whom somebody talks to.
    pub(crate) fn partner(&self, openid: &str) -> Option<&str> {
        self.pairs.get(openid).map(String::as_str)
    }

    /// One push in, the answer out; what it pushes meanwhile goes to the platform.
    pub(crate) fn answer(&mut self, platform: &mut Platform, body: &[u8]) -> Vec<u8> {
        let push: Value = serde_json::from_slice(body).unwrap_or_default();
        let field = |name: &str| push.get(name).and_then(Value::as_str).unwrap_or_default();
        let (me, own) = (field("FromUserName").to_owned(), field("ToUserName").to_owned());
        let reply = match (field("MsgType"), field("Event"), field("Content")) {
            ("event", "subscribe", _) => Some(WELCOME),
            ("text", _, text) if is_find(text) => Some(self.find(platform, &me)),
            ("text", _, "结束" | "下一个" | "取消" | "end" | "next" | "cancel") => {
                self.leave(platform, &me)
            }
            ("text", _, text) if !is_command(text) => {
                self.pass_on(platform, &me, &json!({ "msgtype": "text", "text": { "content": text } }))
            }
            (kind @ ("image" | "voice"), ..) => {
                let media = json!({ "media_id": field("MediaId") });
                self.pass_on(platform, &me, &json!({ "msgtype": kind, kind: media }))
            }
            _ => None,
        };
        let Some(text) = reply else { return b"success".to_vec() };
        let seconds = platform.now().div_euclid(1000);
        let reply = json!({
            "ToUserName": me, "FromUserName": own, "CreateTime": seconds, "MsgType": "text", "Content": text,
        });
        reply.to_string().into_bytes()
    }

    fn find(&mut self, platform: &mut Platform, me: &str) -> &'static str {
        if self.pairs.contains_key(me) {
            return MET;
        }
        match self.waiting.take().filter(|other| other != me) {
            None => {
                self.waiting = Some(me.to_owned());
                WAITING
            }
            Some(other) => {
                self.pairs.insert(me.to_owned(), other.clone());
                self.pairs.insert(other.clone(), me.to_owned());
                self.push(platform, &other, &json!({ "msgtype": "text", "text": { "content": MET } }));
                MET
            }
        }
    }

    fn leave(&mut self, platform: &mut Platform, me: &str) -> Option<&'static str> {
        self.waiting.take_if(|waiting| waiting == me);
        if let Some(other) = self.pairs.remove(me) {
            self.pairs.remove(&other);
            self.push(platform, &other, &json!({ "msgtype": "text", "text": { "content": GONE } }));
        }
        Some(ALONE)
    }

    /// To the partner, whatever comes of it.
    fn pass_on(&mut self, platform: &mut Platform, me: &str, message: &Value) -> Option<&'static str> {
        let Some(other) = self.partner(me).map(str::to_owned) else { return Some(ALONE) };
        let mut message = message.clone();
        if let Some(content) = message.pointer_mut("/text/content")
            && let Some(text) = content.as_str()
        {
            *content = json!(format!("陌生人：{text}"));
        }
        self.push(platform, &other, &message);
        None
    }

    fn push(&mut self, platform: &mut Platform, to: &str, message: &Value) {
        let Some(token) = self.token(platform) else { return };
        let mut message = message.clone();
        if let Some(fields) = message.as_object_mut() {
            fields.insert("touser".into(), json!(to));
        }
        let (query, body) = (format!("access_token={token}"), message.to_string());
        let answer =
            call(platform, ApiRequest::post("/cgi-bin/message/custom/send", &query, body.as_bytes()));
        // The one thing it has heard of: a token that is no longer good is asked for anew, next time.
        if answer.and_then(|a| a.get("errcode").and_then(Value::as_i64)) == Some(40_001) {
            self.token = None;
        }
    }

    fn token(&mut self, platform: &mut Platform) -> Option<String> {
        let now = platform.now();
        if let Some((token, at)) = &self.token
            && now - at < TOKEN_MS
        {
            return Some(token.clone());
        }
        let account = platform.account();
        let (id, secret) = (account.app_id.clone(), account.app_secret.clone());
        let query = format!("grant_type=client_credential&appid={id}&secret={secret}");
        let answer = call(platform, ApiRequest::get("/cgi-bin/token", &query))?;
        let token = answer.get("access_token")?.as_str()?.to_owned();
        self.token = Some((token.clone(), now));
        Some(token)
    }
}

fn call(platform: &mut Platform, request: ApiRequest<'_>) -> Option<Value> {
    let answer = platform.api(request).response?;
    serde_json::from_slice(&answer.body).ok()
}

#[cfg(test)]
mod tests {
    use super::is_command;

    #[test]
    fn words_of_command_are_no_lines() {
        for word in ["找人", "/结束", "Find", "find hello", "1", "收"] {
            assert!(is_command(word), "{word}");
        }
        for line in ["今天好累", "找人聊天真难", "I find it nice", "", "2026"] {
            assert!(!is_command(line), "{line}");
        }
    }
}
