//! Reading a request body, no further and no longer than allowed.

use std::future::poll_fn;
use std::task::Poll;

use axum::body::{Body, Bytes, HttpBody as _};
use futures_util::FutureExt as _;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::time::{Instant, timeout_at};

use crate::refusal::Refusal;

/// The whole body, unless it is longer than `max` bytes or not there in time; one that announces more is refused unread.
pub(crate) async fn all(body: Body, max: usize, by: Instant) -> Result<Bytes, Refusal> {
    if usize::try_from(body.size_hint().lower()).map_or(true, |announced| announced > max) {
        return Err(Refusal::TooLarge);
    }
    let mut reading = Limited::new(body, max).collect();
    // The server begins to read a body when it is first asked for, so the first answer is always "not yet", and the
    // next nearly always the body: a timer is armed only for those that really keep us waiting.
    let mut asked = false;
    let at_once = poll_fn(|context| match reading.poll_unpin(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending if asked => Poll::Ready(None),
        Poll::Pending => {
            asked = true;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    });
    let collected = match at_once.await {
        Some(collected) => collected,
        // Boxed, because every request would carry the room for it.
        None => Box::pin(timeout_at(by, reading)).await.map_err(|_| Refusal::TooSlow)?,
    };
    match collected {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Refusal::TooLarge),
        Err(_) => Err(Refusal::BrokenOff),
    }
}
