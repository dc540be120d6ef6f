//! Room for pushes in flight, and waiting until everybody has left.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

/// A bounded number of places.
pub(crate) struct Room {
    max: usize,
    taken: AtomicUsize,
    closed: AtomicBool,
    left: Notify,
}

/// A place taken; left by dropping it.
pub(crate) struct Place(Arc<Room>);

impl Room {
    pub(crate) fn new(max: usize) -> Self {
        Self { max, taken: AtomicUsize::new(0), closed: AtomicBool::new(false), left: Notify::new() }
    }

    /// A place, unless all are taken or the room is closed.
    pub(crate) fn enter(self: &Arc<Self>) -> Option<Place> {
        let before = self.taken.fetch_add(1, Ordering::SeqCst);
        let place = Place(Arc::clone(self));
        // Asked after the place was taken: whoever closes the room sees it, or is seen here.
        let open = before < self.max && !self.closed.load(Ordering::SeqCst);
        open.then_some(place)
    }

    /// Lets nobody in any more and waits for the rest to leave. How many have not.
    pub(crate) async fn close(&self, patience: Duration) -> usize {
        self.closed.store(true, Ordering::SeqCst);
        let emptied = async {
            loop {
                // Enlisted before looking: a leave in between still wakes this one.
                let left = self.left.notified();
                if self.taken.load(Ordering::SeqCst) == 0 {
                    return;
                }
                left.await;
            }
        };
        match timeout(patience, emptied).await {
            Ok(()) => 0,
            Err(_) => self.taken.load(Ordering::SeqCst),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let last = self.0.taken.fetch_sub(1, Ordering::SeqCst) == 1;
        if last && self.0.closed.load(Ordering::SeqCst) {
            self.0.left.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_bounded_number_enters_and_a_closed_room_empties() {
        let room = Arc::new(Room::new(2));
        let (one, two) = (room.enter().unwrap(), room.enter().unwrap());
        assert!(room.enter().is_none());
        drop(one);
        let three = room.enter().unwrap();
        assert_eq!(room.close(Duration::from_secs(1)).await, 2);
        assert!(room.enter().is_none());
        let leaving = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            drop((two, three));
        });
        assert_eq!(room.close(Duration::from_secs(5)).await, 0);
        leaving.await.unwrap();
    }
}
