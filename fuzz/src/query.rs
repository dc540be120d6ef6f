//! Query strings of the callback.

use wechat_core::callback::{Callback, CallbackConfig, CallbackError, Query, QueryError};
use wechat_core::limits::QUERY_MAX_BYTES;
use wechat_core::{AppId, CallbackToken};

/// Nothing unsigned is believed, nothing long is read, nothing is chosen among two.
pub fn query(data: &[u8]) {
    let Ok(raw) = std::str::from_utf8(data) else { return };
    let names = ["signature", "timestamp", "nonce", "echostr", "encrypt_type", "msg_signature"];
    let count = |name: &str| raw.split('&').filter(|pair| pair.split('=').next() == Some(name)).count();
    match Query::parse(raw) {
        Ok(query) => {
            assert!(raw.len() <= QUERY_MAX_BYTES && names.iter().all(|name| count(name) <= 1));
            assert_eq!(query.nonce().is_some(), count("nonce") == 1);
            let config = CallbackConfig::plain(
                AppId::new("wx0a1b2c3d4e5f6071").expect("an appid"),
                CallbackToken::new("nobodyKnowsThisToken").expect("a token"),
            );
            let callback = Callback::new(config).expect("plain mode needs no key");
            let refused = callback.verify_url(&query).expect_err("a signature by chance");
            assert!(matches!(
                refused,
                CallbackError::MissingParameter { .. } | CallbackError::WrongSignature { .. }
            ));
        }
        Err(QueryError::TooLong { len }) => assert_eq!(len, raw.len()),
        Err(QueryError::Duplicate { name }) => assert!(count(name) > 1),
        Err(_) => assert!(raw.contains('%')),
    }
}
