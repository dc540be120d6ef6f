//! Login (小程序登录).

mod check_session;
mod code_to_session;
mod reset_session;

pub use check_session::CheckSession;
pub use code_to_session::{CodeToSession, Session};
pub use reset_session::ResetSession;
