//! Several accounts in one process, each a value with a token of its own.

use driftbottle_wechat_client::{ApiClient, Scripted};
use wechat_core::{AppId, AppSecret};

use crate::support::{SEND, STABLE, grant, hello, ok, tokens_used};

#[tokio::test]
async fn two_accounts_share_a_transport_and_nothing_else() {
    let wechat = Scripted::new().on(STABLE, grant("one")).on(STABLE, grant("two")).on(SEND, ok());
    let account = |id: &str| {
        let builder = ApiClient::builder(AppId::new(id).unwrap(), AppSecret::new("secret").unwrap());
        builder.transport(wechat.clone()).build().unwrap()
    };
    let (first, second) = (account("wx1"), account("wx2"));
    first.call(&hello()).await.unwrap();
    second.call(&hello()).await.unwrap();
    first.clone().call(&hello()).await.unwrap();
    assert_eq!(tokens_used(&wechat, SEND), ["one", "two", "one"]);
    assert_eq!((first.app_id().as_str(), second.app_id().as_str()), ("wx1", "wx2"));
    let asked: Vec<_> = wechat.requests().into_iter().filter(|request| request.path == STABLE).collect();
    assert!(String::from_utf8_lossy(&asked[0].body).contains("wx1"));
    assert!(String::from_utf8_lossy(&asked[1].body).contains("wx2"));
}
