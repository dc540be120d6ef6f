//! Somebody with a phone.

use super::{Error, Simulation};
use crate::{Bubble, Error as Refused, PhoneId, Platform, Push, PushId, PushState, Sender, Verdict};

/// A person of a [`Simulation`]. What they do returns when the bot has answered it, or has failed to three times.
#[derive(Debug, Clone)]
pub struct Person {
    simulation: Simulation,
    phone: PhoneId,
}

/// What became of something a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answered {
    /// The push with its attempts.
    pub push: Push,
}

impl Answered {
    /// Whether the bot answered it, with words or with `success`.
    #[must_use]
    pub const fn answered(&self) -> bool {
        matches!(self.push.state, PushState::Answered { .. })
    }

    /// How it was answered; `None` when every attempt failed.
    #[must_use]
    pub const fn verdict(&self) -> Option<Verdict> {
        match self.push.state {
            PushState::Answered { verdict, .. } => Some(verdict),
            PushState::Open | PushState::Failed => None,
        }
    }

    /// How many attempts there were.
    #[must_use]
    pub const fn attempts(&self) -> usize {
        self.push.attempts.len()
    }
}

impl Person {
    pub(super) const fn new(simulation: Simulation, phone: PhoneId) -> Self {
        Self { simulation, phone }
    }

    /// The handle, for [`Simulation::with_platform`].
    #[must_use]
    pub const fn phone(&self) -> PhoneId {
        self.phone
    }

    /// Their openid for the account.
    #[must_use]
    pub fn openid(&self) -> String {
        self.look(|platform, phone| platform.openid(phone).map(str::to_owned)).unwrap_or_default()
    }

    /// Follows the account.
    ///
    /// # Errors
    /// As [`Self::act`].
    pub async fn follow(&self) -> Result<Answered, Error> {
        self.act(Platform::follow).await
    }

    /// Stops following.
    ///
    /// # Errors
    /// As [`Self::act`].
    pub async fn unfollow(&self) -> Result<Answered, Error> {
        self.act(Platform::unfollow).await
    }

    /// Writes a line.
    ///
    /// # Errors
    /// As [`Self::act`].
    pub async fn say(&self, text: &str) -> Result<Answered, Error> {
        self.act(|platform, phone| platform.say(phone, text)).await
    }

    /// Taps a menu item with that key.
    ///
    /// # Errors
    /// As [`Self::act`].
    pub async fn tap(&self, key: &str) -> Result<Answered, Error> {
        self.act(|platform, phone| platform.tap_menu(phone, key)).await
    }

    /// Taps an answer of the last menu message that has one with these words.
    ///
    /// # Errors
    /// [`Error::Waited`] when there is none by the end of the patience; as [`Self::act`].
    pub async fn choose(&self, words: &str) -> Result<Answered, Error> {
        let find = || {
            let choices = |bubble: Bubble| bubble.choices.into_iter().rev();
            let mut all = self.screen().into_iter().rev().flat_map(choices);
            all.find(|choice| choice.content == words)
        };
        self.wait(&format!("the answer 「{words}」 can be tapped"), || find().is_some()).await?;
        let id = find().map(|choice| choice.id).unwrap_or_default();
        self.act(|platform, phone| platform.tap_message_menu(phone, &id, words)).await
    }

    /// Sends a picture.
    ///
    /// # Errors
    /// As [`Self::act`].
    pub async fn send_image(&self) -> Result<Answered, Error> {
        self.act(Platform::send_image).await
    }

    /// Sends a voice note.
    ///
    /// # Errors
    /// As [`Self::act`].
    pub async fn send_voice(&self) -> Result<Answered, Error> {
        self.act(Platform::send_voice).await
    }

    /// Sends a sticker, which bots cannot see.
    ///
    /// # Errors
    /// As [`Self::act`].
    pub async fn send_sticker(&self) -> Result<Answered, Error> {
        self.act(Platform::send_sticker).await
    }

    /// Does anything a [`Platform`] lets people do, and waits until the bot has answered or failed.
    ///
    /// ```no_run
    /// # async fn scene(ming: wechat_simulator::testing::Person) -> Result<(), wechat_simulator::testing::Error> {
    /// ming.act(|platform, phone| platform.send_link(phone, "题目", "说明", "https://example.com")).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`Error::Refused`] when a person cannot do that; [`Error::Waited`] when the push is neither answered nor
    /// failed: the callback address has not proved itself.
    pub async fn act(
        &self,
        deed: impl FnOnce(&mut Platform, PhoneId) -> Result<PushId, Refused>,
    ) -> Result<Answered, Error> {
        let id = self.look(deed)?;
        let open = |push: Option<&Push>| push.is_some_and(|push| push.state == PushState::Open);
        let over = || self.look(|platform, _| !open(platform.push(id)));
        self.wait("the bot has answered", over).await?;
        let push = self.look(|platform, _| platform.push(id).cloned());
        push.map(|push| Answered { push }).ok_or(Error::Refused(Refused::UnknownPhone(self.phone)))
    }

    /// Waits until words from the account, or from WeChat itself, have been on the screen.
    ///
    /// # Errors
    /// [`Error::Waited`], with what was there instead.
    pub async fn sees(&self, words: &str) -> Result<(), Error> {
        self.wait(&format!("「{words}」 is shown"), || self.times(words) > 0).await
    }

    /// How often these words have been on the screen, own words aside.
    #[must_use]
    pub fn times(&self, words: &str) -> usize {
        self.seen().iter().map(|text| text.matches(words).count()).sum()
    }

    /// What the account and WeChat have shown, oldest first.
    #[must_use]
    pub fn seen(&self) -> Vec<String> {
        let others = self.screen().into_iter().filter(|bubble| bubble.from != Sender::Me);
        others.map(|bubble| bubble.text).collect()
    }

    /// Everything on the screen.
    #[must_use]
    pub fn screen(&self) -> Vec<Bubble> {
        self.look(|platform, phone| platform.screen(phone).map(<[Bubble]>::to_vec)).unwrap_or_default()
    }

    /// How many customer-service messages WeChat would let through to them now.
    #[must_use]
    pub fn pushes_left(&self) -> u8 {
        self.look(|platform, phone| platform.ledger(phone)).map_or(0, |ledger| ledger.left)
    }

    fn look<R>(&self, look: impl FnOnce(&mut Platform, PhoneId) -> R) -> R {
        self.simulation.with_platform(|platform| look(platform, self.phone))
    }

    async fn wait(&self, what: &str, is_so: impl Fn() -> bool) -> Result<(), Error> {
        let instead = || match self.seen() {
            seen if seen.is_empty() => "; nothing was shown".to_owned(),
            seen => format!("; shown was: {}", seen.join(" │ ")),
        };
        self.simulation.wait(what, is_so, instead).await
    }
}
