//! Sending: many keep-alive connections from one thread, the next push when the last is answered.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::{affinity, http};

/// What was answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Pushes answered with 200.
    pub answered: usize,
    /// Those among them whose answer said something.
    pub with_reply: usize,
}

/// Sends everything and waits for all answers.
///
/// # Errors
/// At the first push that is not answered with 200.
pub fn send(server: SocketAddr, requests: Vec<Vec<Vec<u8>>>) -> Result<Sent> {
    // A thread of its own, so that only the load keeps off the server's core and not what comes after.
    std::thread::spawn(move || -> Result<Sent> {
        affinity::leave_server_core()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        runtime.block_on(send_all(server, requests))
    })
    .join()
    .map_err(|_| anyhow::anyhow!("the load panicked"))?
}

async fn send_all(server: SocketAddr, requests: Vec<Vec<Vec<u8>>>) -> Result<Sent> {
    let mut connections = JoinSet::new();
    for requests in requests {
        connections.spawn(send_on_one(server, requests));
    }
    let mut total = Sent::default();
    while let Some(sent) = connections.join_next().await {
        let sent = sent??;
        total.answered += sent.answered;
        total.with_reply += sent.with_reply;
    }
    Ok(total)
}

async fn send_on_one(server: SocketAddr, requests: Vec<Vec<u8>>) -> Result<Sent> {
    let mut connection = TcpStream::connect(server).await.context("connecting to the server")?;
    connection.set_nodelay(true)?;
    let mut response = Vec::with_capacity(8192);
    let mut sent = Sent::default();
    for request in requests {
        connection.write_all(&request).await?;
        response.clear();
        let said_something = loop {
            let read = connection.read_buf(&mut response).await?;
            ensure!(read > 0, "the server closed the connection");
            if let Some(body) = http::complete_body(&response)? {
                break body != b"success";
            }
        };
        sent.answered += 1;
        sent.with_reply += usize::from(said_something);
    }
    Ok(sent)
}
