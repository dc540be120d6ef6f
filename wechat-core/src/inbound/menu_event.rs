//! Taps on the account's menu: `CLICK`, `VIEW`, `view_miniprogram`, `scancode_push`, `scancode_waitmsg`.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Custom_Menu_Push_Events.html>

use super::error::InboundError;
use super::read::Reader;
use crate::redact::redacted_debug;

/// A tap on an entry that has a key.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Click {
    /// The key of the entry (`EventKey`).
    pub key: String,
}

/// A tap on an entry that opens a page. Nothing answered to it is shown, and it grants nothing.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct View {
    /// The page (`EventKey`).
    pub url: String,
    /// Which menu it belongs to (`MenuId`), where there are several.
    pub menu_id: Option<String>,
}

/// A tap on an entry that opens a mini-program. It grants nothing.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ViewMiniProgram {
    /// The page of the mini-program (`EventKey`).
    pub page_path: String,
    /// Which menu it belongs to (`MenuId`).
    pub menu_id: Option<String>,
}

/// A code scanned from a menu entry.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeScanned {
    /// The key of the entry (`EventKey`).
    pub key: String,
    /// `qrcode`, `barcode` … (`ScanCodeInfo/ScanType`).
    pub scan_type: String,
    /// What the code says (`ScanCodeInfo/ScanResult`).
    pub scan_result: String,
}

impl Click {
    /// A tap.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into() }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self { key: fields.string("EventKey")? })
    }
}

impl View {
    /// A tap.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), menu_id: None }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self { url: fields.string("EventKey")?, menu_id: fields.filled("MenuId") })
    }
}

impl ViewMiniProgram {
    /// A tap.
    #[must_use]
    pub fn new(page_path: impl Into<String>) -> Self {
        Self { page_path: page_path.into(), menu_id: None }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self { page_path: fields.string("EventKey")?, menu_id: fields.filled("MenuId") })
    }
}

impl CodeScanned {
    /// A scanned code.
    #[must_use]
    pub fn new(key: impl Into<String>, scan_type: impl Into<String>, scan_result: impl Into<String>) -> Self {
        Self { key: key.into(), scan_type: scan_type.into(), scan_result: scan_result.into() }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        let missing = InboundError::Missing { field: "ScanCodeInfo" };
        let info = Reader(fields.0.groups("ScanCodeInfo").next().ok_or(missing)?);
        Ok(Self {
            key: fields.filled("EventKey").unwrap_or_default(),
            scan_type: info.string("ScanType")?,
            scan_result: info.string("ScanResult")?,
        })
    }
}

redacted_debug!(Click, key);
redacted_debug!(View);
redacted_debug!(ViewMiniProgram);
redacted_debug!(CodeScanned, key, scan_type);
