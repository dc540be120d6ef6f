//! The send window: whether, how often and until when an account may send to one user.
//!
//! WeChat grants sends for what a user does: five for a written message (48 hours), three for a menu tap, a follow
//! or a scan (one minute). [`SendWindow`] is the ledger of one user, [`WindowRules`] are the platform's numbers as
//! data, and [`SendWindow::at`] asks the questions. A send is reserved before the call and settled after it:
//! [`SendWindow::reserve`], then [`SendWindow::commit`], [`SendWindow::release`] or [`SendWindow::refuse`].
//!
//! The ledger is a function of the *set* of what it was told: pushes may arrive twice or out of order and the answer
//! stays the same. Grants never add up: a send is charged to every open class, and what is left is the largest over
//! the open classes. That is the careful reading of the rule (official text exists for mini-programs, official accounts
//! behave alike in the field); a more generous platform refuses nothing we send, and [`WindowRules::with`] is the switch.
//!
//! Not in the tables: payments, whose unlimited 48 hours were withdrawn in 2023 though one page still lists them, and
//! location reports, of which one user claims that they renew the window.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>

mod ledger;
mod prune;
mod reserve;
mod rules;
mod standing;

pub use ledger::{Correction, SendWindow};
pub use reserve::{Reservation, WindowRefusal};
pub use rules::{GrantClass, WindowRule, WindowRules};
pub use standing::{Allowance, OpenClass, Standing};

/// How long before a grant's `CreateTime` a send may lie and still be charged to it: the platform's clock has whole
/// seconds, and ours may be a little behind.
pub const CHARGE_SLACK_MS: i64 = 2_000;
