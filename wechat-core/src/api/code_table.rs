//! The table of codes, sorted; ranges where neighbours share meaning and handling.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html>

use super::err_code::Confidence::{self, Memory, Several, Single};
use super::err_code::Handling::{
    self, BackOff, CallerBug, ContentRisk, Harmless, LogInAgain, Permission, RefreshToken, RetryNow, Success,
    Unknown, Unreachable,
};

/// One code, or several neighbours that share meaning and handling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeEntry {
    /// The first code.
    pub first: i64,
    /// The last code; the first again where there is one only.
    pub last: i64,
    /// What to do.
    pub handling: Handling,
    /// What it means, in a few English words.
    pub meaning: &'static str,
    /// How well that is known.
    pub confidence: Confidence,
}

/// The entry a code belongs to.
pub(super) fn find(code: i64) -> Option<&'static CodeEntry> {
    let at = TABLE.partition_point(|entry| entry.last < code);
    TABLE.get(at).filter(|entry| entry.first <= code)
}

/// All of it, in order.
pub(super) const fn all() -> &'static [CodeEntry] {
    TABLE
}

const fn one(code: i64, handling: Handling, meaning: &'static str) -> CodeEntry {
    range(code, code, handling, meaning)
}

const fn range(first: i64, last: i64, handling: Handling, meaning: &'static str) -> CodeEntry {
    CodeEntry { first, last, handling, meaning, confidence: Several }
}

impl CodeEntry {
    /// Known from there only.
    const fn from(self, confidence: Confidence) -> Self {
        Self { confidence, ..self }
    }
}

