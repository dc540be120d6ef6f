//! The picture of a QR code.

use crate::Error;
use qrcode::{Color, QrCode};

/// Pixels of one module, and modules of the white border.
const SCALE: usize = 10;
const BORDER: usize = 4;

/// The modules row by row with their border, dark ones true, and how many stand in a row.
fn modules(content: &str) -> Result<(Vec<Vec<bool>>, usize), Error> {
    let code = QrCode::new(content).map_err(|_| Error::Ticket { problem: "cannot be drawn" })?;
    let (width, colors) = (code.width(), code.to_colors());
    let side = width + 2 * BORDER;
    let blank = || vec![false; side];
    let mut rows: Vec<Vec<bool>> = (0..BORDER).map(|_| blank()).collect();
    for row in colors.chunks(width) {
        let mut line = vec![false; BORDER];
        line.extend(row.iter().map(|c| *c == Color::Dark));
        line.resize(side, false);
        rows.push(line);
    }
    rows.resize_with(side, blank);
    Ok((rows, side))
}

/// Black on white, ten pixels a module.
pub(super) fn png(content: &str) -> Result<Vec<u8>, Error> {
    let (rows, side) = modules(content)?;
    let mut pixels = Vec::with_capacity(side * side * SCALE * SCALE);
    for row in &rows {
        let line: Vec<u8> = row.iter().flat_map(|dark| [if *dark { 0 } else { 255 }; SCALE]).collect();
        for _ in 0..SCALE {
            pixels.extend_from_slice(&line);
        }
    }
    let edge = u32::try_from(side * SCALE).unwrap_or(u32::MAX);
    crate::media::gray_png(edge, edge, &pixels).ok_or(Error::Ticket { problem: "cannot be drawn" })
}

/// One path for all dark modules.
pub(super) fn svg(content: &str) -> Result<String, Error> {
    let (rows, side) = modules(content)?;
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Ok(format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {side} {side}' shape-rendering='crispEdges'>\
         <path fill='#fff' d='M0 0h{side}v{side}H0z'/><path d='{path}'/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_pictures_show_the_same_modules() {
        let (rows, side) = modules("http://weixin.qq.com/q/02abc").unwrap();
        let dark = rows.iter().flatten().filter(|d| **d).count();
        let svg = svg("http://weixin.qq.com/q/02abc").unwrap();
        assert_eq!(svg.matches("h1v1h-1z").count(), dark);
        let bytes = png("http://weixin.qq.com/q/02abc").unwrap();
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels.len(), side * side * SCALE * SCALE);
        assert_eq!(pixels.iter().filter(|p| **p == 0).count(), dark * SCALE * SCALE);
        // A finder pattern in the corner, inside the border.
        assert!(rows[BORDER][BORDER..BORDER + 7].iter().all(|d| *d) && !rows[BORDER][BORDER - 1]);
    }
}
