//! What may go wrong, how often, and what did: every decision comes from the platform's seed.

use crate::random::Entropy;
use crate::{Error, Platform};
use serde::{Deserialize, Serialize};

/// Probabilities (0 to 1) and the delay range of the network between platform and bot. Default: no fault.
///
/// ```
/// # use wechat_simulator::{Account, Faults, Platform};
/// let mut platform = Platform::new(Account::example(), 0, 7)?;
/// platform.set_faults(Faults { api_busy: 0.05, reply_lost: 0.02, ..Faults::default() })?;
/// # Ok::<(), wechat_simulator::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Faults {
    /// An API call is answered `-1 system error` and not carried out.
    pub api_busy: f64,
    /// An API call is lost on its way: not carried out, no answer.
    pub api_timeout_before: f64,
    /// An API call is carried out and its answer is lost.
    pub api_timeout_after: f64,
    /// The bot answered an attempt in time, but the platform did not get it: the next attempt follows.
    pub reply_lost: f64,
    /// An attempt never reaches the bot: it times out.
    pub attempt_not_delivered: f64,
    /// A further attempt is made although the push was answered (only while fewer than three were made).
    pub duplicate_push: f64,
    /// A push starts 0 to 3 s late, so that later ones of the same person overtake it.
    pub reorder: f64,
    /// All access tokens become invalid just before an API call.
    pub token_revoked: f64,
    /// The shortest answer time of an API call, in milliseconds.
    pub api_delay_min_ms: u32,
    /// The longest answer time of an API call, in milliseconds.
    pub api_delay_max_ms: u32,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            api_busy: 0.0,
            api_timeout_before: 0.0,
            api_timeout_after: 0.0,
            reply_lost: 0.0,
            attempt_not_delivered: 0.0,
            duplicate_push: 0.0,
            reorder: 0.0,
            token_revoked: 0.0,
            api_delay_min_ms: 40,
            api_delay_max_ms: 40,
        }
    }
}

impl Faults {
    /// Checks that every probability lies in 0..=1 and the delay range is not upside down.
    ///
    /// # Errors
    /// [`Error::Faults`] with the field and the value.
    pub fn check(&self) -> Result<(), Error> {
        let probabilities = [
            ("api_busy", self.api_busy),
            ("api_timeout_before", self.api_timeout_before),
            ("api_timeout_after", self.api_timeout_after),
            ("reply_lost", self.reply_lost),
            ("attempt_not_delivered", self.attempt_not_delivered),
            ("duplicate_push", self.duplicate_push),
            ("reorder", self.reorder),
            ("token_revoked", self.token_revoked),
        ];
        for (field, value) in probabilities {
            if !(0.0..=1.0).contains(&value) {
                return Err(Error::Faults { field, value });
            }
        }
        if self.api_delay_min_ms > self.api_delay_max_ms {
            return Err(Error::Faults { field: "api_delay_min_ms", value: f64::from(self.api_delay_min_ms) });
        }
        Ok(())
    }
}

impl Platform {
    /// Throws the dice of the faults afresh: the same seed, settings and deeds bring the same faults again.
    pub fn set_fault_seed(&mut self, seed: u64) {
        self.dice = Entropy::new(seed, 1);
    }
}

/// How often each fault happened so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FaultCounts {
    /// API calls answered `-1`.
    pub api_busy: u64,
    /// API calls lost before they were carried out.
    pub api_timeout_before: u64,
    /// API answers lost after the call was carried out.
    pub api_timeout_after: u64,
    /// Good answers of the bot that were lost.
    pub reply_lost: u64,
    /// Attempts that never reached the bot.
    pub attempt_not_delivered: u64,
    /// Further attempts of answered pushes.
    pub duplicate_push: u64,
    /// Pushes that started late.
    pub reorder: u64,
    /// Times all tokens were revoked.
    pub token_revoked: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unusable_settings_are_named() {
        assert_eq!(Faults::default().check(), Ok(()));
        let low = Faults { reorder: -0.1, ..Faults::default() };
        assert_eq!(low.check(), Err(Error::Faults { field: "reorder", value: -0.1 }));
        let nan = Faults { api_busy: f64::NAN, ..Faults::default() };
        assert!(matches!(nan.check(), Err(Error::Faults { field: "api_busy", .. })));
        let upside_down = Faults { api_delay_min_ms: 9, api_delay_max_ms: 1, ..Faults::default() };
        assert!(upside_down.check().is_err());
    }
}
