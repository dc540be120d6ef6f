//! Who meets whom, without I/O: a deterministic pool and its strategies
