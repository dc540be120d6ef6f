//! `\uXXXX` in the JSON of a message: valid JSON, yet shown literally by phones at times.

/// Where escapes of characters begin.
fn positions(body: &[u8]) -> impl Iterator<Item = usize> {
    let mut after_backslash = false;
    body.iter().enumerate().filter_map(move |(at, byte)| {
        let escape = after_backslash && *byte == b'u';
        after_backslash = *byte == b'\\' && !after_backslash;
        escape.then(|| at.saturating_sub(1))
    })
}

/// Whether the JSON holds such escapes.
pub(super) fn are_there(body: &[u8]) -> bool {
    positions(body).next().is_some()
}

/// The JSON whose parsed text shows them as they were written.
pub(super) fn made_literal(body: &[u8]) -> Vec<u8> {
    let mut literal = Vec::with_capacity(body.len() + 16);
    let mut done = 0;
    for at in positions(body) {
        literal.extend_from_slice(body.get(done..at).unwrap_or_default());
        literal.push(b'\\');
        done = at;
    }
    literal.extend_from_slice(body.get(done..).unwrap_or_default());
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_escapes_count() {
        for (body, expected) in [
            (r#"{"a":"你"}"#, false),
            (r#"{"a":"\u4f60"}"#, true),
            (r#"{"a":"\\u4f60"}"#, false),
            (r#"{"a":"\\\u4f60"}"#, true),
        ] {
            assert_eq!(are_there(body.as_bytes()), expected, "{body}");
        }
    }

    #[test]
    fn literal_text_shows_the_escape() {
        let body = made_literal(br#"{"a":"x\u4f60\n\\u1"}"#);
        let value: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(value["a"], "x\\u4f60\n\\u1");
    }
}
