//! Template messages (模板消息) of verified service accounts, and the data every kind of notice carries.
//!
//! Since 2023 templates are *category templates* (类目模板): no opening and closing line, no colours, and keywords
//! with a type that bounds their length. 25 templates per account, up to 5 categories, 100 000 sends a day.
//! Confidence: C3.

mod data;
mod keyword;
mod page;
mod send;

pub use data::NoticeData;
pub use keyword::{KeywordKind, fitting};
pub use page::MiniProgramLink;
pub use send::TemplateSend;
