//! The callback: verify what arrives, open it, seal the answer.
//!
//! WeChat delivers pushes to a URL of ours, signed and, in two of three modes, encrypted. [`Callback`] holds what
//! the server configuration says and answers three questions: is this URL check genuine
//! ([`Callback::verify_url`]), what does this push say ([`Callback::open`], or [`Callback::verify`] for the bytes), how
//! must the answer look ([`Callback::seal`]).
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html> and
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html>

mod cipher;
mod config;
mod envelope;
mod error;
mod opened;
mod query;
mod signature;

pub use config::{CLOUD_SOURCE_HEADER, CallbackConfig, Mode};
pub use error::{CallbackError, QueryError};
pub use opened::{KeySlot, Opened, Sealing, Verified};
pub use query::Query;
pub use signature::sign;

use std::fmt;

use crate::inbound::Format;
use crate::limits::BODY_MAX_BYTES;
use crate::reply::SUCCESS;
use crate::{AppId, CallbackToken};
use cipher::MessageKey;
use opened::Body;

/// One account's callback, ready to open pushes: key schedules are computed once, here.
///
/// To rotate keys, build a new one with the previous key beside the current and exchange the two.
///
/// ```
/// use wechat_core::callback::{Callback, CallbackConfig};
/// use wechat_core::{AppId, CallbackToken, EncodingAesKey};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let (current, previous) = (
///     EncodingAesKey::new("driftbottleDRIFTBOTTLE0123456789driftbottlE")?,
///     EncodingAesKey::new("anotherBottleONtheBEACH9876543210washedUpXZ")?,
/// );
/// let config = CallbackConfig::secure(AppId::new("wx0123456789abcdef")?, CallbackToken::new("driftwood")?, current);
/// let rotated = Callback::new(config.with_previous_key(previous))?;
/// # Ok(()) }
/// ```
pub struct Callback {
    app_id: AppId,
    token: Option<CallbackToken>,
    mode: Mode,
    current: Option<MessageKey>,
    previous: Option<MessageKey>,
}

impl Callback {
    /// Checks the configuration and prepares the keys.
    ///
    /// # Errors
    ///
    /// [`CallbackError::MissingToken`] when the mode signs and there is no token, [`CallbackError::MissingAesKey`]
    /// when it encrypts and there is no key.
    pub fn new(config: CallbackConfig) -> Result<Self, CallbackError> {
        if config.mode != Mode::CloudHosting && config.token.is_none() {
            return Err(CallbackError::MissingToken);
        }
        if matches!(config.mode, Mode::Compatible | Mode::Secure) && config.aes_key.is_none() {
            return Err(CallbackError::MissingAesKey);
        }
        Ok(Self {
            app_id: config.app_id,
            token: config.token,
            mode: config.mode,
            current: config.aes_key.as_ref().map(MessageKey::new),
            previous: config.previous_aes_key.as_ref().map(MessageKey::new),
        })
    }

    /// Checks WeChat's GET request to the URL and returns what to answer: this text as the whole body.
    ///
    /// # Errors
    ///
    /// A missing parameter or a wrong signature.
    pub fn verify_url<'q>(&self, query: &'q Query<'_>) -> Result<&'q str, CallbackError> {
        self.verify_plain(query)?;
        query.required("echostr")
    }

    /// Verifies a push, decrypts it where the mode says so, and reads it.
    ///
    /// In the encrypted modes only `msg_signature` counts, and only what was encrypted is read: the readable half of
    /// a compatible-mode body is not covered by any signature. Plain mode protects nothing but the time and the
    /// nonce, so whoever learns one signed query can write any body; prefer the secure mode. Pushes without a sender
    /// are errors here; [`Callback::verify`] and [`Verified::push`] read them too.
    ///
    /// # Errors
    ///
    /// [`CallbackError`]; [`CallbackError::http_status`] says what to answer.
    pub fn open(&self, query: &Query<'_>, body: &[u8]) -> Result<Opened, CallbackError> {
        self.verify(query, body)?.open()
    }

