//! The user's telephone number (手机号).

mod get;
mod number;

pub use get::GetPhoneNumber;
pub use number::PhoneNumber;
