//! What is repeated, and what is not.

use driftbottle_wechat_client::{CallError, Scripted, Step};
use wechat_core::api::CustomSend;
use wechat_core::api::{ApiBase, ApiError, Endpoint, ErrCode};
use wechat_core::{AccessToken, OpenId, customer};

use crate::support::{OPENID, SEND, STABLE, client, code, grant, hello, ok};

/// A call that must not be repeated.
struct Once;

impl Endpoint for Once {
    type Response = ();
    const NAME: &'static str = "POST /once";

    fn request(&self, base: &ApiBase, _: Option<&AccessToken>) -> Result<http::Request<Vec<u8>>, ApiError> {
        Ok(http::Request::post(format!("{}/once", base.as_str())).body(Vec::new()).unwrap())
    }

    fn parse(response: http::Response<&[u8]>) -> Result<(), ApiError> {
        CustomSend::parse(response)
    }
}

#[tokio::test(start_paused = true)]
async fn busy_is_asked_again_three_times_at_most() {
    let wechat = Scripted::new()
        .on(STABLE, grant("t"))
        .on(SEND, code(-1))
        .on(SEND, code(-1))
        .on(SEND, code(-1))
        .on(SEND, ok());
    client(&wechat).call(&hello()).await.unwrap();
    assert_eq!(wechat.calls(SEND), 4);

    let wechat = Scripted::new().on(STABLE, grant("t")).on(SEND, code(-1));
    let error = client(&wechat).call(&hello()).await.unwrap_err();
    assert_eq!(error.code(), Some(ErrCode(-1)));
    assert_eq!(wechat.calls(SEND), 4);
}

#[tokio::test(start_paused = true)]
async fn busy_is_final_where_the_endpoint_does_not_say_otherwise() {
    let wechat = Scripted::new().on(STABLE, grant("t")).on("/once", code(-1));
    client(&wechat).call(&Once).await.unwrap_err();
    assert_eq!(wechat.calls("/once"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_busy_token_endpoint_is_asked_again() {
    let wechat = Scripted::new().on(STABLE, code(-1)).on(STABLE, grant("t")).on(SEND, ok());
    client(&wechat).call(&hello()).await.unwrap();
    assert_eq!(wechat.calls(STABLE), 2);
}

#[tokio::test(start_paused = true)]
async fn an_unknown_outcome_is_never_repeated() {
    let wechat = Scripted::new().on(STABLE, grant("t")).on(SEND, Step::unknown()).on(SEND, ok());
    let error = client(&wechat).call(&hello()).await.unwrap_err();
    assert!(matches!(error, CallError::Unknown { .. }) && error.outcome_is_unknown());
    assert_eq!(wechat.calls(SEND), 1);
}

#[tokio::test]
async fn refusals_are_typed_and_surely_not_processed() {
    for number in [45015, 45047, 48001, 40003, 123_456] {
        let wechat = Scripted::new().on(STABLE, grant("t")).on(SEND, code(number));
        let error = client(&wechat).call(&hello()).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrCode(number)));
        assert!(error.surely_not_processed() && !error.outcome_is_unknown());
        assert!(matches!(error, CallError::Api(_)));
        assert_eq!(wechat.calls(SEND), 1);
    }
}

#[tokio::test]
async fn answers_of_something_else_than_wechat_are_told_apart() {
    let answer =
        |status: u16, body: &str| Step::answer(http::StatusCode::from_u16(status).unwrap(), body.to_owned());
    let cases = [
        (answer(502, "<html>bad gateway</html>"), true),
        (answer(200, "<html>hello</html>"), true),
        (answer(200, r#"{"errcode":0,"#), true),
        (answer(200, "[]"), true),
        (answer(302, ""), true),
        (answer(408, ""), true),
        (answer(403, "forbidden"), false),
        (answer(413, ""), false),
    ];
    for (step, unknown) in cases {
        let shown = format!("{step:?}");
        let wechat = Scripted::new().on(STABLE, grant("t")).on(SEND, step);
        let error = client(&wechat).call(&hello()).await.unwrap_err();
        assert!(matches!(error, CallError::Malformed(_)), "{shown}: {error:?}");
        assert_eq!(error.outcome_is_unknown(), unknown, "{shown}");
        assert_eq!(wechat.calls(SEND), 1);
    }
}

#[tokio::test]
async fn a_call_that_would_be_refused_is_not_made() {
    let wechat = Scripted::new().on(STABLE, grant("t")).on(SEND, ok());
    let long = "字".repeat(700); // 2100 bytes
    let call = CustomSend::new(customer::Message::text(OpenId::new(OPENID).unwrap(), long));
    let error = client(&wechat).call(&call).await.unwrap_err();
    assert!(matches!(error, CallError::Invalid(ApiError::Message(_))), "{error:?}");
    assert!(error.surely_not_processed());
    assert_eq!(wechat.calls(SEND), 0);
}
