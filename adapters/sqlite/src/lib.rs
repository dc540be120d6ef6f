//! A chatstore backend on SQLite: one writer thread with group commit, fsynced
