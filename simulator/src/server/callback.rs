//! The bot's address, and whether it was verified.

use super::config::StartError;
use serde::Serialize;

/// Where pushes go and how that stands.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Callback {
    url: Option<String>,
    verified: bool,
    /// Why the last verification failed, in a few words.
    problem: Option<String>,
    /// Rises with every new address.
    #[serde(skip)]
    pub(super) generation: u64,
}

impl Callback {
    /// Takes a new address, to be verified.
    pub(super) fn set(&mut self, url: Option<String>) -> Result<(), StartError> {
        if let Some(url) = &url {
            let parsed = reqwest::Url::parse(url).ok();
            if !parsed.is_some_and(|u| matches!(u.scheme(), "http" | "https") && u.has_host()) {
                return Err(StartError::CallbackUrl { url: url.clone() });
            }
        }
        *self = Self { url, verified: false, problem: None, generation: self.generation + 1 };
        Ok(())
    }

    /// The address with a query appended to its own, if any.
    pub(super) fn address(&self, query: &str) -> Option<String> {
        let url = self.url.as_ref()?;
        if query.is_empty() {
            return Some(url.clone());
        }
        let separator = if url.contains('?') { '&' } else { '?' };
        Some(format!("{url}{separator}{query}"))
    }

    /// The address with that query, once it is verified.
    pub(super) fn verified_address(&self, query: &str) -> Option<String> {
        if self.verified { self.address(query) } else { None }
    }

    pub(super) fn is_verified(&self) -> bool {
        self.verified
    }

    /// Notes the end of a verification of that generation's address; says whether anything changed.
    pub(super) fn note(&mut self, generation: u64, result: Result<(), String>) -> bool {
        if generation != self.generation {
            return false;
        }
        let before = (self.verified, self.problem.take());
        match result {
            Ok(()) => self.verified = true,
            Err(problem) => self.problem = Some(problem),
        }
        before != (self.verified, self.problem.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_join_those_of_the_address() {
        let mut callback = Callback::default();
        callback.set(Some("http://127.0.0.1:1/wx".into())).unwrap();
        assert_eq!(callback.address("a=1").unwrap(), "http://127.0.0.1:1/wx?a=1");
        assert_eq!(callback.verified_address("a=1"), None);
        callback.set(Some("http://127.0.0.1:1/wx?app=2".into())).unwrap();
        assert!(callback.note(callback.generation, Ok(())));
        assert_eq!(callback.verified_address("a=1").unwrap(), "http://127.0.0.1:1/wx?app=2&a=1");
        assert!(callback.set(Some("ftp://a".into())).is_err());
        assert!(callback.set(Some("not a url".into())).is_err());
    }

    #[test]
    fn a_late_result_of_an_old_address_is_ignored() {
        let mut callback = Callback::default();
        callback.set(Some("http://127.0.0.1:1/".into())).unwrap();
        let old = callback.generation;
        callback.set(Some("http://127.0.0.1:2/".into())).unwrap();
        assert!(!callback.note(old, Ok(())));
        assert!(!callback.is_verified());
    }
}
