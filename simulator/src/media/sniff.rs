//! What kind of file some bytes are, by their first ones, and how long a voice note lasts.

/// Content type and extension of a PNG, JPEG or GIF.
pub(crate) fn image_type(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(("image/png", "png"))
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(("image/jpeg", "jpg"))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(("image/gif", "gif"))
    } else {
        None
    }
}

const AMR: &[u8] = b"#!AMR\n";
const AMR_WB: &[u8] = b"#!AMR-WB\n";

/// Content type and extension of an AMR or MP3.
pub(crate) fn voice_type(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let mp3 = bytes.starts_with(b"ID3")
        || matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0 && second & 0x06 != 0);
    if bytes.starts_with(AMR_WB) || bytes.starts_with(AMR) {
        Some(("audio/amr", "amr"))
    } else if mp3 {
        Some(("audio/mpeg", "mp3"))
    } else {
        None
    }
}

/// Bytes of a frame after its head, by mode, of 20 ms each.
const FRAME: [usize; 16] = [12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0];
const FRAME_WB: [usize; 16] = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0];

/// How long an AMR lasts, in milliseconds; `None` for other formats.
pub(crate) fn voice_ms(bytes: &[u8]) -> Option<u64> {
    let (mut rest, sizes) = match bytes.strip_prefix(AMR_WB) {
        Some(rest) => (rest, FRAME_WB),
        None => (bytes.strip_prefix(AMR)?, FRAME),
    };
    let mut frames = 0;
    while let Some((head, tail)) = rest.split_first() {
        let size = sizes.get(usize::from(head >> 3 & 0x0f)).copied().unwrap_or(0);
        rest = tail.get(size..).unwrap_or_default();
        frames += 1;
    }
    Some(frames * 20)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn types_by_first_bytes() {
        assert_eq!(image_type(b"\x89PNG\r\n\x1a\n...").unwrap().1, "png");
        assert_eq!(image_type(b"\xff\xd8\xff\xe0").unwrap().1, "jpg");
        assert_eq!(image_type(b"GIF89a").unwrap().1, "gif");
        assert_eq!(image_type(b"BM...."), None);
        assert_eq!(voice_type(b"ID3\x04").unwrap().1, "mp3");
        assert_eq!(voice_type(b"\xff\xfb\x90").unwrap().1, "mp3");
        assert_eq!(voice_type(b"OggS"), None);
    }

    proptest! {
        #[test]
        fn lengths_never_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = (voice_ms(&bytes), voice_type(&bytes), image_type(&bytes));
            bytes.splice(0..0, AMR.iter().copied());
            prop_assert!(voice_ms(&bytes).unwrap() <= 20 * 200);
        }
    }
}
