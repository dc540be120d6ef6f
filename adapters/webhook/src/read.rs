//! Reading a request body, no further and no longer than allowed.

use std::future::poll_fn;
use std::task::Poll;

use axum::body::{Body, Bytes, HttpBody as _};
use futures_util::FutureExt as _;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::time::{Instant, timeout_at};

use crate::refusal::Refusal;

/// How much of a body that is too large is read all the same and thrown away, bytes. A connection that closes with some
/// of it unread is reset, and whoever is still sending then may never see the answer.
const THROWN_AWAY: usize = 4 << 20;

/// The whole body, unless it is longer than `max` bytes or not there in time.
pub(crate) async fn all(mut body: Body, max: usize, by: Instant) -> Result<Bytes, Refusal> {
    if usize::try_from(body.size_hint().lower()).map_or(true, |announced| announced > max) {
        // Boxed, because every request would carry the room for it.
        Box::pin(throw_away(body, by)).await;
        return Err(Refusal::TooLarge);
    }
    let mut reading = Limited::new(&mut body, max).collect();
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
        Err(error) if error.is::<LengthLimitError>() => {
            Box::pin(throw_away(body, by)).await;
            Err(Refusal::TooLarge)
        }
        Err(_) => Err(Refusal::BrokenOff),
    }
}

/// Reads what is left of a body, as much of it as comes in time and is not beyond all measure.
async fn throw_away(mut body: Body, by: Instant) {
    let mut room = THROWN_AWAY;
    let reading = async {
        while let Some(Ok(frame)) = body.frame().await {
            let Some(left) = room.checked_sub(frame.data_ref().map_or(0, Bytes::len)) else { break };
            room = left;
        }
    };
    // Who is too slow as well is answered at once.
    _ = timeout_at(by, reading).await;
}
