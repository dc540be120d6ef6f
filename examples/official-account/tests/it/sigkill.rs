//! SIGKILL in the middle of a talk, again and again: whatever was answered arrives.
//!
//! `SIGKILL_ROUNDS` says how often; 5 unless set.

use crate::support::until;
use crate::support::world::World;
use std::time::Duration;
use tokio::time::{Instant, sleep};
use wechat_simulator::{Mode, PhoneId, PushId, PushState};

/// What was shown this long before a kill may be shown once more: the process died before it could note it. All else
/// may not.
const UNNOTED_MS: i64 = 500;

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// A line that was said.
struct Said {
    push: PushId,
    to: PhoneId,
    text: String,
}

/// Two people in a talk that nothing stops.
struct Talk {
    world: World,
    people: [PhoneId; 2],
    said: Vec<Said>,
    kills_ms: Vec<i64>,
    dice: Dice,
}

impl Talk {
    async fn start() -> Self {
        let mut world = World::start(Mode::Secure).await;
        let (one, other) = world.pair().await;
        Self { world, people: [one, other], said: Vec::new(), kills_ms: Vec::new(), dice: Dice(7) }
    }

    fn say(&mut self) {
        let from = usize::try_from(self.dice.below(2)).unwrap();
        let text = format!("第{}句", self.said.len());
        let push = self.world.say(self.people[from], &text);
        self.said.push(Said { push, to: self.people[1 - from], text });
    }

    async fn round(&mut self) {
        let end = Instant::now() + Duration::from_millis(300 + self.dice.below(1_200));
        while Instant::now() < end {
            self.say();
            sleep(Duration::from_millis(2 + self.dice.below(40))).await;
        }
        self.say();
        self.world.kill_program();
        self.kills_ms.push(self.world.simulator.with_platform(|platform| platform.now()));
        self.say();
        self.world.start_program();
    }

    /// Lines that were answered, and so must arrive.
    fn accepted(&self) -> Vec<&Said> {
        let answered = |said: &&Said| matches!(self.world.state(said.push), PushState::Answered { .. });
        self.said.iter().filter(answered).collect()
    }

    fn missing(&self) -> Vec<&str> {
        let missing = |said: &&Said| self.world.times(said.to, &said.text) == 0;
        self.accepted().into_iter().filter(missing).map(|said| said.text.as_str()).collect()
    }

    /// Both go on with a word until nothing is held.
    async fn wait_for_all(&self) {
        let all = self.said.iter().map(|said| said.push).collect::<Vec<_>>();
        let over = || all.iter().all(|push| self.world.state(*push) != PushState::Open);
        until("every push is over", Duration::from_secs(30), over).await;
        let end = Instant::now() + Duration::from_secs(120);
        while !self.missing().is_empty() && Instant::now() < end {
            for person in self.people {
                self.world.say(person, "嗯");
            }
            sleep(Duration::from_millis(1_500)).await;
        }
        assert_eq!(self.missing(), [""; 0], "accepted and never shown");
    }

    /// Every line that was shown twice, with when it was shown first.
    fn repeated(&self) -> Vec<(&str, i64)> {
        let shown = |said: &Said| {
            let screen = self.world.screen(said.to);
            let times = screen.iter().map(|bubble| bubble.text.matches(&said.text).count()).sum::<usize>();
            assert!(times <= 2, "{} was shown {times} times", said.text);
            let first = screen.iter().find(|bubble| bubble.text.contains(&said.text)).map(|b| b.at_ms);
            first.filter(|_| times == 2)
        };
        self.said.iter().filter_map(|said| Some((said.text.as_str(), shown(said)?))).collect()
    }
}

// proves: D6
#[tokio::test(flavor = "multi_thread")]
async fn every_line_that_was_answered_arrives() {
    let rounds = std::env::var("SIGKILL_ROUNDS").map_or(5, |rounds| rounds.parse().unwrap());
    let mut talk = Talk::start().await;
    for _ in 0..rounds {
        talk.round().await;
    }
    talk.wait_for_all().await;
    let repeated = talk.repeated();
    let mut longest_ms = 0;
    for (text, first_ms) in &repeated {
        let before = talk.kills_ms.iter().map(|kill_ms| kill_ms - first_ms).find(|ms| *ms >= 0);
        let before = before.unwrap_or(i64::MAX);
        assert!(before < UNNOTED_MS, "{text} was shown twice, and no kill explains it");
        longest_ms = longest_ms.max(before);
    }
    let (accepted, said) = (talk.accepted().len(), talk.said.len());
    assert!(accepted * 2 > said, "{accepted} of {said}: hardly anything was answered");
    assert_eq!(talk.world.refusals(), 0);
    println!(
        "{rounds} kills: {said} lines said, {accepted} answered, all shown; {} twice, shown first at most {longest_ms} ms \
         before a kill",
        repeated.len()
    );
}
