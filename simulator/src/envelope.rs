//! The security envelope: signatures and the cipher, written apart from any bot's own.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html>

mod cipher;
mod signature;

pub(crate) use cipher::{Cipher, OpenError};
pub(crate) use signature::sign;
