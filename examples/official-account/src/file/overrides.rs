//! The table `[settings]`: the chat's numbers, by the names of `driftbottle::Settings`.

use super::number::{Flag, Hour, Limit, Millis, Offset, Pace};
use driftbottle::Settings;
use serde::Deserialize;

macro_rules! overrides {
    ($($field:ident: $type:ident),+ $(,)?) => {
        /// What replaces a default.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(crate) struct Overrides {
            pub(crate) language: Option<String>,
            live_page: Option<String>,
            $($field: Option<$type>,)+
        }

        impl Overrides {
            /// The names there are.
            #[cfg(test)]
            pub(crate) const NAMES: &'static [&'static str] = &["language", $(stringify!($field)),+];

            /// Replaces what is given.
            pub(crate) fn apply(&self, settings: &mut Settings) {
                if let Some(language) = &self.language {
                    settings.language = language.as_str().into();
                }
                if let Some(page) = &self.live_page {
                    settings.live_page = Some(page.as_str().into());
                }
                $(if let Some($type(number)) = self.$field {
                    settings.$field = number;
                })+
            }
        }
    };
}

overrides! {
    utc_offset_minutes: Offset,
    lines_per_minute: Pace,
    lines_at_once: Pace,
    held_limit: Limit,
    wait_ms: Millis,
    gather_ms: Millis,
    gather_last_ms: Millis,
    after_reply_ms: Millis,
    offer_quiet_ms: Millis,
    offer_wait_ms: Millis,
    idle_ask_ms: Millis,
    idle_close_ms: Millis,
    idle_close_pull_ms: Millis,
    remind_before_ms: Millis,
    owed_ms: Millis,
    media_ms: Millis,
    bottle_ms: Millis,
    bottle_readers: Limit,
    bottles_afloat: Limit,
    bottle_chars: Limit,
    hand_ms: Millis,
    letters: Limit,
    letter_ms: Millis,
    long_hold: Flag,
    hold_live_ms: Millis,
    wait_pull_ms: Millis,
    receipt_ms: Millis,
    reply_ms: Millis,
    erase_after_ms: Millis,
    partners: Limit,
    partners_apart_ms: Millis,
    prompt_ms: Millis,
    early_drop_ms: Millis,
    quick_end_ms: Millis,
    long_talk_ms: Millis,
    busy_hour: Hour,
}
