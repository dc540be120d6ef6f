//! AES-256-CBC as WeChat uses it: 16 random bytes, length, message, appid, padded to 32.

use aes::{Aes256Dec, Aes256Enc};
use base64_simd::STANDARD;
use cbc::cipher::{Array, BlockModeDecrypt as _, BlockModeEncrypt as _, InnerIvInit as _, KeyInit as _};
use cbc::{Decryptor, Encryptor};
use zeroize::Zeroizing;

use super::error::CallbackError;
use crate::EncodingAesKey;

const BLOCK: usize = 16;
/// WeChat pads to its own block of 32 bytes, not to the cipher's of 16: ready-made unpadders refuse that.
const PADDED: usize = 32;
/// Random bytes and length field in front of the message.
const HEAD: usize = 20;

/// A key with its schedules; computing them costs more than decrypting a short message.
pub(super) struct MessageKey {
    encrypt: Aes256Enc,
    decrypt: Aes256Dec,
    /// The initialisation vector: the first half of the key.
    iv: Zeroizing<[u8; BLOCK]>,
}

/// A decrypted push in its buffer.
pub(super) struct Plain {
    buffer: Vec<u8>,
    end: usize,
}

impl Plain {
    pub(super) fn message(&self) -> &[u8] {
        self.buffer.get(HEAD..self.end).unwrap_or_default()
    }
}

/// An encrypted answer, not yet in base64.
pub(super) struct CipherText(Vec<u8>);

impl CipherText {
    /// How many characters [`CipherText::push_base64`] appends.
    pub(super) fn base64_len(&self) -> usize {
        STANDARD.encoded_length(self.0.len())
    }

    /// Appends it as base64.
    pub(super) fn push_base64(&self, into: &mut String) {
        STANDARD.encode_append(&self.0, into);
    }
}

impl MessageKey {
    pub(super) fn new(key: &EncodingAesKey) -> Self {
        let bytes = key.bytes();
        let mut iv = Zeroizing::new([0; BLOCK]);
        iv.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        Self { encrypt: Aes256Enc::new(bytes.into()), decrypt: Aes256Dec::new(bytes.into()), iv }
    }

    /// Decodes and decrypts in one buffer, then checks padding, length and appid.
    pub(super) fn decrypt(&self, encrypted: &str, app_id: &[u8]) -> Result<Plain, CallbackError> {
        let mut buffer = STANDARD.decode_to_vec(encrypted).map_err(|_| CallbackError::Base64)?;
        let len = buffer.len();
        let (blocks, rest) = Array::slice_as_chunks_mut(&mut buffer);
        if !rest.is_empty() || blocks.is_empty() {
            return Err(CallbackError::CipherLength { len });
        }
        Decryptor::inner_iv_init(&self.decrypt, (&*self.iv).into()).decrypt_blocks(blocks);
        let end = message_end(unpadded(&buffer)?, app_id)?;
        Ok(Plain { buffer, end })
    }

    /// Pads and encrypts.
    pub(super) fn encrypt(&self, message: &[u8], app_id: &[u8], entropy: &[u8; BLOCK]) -> CipherText {
        let len = HEAD + message.len() + app_id.len();
        let padding = PADDED - len % PADDED;
        let mut buffer = Vec::with_capacity(len + padding);
        buffer.extend_from_slice(entropy);
        // A reply has kilobytes; saturating keeps the conversion total.
        buffer.extend_from_slice(&u32::try_from(message.len()).unwrap_or(u32::MAX).to_be_bytes());
        buffer.extend_from_slice(message);
        buffer.extend_from_slice(app_id);
        buffer.resize(len + padding, u8::try_from(padding).unwrap_or_default());
        self.encrypt_padded(buffer)
    }

    fn encrypt_padded(&self, mut buffer: Vec<u8>) -> CipherText {
        let (blocks, _) = Array::slice_as_chunks_mut(&mut buffer);
        Encryptor::inner_iv_init(&self.encrypt, (&*self.iv).into()).encrypt_blocks(blocks);
        CipherText(buffer)
    }
}

/// Removes 1 to 32 bytes that all say how many they are.
fn unpadded(plain: &[u8]) -> Result<&[u8], CallbackError> {
    let count = usize::from(*plain.last().ok_or(CallbackError::Padding)?);
    if !(1..=PADDED).contains(&count) {
        return Err(CallbackError::Padding);
    }
    let at = plain.len().checked_sub(count).ok_or(CallbackError::Padding)?;
    let (content, padding) = plain.split_at_checked(at).ok_or(CallbackError::Padding)?;
    if padding.iter().any(|byte| usize::from(*byte) != count) {
        return Err(CallbackError::Padding);
    }
    Ok(content)
}

