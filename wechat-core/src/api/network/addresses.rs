//! The list of addresses both questions are answered with.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Addresses {
    pub(super) ip_list: Vec<String>,
}
