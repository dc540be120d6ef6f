//! Addresses and reachability (网络检测): where pushes come from, where the API is, whether one reaches the other.

mod addresses;
mod api_domain_ip;
mod callback_check;
mod callback_ip;

pub use api_domain_ip::GetApiDomainIp;
pub use callback_check::{Carrier, CheckCallback, CheckKind, DnsResult, NetworkReport, PingResult};
pub use callback_ip::GetCallbackIp;
