//! How pushes travel: their protection and their format.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html>

use serde::{Deserialize, Serialize};

/// How pushes are protected (消息加解密方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mode {
    /// 明文模式: readable bodies, `signature` only.
    Plain,
    /// 兼容模式: readable fields and the cipher text beside them; replies of either form.
    Compatible,
    /// 安全模式: cipher text only, both ways.
    Secure,
    /// 微信云托管: readable bodies without any signature, known by the header `x-wx-source`; the account's
    /// API calls need no `access_token`, and the address is proved by a POST instead of the signed GET.
    CloudHosting,
}

impl Mode {
    /// Whether bodies are sealed.
    #[must_use]
    pub const fn encrypts(self) -> bool {
        matches!(self, Self::Compatible | Self::Secure)
    }
}

/// The data format of pushes (数据格式).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// `<xml>…</xml>`.
    #[default]
    Xml,
    /// `{…}`; lists hold an object when there is one item, and their numbers are strings.
    Json,
}

impl Format {
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Xml => "text/xml",
            Self::Json => "application/json",
        }
    }
}
