//! AES-256-CBC as WeChat frames it: 16 random bytes, length, message, app id, padded to 32.

use crate::Error;
use aes::Aes256;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit, block_padding::NoPadding};
use base64::Engine;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const BLOCK: usize = 32;
const HEAD: usize = 20;

/// The 43rd character of a key often carries stray low bits, which strict decoders refuse.
const KEY_DECODER: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Why a cipher text could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OpenError {
    /// Not base64, or not a positive number of cipher blocks.
    Encoding,
    /// The padding is not one of 1 to 32 equal bytes: most often a wrong key.
    Padding,
    /// The length field points outside the plain text, or the message is no UTF-8.
    Framing,
    /// The app id at the end belongs to another account.
    AppId,
}

/// One key with the app id that ends every plain text.
#[derive(Clone)]
pub(crate) struct Cipher {
    key: [u8; 32],
    iv: [u8; 16],
    app_id: String,
}

impl std::fmt::Debug for Cipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cipher").finish_non_exhaustive()
    }
}

impl Cipher {
    /// Reads an EncodingAESKey.
    pub(crate) fn new(encoding_aes_key: &str, app_id: &str) -> Result<Self, Error> {
        let wrong = |problem| Error::Account { field: "aes_key", problem };
        if encoding_aes_key.len() != 43 || !encoding_aes_key.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(wrong("must have 43 letters or digits"));
        }
        let bytes = KEY_DECODER.decode(encoding_aes_key).map_err(|_| wrong("is not base64"))?;
        let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| wrong("does not hold 32 bytes"))?;
        let iv = key.first_chunk::<16>().copied().unwrap_or_default();
        Ok(Self { key, iv, app_id: app_id.to_owned() })
    }

    /// Encrypts `message`; the base64 text goes into `<Encrypt>`.
    pub(crate) fn seal(&self, message: impl AsRef<[u8]>, random: [u8; 16]) -> String {
        let message = message.as_ref();
        let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
        let mut plain = Vec::with_capacity(HEAD + message.len() + self.app_id.len() + BLOCK);
        plain.extend_from_slice(&random);
        plain.extend_from_slice(&length.to_be_bytes());
        plain.extend_from_slice(message);
        plain.extend_from_slice(self.app_id.as_bytes());
        let pad = BLOCK - plain.len() % BLOCK;
        plain.extend(std::iter::repeat_n(u8::try_from(pad).unwrap_or_default(), pad));
        let sealed = cbc::Encryptor::<Aes256>::new(&self.key.into(), &self.iv.into())
            .encrypt_padded_vec::<NoPadding>(&plain);
        STANDARD.encode(sealed)
    }

    /// Decrypts the text of `<Encrypt>` and checks padding, framing and app id.
    pub(crate) fn open(&self, encrypt: &str) -> Result<String, OpenError> {
        let sealed = STANDARD.decode(encrypt.trim()).map_err(|_| OpenError::Encoding)?;
        if sealed.is_empty() {
            return Err(OpenError::Encoding);
        }
        let plain = cbc::Decryptor::<Aes256>::new(&self.key.into(), &self.iv.into())
            .decrypt_padded_vec::<NoPadding>(&sealed)
            .map_err(|_| OpenError::Encoding)?;
        let body = unpad(&plain).ok_or(OpenError::Padding)?;
        let framed = body.get(16..).ok_or(OpenError::Framing)?;
        let (length, rest) = framed.split_first_chunk::<4>().ok_or(OpenError::Framing)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| OpenError::Framing)?;
        let (message, app_id) = rest.split_at_checked(length).ok_or(OpenError::Framing)?;
        if app_id != self.app_id.as_bytes() {
            return Err(OpenError::AppId);
        }
        String::from_utf8(message.to_vec()).map_err(|_| OpenError::Framing)
    }
}

/// Removes 1 to 32 equal padding bytes.
fn unpad(plain: &[u8]) -> Option<&[u8]> {
    let pad = *plain.last()?;
    let count = usize::from(pad);
    if !(1..=BLOCK).contains(&count) {
        return None;
    }
    let (body, padding) = plain.split_at_checked(plain.len().checked_sub(count)?)?;
    padding.iter().all(|byte| *byte == pad).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: &str = "s9Pz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E";

    fn cipher() -> Cipher {
        Cipher::new(KEY, "wx01").unwrap()
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens(message in ".{0,200}", random: [u8; 16]) {
            prop_assert_eq!(cipher().open(&cipher().seal(&message, random)), Ok(message));
        }

        #[test]
        fn garbage_never_opens_and_never_panics(garbage in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(cipher().open(&STANDARD.encode(&garbage)).is_err());
        }
    }

    #[test]
    fn padding_reaches_32_bytes() {
        // 20 + 8 + 4 = 32: a whole block of padding follows.
        let sealed = STANDARD.decode(cipher().seal("12345678", [7; 16])).unwrap();
        assert_eq!(sealed.len(), 64);
    }

    #[test]
    fn another_account_and_another_key_are_told_apart() {
        let sealed = cipher().seal("hello", [1; 16]);
        assert_eq!(Cipher::new(KEY, "wx02").unwrap().open(&sealed), Err(OpenError::AppId));
        assert!(Cipher::new(&"B".repeat(43), "wx01").unwrap().open(&sealed).is_err());
    }

    #[test]
    fn stray_bits_in_the_last_character_of_a_key_are_fine() {
        let clean = Cipher::new(&format!("{}A", "Q".repeat(42)), "wx01").unwrap();
        let stray = Cipher::new(&format!("{}B", "Q".repeat(42)), "wx01").unwrap();
        assert_eq!(clean.key, stray.key);
    }
}
