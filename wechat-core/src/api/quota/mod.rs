//! Quotas and diagnosis (openApi 管理): how much is left, what went wrong with one call, and starting the day anew.

mod clear;
mod clear_by_secret;
mod get;
mod rid;

pub use clear::{CLEARS_PER_MONTH, ClearQuota};
pub use clear_by_secret::ClearQuotaBySecret;
pub use get::{GetQuota, Quota};
pub use rid::{GetRid, RidInfo};
