//! The WeChat protocol without I/O: messages, events, replies, crypto, send windows, API endpoints as values
