//! Keeps the second world's time: what its platform owes the naive relay happens when it is due.

use super::shared::State;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// Runs until the server stops; does nothing where there is no second world.
pub(super) async fn run(state: State) {
    let stop = Arc::clone(&state);
    tokio::select! {
        () = stop.stopped() => {}
        () = work(state) => {}
    }
}

async fn work(state: State) {
    let mut changes = state.watch();
    loop {
        let Some((happened, deadline)) = step(&state) else { return };
        if happened {
            state.changed();
        }
        changes.mark_unchanged();
        let nap = deadline.map_or(Duration::from_secs(3600), |at| state.clock.until(at));
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            () = sleep(nap) => {}
        }
    }
}

/// Runs what is due; whether anything was, and when to look again.
fn step(state: &State) -> Option<(bool, Option<i64>)> {
    let mut second = state.second()?;
    let happened = second.run(state.clock.now());
    Some((happened, second.next_deadline()))
}
