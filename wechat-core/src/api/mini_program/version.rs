//! Which build of the mini-program is opened.

use crate::api::words::wire_words;

wire_words! {
    /// A build (`env_version`).
    EnvVersion {
        /// What users have.
        Release = "release",
        /// What testers have.
        Trial = "trial",
        /// What developers have.
        Develop = "develop",
    }
}
