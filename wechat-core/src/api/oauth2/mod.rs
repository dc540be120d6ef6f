//! Web login (网页授权): who is looking at a page of the account inside WeChat.
//!
//! 1. Send the browser to [`AuthorizeUrl`]; the user agrees where the scope wants it.
//! 2. WeChat sends it back to your page with a `code` (five minutes, once) and your `state`: check the state.
//! 3. [`GetUserToken`] turns the code into the person's openid and tokens of theirs, which are not the account's.
//! 4. [`GetUserProfile`], [`RefreshUserToken`] and [`CheckUserToken`] use them.
//!
//! **Refuse [snapshot users](UserGrant::is_snapshot)**: somebody who only looks at a shared page without agreeing has
//! a made-up openid. Verified service accounts only; the domain must be filed and named in the console. Confidence:
//! C3, details from memory.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html>

mod authorize;
mod check;
mod grant;
mod profile;
mod refresh;
mod token;

pub use authorize::{AuthorizeUrl, OauthScope, STATE_MAX_BYTES};
pub use check::CheckUserToken;
pub use grant::{RefreshToken, UserGrant, UserToken};
pub use profile::{GetUserProfile, UserProfile};
pub use refresh::RefreshUserToken;
pub use token::GetUserToken;
