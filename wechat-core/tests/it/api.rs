//! Requests as they leave, answers as they come.

use serde_json::{Value, json};
use wechat_core::api::{
    ApiBase, ApiError, CustomSend, CustomTyping, Endpoint, ErrCode, GetCallbackIp, GetStableToken, GetToken,
    Handling, TypingCommand,
};
use wechat_core::customer::{Message, MessageError};
use wechat_core::{AccessToken, AppId, AppSecret, OpenId};

fn token() -> AccessToken {
    AccessToken::new("a/b+c").unwrap()
}

fn app() -> (AppId, AppSecret) {
    (AppId::new("wx1").unwrap(), AppSecret::new("s&cret").unwrap())
}

fn to() -> OpenId {
    OpenId::new("oX").unwrap()
}

fn request(call: &impl Endpoint) -> http::Request<Vec<u8>> {
    call.request(&ApiBase::new("http://127.0.0.1:1/proxy/").unwrap(), Some(&token())).unwrap()
}

fn body(request: &http::Request<Vec<u8>>) -> Value {
    serde_json::from_slice(request.body()).unwrap()
}

fn parse<E: Endpoint>(status: u16, body: &str) -> Result<E::Response, ApiError> {
    E::parse(http::Response::builder().status(status).body(body.as_bytes()).unwrap())
}

fn refused<E: Endpoint>(body: &str) -> ApiError {
    parse::<E>(200, body).map(|_| ()).unwrap_err()
}

#[test]
fn sends_carry_the_token_escaped() {
    let request = request(&CustomSend::new(Message::text(to(), "hi")));
    let uri = request.uri().to_string();
    assert_eq!(uri, "http://127.0.0.1:1/proxy/cgi-bin/message/custom/send?access_token=a%2Fb%2Bc");
    assert_eq!(
        (request.method().as_str(), &request.headers()["content-type"]),
        ("POST", &"application/json".parse().unwrap())
    );
    assert_eq!(body(&request)["touser"], "oX");
}

#[test]
fn typing_says_start_or_stop() {
    let sent = |command| body(&request(&CustomTyping::new(to(), command)));
    assert_eq!(sent(TypingCommand::Start), json!({"touser": "oX", "command": "Typing"}));
    assert_eq!(sent(TypingCommand::Stop), json!({"touser": "oX", "command": "CancelTyping"}));
}

#[test]
fn stable_tokens_are_asked_for_in_the_body_and_never_forced() {
    let (app_id, secret) = app();
    let request = request(&GetStableToken::new(app_id, secret));
    assert_eq!(request.uri().query(), None);
    assert_eq!(
        body(&request),
        json!({"grant_type": "client_credential", "appid": "wx1", "secret": "s&cret"})
    );
}

#[test]
fn old_tokens_are_asked_for_in_the_url() {
    let (app_id, secret) = app();
    let request = request(&GetToken::new(app_id, secret));
    assert_eq!(request.uri().query(), Some("grant_type=client_credential&appid=wx1&secret=s%26cret"));
    assert_eq!(request.method(), "GET");
}

#[test]
fn calls_that_need_a_token_or_a_better_message_are_not_made() {
    let base = ApiBase::official();
    let call = CustomSend::new(Message::text(to(), "hi"));
    assert_eq!(call.request(&base, None).unwrap_err(), ApiError::MissingToken { endpoint: CustomSend::NAME });
    let empty = CustomSend::new(Message::text(to(), ""));
    let error = empty.request(&base, Some(&token())).unwrap_err();
    assert_eq!(error, ApiError::Message(MessageError::Empty { field: "text.content" }));
    for bad in ["", "ftp://x", "https://", "https://u@x", "https://x/?a", "https://x#a", "x y"] {
        assert!(ApiBase::new(bad).is_err(), "{bad}");
    }
}

