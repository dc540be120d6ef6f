//! The settings of the blend, and its stages.

use std::num::NonZeroU32;

use crate::{Compatibility, PoolError};

/// The settings of [`Blend`](crate::Blend).
///
/// An interest that one in a thousand of those waiting has weighs about 176, one that everybody has 16; moods weigh 0
/// to 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlendConfig {
    /// What shared interests weigh is taken this many times. Default 20, so that a shared word of
    /// any kind weighs as much as moods that go together a little; 0 leaves them out.
    pub keywords: u32,
    /// What fitting moods weigh is taken this many times. Default 1; 0 leaves them out.
    pub moods: u32,
    /// What each second weighs that the older of the two has waited, for at most an hour. Default 10.
    pub waited_second: u32,
    /// Which moods go together.
    pub compatibility: Compatibility,
    /// How many candidates are looked at for their interests, and as many for their moods. Default 16.
    pub look: NonZeroU32,
    stages: [BlendStage; Self::STAGES],
    len: u8,
}

/// From an age on, what a pair must weigh at least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlendStage {
    /// How long the older of two must have waited, milliseconds.
    pub after_ms: u32,
    /// What the pair must weigh; at 0 anybody eligible will do.
    pub at_least: u32,
}

impl BlendStage {
    /// From `after_ms` on a pair must weigh `at_least`.
    #[must_use]
    pub const fn new(after_ms: u32, at_least: u32) -> Self {
        Self { after_ms, at_least }
    }
}

impl BlendConfig {
    /// How many stages there are at most.
    pub const STAGES: usize = 6;

    /// The stages, the earliest first. Default: 300 at once, 100 after 5 seconds, anybody after 10.
    #[must_use]
    pub fn stages(&self) -> &[BlendStage] {
        self.stages.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// Sets the stages, the earliest first. Before the first of them nobody meets.
    ///
    /// # Errors
    ///
    /// [`PoolError::BlendStage`] names the first stage that does not come after the one before, or does not ask for
    /// less, or is one too many; 0 if there is none. Nothing is changed then.
    pub fn set_stages(&mut self, stages: &[BlendStage]) -> Result<(), PoolError> {
        if stages.is_empty() {
            return Err(PoolError::BlendStage { stage: 0 });
        }
        let (mut made, mut len) = ([BlendStage::default(); Self::STAGES], 0);
        let mut last: Option<BlendStage> = None;
        for (at, stage) in stages.iter().enumerate() {
            let falls =
                last.is_none_or(|last| last.after_ms < stage.after_ms && last.at_least > stage.at_least);
            let free = made.get_mut(at).filter(|_| falls);
            *free.ok_or(PoolError::BlendStage { stage: at })? = *stage;
            len += 1;
            last = Some(*stage);
        }
        (self.stages, self.len) = (made, len);
        Ok(())
    }

    /// What a pair must weigh of whom the older has waited `waited_ms`; `None` if they must wait.
    pub(super) fn at_least(&self, waited_ms: i64) -> Option<u32> {
        let reached = self.stages().iter().take_while(|stage| i64::from(stage.after_ms) <= waited_ms);
        reached.last().map(|stage| stage.at_least)
    }

    /// From when on anybody will do, if ever.
    pub(super) fn anyone_after_ms(&self) -> Option<u32> {
        self.stages().iter().find(|stage| stage.at_least == 0).map(|stage| stage.after_ms)
    }
}

impl Default for BlendConfig {
    fn default() -> Self {
        let mut stages = [BlendStage::default(); Self::STAGES];
        let default = [BlendStage::new(0, 300), BlendStage::new(5_000, 100), BlendStage::new(10_000, 0)];
        for (free, stage) in stages.iter_mut().zip(default) {
            *free = stage;
        }
        Self {
            keywords: 20,
            moods: 1,
            waited_second: 10,
            compatibility: Compatibility::default(),
            look: NonZeroU32::MIN.saturating_add(15),
            stages,
            len: 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_must_come_in_order_and_ask_for_less() {
        let mut config = BlendConfig::default();
        let before = config;
        let stage = BlendStage::new;
        let many: Vec<_> = (0..7).map(|at| stage(at, 100 - at)).collect();
        for (stages, at) in
            [(&[][..], 0), (&[stage(5, 9), stage(5, 8)], 1), (&[stage(5, 9), stage(6, 9)], 1), (&many, 6)]
        {
            assert_eq!(config.set_stages(stages), Err(PoolError::BlendStage { stage: at }));
            assert_eq!(config, before);
        }
        config.set_stages(&[stage(5, 9), stage(8, 2)]).unwrap();
        let asked = [4, 5, 7, 8, i64::MAX].map(|waited| config.at_least(waited));
        assert_eq!(asked, [None, Some(9), Some(9), Some(2), Some(2)]);
        assert_eq!((config.anyone_after_ms(), before.anyone_after_ms()), (None, Some(10_000)));
    }
}
