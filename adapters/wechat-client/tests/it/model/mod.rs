//! The single flight of the token, interleaving by interleaving.
//!
//! The source file of the library itself is compiled here once more, with the locks of a model checker in place of the
//! standard library's. A caller who is never woken is a deadlock, which the checker reports.

#[path = "../../../src/single_flight.rs"]
mod single_flight;

mod naive;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use shuttle::future::block_on;
use shuttle::thread;
use wechat_core::AccessToken;
use wechat_core::api::TokenGrant;
use wechat_core::token_keeper::{FetchFailure, RefreshBudget, TokenPoll};

use single_flight::SingleFlight;

/// How many interleavings each test looks at, per scheduler.
const RUNS: usize = 1_500;

fn check(test: impl Fn() + Send + Sync + Clone + 'static) {
    shuttle::check_random(test.clone(), RUNS);
    shuttle::check_pct(test, RUNS, 3);
}

fn grant(number: usize) -> TokenGrant {
    TokenGrant::new(AccessToken::new(format!("token-{number}")).unwrap(), 7_200)
}

/// A flight whose every fetch is counted.
#[derive(Clone)]
struct World {
    flight: Arc<SingleFlight>,
    fetches: Arc<AtomicUsize>,
    fails: bool,
}

impl World {
    fn new(fails: bool) -> Self {
        Self { flight: Arc::new(SingleFlight::new()), fetches: Arc::default(), fails }
    }

    /// As `Tokens::get`, with time standing still.
    async fn get(&self) -> Result<AccessToken, FetchFailure> {
        loop {
            let (poll, ended) = self.flight.look(0);
            match poll {
                TokenPoll::Use(token) => return Ok(token),
                TokenPoll::Fetch(ticket) => {
                    let number = self.fetches.fetch_add(1, Ordering::SeqCst) + 1;
                    let world = self.clone();
                    thread::spawn(move || {
                        thread::yield_now();
                        let outcome =
                            if world.fails { Err(FetchFailure::Transport) } else { Ok(grant(number)) };
                        world.flight.fetched(ticket, outcome, 0, 0);
                    });
                }
                TokenPoll::Failed { failure, .. } => return Err(failure),
                TokenPoll::Wait { .. } => ended.await,
                other => panic!("{other:?}"),
            }
        }
    }

    fn callers(&self, count: usize) -> Vec<thread::JoinHandle<Result<AccessToken, FetchFailure>>> {
        (0..count)
            .map(|_| {
                let world = self.clone();
                thread::spawn(move || block_on(async { world.get().await }))
            })
            .collect()
    }

    fn fetches(&self) -> usize {
        self.fetches.load(Ordering::SeqCst)
    }
}

#[test]
fn however_many_call_one_fetches_and_all_are_woken() {
    check(|| {
        let world = World::new(false);
        for caller in world.callers(3) {
            assert_eq!(caller.join().unwrap().unwrap().expose(), "token-1");
        }
        assert_eq!(world.fetches(), 1);
    });
}

#[test]
fn a_failure_reaches_everybody_and_is_not_repeated_at_once() {
    check(|| {
        let world = World::new(true);
        for caller in world.callers(3) {
            assert_eq!(caller.join().unwrap(), Err(FetchFailure::Transport));
        }
        assert_eq!(world.fetches(), 1);
    });
}

#[test]
fn one_who_gives_up_waiting_takes_nobodys_wake_up_along() {
    check(|| {
        let world = World::new(false);
        let callers = world.callers(2);
        let flight = Arc::clone(&world.flight);
        let impatient = thread::spawn(move || {
            let (poll, ended) = flight.look(0);
            if let TokenPoll::Wait { .. } = poll {
                block_on(async {
                    let mut ended = std::pin::pin!(ended);
                    std::future::poll_fn(|context| {
                        let _ = ended.as_mut().poll(context);
                        std::task::Poll::Ready(())
                    })
                    .await;
                });
            } else if let TokenPoll::Fetch(ticket) = poll {
                // It was told to fetch, and does: only the waiting is given up.
                drop(ended);
                flight.fetched(ticket, Ok(grant(1)), 0, 0);
            }
        });
        impatient.join().unwrap();
        for caller in callers {
            assert_eq!(caller.join().unwrap().unwrap().expose(), "token-1");
        }
        assert!(world.fetches() <= 1);
    });
}

#[test]
fn a_refused_token_is_replaced_once_however_many_were_refused() {
    check(|| {
        let world = World::new(false);
        let old = block_on(async { world.get().await }).unwrap();
        let callers: Vec<_> = (0..3)
            .map(|_| {
                let (world, old) = (world.clone(), old.clone());
                thread::spawn(move || {
                    let _ = world.flight.invalidate(&old, &mut RefreshBudget::new(), 0);
                    block_on(async { world.get().await })
                })
            })
            .collect();
        for caller in callers {
            assert_eq!(caller.join().unwrap().unwrap().expose(), "token-2");
        }
        assert_eq!(world.fetches(), 2, "a storm");
    });
}
