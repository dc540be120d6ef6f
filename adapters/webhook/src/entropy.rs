//! The random bytes that sealed replies begin with.

use std::sync::Arc;

/// A source of random bytes. The default asks the operating system; a test may give its own.
pub trait Entropy: Send + Sync {
    /// Sixteen fresh bytes, or `None` when there are none to be had: the answer is then 503 and WeChat tries again.
    fn bytes(&self) -> Option<[u8; 16]>;
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn bytes(&self) -> Option<[u8; 16]> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).ok()?;
        Some(bytes)
    }
}

impl<E: Entropy + ?Sized> Entropy for Arc<E> {
    fn bytes(&self) -> Option<[u8; 16]> {
        (**self).bytes()
    }
}
