//! Menu entries that let the user choose something: pictures (`pic_*`) or a place (`location_select`).
//!
//! They grant nothing. The pictures themselves follow as messages of their own, and those do.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Custom_Menu_Push_Events.html>

use super::error::InboundError;
use super::read::Reader;
use crate::redact::redacted_debug;

/// `pic_sysphoto`, `pic_photo_or_album` or `pic_weixin`: pictures are on their way.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PicturesChosen {
    /// The key of the entry (`EventKey`).
    pub key: String,
    /// How many pictures (`SendPicsInfo/Count`).
    pub count: Option<i64>,
    /// MD5 of each (`PicMd5Sum`), to recognise the messages that bring them.
    pub md5_sums: Vec<String>,
}

/// `location_select`: the user chose a place.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct LocationChosen {
    /// The key of the entry (`EventKey`).
    pub key: String,
    /// Degrees north (`Location_X`).
    pub latitude: f64,
    /// Degrees east (`Location_Y`).
    pub longitude: f64,
    /// Zoom of the map shown to the user (`Scale`).
    pub scale: Option<f64>,
    /// The address of the place (`Label`).
    pub label: Option<String>,
    /// The name of the place (`Poiname`).
    pub poi_name: Option<String>,
}

impl PicturesChosen {
    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        let key = fields.filled("EventKey").unwrap_or_default();
        let Some(info) = fields.group("SendPicsInfo") else { return Ok(Self { key, ..Self::default() }) };
        // XML wraps each picture in `item`; JSON may list them directly.
        let listed = info.groups("PicList");
        let items = listed.flat_map(|list| list.groups("item").chain(std::iter::once(list)));
        let md5_sums = items.filter_map(|item| item.filled("PicMd5Sum")).collect();
        Ok(Self { key, count: info.number(&["Count"])?, md5_sums })
    }
}

impl LocationChosen {
    /// A place without a name.
    #[must_use]
    pub fn new(key: impl Into<String>, latitude: f64, longitude: f64) -> Self {
        Self { key: key.into(), latitude, longitude, scale: None, label: None, poi_name: None }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        let info =
            fields.group("SendLocationInfo").ok_or(InboundError::Missing { field: "SendLocationInfo" })?;
        Ok(Self {
            key: fields.filled("EventKey").unwrap_or_default(),
            latitude: info.decimal("Location_X")?,
            longitude: info.decimal("Location_Y")?,
            scale: info.filled("Scale").map(|_| info.decimal("Scale")).transpose()?,
            label: info.filled("Label"),
            poi_name: info.filled("Poiname"),
        })
    }
}

redacted_debug!(PicturesChosen, key, count);
redacted_debug!(LocationChosen, key);
