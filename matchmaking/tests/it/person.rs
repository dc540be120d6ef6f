//! People as a script draws them: what they are and wish for, from so few values that much of it fits and much does not.

use matchmaking::{AgeBand, Keyword, Languages, Mood, Nearness, Region, Sex, Sexes, Ticket, Wish};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::{Just, Strategy, any, prop_oneof};

#[derive(Clone, Debug)]
pub(crate) struct Person {
    sex: Option<Sex>,
    age: Option<u8>,
    region: Option<Region>,
    languages: Vec<u8>,
    wished_sexes: Option<(Vec<Sex>, bool)>,
    wished_ages: Option<((u8, u8), bool)>,
    nearness: Option<(Nearness, bool)>,
    wished_languages: Option<(Vec<u8>, bool)>,
    interests: Vec<u64>,
    mood: Option<[u8; 8]>,
}

fn wish<T>((value, firm): (T, bool)) -> Wish<T> {
    if firm { Wish::firm(value) } else { Wish::soft(value) }
}

fn spoken(numbers: &[u8]) -> Languages {
    numbers.iter().fold(Languages::none(), |set, &number| set.and(number))
}

impl Person {
    pub(crate) fn describe(&self, ticket: &mut Ticket) {
        let profile = &mut ticket.profile;
        (profile.sex, profile.age, profile.region) = (self.sex, self.age, self.region);
        profile.languages = spoken(&self.languages);
        let wishes = &mut ticket.wishes;
        let set = |sexes: Vec<Sex>| sexes.into_iter().fold(Sexes::none(), Sexes::and);
        wishes.sex = self.wished_sexes.clone().map(|(sexes, firm)| wish((set(sexes), firm)));
        let band = |(a, b): (u8, u8)| AgeBand::new(a.min(b), a.max(b)).unwrap();
        wishes.ages = self.wished_ages.map(|(ages, firm)| wish((band(ages), firm)));
        wishes.nearness = self.nearness.map(wish);
        let wished = |(numbers, firm): (Vec<u8>, bool)| wish((spoken(&numbers), firm));
        wishes.languages = self.wished_languages.clone().map(wished);
        ticket.interests = self.interests.iter().copied().map(Keyword).collect();
        ticket.mood = self.mood.and_then(|shares| Mood::new(shares).ok());
    }
}

fn sex() -> impl Strategy<Value = Sex> {
    prop_oneof![Just(Sex::Female), Just(Sex::Male), Just(Sex::Other)]
}

/// Most wish for little, so that most scripts still match somebody.
pub(crate) fn person() -> impl Strategy<Value = Person> {
    let age = prop_oneof![4 => 18_u8..30, 1 => 14_u8..18];
    let region = (0_u32..2, 0_u32..2).prop_map(|(area, place)| Region::new(area, place));
    let profile = (of(sex()), of(age), of(region), vec(0_u8..3, 0..3));
    let nearness = prop_oneof![Just(Nearness::SameArea), Just(Nearness::SamePlace)];
    let wishes = (
        weighted(0.2, (vec(sex(), 0..3), any::<bool>())),
        weighted(0.2, ((14_u8..32, 14_u8..32), any::<bool>())),
        weighted(0.2, (nearness, any::<bool>())),
        weighted(0.2, (vec(0_u8..3, 0..3), any::<bool>())),
    );
    let mood = weighted(0.7, proptest::array::uniform8(0_u8..4));
    (profile, wishes, vec(0_u64..6, 0..5), mood).prop_map(|(profile, wishes, interests, mood)| Person {
        sex: profile.0,
        age: profile.1,
        region: profile.2,
        languages: profile.3,
        wished_sexes: wishes.0,
        wished_ages: wishes.1,
        nearness: wishes.2,
        wished_languages: wishes.3,
        interests,
        mood,
    })
}
