//! POST /cgi-bin/openapi/rid/get: what a failed call was, by the `rid` of its answer.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/openApi/get_rid_info.html>

use super::ApiRequest;
use super::errcode::ApiError;
use crate::Platform;
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

/// How long a call is remembered, in milliseconds, and how many are.
const LIFE_MS: i64 = 7 * 24 * 60 * 60 * 1000;
const MAX_RIDS: usize = 1_000;
/// The longest request body that is kept, in bytes.
const MAX_BODY: usize = 4_096;

/// One failed call.
#[derive(Clone)]
struct Record {
    at_ms: i64,
    cost_ms: u32,
    url: String,
    request: String,
    response: String,
}

/// The latest failed calls. They hold openids and words, as the platform's own do: never to be printed.
#[derive(Clone, Default)]
pub(crate) struct Rids {
    records: BTreeMap<String, Record>,
    order: VecDeque<String>,
}

impl Rids {
    pub(super) fn remember(
        &mut self,
        rid: String,
        request: ApiRequest<'_>,
        response: &[u8],
        now: i64,
        cost_ms: u32,
    ) {
        if self.order.len() >= MAX_RIDS
            && let Some(oldest) = self.order.pop_front()
        {
            self.records.remove(&oldest);
        }
        let body = request.body.get(..MAX_BODY).unwrap_or(request.body);
        let record = Record {
            at_ms: now,
            cost_ms,
            url: format!("https://api.weixin.qq.com{}{}", request.path, shown_query(request.query)),
            request: String::from_utf8_lossy(body).into_owned(),
            response: String::from_utf8_lossy(response).into_owned(),
        };
        self.order.push_back(rid.clone());
        self.records.insert(rid, record);
    }
}

/// The query with everything secret cut short.
fn shown_query(query: &str) -> String {
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name @ ("access_token" | "secret" | "refresh_token" | "code"), value)) => {
            format!("{name}={}***", value.get(..4.min(value.len() / 2)).unwrap_or_default())
        }
        _ => pair.to_owned(),
    };
    let pairs: Vec<String> = query.split('&').filter(|p| !p.is_empty()).map(pair).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

impl Platform {
    pub(super) fn rid_get(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let rid = body.get("rid").and_then(Value::as_str).unwrap_or_default();
        let parts: Vec<&str> = rid.split('-').collect();
        let hex = |part: &&str| part.len() == 8 && part.bytes().all(|b| b.is_ascii_hexdigit());
        if parts.len() != 3 || !parts.iter().all(hex) {
            return Err(ApiError::RID_MALFORMED);
        }
        let record = self.rids.records.get(rid).ok_or(ApiError::RID_UNKNOWN)?;
        if self.now - record.at_ms >= LIFE_MS {
            return Err(ApiError::RID_EXPIRED);
        }
        let call = json!({
            "invoke_time": record.at_ms.div_euclid(1000),
            "cost_in_ms": record.cost_ms,
            "request_url": record.url,
            "request_body": record.request,
            "response_body": record.response,
            "client_ip": "127.0.0.1",
        });
        Ok(json!({ "errcode": 0, "errmsg": "ok", "request": call }))
    }
}

#[cfg(test)]
mod tests {
    use super::shown_query;

    #[test]
    fn secrets_are_cut_short() {
        assert_eq!(shown_query(""), "");
        assert_eq!(shown_query("access_token=abcdefghij&lang=zh_CN"), "?access_token=abcd***&lang=zh_CN");
        assert_eq!(shown_query("secret=ab"), "?secret=a***");
    }
}
