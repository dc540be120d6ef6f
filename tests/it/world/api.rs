//! Pushes on their way out, through the platform's API.

use super::{Todo, World, said};
use driftbottle::{Outcome, Push, customer_message};
use wechat_core::api::{ApiBase, CustomSend, Endpoint, GetStableToken};
use wechat_core::{AccessToken, AppId, AppSecret, OpenId};
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
        let base = ApiBase::new("http://platform.test").unwrap();
        let token = AccessToken::new(self.token()).unwrap();
        let to = OpenId::new(push.to.peer.as_ref()).unwrap();
        let request =
            CustomSend::new(customer_message(to, &push.body).unwrap()).request(&base, Some(&token)).unwrap();
        let outcome = self.platform.api(ApiRequest::post(
            request.uri().path(),
            request.uri().query().unwrap_or_default(),
            request.body(),
        ));
        let Some(response) = outcome.response else { return Ok((Outcome::Unknown, TIME_OUT_MS)) };
        let response =
            http::Response::builder().status(response.status).body(response.body.as_slice()).unwrap();
        let delay = i64::from(outcome.delay_ms);
        let Err(error) = CustomSend::parse(response) else { return Ok((Outcome::Sent, delay)) };
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
        let base = ApiBase::new("http://platform.test").unwrap();
        let request = endpoint.request(&base, None).unwrap();
        loop {
            let outcome = self.platform.api(ApiRequest::post(
                request.uri().path(),
                request.uri().query().unwrap_or_default(),
                request.body(),
            ));
            let Some(response) = outcome.response else { continue };
            let response =
                http::Response::builder().status(response.status).body(response.body.as_slice()).unwrap();
            if let Ok(grant) = GetStableToken::parse(response) {
                let token = grant.token.expose().to_owned();
                self.token = Some(token.clone());
                return token;
            }
        }
    }
}

struct TokenInvalid;
