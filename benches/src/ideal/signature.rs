//! SHA-1 over four sorted strings, in hexadecimal.

use sha1::{Digest as _, Sha1};

pub(super) fn sign(mut parts: [&[u8]; 4]) -> [u8; 40] {
    parts.sort_unstable();
    let mut hash = Sha1::new();
    for part in parts {
        hash.update(part);
    }
    let mut hex = [0; 40];
    // Twenty bytes are forty digits.
    let _ = const_hex::encode_to_slice(hash.finalize(), &mut hex);
    hex
}
