//! Benchmarks beside reference implementations
