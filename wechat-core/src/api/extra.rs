//! What the platform says beyond what is documented here.

use std::fmt;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// Members of an answer that no field stands for, so that what the platform adds tomorrow can be read today. `Debug`
/// shows their names only.
///
/// ```
/// use wechat_core::api::quota::GetQuota;
/// use wechat_core::api::Endpoint;
/// let answer = br#"{"quota":{"daily_limit":10,"used":1,"remain":9,"burst":3}}"#;
/// let quota = GetQuota::parse(http::Response::new(answer.as_slice())).unwrap();
/// assert_eq!(quota.extra.get("burst").and_then(|burst| burst.as_i64()), Some(3));
/// assert_eq!(format!("{:?}", quota.extra), r#"{"burst"}"#);
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Extra(Map<String, Value>);

impl Extra {
    /// A member by its name on the wire.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The names there are.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether there is nothing more.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) const fn members(&self) -> &Map<String, Value> {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut members = Map::deserialize(from)?;
        // Every answer may carry these; they were looked at.
        members.remove("errcode");
        members.remove("errmsg");
        Ok(Self(members))
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
