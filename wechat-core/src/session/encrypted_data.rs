//! `encryptedData` and `iv`: what WeChat sealed for the server, carried by the client.

use aes::Aes128;
use base64_simd::STANDARD;
use cbc::Decryptor;
use cbc::cipher::{Array, BlockModeDecrypt as _, KeyIvInit as _};

use super::{Freshness, OpenedData, SessionError, SessionKey, Watermark};
use crate::AppId;
use crate::redact::redacted_debug;

const BLOCK: usize = 16;

/// Sealed data: AES-128-CBC under the session key, padded to 16.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncryptedData {
    /// The data, in base64.
    pub data: String,
    /// The initialisation vector, in base64.
    pub iv: String,
}

redacted_debug!(EncryptedData);

impl EncryptedData {
    /// As the client sent it.
    #[must_use]
    pub fn new(data: impl Into<String>, iv: impl Into<String>) -> Self {
        Self { data: data.into(), iv: iv.into() }
    }

    /// Opens it, and checks for whom and when it was sealed.
    ///
    /// # Errors
    ///
    /// [`SessionError`] with the field or the check at fault.
    pub fn open(
        &self,
        key: &SessionKey,
        app_id: &AppId,
        freshness: Freshness,
    ) -> Result<OpenedData, SessionError> {
        let plain = self.decrypt(key)?;
        let opened = OpenedData::read(plain)?;
        let watermark: &Watermark = opened.watermark();
        watermark.check(app_id, freshness)?;
        Ok(opened)
    }

    fn decrypt(&self, key: &SessionKey) -> Result<Vec<u8>, SessionError> {
        let iv = base64("iv", &self.iv)?;
        let iv: [u8; BLOCK] =
            iv.as_slice().try_into().map_err(|_| SessionError::Length { field: "iv", len: iv.len() })?;
        let mut data = base64("encryptedData", &self.data)?;
        let len = data.len();
        let (blocks, rest) = Array::slice_as_chunks_mut(&mut data);
        if !rest.is_empty() || blocks.is_empty() {
            return Err(SessionError::Length { field: "encryptedData", len });
        }
        let key = key.bytes()?;
        Decryptor::<Aes128>::new((&*key).into(), (&iv).into()).decrypt_blocks(blocks);
        let end = unpadded(&data).ok_or(SessionError::NotOpened)?;
        data.truncate(end);
        Ok(data)
    }
}

/// Where the content ends: one to sixteen bytes that all say how many they are follow it.
fn unpadded(plain: &[u8]) -> Option<usize> {
    let count = usize::from(*plain.last()?);
    if !(1..=BLOCK).contains(&count) {
        return None;
    }
    let end = plain.len().checked_sub(count)?;
    plain.get(end..)?.iter().all(|byte| usize::from(*byte) == count).then_some(end)
}

fn base64(field: &'static str, text: &str) -> Result<Vec<u8>, SessionError> {
    if text.contains(' ') {
        return Err(SessionError::PlusBecameBlank { field });
    }
    STANDARD.decode_to_vec(text).map_err(|_| SessionError::Base64 { field })
}
