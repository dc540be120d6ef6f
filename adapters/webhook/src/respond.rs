//! The response to a push: `success`, a sealed reply, or a status without a body.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use wechat_core::callback::Sealing;
use wechat_core::inbound::Format;
use wechat_core::reply::{ReplyAddress, SUCCESS};
use wechat_core::{AccountId, OpenId, Reply, Timestamp};

use crate::ask::{Missed, Outcome, Owed, Verdict};
use crate::body::ReportingBody;
use crate::deadlines::AtDeadline;
use crate::endpoint::Endpoint;
use crate::observer::Answered;
use crate::report::OwedReport;

const CLOSE: HeaderValue = HeaderValue::from_static("close");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");
const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// A status and nothing else.
pub(crate) fn status(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// A status for a request whose body was not read to its end. What is left of it would be taken for the next request,
/// so the connection ends with this answer, and says so: nobody sends their next push into a closing one.
pub(crate) fn closing(code: StatusCode) -> Response {
    let mut response = status(code);
    response.headers_mut().insert(header::CONNECTION, CLOSE);
    response
}

/// 200 with a text.
pub(crate) fn text(body: Body) -> Response {
    typed(body, TEXT)
}

fn typed(body: Body, content_type: HeaderValue) -> Response {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    response
}

/// What is needed to answer one push.
pub(crate) struct Responder<'e> {
    pub(crate) endpoint: &'e Endpoint,
    pub(crate) user: OpenId,
    pub(crate) account: AccountId,
    pub(crate) sealing: Sealing,
    pub(crate) nonce: String,
    pub(crate) last_attempt: bool,
}

impl Responder<'_> {
    pub(crate) fn respond(&self, verdict: Verdict<'_>) -> (Answered, Response) {
        let path = &*self.endpoint.path;
        match verdict {
            Verdict::Finished(Outcome::Answered(owed)) => self.answered(owed),
            Verdict::Finished(Outcome::NotNow(not_now)) => {
                tracing::info!(path, reason = not_now.reason, "the bot did not take a push");
                (Answered::NotTaken, self.not_taken())
            }
            Verdict::Finished(Outcome::Panicked) => {
                tracing::error!(path, "the bot panicked");
                if let Some(observer) = &self.endpoint.shared.observer {
                    observer.panicked(path);
                }
                (Answered::NotTaken, self.not_taken())
            }
            Verdict::Deadline(missed, policy) => {
                tracing::info!(path, ?missed, "a deadline passed");
                let taken = missed != Missed::Acceptance;
                (if taken { Answered::AtDeadline } else { Answered::NotTaken }, self.policy(policy))
            }
        }
    }

    /// The push was not taken: delivered again, or the last attempt's reply.
    pub(crate) fn not_taken(&self) -> Response {
        self.policy(self.endpoint.shared.deadlines.not_taken(self.last_attempt))
    }

    fn policy(&self, policy: &AtDeadline) -> Response {
        match policy {
            AtDeadline::Success => text(Body::from(SUCCESS)),
            AtDeadline::Retry => status(StatusCode::SERVICE_UNAVAILABLE),
            AtDeadline::Reply(line) => self.reply(&Reply::text(line.as_str()), None),
        }
    }

    fn answered(&self, owed: Owed) -> (Answered, Response) {
        let Owed { answer, report } = owed;
        if answer.unanswered {
            return (Answered::Unanswered, status(StatusCode::SERVICE_UNAVAILABLE));
        }
        match answer.reply {
            Some(reply) => (Answered::Reply, self.reply(&reply, report)),
            None => (Answered::Success, success(report)),
        }
    }

    /// Any way out without the reply drops the report, which makes it `Missed`.
    fn reply(&self, reply: &Reply, report: Option<OwedReport>) -> Response {
        let Endpoint { path, shared, callback, .. } = self.endpoint;
        let now = Timestamp::from_millis(shared.clock.now_ms());
        let address = ReplyAddress::new(&self.user, &self.account);
        let xml = match reply.to_xml(address, now) {
            Ok(xml) => xml,
            Err(error) => {
                // The push itself was taken; a repetition would end here again.
                tracing::error!(path = &**path, %error, "a reply cannot be written; answering success");
                return text(Body::from(SUCCESS));
            }
        };
        if self.sealing.key().is_none() {
            return typed(body(Bytes::from(xml), report), XML);
        }
        let Some(entropy) = shared.entropy.bytes() else {
            tracing::error!(path = &**path, "no entropy to seal a reply with");
            return status(StatusCode::SERVICE_UNAVAILABLE);
        };
        let content_type = if self.sealing.format() == Format::Json { JSON } else { XML };
        match callback.seal(&self.sealing, &xml, now.as_secs(), &self.nonce, &entropy) {
            Ok(sealed) => typed(body(Bytes::from(sealed), report), content_type),
            Err(error) => {
                tracing::error!(path = &**path, %error, "a reply cannot be sealed");
                status(StatusCode::SERVICE_UNAVAILABLE)
            }
        }
    }
}

fn success(report: Option<OwedReport>) -> Response {
    text(body(Bytes::from_static(SUCCESS.as_bytes()), report))
}

fn body(data: Bytes, report: Option<OwedReport>) -> Body {
    match report {
        Some(report) => Body::new(ReportingBody::new(data, report)),
        None => Body::from(data),
    }
}
