//! What holds for every endpoint.

use std::collections::HashSet;

use proptest::prelude::*;
use wechat_core::api::{ApiBase, ApiError, CustomSend, Endpoint, ErrCode, Handling};

use super::samples::{self, Visit};
use super::{sent, token};

/// How many endpoints there are: one more must be added to the samples.
const COUNT: usize = 48;

struct Names(HashSet<&'static str>, usize);

impl Visit for Names {
    fn visit<E: Endpoint>(&mut self, call: &E) {
        self.1 += 1;
        assert!(self.0.insert(E::NAME), "{} twice", E::NAME);
        let request = super::try_request(call).unwrap_or_else(|error| panic!("{}: {error}", E::NAME));
        if let Some((method, path)) = E::NAME.split_once(' ').filter(|(_, path)| path.starts_with('/')) {
            assert_eq!((request.method().as_str(), request.uri().path()), (method, path));
        }
        assert!(!E::IDEMPOTENT || E::REPEATABLE_WHEN_BUSY, "{}", E::NAME);
    }
}

#[test]
fn names_are_unique_and_are_what_is_called() {
    let mut names = Names(HashSet::new(), 0);
    samples::visit_all(&mut names);
    assert_eq!(names.1, COUNT);
}

struct Tokens;

impl Visit for Tokens {
    fn visit<E: Endpoint>(&mut self, call: &E) {
        let base = ApiBase::official();
        let query =
            |request: wechat_core::api::HttpRequest| request.uri().query().unwrap_or_default().to_owned();
        let carries = |query: &str| query.split('&').any(|pair| pair == "access_token=t");
        let with = query(call.request(&base, Some(&token())).unwrap());
        assert_eq!(carries(&with), E::NEEDS_TOKEN, "{}: {with}", E::NAME);
        match call.request(&base, None) {
            Ok(request) => assert!(!E::NEEDS_TOKEN && !carries(&query(request)), "{}", E::NAME),
            Err(error) => {
                assert!(E::NEEDS_TOKEN);
                assert_eq!(error, ApiError::MissingToken { endpoint: E::NAME });
            }
        }
        // The cloud adds one by itself; ours would be wrong there.
        for token in [None, Some(token())] {
            let request = call.request(&ApiBase::cloud_hosting(), token.as_ref()).unwrap();
            assert!(!carries(&query(request)), "{}", E::NAME);
        }
    }
}

#[test]
fn the_accounts_token_is_sent_where_it_is_needed_and_nowhere_else() {
    samples::visit_all(&mut Tokens);
}

struct Refusals;

impl Visit for Refusals {
    fn visit<E: Endpoint>(&mut self, _: &E) {
        for code in [-1_i64, 40003, 45011, 987_654] {
            for shape in [code.to_string(), format!("\"{code}\"")] {
                let body = format!(r#" {{"errcode":{shape},"errmsg":"no rid: 65a1b2c3-0a1b2c3d-4e5f6071"}}"#);
                let mut answer = http::Response::new(body.as_bytes());
                answer.headers_mut().insert("content-type", "text/plain".parse().unwrap());
                let error = E::parse(answer).map(|_| ()).unwrap_err();
                assert_eq!(error.code(), Some(ErrCode(code)), "{}", E::NAME);
                assert_eq!(error.rid(), Some("65a1b2c3-0a1b2c3d-4e5f6071"));
            }
        }
        let failed = http::Response::builder().status(502).body(b"{}".as_slice()).unwrap();
        let error = E::parse(failed).map(|_| ()).unwrap_err();
        assert_eq!(error, ApiError::Status { endpoint: E::NAME, status: 502 });
    }
}

#[test]
fn a_refusal_is_one_whatever_it_is_labelled_as() {
    samples::visit_all(&mut Refusals);
}

struct Noise(Vec<u8>);

impl Visit for Noise {
    fn visit<E: Endpoint>(&mut self, _: &E) {
        let answer = E::parse(http::Response::new(self.0.as_slice())).map(|_| ());
        if let Err(error) = answer {
            assert_ne!(error.code(), Some(ErrCode(0)), "{}", E::NAME);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_answer_makes_any_endpoint_panic(noise in prop::collection::vec(any::<u8>(), 0..60)) {
        samples::visit_all(&mut Noise(noise));
    }

    #[test]
    fn no_json_makes_any_endpoint_panic(json in r#"\{("(errcode|openid|ticket|menu|ip_list|result|quota|kf_list|session_key|video_url|url_link)":(-?[0-9]{1,3}|"[a-z ]{0,4}"|\[\{\}?|null|true|\{\}),?){0,4}\}?"#) {
        samples::visit_all(&mut Noise(json.into_bytes()));
    }
}

#[test]
fn the_meaning_of_a_refused_token_depends_on_whose_it_is() {
    use wechat_core::api::mini_program::CodeToSession;
    use wechat_core::api::oauth2::{GetUserProfile, GetUserToken};
    let handling = |error: ApiError| error.handling();
    let answer = r#"{"errcode":40001,"errmsg":"invalid credential"}"#;
    assert_eq!(handling(super::parse::<CustomSend>(answer).unwrap_err()), Handling::RefreshToken);
    assert_eq!(handling(super::parse::<GetUserToken>(answer).map(|_| ()).unwrap_err()), Handling::Permission);
    assert_eq!(
        handling(super::parse::<CodeToSession>(answer).map(|_| ()).unwrap_err()),
        Handling::Permission
    );
    assert_eq!(
        handling(super::parse::<GetUserProfile>(answer).map(|_| ()).unwrap_err()),
        Handling::LogInAgain
    );
}

#[test]
fn a_proxys_path_and_another_port_are_kept() {
    let base = ApiBase::new("https://proxy.example:8443/wx/").unwrap();
    let request = wechat_core::api::GetCallbackIp::new().request(&base, Some(&token())).unwrap();
    assert_eq!(request.uri(), "https://proxy.example:8443/wx/cgi-bin/getcallbackip?access_token=t");
    let (method, uri, _) = sent(&wechat_core::api::RawCall::get("/a?b=c"));
    assert_eq!((method.as_str(), uri.as_str()), ("GET", "/a?b=c&access_token=t"));
}
