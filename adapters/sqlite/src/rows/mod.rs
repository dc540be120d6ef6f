//! Rows: how the model lies in the tables, read.

mod boot;
mod message;
mod missing;

pub(crate) use boot::{Everything, everything};
pub(crate) use message::page;
pub(crate) use missing::read as missing;

use crate::failure::{Doing, Failure};
use chatstore::working_set::put_in_lane;
use chatstore::{Conversation, ConversationKey, Delivery, Person, UserKey};
use rusqlite::{Connection, OptionalExtension, Params};
use serde::Serialize;
use serde::de::DeserializeOwned;

const READING: &str = "reading";

/// A state column. An error tells the place in the text, never the text.
pub(crate) fn decode<T: DeserializeOwned>(table: &'static str, state: &str) -> Result<T, Failure> {
    serde_json::from_str(state).map_err(|error| Failure::Corrupt {
        table,
        what: format!("{:?} error in column {} of the state", error.classify(), error.column()),
    })
}

/// A state column's text.
pub(crate) fn encode<T: Serialize>(state: &T) -> Result<String, Failure> {
    serde_json::to_string(state).doing("encoding a row")
}

/// The first column of each row, decoded.
fn states<T: DeserializeOwned>(
    connection: &Connection,
    table: &'static str,
    sql: &str,
    params: impl Params,
) -> Result<Vec<T>, Failure> {
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut rows = statement.query(params).doing(READING)?;
    let mut states = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        let state = row.get_ref(0).and_then(|v| Ok(v.as_str()?)).doing(READING)?;
        states.push(decode(table, state)?);
    }
    Ok(states)
}

fn person(connection: &Connection, key: UserKey) -> Result<Option<Person>, Failure> {
    let found = states(connection, "person", "SELECT state FROM person WHERE key = ?1", [key.0])?;
    found.into_iter().next().map(|person| with_lane(connection, person)).transpose()
}

fn with_lane(connection: &Connection, mut person: Person) -> Result<Person, Failure> {
    let own = person.version;
    let sql = "SELECT state, version FROM delivery WHERE user = ?1 ORDER BY key";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut rows = statement.query([person.key.0]).doing(READING)?;
    while let Some(row) = rows.next().doing(READING)? {
        let state = row.get_ref(0).and_then(|v| Ok(v.as_str()?)).doing(READING)?;
        let delivery: Delivery = decode("delivery", state)?;
        put_in_lane(&mut person, own, delivery, row.get(1).doing(READING)?);
    }
    Ok(person)
}

fn conversation(connection: &Connection, key: ConversationKey) -> Result<Option<Conversation>, Failure> {
    let sql = "SELECT state FROM conversation WHERE key = ?1";
    Ok(states(connection, "conversation", sql, [key.0])?.into_iter().next())
}

/// The value of a single row, where there is one.
fn value<T: rusqlite::types::FromSql>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Option<T>, Failure> {
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    statement.query_row(params, |row| row.get(0)).optional().doing(READING)
}
