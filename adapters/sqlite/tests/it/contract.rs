//! The contract of `chatstore`, clause by clause; and once more with memory that holds as little as it may.

use crate::harness::Sqlite;

chatstore::contract_tests!(harness = Sqlite);
