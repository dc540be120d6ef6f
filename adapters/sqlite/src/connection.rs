//! Connections: how the file is opened for writing and for reading.

use crate::failure::{Doing, Failure};
use crate::options::{Durability, Options};
use refinery_core::{Migration, Runner};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// Statements kept prepared: the writer uses about twenty.
const STATEMENTS: usize = 48;

/// The writing connection, with the tables brought up to date.
pub(crate) fn writer(path: &Path, options: &Options) -> Result<Connection, Failure> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).doing("opening the database")?;
    connection.busy_timeout(options.busy_timeout).doing(SETTING)?;
    write_ahead(&connection)?;
    let synchronous = match options.durability {
        Durability::Full => "FULL",
        Durability::Process => "NORMAL",
    };
    set(&connection, "synchronous", synchronous)?;
    // Only macOS tells the two apart: there a plain fsync leaves the data in the drive's cache.
    set(&connection, "fullfsync", options.durability == Durability::Full)?;
    set(&connection, "secure_delete", true)?;
    set(&connection, "wal_autocheckpoint", options.checkpoint_pages)?;
    set(&connection, "trusted_schema", false)?;
    migrate(&mut connection)?;
    if let Some(pages) = options.max_pages {
        set(&connection, "max_page_count", pages)?;
    }
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// A reading connection.
pub(crate) fn reader(path: &Path, options: &Options) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).doing("opening the database for reading")?;
    connection.busy_timeout(options.busy_timeout).doing(SETTING)?;
    set(&connection, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

const SETTING: &str = "setting up a connection";

fn set(connection: &Connection, pragma: &str, value: impl rusqlite::ToSql) -> Result<(), Failure> {
    // Some of these answer with their new value, some with nothing.
    connection.pragma_update_and_check(None, pragma, value, |_| Ok(())).or_else(no_rows).doing(SETTING)
}

fn no_rows(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(()),
        other => Err(other),
    }
}

/// Some file systems (a network share) cannot do it, and SQLite then stays silently with its old journal.
fn write_ahead(connection: &Connection) -> Result<(), Failure> {
    let mode: String =
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).doing(SETTING)?;
    if mode.eq_ignore_ascii_case("wal") {
        Ok(())
    } else {
        Err(Failure::unavailable(SETTING, NoWriteAheadLog { mode }))
    }
}

#[derive(Debug, thiserror::Error)]
#[error(
    "the file system allows no write-ahead log (journal mode is {mode}): keep the database on a local disk"
)]
struct NoWriteAheadLog {
    mode: String,
}

fn migrate(connection: &mut Connection) -> Result<(), Failure> {
    const DOING: &str = "bringing the tables up to date";
    let steps = [
        ("V1__tables", include_str!("../migrations/V1__tables.sql")),
        ("V2__bottles", include_str!("../migrations/V2__bottles.sql")),
        ("V3__versions", include_str!("../migrations/V3__versions.sql")),
    ];
    let steps = steps.into_iter().map(|(name, sql)| Migration::unapplied(name, sql).doing(DOING));
    Runner::new(&steps.collect::<Result<Vec<_>, _>>()?).run(connection).doing(DOING)?;
    Ok(())
}
