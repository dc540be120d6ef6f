//! How fast calls may be made: within a budget, and not at all while the platform has had enough.

mod budget;
mod lane;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use wechat_core::api::{Endpoint, ErrCode};

pub use budget::Budget;

use crate::error::CallError;
use lane::Lane;

/// The paces of one account's calls, each by its name.
pub(crate) struct Pace {
    lanes: Mutex<HashMap<&'static str, Lane>>,
    budgets: HashMap<&'static str, Budget>,
}

impl Pace {
    pub(crate) fn new(budgets: HashMap<&'static str, Budget>) -> Self {
        Self { lanes: Mutex::default(), budgets }
    }

    /// Whether the call may be made now; it counts if so.
    pub(crate) fn admit<E: Endpoint>(&self, now_ms: i64) -> Result<(), CallError> {
        let budget = self.budget::<E>();
        let refused = self.with_lane(E::NAME, |lane| lane.admit(budget, now_ms));
        refused.map_err(|(halt, retry_at_ms)| {
            tracing::debug!(endpoint = E::NAME, ?halt, "a call was not made");
            CallError::Halted { endpoint: E::NAME, halt, retry_at_ms }
        })
    }

    /// The platform answered.
    pub(crate) fn answered<E: Endpoint>(&self, code: Option<ErrCode>, now_ms: i64) {
        let cleared = E::NAME.starts_with("POST /cgi-bin/clear_quota") && code == Some(ErrCode(0));
        if cleared {
            self.lanes.lock().unwrap_or_else(PoisonError::into_inner).clear();
        } else if let Some(code) = code {
            self.with_lane(E::NAME, |lane| lane.answered(code, E::LIMITED_PER_USER, now_ms));
        }
    }

    /// What was set, or what the platform documents.
    fn budget<E: Endpoint>(&self) -> Budget {
        let documented = if E::LIMITED_PER_USER { None } else { E::PER_MINUTE };
        self.budgets.get(E::NAME).copied().unwrap_or(Budget { per_minute: documented, per_day: None })
    }

    fn with_lane<R>(&self, name: &'static str, work: impl FnOnce(&mut Lane) -> R) -> R {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        work(lanes.entry(name).or_default())
    }
}
