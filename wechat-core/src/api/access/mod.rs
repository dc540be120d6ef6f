//! Access tokens (获取接口调用凭据): the right to call as the account.

mod stable_token;
mod token;

pub use stable_token::GetStableToken;
pub use token::{GetToken, TokenGrant};
