//! The WeChat API over reqwest: token, retry, typed errors