    /// As [`Callback::open`], without reading the message: the bytes the platform sent, decrypted where they were
    /// sealed.
    ///
    /// ```
    /// use wechat_core::callback::{Callback, CallbackConfig, Query};
    /// use wechat_core::inbound::{NoticeKind, Push};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let callback = Callback::new(CallbackConfig::cloud_hosting(wechat_core::AppId::new("wx1")?))?;
    /// let verified = callback.verify(&Query::parse("")?, br#"{"action":"CheckContainerPath"}"#)?;
    /// let Push::Notice(probe) = verified.push()? else { panic!("nobody sent it") };
    /// assert_eq!(probe.kind, NoticeKind::ContainerProbe);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// [`CallbackError`]; [`CallbackError::http_status`] says what to answer.
    pub fn verify<'b>(&self, query: &Query<'_>, body: &'b [u8]) -> Result<Verified<'b>, CallbackError> {
        if body.len() > BODY_MAX_BYTES {
            return Err(CallbackError::BodyTooLarge { len: body.len() });
        }
        let sealed = query.is_sealed()?;
        match (self.mode, sealed) {
            (Mode::Plain, false) => self.verify_readable(query, body),
            (Mode::CloudHosting, false) => Ok(Verified::trusted(body, Sealing::plain(Format::of(body)?))),
            (Mode::Plain | Mode::CloudHosting, true) => Err(CallbackError::SealedBodyRefused),
            (Mode::Compatible | Mode::Secure, true) => self.verify_sealed(query, body),
            (Mode::Compatible | Mode::Secure, false) => Err(CallbackError::PlainBodyRefused),
        }
    }

    /// Wraps a reply the way its push came: unchanged after a plain one, encrypted after an encrypted one, with the
    /// key that opened it and in the push's format. An empty reply and [`SUCCESS`] always stay as they are.
    ///
    /// `timestamp` is the answer's time in seconds, `nonce` usually the push's, `entropy` 16 fresh random bytes.
    ///
    /// # Errors
    ///
    /// [`CallbackError::KeyGone`] when this callback no longer has the key that opened the push.
    pub fn seal(
        &self,
        sealing: &Sealing,
        reply: &str,
        timestamp: i64,
        nonce: &str,
        entropy: &[u8; 16],
    ) -> Result<String, CallbackError> {
        let Some(slot) = sealing.key() else { return Ok(reply.to_owned()) };
        if reply.is_empty() || reply == SUCCESS {
            return Ok(reply.to_owned());
        }
        let key = match slot {
            KeySlot::Current => self.current.as_ref(),
            KeySlot::Previous => self.previous.as_ref(),
        };
        let key = key.ok_or(CallbackError::KeyGone)?;
        let encrypted = key.encrypt(reply.as_bytes(), self.app_id.as_str().as_bytes(), entropy);
        Ok(envelope::write(sealing.format(), self.token()?, &encrypted, timestamp, nonce))
    }

    /// The account it was built for.
    #[must_use]
    pub const fn app_id(&self) -> &AppId {
        &self.app_id
    }

    /// Which mode it was built for.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    fn token(&self) -> Result<&CallbackToken, CallbackError> {
        self.token.as_ref().ok_or(CallbackError::MissingToken)
    }

    fn verify_plain(&self, query: &Query<'_>) -> Result<(), CallbackError> {
        let signed = [query.required("timestamp")?, query.required("nonce")?];
        signature::check(self.token()?, signed, "signature", query.required("signature")?)
    }

    fn verify_readable<'b>(&self, query: &Query<'_>, body: &'b [u8]) -> Result<Verified<'b>, CallbackError> {
        self.verify_plain(query)?;
        Verified::signed(Body::AsItCame(body), Sealing::plain(Format::of(body)?), query)
    }

    fn verify_sealed<'b>(&self, query: &Query<'_>, body: &'b [u8]) -> Result<Verified<'b>, CallbackError> {
        let (format, encrypted) = envelope::read(body)?;
        let signed = [query.required("timestamp")?, query.required("nonce")?, &encrypted];
        signature::check(self.token()?, signed, "msg_signature", query.required("msg_signature")?)?;
        let (plain, slot) = self.decrypt(&encrypted)?;
        Verified::signed(Body::Decrypted(plain), Sealing::sealed(slot, format), query)
    }

    /// With the current key, else with the previous one; the error is the current key's.
    fn decrypt(&self, encrypted: &str) -> Result<(cipher::Plain, KeySlot), CallbackError> {
        let app_id = self.app_id.as_str().as_bytes();
        let current = self.current.as_ref().ok_or(CallbackError::MissingAesKey)?;
        let error = match current.decrypt(encrypted, app_id) {
            Ok(plain) => return Ok((plain, KeySlot::Current)),
            Err(error) => error,
        };
        match self.previous.as_ref().map(|key| key.decrypt(encrypted, app_id)) {
            Some(Ok(plain)) => Ok((plain, KeySlot::Previous)),
            Some(Err(_)) | None => Err(error),
        }
    }
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callback")
            .field("app_id", &self.app_id)
            .field("mode", &self.mode)
            .field("previous_key", &self.previous.is_some())
            .finish_non_exhaustive()
    }
}
