//! Everything CI does, runnable at home.
fn main() {}
