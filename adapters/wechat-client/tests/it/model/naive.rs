//! The mistake the flight avoids, to show that the checker would find it: looking first and enlisting second.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Poll, Waker};

use shuttle::future::block_on;
use shuttle::thread;

use crate::sync::Mutex;

#[derive(Default)]
struct Naive {
    done: Mutex<bool>,
    waiting: Mutex<Vec<Waker>>,
}

impl Naive {
    fn finish(&self) {
        *self.done.lock().unwrap() = true;
        let waiting = std::mem::take(&mut *self.waiting.lock().unwrap());
        waiting.into_iter().for_each(Waker::wake);
    }

    async fn wait(&self) {
        poll_fn(|context| {
            if *self.done.lock().unwrap() {
                return Poll::Ready(());
            }
            // Between the two locks the end may pass by.
            self.waiting.lock().unwrap().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

#[test]
#[should_panic(expected = "deadlock")]
fn a_wake_up_that_can_be_lost_is_found() {
    shuttle::check_random(
        || {
            let naive = Arc::new(Naive::default());
            let other = Arc::clone(&naive);
            let waiter = thread::spawn(move || block_on(async move { other.wait().await }));
            naive.finish();
            waiter.join().unwrap();
        },
        super::RUNS,
    );
}
