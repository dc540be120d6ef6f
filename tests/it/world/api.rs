//! Pushes on their way out, through the platform's API.

use super::{Todo, World, said};
use driftbottle::chatstore::Body;
use driftbottle::{Outcome, Push, Renewal, customer_message};
use wechat_core::api::media::{GetMedia, MediaKind, UploadMedia};
use wechat_core::api::{ApiBase, ApiError, CustomSend, Endpoint, GetStableToken};
use wechat_core::{AccessToken, AppId, AppSecret, MediaId, OpenId};
use wechat_simulator::ApiRequest;

/// How long the bot waits for an answer.
const TIME_OUT_MS: i64 = 8_000;

impl World {
    /// Sends a push; its outcome arrives later.
    pub(super) fn call(&mut self, push: Push) {
        self.calls += 1;
        let mut outcome = self.send(&push);
        if matches!(outcome, Err(TokenInvalid)) {
            self.token = None;
            outcome = self.send(&push);
        }
        let (outcome, in_ms) = outcome.unwrap_or((Outcome::NotSent, 50));
        if outcome == Outcome::Unknown {
            self.uncertain.push(said(&push.body));
        } else {
            // Should the process die before the outcome is noted, nobody knows it.
            self.in_flight_until(said(&push.body), in_ms);
        }
        self.later(in_ms, Todo::Settle(push.user, push.flight, outcome));
    }

    fn in_flight_until(&mut self, text: String, in_ms: i64) {
        self.flights.push((self.now() + in_ms, text));
    }

    fn send(&mut self, push: &Push) -> Result<(Outcome, i64), TokenInvalid> {
        let token = AccessToken::new(self.token()).unwrap();
        let to = OpenId::new(push.to.peer.as_ref()).unwrap();
        let send = CustomSend::new(customer_message(to, &push.body).unwrap());
        let (answer, delay) = self.carry(&send, Some(&token));
        let Some(answer) = answer else { return Ok((Outcome::Unknown, TIME_OUT_MS)) };
        let Err(error) = answer else { return Ok((Outcome::Sent, delay)) };
        let code = error.code().expect("the platform answers with a code");
        match code {
            code if code.is_token_invalid() => Err(TokenInvalid),
            code if code.is_window_closed() => Ok((Outcome::WindowClosed, delay)),
            code if code.is_count_exhausted() => Ok((Outcome::WindowExhausted, delay)),
            code if code.is_unauthorized_api() => Ok((Outcome::NotAllowed, delay)),
            code if code.0 == -1 => Ok((Outcome::NotSent, delay)),
            code => panic!("the platform refuses with {code:?}"),
        }
    }

    fn token(&mut self) -> String {
        if let Some(token) = &self.token {
            return token.clone();
        }
        let account = self.platform.account();
        let endpoint = GetStableToken::new(
            AppId::new(account.app_id.as_str()).unwrap(),
            AppSecret::new(account.app_secret.as_str()).unwrap(),
        );
        loop {
            if let (Some(Ok(grant)), _) = self.carry(&endpoint, None) {
                let token = grant.token.expose().to_owned();
                self.token = Some(token.clone());
                return token;
            }
        }
    }

    /// Fetches a medium and uploads it, as the runner's channel does.
    pub(super) fn renew(&mut self, renewal: Renewal) {
        let body = match &renewal.body {
            Body::Image { media } => self.fetch_and_upload(media.as_str(), MediaKind::Image),
            Body::Voice { media } => self.fetch_and_upload(media.as_str(), MediaKind::Voice),
            _ => None,
        };
        let in_ms = self.dice.between(50, 2_000);
        self.later(in_ms, Todo::Renewed(renewal.user, renewal.delivery, body));
    }

    fn fetch_and_upload(&mut self, media: &str, kind: MediaKind) -> Option<Body> {
        let file = self.ask(&GetMedia::new(MediaId::new(media).unwrap()))?.into_file()?;
        let media = self.ask(&UploadMedia::new(kind, file.bytes))?.media_id.as_str().into();
        Some(if kind == MediaKind::Image { Body::Image { media } } else { Body::Voice { media } })
    }

    /// Makes a call until the platform has said yes, or no for good.
    fn ask<E: Endpoint>(&mut self, endpoint: &E) -> Option<E::Response> {
        for _ in 0..20 {
            let token = AccessToken::new(self.token()).unwrap();
            match self.carry(endpoint, Some(&token)).0 {
                Some(Ok(response)) => return Some(response),
                Some(Err(error)) => {
                    let code = error.code()?;
                    if code.is_token_invalid() {
                        self.token = None;
                    } else if code.0 != -1 {
                        return None;
                    }
                }
                None => {}
            }
        }
        None
    }

    /// Carries a call to the platform and back: what it answered, if it did, and how long that took.
    fn carry<E: Endpoint>(
        &mut self,
        endpoint: &E,
        token: Option<&AccessToken>,
    ) -> (Option<Result<E::Response, ApiError>>, i64) {
        let base = ApiBase::new("http://platform.test").unwrap();
        let request = endpoint.request(&base, token).unwrap();
        let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
        let content_type = request.headers().get("content-type").map_or("", |v| v.to_str().unwrap());
        let call = ApiRequest::post(path, query, request.body());
        let call = call.with_method(request.method().as_str()).with_content_type(content_type);
        let outcome = self.platform.api(call);
        let answer = outcome.response.map(|response| {
            let body = response.body.as_slice();
            E::parse(http::Response::builder().status(response.status).body(body).unwrap())
        });
        (answer, i64::from(outcome.delay_ms))
    }
}

struct TokenInvalid;
