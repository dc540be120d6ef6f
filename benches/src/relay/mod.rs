//! A callback server in a process of its own, and the load that is put on it over loopback.
//!
//! The parent is the platform: it writes pushes of many people before the clock starts, sends them over keep-alive
//! connections from the other cores, and asks the server how much CPU time it has used. The server has one core.

mod affinity;
mod bot;
mod client;
mod http;
mod load;
mod outbox;
mod process;
mod server;
mod service;

pub use client::{Sent, send};
pub use load::{Crowd, Protection};
pub use process::{Report, Server, serve_if_asked};
pub use server::Kind;
