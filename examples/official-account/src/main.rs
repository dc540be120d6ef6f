//! A stranger chat in an official account.
fn main() {}
