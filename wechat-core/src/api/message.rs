//! WeChat's error messages, made safe to show.

/// Longest message kept, in characters.
const MAX_CHARS: usize = 400;
/// Openids have 28 characters, tokens over 100; ordinary words of these messages stay below.
const OPAQUE: usize = 24;

/// Masks what may be a token or an openid and keeps the rest, including the `rid` (hexadecimal with dashes).
pub(super) fn harmless(message: &str) -> String {
    let short: String = message.chars().take(MAX_CHARS).collect();
    let mut safe = String::with_capacity(short.len());
    for piece in short.split_inclusive(|c: char| !is_token(c)) {
        let word = piece.trim_end_matches(|c: char| !is_token(c));
        if word.len() >= OPAQUE && !is_rid(word) {
            safe.push('…');
            safe.push_str(piece.get(word.len()..).unwrap_or_default());
        } else {
            safe.push_str(piece);
        }
    }
    safe
}

const fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

fn is_rid(word: &str) -> bool {
    word.len() < 40 && word.contains('-') && word.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn opaque_words_are_masked_and_the_rid_stays() {
        let openid = "oExample_openid_of_a_person1";
        let message = format!("invalid openid [{openid}], rid: 65a1b2c3-0a1b2c3d-4e5f6071");
        assert_eq!(harmless(&message), "invalid openid […], rid: 65a1b2c3-0a1b2c3d-4e5f6071");
        assert_eq!(harmless(&"t".repeat(120)), "…");
        assert_eq!(harmless("access_token expired 时间"), "access_token expired 时间");
    }
}
