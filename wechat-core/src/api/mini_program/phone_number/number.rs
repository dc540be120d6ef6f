//! A telephone number, as the platform gives it.

use serde::Deserialize;

use crate::api::{Extra, lenient};
use crate::redact::redacted_debug;
use crate::session::Watermark;

/// A telephone number the user agreed to give. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumber {
    /// The number; foreign ones with their country's code.
    #[serde(deserialize_with = "lenient::text")]
    pub phone_number: String,
    /// The number without it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub pure_phone_number: String,
    /// The country's code, `86`. The platform writes a number or a text.
    #[serde(default, deserialize_with = "lenient::text")]
    pub country_code: String,
    /// Whose mini-program got it, and when.
    #[serde(default)]
    pub watermark: Option<Watermark>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

redacted_debug!(PhoneNumber);
