//! JSON bodies of pushes.

use wechat_core::Inbound;

/// What is read keeps the promises, and blanks around the body change nothing.
pub fn inbound_json(data: &[u8]) {
    let read = crate::promises::read(data);
    let padded = [b" \n".as_slice(), data, b"\n "].concat();
    let again = Inbound::parse(&padded);
    // A byte-order mark counts at the very beginning only.
    if !data.starts_with("\u{feff}".as_bytes()) {
        assert_eq!(read.ok(), again.ok());
    }
}