/// Where the message ends, if what follows it is exactly our appid.
fn message_end(content: &[u8], app_id: &[u8]) -> Result<usize, CallbackError> {
    let too_short = CallbackError::MessageLength { claimed: 0, available: 0 };
    let (head, rest) = content.split_first_chunk::<HEAD>().ok_or(too_short)?;
    let [.., a, b, c, d] = *head;
    let claimed = u32::from_be_bytes([a, b, c, d]);
    let bounds = CallbackError::MessageLength { claimed, available: rest.len() };
    let len = usize::try_from(claimed).ok().filter(|len| *len <= rest.len()).ok_or(bounds)?;
    if rest.get(len..) != Some(app_id) {
        return Err(CallbackError::WrongAppId);
    }
    Ok(HEAD + len)
}

#[cfg(test)]
mod tests {
    use super::{CallbackError, CipherText, MessageKey};
    use crate::EncodingAesKey;

    const APP: &[u8] = b"wx0a1b2c3d4e5f6071";

    fn key() -> MessageKey {
        MessageKey::new(&EncodingAesKey::new("driftbottleDRIFTBOTTLE0123456789driftbottlA").unwrap())
    }

    /// Head, message, appid and any padding, encrypted whatever it is.
    fn sealed(claimed: u32, message: &[u8], padding: &[u8]) -> String {
        let length = claimed.to_be_bytes();
        base64(&key().encrypt_padded([&[9; 16], length.as_slice(), message, APP, padding].concat()))
    }

    fn base64(encrypted: &CipherText) -> String {
        let mut text = String::new();
        encrypted.push_base64(&mut text);
        assert_eq!(text.len(), encrypted.base64_len());
        text
    }

    #[test]
    fn every_padding_byte_is_checked() {
        // 20 + 10 + 18 bytes need 16 of padding for whole blocks of the cipher.
        for wrong in 0..16 {
            let mut padding = [16; 16];
            padding[wrong] ^= 1;
            let result = key().decrypt(&sealed(10, b"0123456789", &padding), APP);
            assert_eq!(result.err(), Some(CallbackError::Padding), "byte {wrong}");
        }
        assert!(key().decrypt(&sealed(10, b"0123456789", &[16; 16]), APP).is_ok());
    }

    #[test]
    fn padding_lengths_from_1_to_32_are_accepted_and_no_other() {
        for length in 0..=255_u8 {
            let message = vec![b'm'; (1024 - 20 - APP.len() - usize::from(length)) % 16 + 512];
            let claimed = u32::try_from(message.len()).unwrap();
            let padding = vec![length; usize::from(length)];
            let result = key().decrypt(&sealed(claimed, &message, &padding), APP);
            assert_eq!(result.is_ok(), (1..=32).contains(&length), "{length}: {:?}", result.err());
        }
    }

    #[test]
    fn the_inner_length_is_bounded() {
        for claimed in [29, 1000, u32::MAX] {
            let error = key().decrypt(&sealed(claimed, b"0123456789", &[16; 16]), APP).err();
            assert_eq!(error, Some(CallbackError::MessageLength { claimed, available: 28 }));
        }
        for claimed in [0, 9, 11, 28] {
            let error = key().decrypt(&sealed(claimed, b"0123456789", &[16; 16]), APP).err();
            assert_eq!(error, Some(CallbackError::WrongAppId), "{claimed}");
        }
        let short = base64(&key().encrypt_padded(vec![4; 16]));
        assert!(matches!(key().decrypt(&short, APP).err(), Some(CallbackError::MessageLength { .. })));
    }

    #[test]
    fn truncated_cipher_texts_are_errors() {
        let whole = base64(&key().encrypt(b"hello", APP, &[3; 16]));
        for end in 0..whole.len() {
            assert!(key().decrypt(&whole[..end], APP).is_err(), "{end} characters");
        }
        assert_eq!(key().decrypt("", APP).err(), Some(CallbackError::CipherLength { len: 0 }));
        assert_eq!(key().decrypt("AAAA", APP).err(), Some(CallbackError::CipherLength { len: 3 }));
        assert_eq!(key().decrypt("not base64!", APP).err(), Some(CallbackError::Base64));
    }
}
