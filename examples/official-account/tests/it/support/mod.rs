//! What the tests need: the program, a platform for it, something in between that can fail, forged pushes.

pub(crate) mod forge;
pub(crate) mod program;
pub(crate) mod proxy;
pub(crate) mod world;

use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Waits until something is so; fails with what was waited for.
pub(crate) async fn until(what: &str, within: Duration, mut so: impl FnMut() -> bool) {
    let end = Instant::now() + within;
    while !so() {
        assert!(Instant::now() < end, "{what}: not within {within:?}");
        sleep(Duration::from_millis(20)).await;
    }
}

/// An HTTP client that reaches this machine only.
pub(crate) fn http() -> reqwest::Client {
    // The first to come installs it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}
