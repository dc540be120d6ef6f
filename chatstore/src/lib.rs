//! What a stranger chat keeps: the model, the storage trait, the in-memory store and the contract every store passes
