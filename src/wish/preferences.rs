//! What a person said of themselves and whom they would like to meet.

use super::scan::{self, Token};
use chatstore::{Opaque, Person};
use matchmaking::{AgeBand, Languages, Nearness, Profile, Region, Sex, Sexes, Wish, Wishes};
use serde::{Deserialize, Serialize};

/// What a person said of themselves and whom they would like to meet; nothing is assumed that was not said.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sex: Option<SexWord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) age: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<(u32, u32)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) languages: Vec<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) wished_sexes: Vec<SexWord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wished_ages: Option<(u8, u8)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wished_near: Option<Nearby>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) wished_languages: Vec<u8>,
}

/// The sex somebody states or wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SexWord {
    #[serde(rename = "f")]
    Female,
    #[serde(rename = "m")]
    Male,
    #[serde(rename = "o")]
    Other,
}

impl From<SexWord> for Sex {
    fn from(word: SexWord) -> Self {
        match word {
            SexWord::Female => Self::Female,
            SexWord::Male => Self::Male,
            SexWord::Other => Self::Other,
        }
    }
}

/// How near somebody wishes a partner to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Nearby {
    City,
    Province,
}

impl Preferences {
    /// Reads what a store kept; what cannot be read is as if nothing had been said, which wishes for nothing.
    pub(crate) fn of(person: &Person) -> Self {
        let data = &person.preferences.0;
        if data.is_empty() { Self::default() } else { serde_json::from_str(data).unwrap_or_default() }
    }

    /// As the store keeps it.
    pub(crate) fn opaque(&self) -> Opaque {
        if *self == Self::default() {
            return Opaque::default();
        }
        Opaque(serde_json::to_string(self).unwrap_or_default().into())
    }

    pub(crate) fn region(&self) -> Option<Region> {
        self.region.map(|(area, place)| Region::new(area, place))
    }

    /// With what 「我是 …」 says; `None` when it says nothing that is known. Whatever it does not mention stays.
    pub(crate) fn with_self(&self, line: &str) -> Option<Self> {
        let tokens = scan::scan(line);
        let mut told = self.clone();
        let languages: Vec<_> = tokens.iter().filter_map(language).collect();
        if !languages.is_empty() {
            told.languages = languages;
        }
        let mut understood = !told.languages.is_empty() && told.languages != self.languages;
        for token in tokens {
            understood |= told.take(token);
        }
        understood.then_some(told)
    }

    /// One thing somebody says of themselves; whether it is one.
    fn take(&mut self, token: Token) -> bool {
        match token {
            Token::Sex(sex) => self.sex = Some(sex),
            Token::Years(from, to) if from == to => self.age = Some(from),
            Token::Region(region) => self.region = Some((region.area, region.place)),
            Token::Language(_) => {}
            Token::Years(..) | Token::Near(_) | Token::Any => return false,
        }
        true
    }

    /// With what 「想找 …」 says, which replaces every earlier wish; `None` when it says nothing that is known.
    pub(crate) fn with_wishes(&self, line: &str) -> Option<Self> {
        let tokens = scan::scan(line);
        if tokens.is_empty() {
            return None;
        }
        let mut told = self.clone();
        (told.wished_sexes, told.wished_ages, told.wished_near) = (Vec::new(), None, None);
        told.wished_languages = tokens.iter().filter_map(language).collect();
        for token in tokens {
            match token {
                Token::Sex(sex) if !told.wished_sexes.contains(&sex) => told.wished_sexes.push(sex),
                Token::Years(from, to) => told.wished_ages = Some((from, to)),
                Token::Near(near) => told.wished_near = Some(near),
                Token::Sex(_) | Token::Region(_) | Token::Language(_) | Token::Any => {}
            }
        }
        Some(told)
    }

    pub(crate) fn wishes_for_nothing(&self) -> bool {
        self.wishes() == Wishes::default()
    }

    /// Whether somebody wishes for company nearby without having said where they are.
    pub(crate) fn lacks_region(&self) -> bool {
        self.wished_near.is_some() && self.region.is_none()
    }

    /// For the wishes of others.
    pub(crate) fn profile(&self) -> Profile {
        let mut profile = Profile::default();
        profile.sex = self.sex.map(Sex::from);
        profile.age = self.age;
        profile.region = self.region();
        profile.languages = set(&self.languages);
        profile
    }

    /// The wishes as the pool takes them. A sex and a language are meant as said; ages and places give way with time.
    pub(crate) fn wishes(&self) -> Wishes {
        let mut wishes = Wishes::default();
        if !self.wished_sexes.is_empty() {
            let sexes = self.wished_sexes.iter().fold(Sexes::none(), |set, sex| set.and(Sex::from(*sex)));
            wishes.sex = Some(Wish::firm(sexes));
        }
        wishes.ages = self.wished_ages.and_then(|(from, to)| AgeBand::new(from, to).ok()).map(Wish::soft);
        // Without a place of one's own nobody is near.
        wishes.nearness = self.wished_near.filter(|_| self.region.is_some()).map(|near| {
            Wish::soft(match near {
                Nearby::City => Nearness::SamePlace,
                Nearby::Province => Nearness::SameArea,
            })
        });
        if !self.wished_languages.is_empty() {
            wishes.languages = Some(Wish::firm(set(&self.wished_languages)));
        }
        wishes
    }
}

fn language(token: &Token) -> Option<u8> {
    match token {
        Token::Language(number) => Some(*number),
        _ => None,
    }
}

fn set(languages: &[u8]) -> Languages {
    languages.iter().fold(Languages::none(), |set, number| set.and(*number))
}

/// What somebody is and whom they wish to meet is not printed.
impl std::fmt::Debug for Preferences {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Preferences").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_later_adds_to_oneself_and_replaces_wishes() {
        let first = Preferences::default().with_self("女 28").unwrap();
        let both = first.with_self("在深圳").unwrap();
        assert_eq!((both.sex, both.age), (Some(SexWord::Female), Some(28)));
        assert!(both.region().is_some());
        let wishes = both.with_wishes("男 25-35 同城").unwrap();
        assert_eq!((wishes.wished_ages, wishes.wished_near), (Some((25, 35)), Some(Nearby::City)));
        let other = wishes.with_wishes("英语").unwrap();
        assert!(other.wished_sexes.is_empty() && other.wished_ages.is_none() && !other.wishes_for_nothing());
        assert!(wishes.with_wishes("不限").unwrap().wishes_for_nothing());
        assert_eq!((both.with_self("来聊天的"), both.with_wishes("来聊天的")), (None, None));
    }

    #[test]
    fn the_store_gets_what_it_gives_back() {
        let told = Preferences::default().with_self("男 17 北京 英语").unwrap().with_wishes("同省").unwrap();
        let mut person = chatstore::Person::new(
            chatstore::UserKey(1),
            chatstore::UserId([0; 16]),
            chatstore::Address::official_account("wx", "o"),
            0,
        );
        person.preferences = told.opaque();
        assert_eq!(Preferences::of(&person), told);
        person.preferences = Opaque("{".into());
        assert_eq!(Preferences::of(&person), Preferences::default());
        assert_eq!(Preferences::default().opaque(), Opaque::default());
    }

    #[test]
    fn company_nearby_needs_a_place() {
        let told = Preferences::default().with_wishes("同城").unwrap();
        assert!(told.lacks_region() && told.wishes().nearness.is_none());
        assert!(told.with_self("上海").unwrap().wishes().nearness.is_some());
    }
}
