//! People with habits: they arrive, look for someone, chat, go silent, leave, flood, unfollow and come back.

use crate::world::World;
use crate::world::dice::Dice;
use std::collections::BTreeMap;
use wechat_simulator::PhoneId;

struct Person {
    phone: PhoneId,
    /// How long they usually take for the next thing.
    tempo_ms: i64,
    said: u32,
}

pub(crate) struct People {
    people: Vec<Person>,
    /// Whether nothing comes by itself, so that people look now and then.
    pull: bool,
    next: BTreeMap<(i64, usize), ()>,
    dice: Dice,
}

impl People {
    pub(crate) fn new(world: &mut World, count: usize, hours: i64) -> Self {
        let mut dice = Dice::new(world.dice.next());
        let mut people = Vec::new();
        let mut next = BTreeMap::new();
        for at in 0..count {
            let phone = world.platform.add_phone(format!("人{at}"));
            // A long evening is slower: otherwise two days would be a hundred thousand lines.
            let slow = if hours > 10 { 20 } else { 1 };
            people.push(Person { phone, tempo_ms: dice.between(8_000, 90_000) * slow, said: 0 });
            next.insert((world.now() + dice.between(0, 3_600_000), at), ());
        }
        let pull = !world.settings.may_push;
        Self { people, pull, next, dice }
    }

    pub(crate) fn next_at(&self) -> i64 {
        self.next.keys().next().map_or(i64::MAX, |(at, _)| *at)
    }

    /// The next person does something.
    pub(crate) fn act(&mut self, world: &mut World, rough: bool) {
        let ((_, at), ()) = self.next.pop_first().unwrap();
        let pause = self.deed(world, at, rough);
        self.next.insert((world.now() + pause, at), ());
        if rough && self.dice.chance(0.000_3) {
            let back_in_ms = self.dice.between(0, 5_000);
            world.crash(back_in_ms);
        }
        if rough && self.dice.chance(0.000_05) {
            world.jump(u64::try_from(self.dice.between(60_000, 49 * 3_600_000)).unwrap());
        }
    }

    fn deed(&mut self, world: &mut World, at: usize, rough: bool) -> i64 {
        let person = &mut self.people[at];
        let (phone, dice) = (person.phone, &mut self.dice);
        if !world.platform.is_following(phone) {
            world.platform.follow(phone).unwrap();
            return dice.wait(20_000);
        }
        let roll = dice.between(0, 999);
        let mut line = || {
            person.said += 1;
            let filler = "啦".repeat(usize::try_from(dice.between(0, 12)).unwrap());
            let long = if dice.chance(0.01) { "长".repeat(500) } else { String::new() };
            format!("«{}-{}»{filler}{long}", at, person.said)
        };
        match roll {
            // Where nothing comes by itself one looks now and then.
            0..=149 if self.pull => {
                world.platform.say(phone, dice.pick::<&str>(&["收", "收", "1", "。", "more"])).unwrap();
            }
            0..=559 => {
                let text = line();
                world.platform.say(phone, &text).unwrap();
            }
            560..=739 => {
                world.platform.say(phone, "找人").unwrap();
            }
            740..=759 => {
                let text = format!("找人 {}", line());
                world.platform.say(phone, &text).unwrap();
            }
            760..=799 => {
                world.platform.say(phone, "下一个").unwrap();
            }
            800..=839 => {
                world.platform.say(phone, "结束").unwrap();
            }
            840..=849 => {
                world.platform.say(phone, "取消").unwrap();
            }
            850..=859 => {
                world.platform.say(phone, "收").unwrap();
            }
            860..=869 => {
                let word = dice.pick::<&str>(&["帮助", "1", "2", "好", "举报"]);
                world.platform.say(phone, word).unwrap();
            }
            870..=874 => {
                world.platform.say(phone, dice.pick::<&str>(&["语言", "language"])).unwrap();
            }
            875..=879 => {
                world.platform.send_sticker(phone).unwrap();
            }
            880..=889 => {
                world.platform.tap_menu(phone, "find").unwrap();
            }
            890..=893 => {
                world.platform.say(phone, "拉黑").unwrap();
            }
            894..=903 => {
                world.platform.unfollow(phone).unwrap();
                return if dice.chance(0.2) { dice.wait(600) } else { dice.wait(30 * 60_000) };
            }
            904..=915 => {
                // Thirty lines in a burst.
                for _ in 0..30 {
                    let text = line();
                    world.platform.say(phone, &text).unwrap();
                }
            }
            916..=945 => return dice.wait(15 * 60_000),
            951..=955 => {
                world.platform.send_image(phone).unwrap();
            }
            956..=958 => {
                world.platform.send_voice(phone).unwrap();
            }
            959..=961 => {
                world.platform.send_video(phone).unwrap();
            }
            962..=964 => {
                let mark: String = line().chars().take_while(|c| *c != '»').chain(['»']).collect();
                world.platform.send_location(phone, 39.9, 116.4, &mark).unwrap();
            }
            965..=967 => {
                let url =
                    format!("https://example.com/{at}/{}", line().len() + person.said as usize * 10_000);
                world.platform.send_link(phone, "一页", "说明", &url).unwrap();
            }
            968..=974 => {
                let text = format!("扔 {}", line());
                world.platform.say(phone, &text.chars().take(150).collect::<String>()).unwrap();
            }
            975..=982 => {
                world.platform.say(phone, "捡").unwrap();
            }
            983..=989 => {
                let text = format!("回 {}", line());
                world.platform.say(phone, &text).unwrap();
            }
            990..=991 => {
                let word = dice.pick::<&str>(&["扔回", "我的瓶子", "删 1", "扔", "回"]);
                world.platform.say(phone, word).unwrap();
            }
            992..=994 => {
                world.platform.send_short_video(phone).unwrap();
            }
            995..=996 => {
                let mark: String = line().chars().take_while(|c| *c != '»').chain(['»']).collect();
                world.platform.send_mini_program(phone, &mark, "wx00000000000000aa", "pages/a").unwrap();
            }
            997 => {
                world.platform.send_file(phone, "a.pdf", 1_000).unwrap();
            }
            998 => {
                world.platform.send_unknown(phone, "hologram", &[("Depth", "3")]).unwrap();
            }
            999 => {
                let key = dice.pick::<&str>(&["throw", "pick", "mine"]);
                world.platform.tap_menu(phone, key).unwrap();
            }
            946..=950 => return dice.wait(if rough { 30 * 3_600_000 } else { 50 * 3_600_000 }),
            _ => {}
        }
        dice.wait(person.tempo_ms)
    }
}
