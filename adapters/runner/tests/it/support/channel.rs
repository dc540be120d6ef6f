//! A channel that keeps what it is given, and can be slow, panic, or say anything.

use async_trait::async_trait;
use driftbottle::{Outcome, Push};
use driftbottle_runner::Channel;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};

/// What becomes of a push.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    /// It is taken, and this is said.
    Says(Outcome),
    /// It is not taken, and this is said.
    Refuses(Outcome),
    /// It is taken, and the channel breaks down.
    Panics,
}

pub(crate) struct Mailbox {
    taken: Mutex<Vec<(String, String)>>,
    fates: Mutex<VecDeque<Fate>>,
    /// Pushes wait here while it is shut.
    door: Semaphore,
    inside: AtomicUsize,
    most_inside: AtomicUsize,
}

impl Default for Mailbox {
    fn default() -> Self {
        Self {
            taken: Mutex::default(),
            fates: Mutex::default(),
            door: Semaphore::new(Semaphore::MAX_PERMITS),
            inside: AtomicUsize::new(0),
            most_inside: AtomicUsize::new(0),
        }
    }
}

impl Mailbox {
    /// What becomes of the next pushes.
    pub(crate) fn next(&self, fates: impl IntoIterator<Item = Fate>) {
        self.fates.lock().unwrap().extend(fates);
    }

    /// Keeps every push waiting.
    pub(crate) fn shut(&self) {
        self.door.forget_permits(Semaphore::MAX_PERMITS);
    }

    pub(crate) fn open(&self) {
        self.door.add_permits(1_000);
    }

    /// How many pushes are on their way.
    pub(crate) fn inside(&self) -> usize {
        self.inside.load(Ordering::SeqCst)
    }

    /// The most there ever were.
    pub(crate) fn most_inside(&self) -> usize {
        self.most_inside.load(Ordering::SeqCst)
    }

    pub(crate) fn times(&self, to: &str, words: &str) -> usize {
        let taken = self.taken.lock().unwrap();
        taken.iter().filter(|(peer, _)| peer == to).map(|(_, text)| text.matches(words).count()).sum()
    }

    pub(crate) async fn wait_for(&self, to: &str, words: &str) {
        let end = Instant::now() + Duration::from_secs(25);
        while self.times(to, words) == 0 {
            assert!(Instant::now() < end, "{words} was not sent; sent was {:?}", self.taken.lock().unwrap());
            sleep(Duration::from_millis(20)).await;
        }
    }

    fn take(&self, push: &Push) {
        self.taken
            .lock()
            .unwrap()
            .push((push.to.peer.to_string(), push.body.as_text().unwrap_or_default().to_owned()));
    }
}

#[async_trait]
impl Channel for Mailbox {
    async fn send(&self, push: &Push) -> Outcome {
        let inside = self.inside.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_inside.fetch_max(inside, Ordering::SeqCst);
        self.door.acquire().await.unwrap().forget();
        self.inside.fetch_sub(1, Ordering::SeqCst);
        let fate = self.fates.lock().unwrap().pop_front().unwrap_or(Fate::Says(Outcome::Sent));
        match fate {
            Fate::Says(outcome) => {
                self.take(push);
                outcome
            }
            Fate::Refuses(outcome) => outcome,
            Fate::Panics => {
                self.take(push);
                panic!("as told");
            }
        }
    }
}
