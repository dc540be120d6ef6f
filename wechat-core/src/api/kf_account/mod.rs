//! Customer-service accounts (客服账号): the personas an account may answer as.
//!
//! An account has up to [`KF_ACCOUNTS_MAX`] of them, each with a nickname and a picture; a customer-service message
//! may name one ([`Message::persona`](crate::customer::Message::persona)). Whether today's clients show the persona
//! is unverified. Codes 61450–61457 refuse a wrong account: see [`ErrCode`](super::ErrCode).
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html>

mod add;
mod delete;
mod invite;
mod list;
mod name;
mod online;
mod update;

pub use add::AddKfAccount;
pub use delete::DeleteKfAccount;
pub use invite::InviteKfWorker;
pub use list::{KfAccount, ListKfAccounts};
pub use name::KfAccountName;
pub use online::{KfPresence, ListOnlineKfAccounts, OnlineKfAccount};
pub use update::UpdateKfAccount;

/// Customer-service accounts one account may have (10 in older texts; 61456 beyond).
pub const KF_ACCOUNTS_MAX: usize = 100;

/// Longest prefix of a name, in characters (61453 beyond, by its official words).
pub const KF_PREFIX_MAX_CHARS: usize = 10;

/// Longest nickname, in characters. From memory; older texts say 6 Chinese or 12 Latin characters.
pub const KF_NICKNAME_MAX_CHARS: usize = 16;
