//! Content checks (内容安全): is it fit for others to see?
//!
//! These are calls of mini-programs: a bot of an official account alone has no check of WeChat's. There is none of
//! videos at all (C2).

mod check_media;
mod check_text;
mod scene;
mod user_risk;
mod verdict;

pub use check_media::{AudioOrImage, CheckMedia, MEDIA_MAX_BYTES};
pub use check_text::{CheckText, TEXT_MAX_CHARS, TextDetail, TextVerdict};
pub use scene::ContentScene;
pub use user_risk::{GetUserRisk, RiskScene, UserRisk};
pub use verdict::{ContentLabel, ContentVerdict, Suggestion};
