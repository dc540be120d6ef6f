//! `location` messages and `LOCATION` events: where somebody is.

use super::error::InboundError;
use super::read::Reader;
use crate::MsgId;
use crate::redact::redacted_debug;

/// A place the user chose to send.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Location {
    /// The number of the message.
    pub msg_id: MsgId,
    /// Degrees north (`Location_X`).
    pub latitude: f64,
    /// Degrees east (`Location_Y`).
    pub longitude: f64,
    /// Zoom of the map shown to the user (`Scale`).
    pub scale: f64,
    /// The name of the place; may be empty.
    pub label: String,
}

/// A position the client reports by itself, on entry or every few seconds.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct LocationReport {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Radius of uncertainty in metres.
    pub precision: f64,
}

impl Location {
    /// A place without a name, at an ordinary zoom.
    #[must_use]
    pub const fn new(msg_id: MsgId, latitude: f64, longitude: f64) -> Self {
        Self { msg_id, latitude, longitude, scale: 15.0, label: String::new() }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            msg_id: fields.msg_id()?,
            latitude: fields.decimal("Location_X")?,
            longitude: fields.decimal("Location_Y")?,
            scale: fields.decimal("Scale")?,
            label: fields.filled("Label").unwrap_or_default(),
        })
    }
}

impl LocationReport {
    /// A reported position.
    #[must_use]
    pub const fn new(latitude: f64, longitude: f64, precision: f64) -> Self {
        Self { latitude, longitude, precision }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            latitude: fields.decimal("Latitude")?,
            longitude: fields.decimal("Longitude")?,
            precision: fields.decimal("Precision")?,
        })
    }
}

redacted_debug!(Location, msg_id);
redacted_debug!(LocationReport);
