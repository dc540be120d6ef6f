//! When to stop: Ctrl-C or SIGTERM; a second one stops at once.

use anyhow::Context as _;

/// Resolves at the first signal. Listens from the call on.
#[cfg(unix)]
pub(crate) fn stop() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt()).context("Ctrl-C cannot be heard")?;
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be heard")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            std::process::exit(130);
        });
    })
}

/// Resolves at the first Ctrl-C.
#[cfg(not(unix))]
pub(crate) fn stop() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        if let Err(error) = tokio::signal::ctrl_c().await.context("Ctrl-C cannot be heard") {
            tracing::error!("{error:#}");
            std::future::pending::<()>().await;
        }
    })
}
