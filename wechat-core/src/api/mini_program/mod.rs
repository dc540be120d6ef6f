//! Calls of mini-programs (小程序): another kind of account, with its own appid, secret and openids.
//!
//! | call | what | Conf. |
//! |---|---|---|
//! | [`CodeToSession`], [`CheckSession`], [`ResetSession`] | login | C5, C3 |
//! | [`GetPhoneNumber`] | the user's telephone number, with consent; paid (from memory) | C3 |
//! | [`SubscribeSend`] | a notice the user asked for | C4 |
//! | [`CheckText`], [`CheckMedia`], [`GetUserRisk`] | is it fit for others to see? | C5, C4, C4 |
//! | [`GenerateScheme`], [`GenerateUrlLink`], [`GetUnlimitedCode`] | ways into a page | C3, C3, C5 |
//!
//! Customer-service messages go through [`CustomSend`](super::CustomSend), as from official accounts: text, picture,
//! link and mini-program card, five within 48 hours of a line, two within a minute of opening the session (C5).
//! What a login's session key opens is in [`session`](crate::session).

mod link;
mod login;
mod phone_number;
mod security;
mod subscribe_send;
mod version;

pub use link::{
    CODE_WIDTH_MAX, CODE_WIDTH_MIN, CodeColor, Expiry, GenerateScheme, GenerateUrlLink, GetUnlimitedCode,
    LINK_LIFE_MAX_DAYS, SCENE_MAX_CHARS,
};
pub use login::{CheckSession, CodeToSession, ResetSession, Session};
pub use phone_number::{GetPhoneNumber, PhoneNumber};
pub use security::{
    AudioOrImage, CheckMedia, CheckText, ContentLabel, ContentScene, ContentVerdict, GetUserRisk,
    MEDIA_MAX_BYTES, RiskScene, Suggestion, TEXT_MAX_CHARS, TextDetail, TextVerdict, UserRisk,
};
pub use subscribe_send::{ProgramState, SubscribeSend};
pub use version::EnvVersion;
