//! QR codes with a scene (带参数的二维码): whoever scans one tells the bot where they came from.
//!
//! A scan by a follower is a `SCAN` event, by anybody else a `subscribe` with `qrscene_…`; both open a send window of
//! three messages for a minute. Verified service accounts only. Confidence: C5.

mod create;
mod scene;

pub use create::{CreateQrCode, QrCode};
pub use scene::QrScene;

/// Longest life of a temporary code, in seconds (30 days).
pub const LIFE_MAX_SECS: u32 = 2_592_000;
/// Life of a temporary code that names none, in seconds (older text: 30).
pub const LIFE_DEFAULT_SECS: u32 = 60;
/// Largest number of a permanent code; the smallest is 1. There are at most as many permanent codes in all (45029).
pub const PERMANENT_ID_MAX: u32 = 100_000;
/// Longest scene of words, in characters.
pub const SCENE_MAX_CHARS: usize = 64;
