//! Moods as data: the classes, the vector of one user, and which moods go together.

mod compatibility;
mod emotion;
mod vector;

pub use compatibility::Compatibility;
pub use emotion::Emotion;
pub use vector::Mood;
