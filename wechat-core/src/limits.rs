//! The platform's numbers, each with its source.
//!
//! They are what the documentation says or, where it is silent, what is known from practice; the doc line of each
//! says which. Limits that differ between accounts are data instead: see [`crate::send_window::WindowRules`].

/// Longest text of a passive reply or a customer-service message, in bytes of UTF-8.
///
/// Longer texts are refused with 45002 or vanish without an error; reports put the border between 2047 and 2048 bytes
/// (five sources, none measured on a live account). Source:
/// <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html>
pub const TEXT_MAX_BYTES: usize = 2048;

/// How long WeChat waits for the answer to a push before it closes the connection, in milliseconds.
///
/// Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html>
pub const PUSH_DEADLINE_MS: i64 = 5_000;

/// How often a push is delivered in all when it is not answered in time. Source as [`PUSH_DEADLINE_MS`].
pub const PUSH_ATTEMPTS: u32 = 3;

/// Largest request body [`crate::callback::Callback::open`] looks at, in bytes. Our own bound: real pushes stay far
/// below it.
pub const BODY_MAX_BYTES: usize = 1024 * 1024;

/// Longest query string of a push, in bytes. Our own bound; real ones have about 200.
pub const QUERY_MAX_BYTES: usize = 4096;

/// Most fields in one inbound message, nested ones counted. Our own bound.
pub const FIELDS_MAX: usize = 4096;

/// Deepest nesting in one inbound message, the root counted. Our own bound; the documented messages need 5.
pub const DEPTH_MAX: usize = 16;

/// Length of an `EncodingAESKey`, in characters. Source:
/// <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html>
pub const AES_KEY_CHARS: usize = 43;

/// Most articles in one news reply since 2018-10-12; one more is 45008 or dropped. Source as [`TEXT_MAX_BYTES`].
pub const NEWS_ARTICLES_MAX: usize = 1;

/// How long a temporary `media_id` lives, in milliseconds (3 days). Source:
/// <https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/New_temporary_materials.html>
pub const MEDIA_LIFETIME_MS: i64 = 3 * 24 * 3_600_000;

/// How long before its end an access token is renewed, in seconds: both tokens work during that overlap. Source:
/// <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/getStableAccessToken.html>
pub const TOKEN_OVERLAP_SECS: i64 = 300;

/// Longest time an access token is valid, in seconds. Source as [`TOKEN_OVERLAP_SECS`].
pub const TOKEN_LIFETIME_SECS: i64 = 7_200;

/// How long the "typing…" line stays after one typing command, in milliseconds. Source:
/// <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>
pub const TYPING_LASTS_MS: i64 = 15_000;

/// How long after the user's last action a typing command is accepted, in milliseconds (else 45080; four sources).
/// Source as [`TYPING_LASTS_MS`].
pub const TYPING_AFTER_ACTION_MS: i64 = 30_000;

/// Most customer-service accounts of one account, the personas of
/// [`Message::persona`](crate::customer::Message::persona). Source:
/// <https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html>
pub const KF_ACCOUNTS_MAX: usize = 100;
