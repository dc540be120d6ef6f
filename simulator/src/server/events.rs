//! GET /simulator/events: snapshots as Server-Sent Events, one at once and one after every change.

use super::shared::State;
use super::snapshot::{Cursor, Snapshot};
use axum::extract::State as Extract;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// Changes that come this close together travel as one event.
const GATHER: Duration = Duration::from_millis(15);

struct Reader {
    state: State,
    changes: watch::Receiver<u64>,
    cursor: Cursor,
    greeted: bool,
}

pub(super) async fn stream(
    Extract(state): Extract<State>,
) -> Sse<impl Stream<Item = Result<Event, axum::Error>>> {
    let changes = state.watch();
    let reader = Reader { state, changes, cursor: Cursor::default(), greeted: false };
    Sse::new(unfold(reader, next)).keep_alive(KeepAlive::default())
}

async fn next(mut reader: Reader) -> Option<(Result<Event, axum::Error>, Reader)> {
    if reader.greeted {
        let state = reader.state.clone();
        tokio::select! {
            changed = reader.changes.changed() => changed.ok()?,
            () = state.stopped() => return None,
        }
        sleep(GATHER).await;
    }
    reader.greeted = true;
    reader.changes.mark_unchanged();
    let snapshot = Snapshot::since(&reader.state, &mut reader.cursor);
    let event = Event::default().event("news").json_data(snapshot);
    Some((event, reader))
}
