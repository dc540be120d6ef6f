//! What went over the wire: the requests of pushes and their answers, the calls of the API and theirs. The latest
//! few hundred, for whoever looks at one on the page.

use crate::{ApiRequest, ApiResponse, AttemptId, PushRequest};
use serde::Serialize;
use std::collections::BTreeMap;

/// Exchanges of each sort that are kept.
const MAX_KEPT: usize = 600;
/// Bytes of a body that are kept; media are longer.
const MAX_BODY: usize = 16 * 1024;

/// One attempt on the wire.
#[derive(Clone, Serialize)]
pub(super) struct Carried {
    url: String,
    headers: Vec<(String, String)>,
    body: String,
    answer: Option<Answer>,
    /// Why there is no answer.
    problem: Option<&'static str>,
    /// The same request for a shell.
    curl: String,
}

/// An answer: the bot's, or the platform's.
#[derive(Clone, Serialize)]
pub(super) struct Answer {
    status: u16,
    body: String,
}

/// One call of the API on the wire, secrets shortened.
#[derive(Clone, Serialize)]
pub(super) struct Called {
    method: String,
    path: String,
    query: String,
    body: String,
    answer: Option<Answer>,
    delay_ms: u32,
}

/// The latest of both.
#[derive(Default)]
pub(super) struct Exchanges {
    attempts: BTreeMap<AttemptId, Carried>,
    calls: BTreeMap<usize, Called>,
}

impl Exchanges {
    /// A request is about to leave.
    pub(super) fn sent(&mut self, url: &str, request: &PushRequest) {
        let mut headers = vec![("content-type".to_owned(), request.content_type.to_owned())];
        headers.extend(request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        let body = text(&request.body);
        let curl = curl(url, &headers, &body);
        let carried = Carried { url: url.to_owned(), headers, body, answer: None, problem: None, curl };
        self.attempts.insert(request.attempt, carried);
        forget(&mut self.attempts);
    }

    /// The bot answered, or did not.
    pub(super) fn answered(&mut self, attempt: AttemptId, answer: Result<(u16, &[u8]), &'static str>) {
        let Some(carried) = self.attempts.get_mut(&attempt) else { return };
        match answer {
            Ok((status, body)) => carried.answer = Some(Answer { status, body: text(body) }),
            Err(problem) => carried.problem = Some(problem),
        }
    }

    /// A call was made; `index` is its line in the log.
    pub(super) fn called(
        &mut self,
        index: usize,
        request: &ApiRequest<'_>,
        answer: Option<&ApiResponse>,
        delay_ms: u32,
    ) {
        let called = Called {
            method: request.method.to_owned(),
            path: request.path.to_owned(),
            query: shortened(request.query),
            body: shortened(&text(request.body)),
            answer: answer.map(|a| Answer { status: a.status, body: shortened(&text(&a.body)) }),
            delay_ms,
        };
        self.calls.insert(index, called);
        forget(&mut self.calls);
    }

    pub(super) fn attempt(&self, attempt: AttemptId) -> Option<&Carried> {
        self.attempts.get(&attempt)
    }

    pub(super) fn call(&self, index: usize) -> Option<&Called> {
        self.calls.get(&index)
    }
}

fn forget<K: Ord, V>(kept: &mut BTreeMap<K, V>) {
    while kept.len() > MAX_KEPT {
        kept.pop_first();
    }
}

/// Text as it is; anything else by its length.
fn text(body: &[u8]) -> String {
    match std::str::from_utf8(body) {
        Ok(text) if text.len() <= MAX_BODY => text.to_owned(),
        _ => format!("({} bytes)", body.len()),
    }
}

/// What follows these words is a secret: six characters of it remain.
const SECRETS: [&str; 6] = [
    "access_token=",
    "secret=",
    "\"access_token\":\"",
    "\"secret\":\"",
    "\"access_token\": \"",
    "\"secret\": \"",
];

fn shortened(text: &str) -> String {
    let mut text = text.to_owned();
    for mark in SECRETS {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(mark)) {
            let begin = from + at + mark.len();
            let value = text.get(begin..).unwrap_or_default();
            let len = value.find(['&', '"']).unwrap_or(value.len());
            let kept: String = value.chars().take(6.min(len)).collect();
            text.replace_range(begin..begin + len, &format!("{kept}…"));
            from = begin + kept.len();
        }
    }
    text
}

/// A line for a shell that sends the same once more.
fn curl(url: &str, headers: &[(String, String)], body: &str) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', r"'\''"));
    let mut line = format!("curl -i -X POST {}", quoted(url));
    for (name, value) in headers {
        line.push_str(&format!(" -H {}", quoted(&format!("{name}: {value}"))));
    }
    line.push_str(&format!(" --data-binary {}", quoted(body)));
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_the_shell_keeps_every_quote() {
        let headers = vec![("content-type".to_owned(), "text/xml".to_owned())];
        let line = curl("http://127.0.0.1:1/wx?a=1&b=2", &headers, "<xml>it's</xml>");
        assert_eq!(
            line,
            r"curl -i -X POST 'http://127.0.0.1:1/wx?a=1&b=2' -H 'content-type: text/xml' --data-binary '<xml>it'\''s</xml>'"
        );
    }

    #[test]
    fn secrets_are_shortened() {
        assert_eq!(shortened("access_token=abcdefghij&type=image"), "access_token=abcdef…&type=image");
        assert_eq!(shortened("appid=wx1&secret=0123456789"), "appid=wx1&secret=012345…");
        assert_eq!(shortened(r#"{"secret":"0123456789","a":1}"#), r#"{"secret":"012345…","a":1}"#);
        assert_eq!(shortened(r#"{"access_token":"好abcdefgh"}"#), r#"{"access_token":"好abcde…"}"#);
        assert_eq!(shortened("secret="), "secret=…");
    }

    #[test]
    fn only_the_latest_are_kept() {
        let mut exchanges = Exchanges::default();
        for index in 0..MAX_KEPT + 5 {
            exchanges.called(index, &ApiRequest::get("/cgi-bin/token", ""), None, 1);
        }
        assert!(exchanges.call(4).is_none());
        assert!(exchanges.call(5).is_some());
    }
}
