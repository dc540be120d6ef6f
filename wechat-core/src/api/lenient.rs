//! What the platform writes in more than one way: numbers as strings, flags as numbers, absence as an empty string.

use serde::{Deserialize, Deserializer, de};

/// A scalar in any of its spellings.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Flag(bool),
    Int(i64),
    Float(f64),
    Text(String),
    Null(()),
}

/// A text that may be written as a number; absence is empty.
pub(super) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(match Scalar::deserialize(from)? {
        Scalar::Text(text) => text,
        Scalar::Int(number) => number.to_string(),
        Scalar::Float(number) => number.to_string(),
        Scalar::Flag(flag) => flag.to_string(),
        Scalar::Null(()) => String::new(),
    })
}

/// The same, where an empty text means that there is none.
pub(super) fn opt_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    text(from).map(|text| Some(text).filter(|text| !text.is_empty()))
}

/// A number that may be written as a text.
pub(super) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    match Scalar::deserialize(from)? {
        Scalar::Int(number) => Ok(number),
        Scalar::Text(text) => text.trim().parse().map_err(|_| de::Error::custom("not a whole number")),
        _ => Err(de::Error::custom("not a whole number")),
    }
}

/// The same, where an empty text or `null` means that there is none.
pub(super) fn opt_number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    match Scalar::deserialize(from)? {
        Scalar::Int(number) => Ok(Some(number)),
        Scalar::Null(()) => Ok(None),
        Scalar::Text(text) if text.trim().is_empty() => Ok(None),
        Scalar::Text(text) => {
            text.trim().parse().map(Some).map_err(|_| de::Error::custom("not a whole number"))
        }
        _ => Err(de::Error::custom("not a whole number")),
    }
}

/// A flag that may be 0 or 1, as a number or a text.
pub(super) fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    match Scalar::deserialize(from)? {
        Scalar::Flag(flag) => Ok(flag),
        Scalar::Int(number) => Ok(number != 0),
        Scalar::Null(()) => Ok(false),
        Scalar::Text(text) => match text.trim() {
            "1" | "true" => Ok(true),
            "0" | "false" | "" => Ok(false),
            _ => Err(de::Error::custom("neither 0 nor 1")),
        },
        Scalar::Float(_) => Err(de::Error::custom("neither 0 nor 1")),
    }
}

/// One of our ids or secrets, by its own check.
pub(super) fn checked<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<String>,
{
    // The checker's reason may say where, never what; it is dropped all the same.
    T::try_from(text(from)?).map_err(|_| de::Error::custom("not such an id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct All {
        #[serde(default, deserialize_with = "text")]
        text: String,
        #[serde(default, deserialize_with = "opt_number")]
        number: Option<i64>,
        #[serde(default, deserialize_with = "flag")]
        flag: bool,
    }

    #[test]
    fn every_spelling_is_read() {
        let read = |json| serde_json::from_str::<All>(json).unwrap();
        let all = All { text: "86".into(), number: Some(7), flag: true };
        assert_eq!(read(r#"{"text":86,"number":"7","flag":1}"#), all);
        assert_eq!(read(r#"{"text":"86","number":7,"flag":"1"}"#), all);
        assert_eq!(read("{}"), All { text: String::new(), number: None, flag: false });
        assert_eq!(read(r#"{"text":null,"number":"","flag":false}"#), read("{}"));
        for bad in [r#"{"number":"x"}"#, r#"{"flag":"maybe"}"#, r#"{"text":[]}"#, r#"{"number":true}"#] {
            assert!(serde_json::from_str::<All>(bad).is_err(), "{bad}");
        }
    }
}
