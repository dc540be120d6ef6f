//! Parameters the platform would refuse, refused before they travel.

use super::error::ApiError;

/// Checks the parameters of one call.
#[derive(Clone, Copy)]
pub(crate) struct Check(pub(super) &'static str);

impl Check {
    pub(super) const fn bad(self, field: &'static str, why: &'static str) -> ApiError {
        ApiError::BadParameter { endpoint: self.0, field, why }
    }

    pub(super) const fn long(self, field: &'static str, len: usize, max: usize) -> ApiError {
        ApiError::LongParameter { endpoint: self.0, field, len, max }
    }

    pub(super) fn holds(self, held: bool, field: &'static str, why: &'static str) -> Result<(), ApiError> {
        if held { Ok(()) } else { Err(self.bad(field, why)) }
    }

    pub(super) fn filled(self, field: &'static str, text: &str) -> Result<(), ApiError> {
        self.holds(!text.is_empty(), field, "empty")
    }

    /// Not empty, and no longer than that many characters.
    pub(super) fn chars(self, field: &'static str, text: &str, max: usize) -> Result<(), ApiError> {
        self.filled(field, text)?;
        let len = text.chars().count();
        if len > max { Err(self.long(field, len, max)) } else { Ok(()) }
    }

    /// Not empty, and no longer than that many bytes.
    pub(super) fn bytes(self, field: &'static str, text: &str, max: usize) -> Result<(), ApiError> {
        self.filled(field, text)?;
        let len = text.len();
        if len > max { Err(self.long(field, len, max)) } else { Ok(()) }
    }

    /// An http or https URL, as far as its beginning tells.
    pub(super) fn url(self, field: &'static str, url: &str) -> Result<(), ApiError> {
        let web = url.starts_with("http://") || url.starts_with("https://");
        self.holds(web, field, "neither http nor https")
    }
}
