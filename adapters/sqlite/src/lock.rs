//! The lock file: one process at a time serves a database.

use crate::failure::{Doing, Failure};
use chatstore::StoreError;
use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// Held while the store is open. The operating system releases it when the process ends, however it ends. The file
/// itself stays: removing it would let two processes lock two files of one name.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    pub(crate) fn take(database: &Path) -> Result<Self, StoreError> {
        let place = place(database);
        let mut options = OpenOptions::new();
        let file = options.create(true).write(true).truncate(false).open(&place);
        let file = file.doing("opening the lock file")?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy { place: place.display().to_string() }),
            Err(TryLockError::Error(error)) => {
                Err(Failure::unavailable("locking the lock file", error).into())
            }
        }
    }
}

fn place(database: &Path) -> PathBuf {
    let mut name = OsString::from(database);
    name.push(".lock");
    PathBuf::from(name)
}
