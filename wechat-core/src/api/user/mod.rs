//! Followers (用户管理): what an account may know about one.
//!
//! Since 2021-12-27 neither name nor picture, sex or place: those fields are gone or empty. Confidence: C4.

mod batch;
mod info;
mod language;
mod scene;

pub use batch::{BATCH_MAX, GetUserInfoBatch};
pub use info::{GetUserInfo, UserInfo};
pub use language::Language;
pub use scene::SubscribeScene;
