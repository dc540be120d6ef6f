//! A message key with both schedules computed.

use aes::{Aes256Dec, Aes256Enc};
use cbc::cipher::{Array, BlockModeDecrypt as _, BlockModeEncrypt as _, InnerIvInit as _, KeyInit as _};
use cbc::{Decryptor, Encryptor};

/// The account's key, schedules included.
pub struct Key {
    encrypt: Aes256Enc,
    decrypt: Aes256Dec,
    iv: [u8; 16],
}

impl Key {
    /// From the 32 bytes; the first 16 are the initialisation vector too.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        let mut iv = [0; 16];
        iv.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        Self { encrypt: Aes256Enc::new(bytes.into()), decrypt: Aes256Dec::new(bytes.into()), iv }
    }

    /// Whole blocks, in place.
    pub fn encrypt_blocks(&self, buffer: &mut [u8]) {
        let (blocks, _) = Array::slice_as_chunks_mut(buffer);
        Encryptor::inner_iv_init(&self.encrypt, (&self.iv).into()).encrypt_blocks(blocks);
    }

    /// Whole blocks, in place; `None` when the last one is not whole.
    pub fn decrypt_blocks(&self, buffer: &mut [u8]) -> Option<()> {
        let (blocks, rest) = Array::slice_as_chunks_mut(buffer);
        if !rest.is_empty() {
            return None;
        }
        Decryptor::inner_iv_init(&self.decrypt, (&self.iv).into()).decrypt_blocks(blocks);
        Some(())
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}
