//! Connections that are not waited for forever: a reader too slow for its answer, a client that says nothing.

use std::io::{self, ErrorKind, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep_until};

/// How long a write may stall: after this the answer is worthless to WeChat.
const STALL: Duration = Duration::from_secs(5);
/// How long a connection may be silent. Longer than the keep-alive of common proxies (60 s).
const IDLE: Duration = Duration::from_secs(75);

/// Accepts impatient connections.
pub(crate) struct PatientListener(pub(crate) TcpListener);

impl Listener for PatientListener {
    type Io = Patient;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Patient, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // A failure here costs latency, nothing else.
        let _ = stream.set_nodelay(true);
        (Patient { stream, reading: Patience::new(IDLE), writing: Patience::new(STALL) }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// A connection that fails with `TimedOut` instead of pending forever.
pub(crate) struct Patient {
    stream: TcpStream,
    reading: Patience,
    writing: Patience,
}

/// How long one direction has been pending. The timer is armed once and moved only when it fires, so a busy connection
/// pays for it once in a while, not on every operation.
struct Patience {
    limit: Duration,
    since: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Patience {
    const fn new(limit: Duration) -> Self {
        Self { limit, since: None, timer: None }
    }

    fn progress(&mut self) {
        self.since = None;
    }

    /// Pending, until the limit.
    fn wait<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        let end = *self.since.get_or_insert_with(Instant::now) + self.limit;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
        loop {
            ready!(timer.as_mut().poll(context));
            if Instant::now() >= end {
                return Poll::Ready(Err(ErrorKind::TimedOut.into()));
            }
            timer.as_mut().reset(end);
        }
    }

    fn watch<T>(&mut self, result: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        match result {
            Poll::Ready(result) => {
                self.progress();
                Poll::Ready(result)
            }
            Poll::Pending => self.wait(context),
        }
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_read(context, buffer);
        this.reading.watch(result, context)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_write(context, data);
        this.writing.watch(result, context)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        data: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_write_vectored(context, data);
        this.writing.watch(result, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    /// How long a direction that stays pending is waited for, given when it last moved.
    async fn waited(patience: &mut Patience) -> Duration {
        let before = Instant::now();
        let ended: io::Result<()> = poll_fn(|context| patience.watch(Poll::Pending, context)).await;
        assert_eq!(ended.unwrap_err().kind(), ErrorKind::TimedOut);
        before.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn progress_renews_patience_and_its_lack_ends_it() {
        let mut patience = Patience::new(STALL);
        let limited = tokio::time::timeout(Duration::from_secs(3), waited(&mut patience)).await;
        assert!(limited.is_err());
        assert_eq!(waited(&mut patience).await, Duration::from_secs(2)); // three were over
        let mut patience = Patience::new(STALL);
        for _ in 0..4 {
            let _ = tokio::time::timeout(Duration::from_secs(4), waited(&mut patience)).await;
            let moved = poll_fn(|context| patience.watch(Poll::Ready(Ok(1)), context)).await;
            assert_eq!(moved.unwrap(), 1);
        }
        assert_eq!(waited(&mut patience).await, STALL);
    }
}
