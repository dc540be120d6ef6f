//! `signature` and `msg_signature`: SHA-1 over the sorted parts.

use sha1::{Digest, Sha1};

/// The lowercase hexadecimal SHA-1 of the parts, sorted as bytes and joined without a separator.
pub(crate) fn sign(parts: &[&str]) -> String {
    let mut sorted = parts.to_vec();
    sorted.sort_unstable();
    let mut hash = Sha1::new();
    for part in sorted {
        hash.update(part.as_bytes());
    }
    const_hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn order_of_the_parts_does_not_matter() {
        // `printf 170bottletok | sha1sum`, computed apart from this code.
        let expected = "63612bfd484d5f60086d70de9a0dfc1cb9c46df4";
        let one = sign(&["tok", "170", "bottle"]);
        assert_eq!(one, sign(&["bottle", "tok", "170"]));
        assert_eq!(one, expected);
    }

    #[test]
    fn sorting_is_by_bytes_not_by_number() {
        assert_eq!(sign(&["9", "10"]), sign(&["10", "9"]));
        assert_eq!(sign(&["9", "10"]), sign(&["109"]));
    }
}
