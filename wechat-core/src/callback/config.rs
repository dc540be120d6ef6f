//! What the server configuration of an account says.

use crate::{AppId, CallbackToken, EncodingAesKey};

/// How pushes are protected (消息加解密方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// 明文模式: readable, and forgeable by whoever sees one request.
    Plain,
    /// 兼容模式: readable and encrypted side by side. Only the encrypted half is believed, so this accepts what
    /// [`Mode::Secure`] accepts.
    Compatible,
    /// 安全模式: encrypted.
    Secure,
    /// 云托管: neither signed nor encrypted. Only for containers that nothing but the platform can reach, or behind a
    /// check of [`CLOUD_SOURCE_HEADER`]; elsewhere anybody could speak for anybody. Never chosen by default.
    CloudHosting,
}

/// The request header that the cloud's gateway sets and that no request from outside can carry.
///
/// Source: <https://developers.weixin.qq.com/miniprogram/dev/wxcloudrun/src/development/weixin/callback.html> (one
/// official page; not tried on a live account).
pub const CLOUD_SOURCE_HEADER: &str = "x-wx-source";

/// The server configuration (服务器配置) of one account.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallbackConfig {
    /// The account's appid; every encrypted push ends with it.
    pub app_id: AppId,
    /// The token that signs; needed in every mode but cloud hosting.
    pub token: Option<CallbackToken>,
    /// How pushes are protected.
    pub mode: Mode,
    /// The key that encrypts; needed in secure and compatible mode.
    pub aes_key: Option<EncodingAesKey>,
    /// The key before the last change: pushes under way when it changed still use it.
    pub previous_aes_key: Option<EncodingAesKey>,
}

impl CallbackConfig {
    /// Plain mode.
    #[must_use]
    pub const fn plain(app_id: AppId, token: CallbackToken) -> Self {
        Self { app_id, token: Some(token), mode: Mode::Plain, aes_key: None, previous_aes_key: None }
    }

    /// Secure mode.
    #[must_use]
    pub const fn secure(app_id: AppId, token: CallbackToken, aes_key: EncodingAesKey) -> Self {
        let aes_key = Some(aes_key);
        Self { app_id, token: Some(token), mode: Mode::Secure, aes_key, previous_aes_key: None }
    }

    /// Compatible mode.
    #[must_use]
    pub const fn compatible(app_id: AppId, token: CallbackToken, aes_key: EncodingAesKey) -> Self {
        let aes_key = Some(aes_key);
        Self { app_id, token: Some(token), mode: Mode::Compatible, aes_key, previous_aes_key: None }
    }

    /// Cloud hosting: whatever reaches the callback is believed. Read [`Mode::CloudHosting`] first.
    #[must_use]
    pub const fn cloud_hosting(app_id: AppId) -> Self {
        Self { app_id, token: None, mode: Mode::CloudHosting, aes_key: None, previous_aes_key: None }
    }

    /// Accepts the previous key too.
    #[must_use]
    pub fn with_previous_key(mut self, key: EncodingAesKey) -> Self {
        self.previous_aes_key = Some(key);
        self
    }
}
