//! Small files that stand for what people send: a picture of the sea, a second of silence, an empty film.

const WIDTH: i32 = 140;
const HEIGHT: i32 = 105;
/// Where the sea begins.
const HORIZON: i32 = 64;

type Colour = [u8; 3];

/// The sky above and at the horizon, and the sea.
const EVENINGS: [[Colour; 3]; 5] = [
    [[74, 92, 156], [255, 178, 122], [46, 72, 110]],
    [[88, 172, 222], [226, 244, 250], [38, 128, 170]],
    [[48, 38, 92], [232, 112, 130], [36, 34, 72]],
    [[250, 176, 92], [255, 232, 186], [186, 104, 78]],
    [[30, 50, 88], [110, 150, 190], [18, 38, 64]],
];

/// A PNG of an evening by the sea; which one, and where the sun stands, follows from the media id.
pub(super) fn picture(id: &str) -> Vec<u8> {
    let hash = id.bytes().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b)));
    let part = |of: u32, below: u32| i32::try_from(hash / of % below).unwrap_or_default();
    let evening = EVENINGS.get(hash as usize % EVENINGS.len()).copied().unwrap_or_default();
    let sun = (30 + part(5, 80), 22 + part(400, 34));
    let (width, height) = (WIDTH.unsigned_abs(), HEIGHT.unsigned_abs());
    let pixels: Vec<u8> =
        (0..HEIGHT).flat_map(|y| (0..WIDTH).flat_map(move |x| pixel(evening, sun, x, y))).collect();
    png(width, height, png::ColorType::Rgb, &pixels).unwrap_or_default()
}

fn pixel([high, low, sea]: [Colour; 3], sun: (i32, i32), x: i32, y: i32) -> Colour {
    const LIGHT: Colour = [255, 246, 220];
    let (dx, dy) = (x - sun.0, y - sun.1);
    if y < HORIZON {
        let disc = dx * dx + dy * dy;
        return if disc < 110 { LIGHT } else { blend(high, low, y * 100 / HORIZON) };
    }
    let depth = y - HORIZON;
    // The sun's way over the water, broken by waves.
    let way = dx.abs() < 5 + depth / 3 && (y * 3 + x / 5) % 4 < 2;
    let water = blend(low, sea, (depth * 4).min(100));
    if way { blend(water, LIGHT, 55) } else { water }
}

/// So many hundredths of the way from one colour to another.
fn blend(from: Colour, to: Colour, hundredths: i32) -> Colour {
    let mix = |a: u8, b: u8| i32::from(a) + (i32::from(b) - i32::from(a)) * hundredths / 100;
    let [r, g, b] = from;
    let [tr, tg, tb] = to;
    [mix(r, tr), mix(g, tg), mix(b, tb)].map(|c| u8::try_from(c).unwrap_or(u8::MAX))
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