#[test]
fn successes_with_and_without_errcode() {
    assert_eq!(parse::<CustomSend>(200, r#"{"errcode":0,"errmsg":"ok"}"#), Ok(()));
    assert_eq!(parse::<CustomSend>(200, "{}"), Ok(()));
    let grant = parse::<GetStableToken>(200, r#" {"access_token":"t","expires_in":7200}"#).unwrap();
    assert_eq!((grant.token.expose(), grant.expires_in_secs), ("t", 7200));
    let ips = parse::<GetCallbackIp>(200, r#"{"ip_list":["127.0.0.1","127.0.0.0/24"]}"#).unwrap();
    assert_eq!(ips, ["127.0.0.1", "127.0.0.0/24"]);
}

#[test]
fn answers_that_are_none() {
    let endpoint = GetStableToken::NAME;
    let parse = |status, body: &str| parse::<GetStableToken>(status, body).unwrap_err();
    assert_eq!(parse(502, "{}"), ApiError::Status { endpoint, status: 502 });
    assert_eq!(parse(502, "{}").handling(), Handling::RetryNow);
    for body in ["", "<html>", "{\"access_token\":\"t"] {
        assert_eq!(parse(200, body), ApiError::NotJson { endpoint }, "{body}");
    }
    for body in [
        "[]",
        "7",
        r#"["t",7200]"#,
        r#"{"errcode":"x"}"#,
        r#"{"access_token":"t"}"#,
        r#"{"access_token":"t","expires_in":0}"#,
        r#"{"access_token":"t","expires_in":99999999}"#,
        r#"{"access_token":"","expires_in":7200}"#,
    ] {
        assert_eq!(parse(200, body), ApiError::Unexpected { endpoint }, "{body}");
    }
}

#[test]
fn refusals_keep_code_words_and_rid() {
    let error = refused::<CustomSend>(
        r#"{"errcode":45047,"errmsg":"out of response count limit rid: 65a1b2c3-0a1b2c3d-4e5f6071"}"#,
    );
    assert!(error.code().unwrap().is_count_exhausted() && error.is_refusal());
    assert_eq!((error.handling(), error.rid()), (Handling::Unreachable, Some("65a1b2c3-0a1b2c3d-4e5f6071")));
    let unknown = refused::<CustomSend>(r#"{"errcode":987654,"errmsg":"new"}"#);
    assert_eq!((unknown.code(), unknown.handling()), (Some(ErrCode(987_654)), Handling::Unknown));
}

#[test]
fn a_wrong_secret_is_not_an_old_token() {
    let answer = r#"{"errcode":40001,"errmsg":"invalid credential"}"#;
    assert_eq!(refused::<CustomSend>(answer).handling(), Handling::RefreshToken);
    assert_eq!(refused::<GetToken>(answer).handling(), Handling::Permission);
    assert_eq!(refused::<GetStableToken>(answer).handling(), Handling::Permission);
}

#[test]
fn the_whitelist_error_names_our_address() {
    let error = refused::<GetStableToken>(
        r#"{"errcode":40164,"errmsg":"invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 65a1b2c3-0a1b2c3d-4e5f6071"}"#,
    );
    assert_eq!(error.caller_ip(), Some("203.0.113.7".parse().unwrap()));
    assert!(error.advice().unwrap().contains("add 203.0.113.7 to the IP whitelist"));
    assert!(error.code().unwrap().is_ip_refused());
}

#[test]
fn codes_have_their_classes() {
    use Handling::{
        BackOff, CallerBug, ContentRisk, Permission, RefreshToken, RetryNow, Success, Unknown, Unreachable,
    };
    let cases = [
        (-1, RetryNow),
        (0, Success),
        (40001, RefreshToken),
        (40014, RefreshToken),
        (42001, RefreshToken),
        (40003, CallerBug),
        (40013, Permission),
        (40020, CallerBug),
        (40034, Unknown),
        (40164, Permission),
        (43004, Unreachable),
        (45002, CallerBug),
        (45009, BackOff),
        (45011, BackOff),
        (45015, Unreachable),
        (45047, Unreachable),
        (48001, Permission),
        (48002, Unreachable),
        (61004, Permission),
        (87014, ContentRisk),
        (89507, Permission),
        (89508, Unknown),
        (-2, Unknown),
    ];
    for (code, class) in cases {
        assert_eq!(ErrCode(code).class(), class, "{code}");
    }
    assert!(ErrCode(48001).is_unauthorized_api() && ErrCode(48001).advice().unwrap().contains("mailbox"));
    assert_eq!(ErrCode(45015).meaning(), "the send window is closed, or the user does not follow");
}
