//! How somebody came to follow.

use crate::api::words::wire_words;

wire_words! {
    /// Where a follower came from (`subscribe_scene`). Confidence: C3, the last four from memory.
    SubscribeScene {
        /// A search for accounts.
        Search = "ADD_SCENE_SEARCH",
        /// The account was moved.
        AccountMigration = "ADD_SCENE_ACCOUNT_MIGRATION",
        /// A card somebody shared.
        ProfileCard = "ADD_SCENE_PROFILE_CARD",
        /// A QR code.
        QrCode = "ADD_SCENE_QR_CODE",
        /// The account's name in an article.
        ProfileLink = "ADD_SCENE_PROFILE_LINK",
        /// The menu of an article.
        ProfileItem = "ADD_SCENE_PROFILE_ITEM",
        /// After a payment.
        Paid = "ADD_SCENE_PAID",
        /// An advertisement in WeChat (since 2020-06-08).
        Advertisement = "ADD_SCENE_WECHAT_ADVERTISEMENT",
        /// A reprinted article.
        Reprint = "ADD_SCENE_REPRINT",
        /// A live stream.
        LiveStream = "ADD_SCENE_LIVESTREAM",
        /// Channels (视频号).
        Channels = "ADD_SCENE_CHANNELS",
        /// A mini-program.
        MiniProgram = "ADD_SCENE_WXA",
        /// Another way, as the platform's own word says.
        Others = "ADD_SCENE_OTHERS",
    }
}
