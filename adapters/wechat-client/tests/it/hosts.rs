//! Other hosts, for calls that may be made twice; the cloud, where no token is sent.

use std::sync::{Arc, Mutex};

use driftbottle_wechat_client::{ApiClient, Auth, Transport, TransportError};
use http::{Request, Response};
use wechat_core::AppId;
use wechat_core::api::{ApiBase, GetCallbackIp};

use crate::support::{builder, hello};

/// Answers at one host only, and remembers who was asked.
#[derive(Clone)]
struct Hosts {
    alive: &'static str,
    reached: bool,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Hosts {
    fn new(alive: &'static str, reached: bool) -> Self {
        Self { alive, reached, asked: Arc::default() }
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

impl Transport for Hosts {
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let (host, path) = (request.uri().host().unwrap(), request.uri().path());
        self.asked.lock().unwrap().push(format!("{host}{path}"));
        let answer = match path {
            _ if host != self.alive && self.reached => {
                return Err(TransportError::Unknown("broken off".into()));
            }
            _ if host != self.alive => return Err(TransportError::NotSent("refused".into())),
            "/cgi-bin/stable_token" => r#"{"access_token":"t","expires_in":7200}"#,
            "/cgi-bin/getcallbackip" => r#"{"ip_list":["127.0.0.1"]}"#,
            _ => r#"{"errcode":0}"#,
        };
        Ok(Response::new(answer.into()))
    }
}

fn client(hosts: &Hosts) -> ApiClient {
    let base = |url| ApiBase::new(url).unwrap();
    let builder =
        builder().base(base("http://one")).fallback(base("http://two")).fallback(base("http://three"));
    builder.transport(hosts.clone()).build().unwrap()
}

#[tokio::test]
async fn questions_go_to_the_next_host_until_one_answers() {
    for reached in [true, false] {
        let hosts = Hosts::new("two", reached);
        let client = client(&hosts);
        client.call(&GetCallbackIp::new()).await.unwrap();
        assert_eq!(
            hosts.asked(),
            [
                "one/cgi-bin/stable_token",
                "two/cgi-bin/stable_token",
                "one/cgi-bin/getcallbackip",
                "two/cgi-bin/getcallbackip",
            ]
        );
    }
}

#[tokio::test]
async fn a_message_is_sent_to_one_host_only() {
    let hosts = Hosts::new("two", false);
    let client = client(&hosts);
    client.warm_up().await.unwrap();
    hosts.asked();
    let error = client.call(&hello()).await.unwrap_err();
    assert!(error.surely_not_processed());
    assert_eq!(hosts.asked(), ["one/cgi-bin/message/custom/send"]);
}

#[tokio::test]
async fn nobody_is_asked_for_ever() {
    let hosts = Hosts::new("nowhere", true);
    let error = client(&hosts).warm_up().await.unwrap_err();
    assert!(error.surely_not_processed());
    assert_eq!(hosts.asked().len(), 3);
}

#[tokio::test]
async fn in_the_cloud_no_token_is_fetched_or_sent() {
    let hosts = Hosts::new("api.weixin.qq.com", true);
    let builder = ApiClient::builder(AppId::new("wx00000000000000aa").unwrap(), Auth::CloudCall);
    let client = builder.transport(hosts.clone()).build().unwrap();
    client.warm_up().await.unwrap();
    client.call(&hello()).await.unwrap();
    assert_eq!(client.base(), &ApiBase::cloud_hosting());
    assert_eq!(hosts.asked(), ["api.weixin.qq.com/cgi-bin/message/custom/send"]);
    assert!(format!("{client:?}").contains("token_source: None"));
}
