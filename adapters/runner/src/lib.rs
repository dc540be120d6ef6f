//! Runs the chat service on tokio: channel, deadlines, outbox, drain
