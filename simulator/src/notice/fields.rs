//! Filling a template's fields, and the limits of each sort of field.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html>

use serde_json::Value;

/// What is wrong with the data of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The field's value is missing or empty.
    Empty(String),
    /// It is longer than its sort allows, or of another shape.
    Invalid(String),
}

impl Fault {
    /// As it stands in `errmsg`.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Empty(name) => format!("data.{name}.value is empty"),
            Self::Invalid(name) => format!("data.{name}.value invalid"),
        }
    }
}

/// Field names of a content, in order; `None` when braces do not match.
fn names(content: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut rest = content;
    while let Some((_, tail)) = rest.split_once("{{") {
        let (inside, after) = tail.split_once("}}")?;
        let name = inside.strip_suffix(".DATA")?;
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return None;
        }
        found.push(name);
        rest = after;
    }
    (!rest.contains("}}")).then_some(found)
}

/// Whether the content of a template is sound.
pub(super) fn check(content: &str) -> Result<(), &'static str> {
    match names(content) {
        None => Err("a field is not of the form {{name.DATA}}"),
        Some(names) if names.is_empty() => Err("the content has no field"),
        Some(_) => Ok(()),
    }
}

/// Fills every field from `data`, which holds `{"name": {"value": …}}`.
pub(crate) fn fill(content: &str, data: Option<&Value>) -> Result<String, Fault> {
    let mut text = content.to_owned();
    for name in names(content).unwrap_or_default() {
        let value = match data.and_then(|d| d.get(name)).and_then(|f| f.get("value")) {
            Some(Value::String(value)) => value.clone(),
            Some(Value::Number(value)) => value.to_string(),
            _ => return Err(Fault::Empty(name.to_owned())),
        };
        if value.trim().is_empty() {
            return Err(Fault::Empty(name.to_owned()));
        }
        if !fits(name, &value) {
            return Err(Fault::Invalid(name.to_owned()));
        }
        text = text.replace(&format!("{{{{{name}.DATA}}}}"), &value);
    }
    Ok(text)
}

/// Whether a value keeps the limits of its sort, which the letters of the name tell.
fn fits(name: &str, value: &str) -> bool {
    let sort = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let length = value.chars().count();
    let plain = |max| length <= max && value.chars().all(|c| c.is_ascii_graphic());
    match sort {
        "thing" => length <= 20,
        "number" => length <= 32 && value.parse::<f64>().is_ok_and(f64::is_finite),
        "letter" => length <= 32 && value.chars().all(|c| c.is_ascii_alphabetic()),
        "symbol" => length <= 5 && value.chars().all(|c| !c.is_alphanumeric()),
        "character_string" => plain(32),
        "name" => length <= 10,
        "phrase" => length <= 5,
        "phone_number" => plain(17),
        "car_number" => length <= 8,
        "const" => length <= 20,
        "time" | "date" | "amount" => length <= 32 && value.chars().any(|c| c.is_ascii_digit()),
        // Older templates name their fields freely.
        _ => length <= 200,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn contents_are_checked() {
        assert_eq!(check("给你：{{thing1.DATA}}"), Ok(()));
        for bad in ["nothing", "{{thing1}}", "{{.DATA}}", "{{thing1.DATA", "a}}", "{{a b.DATA}}"] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_sort_has_its_limit() {
        for (name, good, bad) in [
            ("thing1", "二十个字以内的事情", "这个事情实在是太长了以至于超过了二十个字"),
            ("number2", "12.5", "twelve"),
            ("letter3", "abc", "a1"),
            ("character_string4", "A-1024", "单号"),
            ("name5", "小鹿", "一个超过十个字的名字啊啊"),
            ("phrase6", "已匹配", "已经匹配成功"),
            ("phone_number7", "020-12345678", "123456789012345678"),
            ("time8", "2026年11月21日 21:00", "soon"),
        ] {
            let content = format!("{{{{{name}.DATA}}}}");
            let with = |value: &str| fill(&content, Some(&json!({ name: { "value": value } })));
            assert_eq!(with(good), Ok(good.to_owned()), "{name}");
            let long = format!("{bad}长");
            let expected = Err(Fault::Invalid(name.to_owned()));
            assert_eq!(with(if name == "thing1" { &long } else { bad }), expected, "{name}");
            assert_eq!(with(" "), Err(Fault::Empty(name.to_owned())));
            assert_eq!(fill(&content, None), Err(Fault::Empty(name.to_owned())));
        }
    }
}
