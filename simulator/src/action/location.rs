//! Places: one sent in the chat, and the automatic report.

use super::{Deed, MAX_KEY, Place, check_length};
use crate::{Error, PhoneId, Platform, PushId};

impl Platform {
    /// Sends a place (degrees).
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`], [`Error::Coordinate`].
    pub fn send_location(
        &mut self,
        phone: PhoneId,
        latitude: f64,
        longitude: f64,
        label: &str,
    ) -> Result<PushId, Error> {
        check_length("label", label, MAX_KEY)?;
        let place = place(latitude, longitude, label)?;
        self.act(phone, Deed::Location(place))
    }

    /// The phone reports where it is (degrees; precision in metres), as it does on entering the chat when the
    /// person allowed it. Nobody sees it, and it opens no grant.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Coordinate`].
    pub fn report_location(
        &mut self,
        phone: PhoneId,
        latitude: f64,
        longitude: f64,
        precision: f64,
    ) -> Result<PushId, Error> {
        let place = place(latitude, longitude, "")?;
        if !(precision.is_finite() && precision >= 0.0) {
            return Err(Error::Coordinate { field: "precision", value: precision });
        }
        self.act(phone, Deed::LocationReport { place, precision })
    }
}

/// A place on this planet.
pub(super) fn place(latitude: f64, longitude: f64, label: &str) -> Result<Place, Error> {
    if !(-90.0..=90.0).contains(&latitude) {
        return Err(Error::Coordinate { field: "latitude", value: latitude });
    }
    if !(-180.0..=180.0).contains(&longitude) {
        return Err(Error::Coordinate { field: "longitude", value: longitude });
    }
    Ok(Place { latitude, longitude, label: label.to_owned() })
}
