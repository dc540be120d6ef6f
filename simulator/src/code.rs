//! QR codes with a scene: what the bot made, until when each works.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html>

mod picture;

use crate::{Error, Platform};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What a QR code carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum QrScene {
    /// `scene_id`: 32 bits and not 0, or 1 to 100 000 in a permanent code.
    Id(u32),
    /// `scene_str`: 1 to 64 characters.
    Text(String),
}

impl fmt::Display for QrScene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// One code.
#[derive(Debug, Clone)]
pub(crate) struct QrCode {
    pub(crate) scene: QrScene,
    /// When it stops working; `None` for a permanent one.
    pub(crate) until_ms: Option<i64>,
    pub(crate) url: String,
}

/// Every code by its ticket.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codes(BTreeMap<String, QrCode>);

impl Codes {
    pub(crate) fn add(&mut self, ticket: String, code: QrCode) {
        self.0.insert(ticket, code);
    }

    /// How many permanent ones there are.
    pub(crate) fn permanent(&self) -> usize {
        self.0.values().filter(|c| c.until_ms.is_none()).count()
    }

    /// The permanent code of that scene: asking again answers the same one.
    pub(crate) fn permanent_of(&self, scene: &QrScene) -> Option<(&String, &QrCode)> {
        self.0.iter().find(|(_, c)| c.until_ms.is_none() && c.scene == *scene)
    }

    /// The scene a ticket stands for.
    pub(crate) fn scene(&self, ticket: &str, now: i64) -> Result<&QrScene, Error> {
        Ok(&self.alive(ticket, now)?.scene)
    }

    fn alive(&self, ticket: &str, now: i64) -> Result<&QrCode, Error> {
        let code = self.0.get(ticket).ok_or(Error::Ticket { problem: "is not known" })?;
        if code.until_ms.is_some_and(|until| now >= until) {
            return Err(Error::Ticket { problem: "has expired" });
        }
        Ok(code)
    }
}

impl Platform {
    /// The picture of a QR code as PNG, what `mp.weixin.qq.com/cgi-bin/showqrcode` answers (there it is a
    /// JPEG).
    ///
    /// # Errors
    /// [`Error::Ticket`].
    pub fn qr_png(&self, ticket: &str) -> Result<Vec<u8>, Error> {
        picture::png(&self.codes.alive(ticket, self.now)?.url)
    }

    /// The same as SVG.
    ///
    /// # Errors
    /// [`Error::Ticket`].
    pub fn qr_svg(&self, ticket: &str) -> Result<String, Error> {
        picture::svg(&self.codes.alive(ticket, self.now)?.url)
    }
}
