//! The languages answers come in.

use crate::api::words::wire_words;

wire_words! {
    /// A language of the platform (`lang`).
    Language {
        /// Simplified Chinese.
        ZhCn = "zh_CN",
        /// Traditional Chinese.
        ZhTw = "zh_TW",
        /// English.
        En = "en",
    }
}
