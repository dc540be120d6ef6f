//! XML bodies of pushes.

use wechat_core::Inbound;

/// Both XML readers say the same, and what they read keeps the promises.
pub fn inbound_xml(data: &[u8]) {
    let read = crate::promises::read(data);
    // A comment behind the root tag means nothing, and sends the body to the general reader.
    let Some(at) = data.windows(5).position(|window| window == b"<xml>") else { return };
    let Some((head, tail)) = data.split_at_checked(at + 5) else { return };
    if head.windows(4).any(|window| window == b"<!--" || window == b"<![C") {
        return; // the tag may stand inside something else
    }
    let commented = [head, b"<!---->", tail].concat();
    assert_eq!(read.as_ref().ok(), Inbound::parse(&commented).as_ref().ok(), "the readers differ");
}
