//! Opened data, and what it may be.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{SessionError, Watermark};
use crate::api::mini_program::PhoneNumber;
use crate::redact::redacted_debug;

/// Opened data whose watermark was checked. `Debug` shows the watermark only.
#[derive(Clone, PartialEq)]
pub struct OpenedData {
    members: Map<String, Value>,
    watermark: Watermark,
}

redacted_debug!(OpenedData, watermark);

/// A user's profile, as `getUserInfo` of old sealed it. Since 2021 names and pictures in it are placeholders.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserProfile {
    /// Who.
    #[serde(default)]
    pub open_id: Option<String>,
    /// The person across all accounts of one Open Platform account.
    #[serde(default)]
    pub union_id: Option<String>,
    /// Their name.
    pub nick_name: String,
    /// Their picture.
    #[serde(default)]
    pub avatar_url: String,
}

redacted_debug!(UserProfile);

/// The group chat a shared page was opened from.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OpenGroup {
    /// The group, as this mini-program knows it.
    #[serde(rename = "openGId")]
    pub open_gid: String,
}

redacted_debug!(OpenGroup);

impl OpenedData {
    /// Garbage means that the key was another: its padding may have come out right by chance.
    pub(super) fn read(plain: Vec<u8>) -> Result<Self, SessionError> {
        let members: Map<String, Value> =
            serde_json::from_slice(&plain).map_err(|_| SessionError::NotOpened)?;
        let watermark = members.get("watermark").ok_or(SessionError::NoWatermark)?;
        let watermark = Watermark::deserialize(watermark).map_err(|_| SessionError::NoWatermark)?;
        Ok(Self { members, watermark })
    }

    /// For whom it was sealed, and when.
    #[must_use]
    pub const fn watermark(&self) -> &Watermark {
        &self.watermark
    }

    /// A member by its name on the wire.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members.get(name)
    }

    /// All of it as any type of yours.
    ///
    /// # Errors
    ///
    /// [`SessionError::OtherKind`] when it is something else.
    pub fn read_as<T: DeserializeOwned>(&self) -> Result<T, SessionError> {
        serde_json::from_value(Value::Object(self.members.clone())).map_err(|_| SessionError::OtherKind)
    }

    /// A telephone number.
    ///
    /// # Errors
    ///
    /// [`SessionError::OtherKind`].
    pub fn phone_number(&self) -> Result<PhoneNumber, SessionError> {
        self.read_as()
    }

    /// A profile.
    ///
    /// # Errors
    ///
    /// [`SessionError::OtherKind`].
    pub fn profile(&self) -> Result<UserProfile, SessionError> {
        self.read_as()
    }

    /// A group.
    ///
    /// # Errors
    ///
    /// [`SessionError::OtherKind`].
    pub fn group(&self) -> Result<OpenGroup, SessionError> {
        self.read_as()
    }
}
