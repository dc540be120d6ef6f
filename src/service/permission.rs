//! Whether the account may push: configured, found out, remembered.

use super::agenda::Item;
use super::{ChatService, lock};
use crate::error::ServiceError;
use chatstore::{ChangeSet, Fact, Memo, Opaque};
use std::sync::atomic::Ordering;

/// The memo that tells it.
pub(super) const MAY_PUSH: &str = "may-push";

impl ChatService {
    /// Takes note of whether the account may push, as was found out: by asking the platform, or by a refusal (48001).
    /// It is remembered for the next start. An account that turns out not to push keeps every line for the next word of
    /// its reader, and those who wrote them are told so. Says whether that is news.
    ///
    /// # Errors
    /// [`ServiceError`]: it counts from now on, but may not be remembered.
    pub async fn found_may_push(&self, may_push: bool, now_ms: i64) -> Result<bool, ServiceError> {
        let news = self.may_push.swap(may_push, Ordering::Relaxed) != may_push;
        let value = Opaque(may_push.to_string().into());
        let memo = Memo { app: self.settings().app.clone(), name: MAY_PUSH.into(), value };
        if news {
            self.say_may_push(may_push);
            lock(&self.agenda).wake_all();
            self.look_again(Item::Everything, now_ms);
        }
        self.commit(ChangeSet::new(self.cx.epoch).with(Fact::PutMemo(memo)), now_ms).await?;
        Ok(news)
    }

    fn say_may_push(&self, may_push: bool) {
        if may_push {
            tracing::info!("the account may push");
        } else {
            tracing::warn!(
                "the account may not push (48001): mailbox mode, lines are kept for the next word of each person"
            );
        }
    }
}
