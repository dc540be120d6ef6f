//! The parameters of a strategy: `name:key=value,key=value`.

use std::num::NonZeroU32;

use crate::Error;

/// A strategy by name with its parameters, taken out one by one; what is left at the end is unknown.
pub(crate) struct Params {
    pub(crate) name: String,
    given: Vec<(String, String)>,
}

impl Params {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let (name, rest) = text.split_once(':').unwrap_or((text, ""));
        Self::of(name, rest)
    }

    /// Those of `name`: `key=value,key=value`.
    pub(crate) fn of(name: &str, params: &str) -> Result<Self, Error> {
        let given = params.split(',').filter(|it| !it.is_empty()).map(|pair| match pair.split_once('=') {
            Some((key, value)) => Ok((key.trim().to_owned(), value.trim().to_owned())),
            None => Err(Error::Parameter {
                parameter: pair.to_owned(),
                value: String::new(),
                must: "parameters are key=value, separated by commas",
            }),
        });
        Ok(Self { name: name.trim().to_owned(), given: given.collect::<Result<_, _>>()? })
    }

    /// The value of a parameter, if given.
    pub(crate) fn take(&mut self, key: &str) -> Option<String> {
        let at = self.given.iter().position(|(name, _)| name == key)?;
        Some(self.given.remove(at).1)
    }

    /// A whole number from 1 on.
    pub(crate) fn count(&mut self, key: &str) -> Result<Option<NonZeroU32>, Error> {
        self.read(key, "a whole number from 1 on", |text| text.parse().ok())
    }

    /// A whole number.
    pub(crate) fn number(&mut self, key: &str) -> Result<Option<u32>, Error> {
        self.read(key, "a whole number", |text| text.parse().ok())
    }

    /// A span of time in milliseconds, or `never`.
    pub(crate) fn span(&mut self, key: &str) -> Result<Option<Option<u32>>, Error> {
        let read = |text: &str| if text == "never" { Some(None) } else { milliseconds(text).map(Some) };
        self.read(key, "a span such as 500ms, 5s or 2m, or never", read)
    }

    pub(crate) fn read<T>(
        &mut self,
        key: &str,
        must: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let Some(value) = self.take(key) else { return Ok(None) };
        match read(&value) {
            Some(it) => Ok(Some(it)),
            None => Err(Error::Parameter { parameter: key.to_owned(), value, must }),
        }
    }

    /// Refuses what nobody took.
    pub(crate) fn end(self) -> Result<(), Error> {
        match self.given.into_iter().next() {
            Some((parameter, _)) => Err(Error::UnknownParameter { strategy: self.name, parameter }),
            None => Ok(()),
        }
    }
}

/// `500ms`, `5s`, `2m`; a bare number is milliseconds.
pub(crate) fn milliseconds(text: &str) -> Option<u32> {
    let units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("", 1)];
    units.into_iter().find_map(|(unit, factor)| {
        let digits = text.strip_suffix(unit)?;
        // A sign would be read too.
        let plain = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| plain)?.checked_mul(factor)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_with_their_units() {
        for (text, ms) in [
            ("5s", Some(5_000)),
            ("500ms", Some(500)),
            ("2m", Some(120_000)),
            ("7", Some(7)),
            ("0s", Some(0)),
        ] {
            assert_eq!(milliseconds(text), ms, "{text}");
        }
        for text in ["", "s", "-5s", "+5s", "5h", "5.5s", "99999999999s", "4294968s"] {
            assert_eq!(milliseconds(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_left_over_is_refused_by_name() {
        let mut params = Params::parse("keyword:look=16, anyone=never ,lok=3").unwrap();
        assert_eq!(params.count("look").unwrap(), NonZeroU32::new(16));
        assert_eq!(params.span("anyone").unwrap(), Some(None));
        assert_eq!(
            params.end().unwrap_err().to_string(),
            "keyword has no parameter \"lok\"; see `matcher-lab list`"
        );
        assert!(Params::parse("keyword:look").is_err());
        assert!(Params::parse("keyword:look=0").unwrap().count("look").is_err());
    }
}
