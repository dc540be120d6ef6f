//! Provinces and cities by the names people use.

use matchmaking::Region;

/// One line for each province: its name, then those of its cities.
const REGIONS: &str = include_str!("regions.txt");

/// Each line's number and its names; the first is the province itself.
fn provinces() -> impl Iterator<Item = (u32, impl Iterator<Item = (u32, &'static str)>)> {
    let lines = REGIONS.lines().filter(|line| !line.starts_with('#'));
    (0..).zip(lines.map(|line| (0..).zip(line.split(' '))))
}

/// The longest name of a place that `text` begins with, in bytes, and the place.
///
/// A province is a place of its own: whoever says only that is not in the same city as anybody but those who said only
/// that too.
pub(super) fn at_start(text: &str) -> Option<(usize, Region)> {
    let mut longest: Option<(usize, Region)> = None;
    for (area, names) in provinces() {
        for (place, name) in names.filter(|(_, name)| text.starts_with(name)) {
            if longest.is_none_or(|(bytes, _)| name.len() > bytes) {
                longest = Some((name.len(), Region::new(area, place)));
            }
        }
    }
    longest
}

/// What a place is called: the province and the city.
pub(crate) fn name_of(region: Region) -> Option<String> {
    let (_, mut names) = provinces().find(|(area, _)| *area == region.area)?;
    let (_, province) = names.next()?;
    match region.place {
        0 => Some(province.to_owned()),
        place => names.find(|(at, _)| *at == place).map(|(_, city)| format!("{province}{city}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_and_named() {
        for (text, bytes, name) in [
            ("北京人", 6, "北京"),
            ("深圳", 6, "广东深圳"),
            ("广东", 6, "广东"),
            ("吉林市的", 9, "吉林吉林市"),
            ("吉林的", 6, "吉林"),
            ("西双版纳", 12, "云南西双版纳"),
        ] {
            let (length, region) = at_start(text).unwrap();
            assert_eq!((length, name_of(region).as_deref()), (bytes, Some(name)), "{text}");
        }
        assert_eq!(at_start("火星"), None);
        assert_eq!(name_of(Region::new(999, 0)), None);
    }

    #[test]
    fn every_name_stands_once_and_every_province_has_a_line() {
        let names: Vec<_> = provinces().flat_map(|(_, names)| names.map(|(_, name)| name)).collect();
        let different: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert_eq!(provinces().count(), 35, "34 of them, and abroad");
        assert!(names.iter().all(|name| !name.is_empty()));
    }
}