const TABLE: &[CodeEntry] = &[
    one(-1, RetryNow, "the system is busy"),
    one(0, Success, "ok"),
    one(40001, RefreshToken, "the token is not the latest, or the secret is wrong"),
    one(40002, CallerBug, "wrong grant_type"),
    one(40003, CallerBug, "not an openid of this account"),
    range(40004, 40006, CallerBug, "wrong type, format or size of a media file"),
    one(40007, CallerBug, "no such media id, or older than three days"),
    one(40008, CallerBug, "wrong message type"),
    range(40009, 40012, CallerBug, "wrong size of a picture, voice, video or thumbnail"),
    one(40013, Permission, "wrong appid"),
    one(40014, RefreshToken, "not an access token"),
    range(40015, 40028, CallerBug, "wrong menu"),
    one(40029, CallerBug, "wrong login code, or one of another app"),
    one(40030, LogInAgain, "wrong refresh token: the user must log in again"),
    range(40031, 40032, CallerBug, "wrong list of openids"),
    one(40033, CallerBug, "illegal characters, such as \\u escapes"),
    one(40035, CallerBug, "wrong parameter"),
    one(40037, CallerBug, "wrong template id"),
    range(40038, 40039, CallerBug, "wrong form of the request, or length of a URL"),
    one(40066, CallerBug, "wrong path"),
    one(40097, CallerBug, "wrong parameter"),
    one(40125, Permission, "wrong AppSecret"),
    one(40129, CallerBug, "wrong scene of a text check"),
    one(40132, CallerBug, "not a WeChat id"),
    one(40137, CallerBug, "unsupported picture format"),
    one(40155, CallerBug, "links to another account's profile are forbidden"),
    one(40163, CallerBug, "the login code was used before"),
    one(40164, Permission, "the caller's address is not in the whitelist"),
    one(40165, CallerBug, "wrong path of a mini-program"),
    one(40166, Permission, "unknown appid of a mini-program"),
    one(40200, Permission, "not for this kind of account"),
    one(40212, CallerBug, "wrong query of a mini-program"),
    one(40226, Unreachable, "the user was judged a risk: refuse the login"),
    range(40230, 40237, CallerBug, "wrong signature or encryption of an API call"),
    range(40238, 40239, Permission, "no key for API signatures is configured"),
    one(40240, CallerBug, "the signed API call is too old"),
    one(40243, Permission, "the AppSecret is frozen"),
    one(41001, CallerBug, "no access token"),
    range(41002, 41009, CallerBug, "a parameter is missing"),
    one(41018, CallerBug, "no component appid"),
    one(41030, CallerBug, "no such page, or not published"),
    one(42001, RefreshToken, "the access token expired"),
    one(42002, LogInAgain, "the refresh token expired: the user must log in again"),
    one(42003, CallerBug, "the login code expired"),
    one(42007, LogInAgain, "the user changed the password and must log in again"),
    one(42010, BackOff, "the same thing too often at once").from(Memory),
    range(43001, 43003, CallerBug, "wrong HTTP method, or not https"),
    one(43004, Unreachable, "the user does not follow"),
    one(43005, Unreachable, "the user is not a friend"),
    one(43019, Unreachable, "the user is on the account's blacklist"),
    one(43101, Unreachable, "the user refused, or no subscription is left"),
    one(43104, CallerBug, "the openid is not of this appid"),
    range(44001, 44004, CallerBug, "something that must not be empty is"),
    one(45001, CallerBug, "the media file is too large"),
    one(45002, CallerBug, "the text is too long"),
    range(45003, 45007, CallerBug, "a title, description, link, picture URL or voice is too long"),
    one(45008, CallerBug, "more than one article"),
    one(45009, BackOff, "the quota of the day is used up"),
    one(45010, CallerBug, "too many menus"),
    one(45011, BackOff, "too many calls in a minute"),
    one(45015, Unreachable, "the send window is closed, or the user does not follow"),
    range(45016, 45018, CallerBug, "wrong group"),
    one(45028, BackOff, "no mass send is left").from(Memory),
    one(45029, BackOff, "too many QR codes"),
    one(45035, Permission, "the caller's address is not registered"),
    one(45047, Unreachable, "the sends of the window are used up"),
    range(45056, 45059, CallerBug, "wrong tag"),
    one(45063, BackOff, "too many calls in a minute, or a check that failed").from(Single),
    one(45064, CallerBug, "the menu has a mini-program that is not associated").from(Memory),
    range(45065, 45067, CallerBug, "the client's message id is used, too fast or too long"),
    one(45072, CallerBug, "wrong typing command"),
    one(45080, Harmless, "no action of the user in the last 30 seconds"),
    one(45081, Harmless, "already typing"),
    one(45103, CallerBug, "the call was withdrawn"),
    one(45109, CallerBug, "the call was withdrawn"),
    range(45157, 45159, CallerBug, "wrong tag"),
    one(45162, CallerBug, "articles are not a list").from(Single),
    range(46001, 46004, CallerBug, "no such media, menu or user"),
    one(47001, CallerBug, "the body cannot be read"),
    one(47003, CallerBug, "wrong argument of a template"),
    one(48001, Permission, "this account may not make the call"),
    one(48002, Unreachable, "the user refuses messages of this account"),
    one(48003, Permission, "the agreement on mass sends is not accepted").from(Memory),
    one(48004, Permission, "the call is blocked for violations"),
    one(48005, CallerBug, "the media is in use"),
    one(48006, BackOff, "quotas were cleared ten times this month"),
    one(48008, Permission, "this account may not send this type of message"),
    one(50001, Unreachable, "the user has not agreed to the call"),
    one(50002, Permission, "the user or account is limited after a violation"),
    one(50004, Permission, "the call is forbidden").from(Memory),
    one(50005, Unreachable, "the user does not follow"),
    one(50007, Permission, "the account is frozen").from(Memory),
    range(53010, 53019, Permission, "naming or publishing is restricted"),
    one(61004, Permission, "the caller's address is not registered"),
    one(61007, Permission, "the third-party platform may not make the call"),
    one(61010, Unreachable, "the user has not used the mini-program for two hours").from(Memory),
    range(61450, 61457, CallerBug, "wrong customer-service account"),
    range(61500, 61501, CallerBug, "wrong date"),
    one(62751, Unreachable, "the user is on a blacklist"),
    range(65301, 65317, CallerBug, "wrong personalised menu"),
    range(76001, 76004, CallerBug, "the rid is missing, wrong, another's or older than seven days"),
    range(76021, 76022, CallerBug, "wrong question about a quota"),
    range(85004, 85107, CallerBug, "wrong management of a mini-program"),
    range(87008, 87009, CallerBug, "wrong signature of a session: the session key is old"),
    one(87014, ContentRisk, "risky content"),
    range(88000, 88010, CallerBug, "wrong call about comments"),
    one(89002, Permission, "not bound to an open platform"),
    one(89503, Permission, "an administrator must confirm").from(Memory),
    range(89506, 89507, Permission, "an administrator denied, or has not confirmed yet").from(Memory),
    range(9_001_001, 9_001_999, Unknown, "devices nearby (shake-around): nothing a chat calls"),
];
