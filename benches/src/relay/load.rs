//! The pushes of many people, written and signed before the clock starts.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;

use super::http;
use crate::ideal::Key;
use crate::platform;

/// Connections the load comes over; each carries the pushes of people of its own, in their order.
pub(super) const CONNECTIONS: usize = 64;
/// People on each connection.
const PEOPLE_EACH: usize = 16;

const LINES: [&str; 4] = [
    "今晚的海边风很大，你会不会也睡不着？",
    "刚看完一部老电影，结尾那首歌还在脑子里转。",
    "你那边下雨了吗",
    "我养了一只很胖的猫，它现在正趴在键盘上，所以如果我打错字，请怪它，不要怪我 :)",
];

/// How pushes are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// 明文模式
    Plain,
    /// 安全模式
    Secure,
}

/// People who write. No push is ever the same as another.
pub struct Crowd {
    key: Key,
    protection: Protection,
    pushes: u64,
}

/// Ready requests, by connection.
pub(super) type Requests = Vec<Vec<Vec<u8>>>;

impl Crowd {
    /// Nobody has written anything yet.
    #[must_use]
    pub fn new(protection: Protection) -> Self {
        Self { key: platform::key(), protection, pushes: 0 }
    }

    /// Everybody asks for company once.
    ///
    /// # Errors
    /// When there is no time of day.
    pub fn ask_for_company(&mut self) -> Result<Requests> {
        self.requests(CONNECTIONS * PEOPLE_EACH, |_| "找人")
    }

    /// So many lines, everybody writing in turn.
    ///
    /// # Errors
    /// When there is no time of day.
    pub fn lines(&mut self, count: usize) -> Result<Requests> {
        self.requests(count, |number| LINES.iter().cycle().nth(number % LINES.len()).unwrap_or(&""))
    }

    fn requests(&mut self, count: usize, line: impl Fn(usize) -> &'static str) -> Result<Requests> {
        let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
        let mut connections: Requests = Vec::new();
        connections.resize_with(CONNECTIONS, Vec::new);
        for number in 0..count {
            let connection = number % CONNECTIONS;
            let person = connection * PEOPLE_EACH + number / CONNECTIONS % PEOPLE_EACH;
            if let Some(requests) = connections.get_mut(connection) {
                requests.push(self.push(now, person, line(number)));
            }
        }
        Ok(connections)
    }

    fn push(&mut self, now: i64, person: usize, line: &str) -> Vec<u8> {
        self.pushes += 1;
        let message = platform::text_push(&open_id(person), now, line, 24_000_000_000_000_000 + self.pushes);
        let nonce = self.pushes.to_string();
        let mut request = match self.protection {
            Protection::Plain => platform::plain(now, &nonce, &message),
            Protection::Secure => platform::sealed(&self.key, now, &nonce, &entropy(self.pushes), &message),
        };
        request.query.push_str("&openid=");
        request.query.push_str(&open_id(person));
        http::request_bytes(&request)
    }
}

fn open_id(person: usize) -> String {
    format!("oBench_person_number_{person:07}")
}

/// Different for every push, the same in every run.
fn entropy(number: u64) -> [u8; 16] {
    let spread = u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    spread.to_le_bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use wechat_core::callback::{Callback, CallbackConfig, Query};
    use wechat_core::{AppId, CallbackToken, EncodingAesKey};

    use super::{CONNECTIONS, Crowd, PEOPLE_EACH, Protection};
    use crate::platform::{APP_ID, ENCODING_AES_KEY, TOKEN};

    #[test]
    fn every_push_opens_is_its_own_and_a_person_keeps_to_one_connection() {
        let (app, token) = (AppId::new(APP_ID).unwrap(), CallbackToken::new(TOKEN).unwrap());
        let key = EncodingAesKey::new(ENCODING_AES_KEY).unwrap();
        let plain = CallbackConfig::plain(app.clone(), token.clone());
        let modes =
            [(Protection::Plain, plain), (Protection::Secure, CallbackConfig::secure(app, token, key))];
        for (protection, config) in modes {
            let callback = Callback::new(config).unwrap();
            let mut crowd = Crowd::new(protection);
            let (mut seen, mut homes) = (BTreeSet::new(), BTreeMap::new());
            let rounds = [crowd.ask_for_company().unwrap(), crowd.lines(3_000).unwrap()];
            for (connection, request) in
                rounds.iter().flat_map(|round| round.iter().enumerate()).flat_map(|(c, all)| {
                    all.iter().map(move |request| (c, std::str::from_utf8(request).unwrap()))
                })
            {
                let (head, body) = request.split_once("\r\n\r\n").unwrap();
                let query = head.split(['?', ' ']).nth(2).unwrap();
                let opened = callback.open(&Query::parse(query).unwrap(), body.as_bytes()).unwrap();
                assert!(seen.insert((opened.inbound.dedup_key(), opened.nonce)), "a push twice");
                let person = opened.inbound.from.as_str().to_owned();
                assert_eq!(*homes.entry(person).or_insert(connection), connection);
            }
            assert_eq!(seen.len(), CONNECTIONS * PEOPLE_EACH + 3_000);
            assert_eq!(homes.len(), CONNECTIONS * PEOPLE_EACH);
        }
    }
}
