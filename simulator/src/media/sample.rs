//! Small files that stand for what people send: a picture in two colours, a second of silence, an empty film.

const SIDE: u32 = 96;

/// A PNG whose colours follow from the media id.
pub(super) fn picture(id: &str) -> Vec<u8> {
    let hash = id.bytes().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b)));
    let [r, g, b, tilt] = hash.to_be_bytes();
    let mut pixels = Vec::new();
    for y in 0..SIDE {
        for x in 0..SIDE {
            let light = u8::try_from((x * u32::from(tilt & 1) + y).min(127)).unwrap_or(127);
            pixels.extend([r, g, b].map(|c| (c / 2).saturating_add(light)));
        }
    }
    png(SIDE, SIDE, png::ColorType::Rgb, &pixels).unwrap_or_default()
}

/// A picture in grey.
pub(crate) fn gray_png(width: u32, height: u32, pixels: &[u8]) -> Option<Vec<u8>> {
    png(width, height, png::ColorType::Grayscale, pixels)
}

fn png(width: u32, height: u32, color: png::ColorType, pixels: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// One to five seconds of silence: AMR at 12.2 kbit/s, or AMR-WB at 23.85.
pub(super) fn voice(id: &str, sharp: bool) -> Vec<u8> {
    let seconds = id.bytes().last().map_or(1, |b| usize::from(b % 5) + 1);
    let (head, frame): (&[u8], [&[u8]; 2]) =
        if sharp { (b"#!AMR-WB\n", [&[0x44], &[0; 60]]) } else { (b"#!AMR\n", [&[0x3c], &[0; 31]]) };
    let mut bytes = head.to_vec();
    for _ in 0..seconds * 50 {
        bytes.extend(frame.concat());
    }
    bytes
}

/// An MP4 container without a track.
pub(super) fn film() -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, content) in [(b"ftyp", &b"isom\0\0\x02\0isomiso2mp41"[..]), (b"free", b""), (b"mdat", b"")] {
        let size = u32::try_from(content.len()).unwrap_or(0) + 8;
        bytes.extend_from_slice(&size.to_be_bytes());
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(content);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::{image_type, voice_ms};

    #[test]
    fn samples_are_what_they_say() {
        assert_eq!(image_type(&picture("a")).unwrap().1, "png");
        assert_ne!(picture("a"), picture("b"));
        for id in ["a", "b", "c", "d", "e"] {
            let expected = 1000 * (u64::from(id.as_bytes()[0] % 5) + 1);
            assert_eq!(voice_ms(&voice(id, false)), Some(expected));
            assert_eq!(voice_ms(&voice(id, true)), Some(expected));
        }
        assert_eq!(&film()[4..8], b"ftyp");
    }
}
