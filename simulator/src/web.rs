//! Pages of WeChat that a person passes in the in-app browser: web login, and consent to a one-time message.

mod consent;
mod login;
mod problem;

pub(crate) use login::Logins;
pub use login::{LoginPage, Scope};
pub use problem::PageProblem;

/// The address with parameters joined to its query, before any fragment.
fn with_parameters(address: &str, parameters: &[(&str, &str)]) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let (main, fragment) = match address.split_once('#') {
        Some((main, fragment)) => (main, Some(fragment)),
        None => (address, None),
    };
    let mut url = main.to_owned();
    for (name, value) in parameters {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(&format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
    }
    if let Some(fragment) = fragment {
        url.push_str(&format!("#{fragment}"));
    }
    url
}

/// Whether an address is http(s) and lies inside the domain, if one is set.
fn is_allowed(address: &str, domain: Option<&str>) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some(host) = rest.and_then(|r| r.split(['/', '?', '#']).next()).filter(|h| !h.is_empty()) else {
        return false;
    };
    if host.contains('@') {
        return false;
    }
    domain.is_none_or(|domain| domain.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_stand_before_the_fragment() {
        assert_eq!(
            with_parameters("http://a/b", &[("code", "1"), ("state", "x y")]),
            "http://a/b?code=1&state=x%20y"
        );
        assert_eq!(with_parameters("http://a/?c=2#top", &[("code", "1")]), "http://a/?c=2&code=1#top");
    }

    #[test]
    fn the_domain_is_compared_whole() {
        for (address, domain, expected) in [
            ("https://bot.example/x", Some("bot.example"), true),
            ("https://BOT.example", Some("bot.example"), true),
            ("https://bot.example.evil/x", Some("bot.example"), false),
            ("https://evil/bot.example", Some("bot.example"), false),
            ("https://bot.example@evil/", Some("bot.example"), false),
            ("http://127.0.0.1:8080/x", None, true),
            ("javascript:alert(1)", None, false),
            ("http:///x", None, false),
        ] {
            assert_eq!(is_allowed(address, domain), expected, "{address}");
        }
    }
}
