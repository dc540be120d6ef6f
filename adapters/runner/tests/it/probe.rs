//! What an account may do, asked of a platform that knows.

use driftbottle::wechat_core::api::{ApiBase, ErrCode};
use driftbottle::wechat_core::{AppId, AppSecret};
use driftbottle_runner::{AccountKind, Permission, probe};
use driftbottle_wechat_client::{ApiClient, CallError, Scripted, Step, Transport, TransportError};
use http::{Request, Response};
use std::sync::{Arc, Mutex};
use wechat_simulator::{Account, AccountKind as Simulated, ApiRequest, Faults, Platform};

/// The simulated platform behind the client, without a network.
struct Wired(Arc<Mutex<Platform>>);

impl Transport for Wired {
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
        let call = match request.method().as_str() {
            "GET" => ApiRequest::get(path, query),
            _ => ApiRequest::post(path, query, request.body()),
        };
        let answer = self.0.lock().unwrap().api(call).response;
        let answer = answer.ok_or_else(|| TransportError::Unknown("no answer".into()))?;
        Ok(Response::new(answer.body))
    }
}

fn client(transport: impl Transport) -> ApiClient {
    let account = Account::example();
    ApiClient::builder(AppId::new(account.app_id).unwrap(), AppSecret::new(account.app_secret).unwrap())
        .base(ApiBase::new("http://wechat.invalid").unwrap())
        .transport(transport)
        .build()
        .unwrap()
}

fn platform(kind: Simulated) -> Arc<Mutex<Platform>> {
    let account = Account::example().with_kind(kind);
    Arc::new(Mutex::new(Platform::new(account, 1_700_000_000_000, 1).unwrap()))
}

// proves: S3
#[tokio::test]
async fn every_kind_of_account_is_recognised_and_nothing_is_changed() {
    let table = [
        (Simulated::VerifiedService, AccountKind::VerifiedService),
        (Simulated::VerifiedSubscription, AccountKind::VerifiedSubscription),
        (Simulated::UnverifiedService, AccountKind::UnverifiedService),
        (Simulated::Personal, AccountKind::Personal),
        (Simulated::Sandbox, AccountKind::Sandbox),
    ];
    for (kind, expected) in table {
        let platform = platform(kind);
        let phone = platform.lock().unwrap().add_phone("小明");
        platform.lock().unwrap().follow(phone).unwrap();
        let before = platform.lock().unwrap().screen(phone).unwrap().len();
        let findings = probe(&client(Wired(Arc::clone(&platform)))).await.unwrap();
        assert_eq!(findings.kind(), Some(expected));
        assert_eq!(findings.push.known(), Some(expected.may_push()));
        let platform = platform.lock().unwrap();
        assert_eq!(platform.screen(phone).unwrap().len(), before);
        assert!(platform.menu().is_empty() && platform.refusals().is_empty());
        let left = findings.pushes.unwrap();
        assert_eq!((left.used, left.remain), (0, left.daily_limit));
    }
}

#[tokio::test]
async fn a_menu_that_is_there_is_seen() {
    let platform = platform(Simulated::VerifiedService);
    let probed = probe(&client(Wired(Arc::clone(&platform)))).await.unwrap();
    assert_eq!(probed.has_menu, Some(false));
    let wechat = Scripted::new()
        .on("/cgi-bin/stable_token", Step::json(r#"{"access_token":"t","expires_in":7200}"#))
        .on("/cgi-bin/menu/get", Step::json(r#"{"menu":{"button":[]}}"#));
    assert_eq!(probe(&client(wechat)).await.unwrap().has_menu, Some(true));
}

#[tokio::test]
async fn what_the_platform_does_not_say_stays_unknown() {
    let wechat = Scripted::new()
        .on("/cgi-bin/stable_token", Step::json(r#"{"access_token":"t","expires_in":7200}"#))
        .on("/cgi-bin/message/custom/typing", Step::json(r#"{"errcode":45009,"errmsg":"quota"}"#))
        .on("/cgi-bin/menu/get", Step::json(r#"{"errcode":48001,"errmsg":"api unauthorized"}"#));
    let findings = probe(&client(wechat)).await.unwrap();
    assert_eq!(findings.push, Permission::Unknown(Some(ErrCode(45009))));
    assert_eq!(findings.menu, Permission::Denied(ErrCode(48001)));
    assert_eq!(findings.templates, Permission::Unknown(None));
    assert_eq!((findings.has_menu, findings.pushes, findings.kind()), (None, None, None));
}

#[tokio::test]
async fn without_a_token_nothing_is_asked() {
    let platform = platform(Simulated::VerifiedService);
    platform.lock().unwrap().set_caller_whitelisted(false);
    let error = probe(&client(Wired(platform))).await.unwrap_err();
    assert!(matches!(error, CallError::Token { .. }) && error.advice().unwrap().contains("127.0.0.1"));
}

#[tokio::test]
async fn a_token_that_is_refused_meanwhile_is_replaced() {
    let platform = platform(Simulated::Personal);
    platform.lock().unwrap().set_faults(Faults { token_revoked: 0.3, ..Faults::default() }).unwrap();
    let findings = probe(&client(Wired(platform))).await.unwrap();
    // Whatever was found is true; what was refused twice is unknown.
    assert_ne!(findings.push.known(), Some(true));
    assert_ne!(findings.menu.known(), Some(true));
}
