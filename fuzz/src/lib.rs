//! Fuzz bodies, also run as stable property tests
