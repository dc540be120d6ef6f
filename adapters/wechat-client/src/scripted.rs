//! A transport without a network: answers by a script, for tests.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{Method, Request, Response, StatusCode};

use crate::transport::{Transport, TransportError};

/// Answers each path with its own queue of [`Step`]s; the last step of a queue repeats. A request nobody scripted is
/// [`TransportError::NotSent`]. Clones share script and records.
///
/// ```
/// use driftbottle_wechat_client::{Scripted, Step};
/// use std::time::Duration;
/// let wechat = Scripted::new()
///     .on("/cgi-bin/stable_token", Step::json(r#"{"access_token":"t","expires_in":7200}"#).after(Duration::from_secs(1)))
///     .on("/cgi-bin/message/custom/send", Step::unknown());
/// assert_eq!(wechat.calls("/cgi-bin/message/custom/send"), 0);
/// ```
#[derive(Clone, Default)]
pub struct Scripted(Arc<Mutex<Script>>);

#[derive(Default)]
struct Script {
    steps: HashMap<String, VecDeque<Step>>,
    requests: Vec<Recorded>,
}

/// What happens to one request.
#[derive(Clone)]
pub struct Step {
    outcome: Outcome,
    after: Duration,
}

#[derive(Clone)]
enum Outcome {
    Answer(StatusCode, Vec<u8>),
    NotSent,
    Unknown,
}

/// A request that was made. Its query and body hold secrets, so `Debug` leaves them out.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// The path, without the query.
    pub path: String,
    /// The query as it was sent.
    pub query: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Step {
    /// A 200 with this body.
    #[must_use]
    pub fn json(body: impl Into<String>) -> Self {
        Self::answer(StatusCode::OK, body.into())
    }

    /// Any status with any body.
    #[must_use]
    pub fn answer(status: StatusCode, body: impl Into<Vec<u8>>) -> Self {
        Self { outcome: Outcome::Answer(status, body.into()), after: Duration::ZERO }
    }

    /// The platform cannot be reached.
    #[must_use]
    pub const fn not_sent() -> Self {
        Self { outcome: Outcome::NotSent, after: Duration::ZERO }
    }

    /// The connection breaks after the request was sent.
    #[must_use]
    pub const fn unknown() -> Self {
        Self { outcome: Outcome::Unknown, after: Duration::ZERO }
    }

    /// The same, that much later.
    #[must_use]
    pub const fn after(mut self, delay: Duration) -> Self {
        self.after = delay;
        self
    }
}

impl Scripted {
    /// Nothing scripted.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a step for a path.
    #[must_use]
    pub fn on(self, path: impl Into<String>, step: Step) -> Self {
        self.add(path, step);
        self
    }

    /// Adds a step for a path, later. If the queue's last step has repeated before, this one replaces it.
    pub fn add(&self, path: impl Into<String>, step: Step) {
        let path = path.into();
        let mut script = self.script();
        let made = script.requests.iter().filter(|request| request.path == path).count();
        let steps = script.steps.entry(path).or_default();
        if made > 0 && steps.len() == 1 {
            steps.clear();
        }
        steps.push_back(step);
    }

    /// How often a path was called.
    #[must_use]
    pub fn calls(&self, path: &str) -> usize {
        self.script().requests.iter().filter(|request| request.path == path).count()
    }

    /// Every request so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.script().requests.clone()
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records the request and takes its step.
    fn take(&self, request: Request<Vec<u8>>) -> Option<Step> {
        let (head, body) = request.into_parts();
        let path = head.uri.path().to_owned();
        let mut script = self.script();
        let step = script.steps.get_mut(&path).and_then(|steps| match steps.len() {
            0 | 1 => steps.front().cloned(),
            _ => steps.pop_front(),
        });
        let query = head.uri.query().unwrap_or_default().to_owned();
        script.requests.push(Recorded { method: head.method, path, query, body });
        step
    }
}

impl Transport for Scripted {
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let Some(step) = self.take(request) else {
            return Err(TransportError::NotSent("nothing is scripted for this path".into()));
        };
        if !step.after.is_zero() {
            tokio::time::sleep(step.after).await;
        }
        match step.outcome {
            Outcome::Answer(status, body) => {
                let mut response = Response::new(body);
                *response.status_mut() = status;
                Ok(response)
            }
            Outcome::NotSent => Err(TransportError::NotSent("scripted: connection refused".into())),
            Outcome::Unknown => Err(TransportError::Unknown("scripted: connection broken".into())),
        }
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("method", &self.method)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = match &self.outcome {
            Outcome::Answer(status, _) => status.as_str(),
            Outcome::NotSent => "not sent",
            Outcome::Unknown => "unknown",
        };
        f.debug_struct("Step").field("outcome", &outcome).field("after", &self.after).finish_non_exhaustive()
    }
}

impl fmt::Debug for Scripted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scripted").field("requests", &self.script().requests.len()).finish_non_exhaustive()
    }
}
