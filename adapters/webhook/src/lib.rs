//! The WeChat callback endpoint over axum: open, turn, deadline, reply report
