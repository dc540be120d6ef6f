//! Everything that memory must hold from the start, read.

use super::{READING, decode, states, value, with_lane};
use crate::failure::{Doing, Failure};
use chatstore::working_set::Loaded;
use chatstore::{Epoch, Memo, Opaque, Person, PushKey, Receipt, UserKey};
use rusqlite::Connection;
use std::collections::HashMap;

/// What is read at the start, and again after a failure.
pub(crate) struct Everything {
    pub(crate) loaded: Loaded,
    /// The row of each receipt.
    pub(crate) receipts: HashMap<PushKey, i64>,
    pub(crate) epoch: Epoch,
    pub(crate) last_key: u64,
    pub(crate) last_ms: i64,
}

/// People with work and their lanes, conversations that go on, and all tickets, receipts, blocks, bottles and memos, as one
/// moment.
pub(crate) fn everything(connection: &mut Connection) -> Result<Everything, Failure> {
    let moment = connection.transaction().doing(READING)?;
    let last_key = meta(&moment, "last_key")?;
    let (rows, receipts) = receipts(&moment)?;
    let people = people(&moment)?;
    let conversations = states(&moment, "conversation", "SELECT state FROM conversation WHERE live = 1", [])?;
    let loaded = Loaded {
        people,
        conversations,
        tickets: states(&moment, "ticket", "SELECT state FROM ticket", [])?,
        receipts,
        blocks: blocks(&moment)?,
        bottles: states(&moment, "bottle", "SELECT state FROM bottle", [])?,
        memos: memos(&moment)?,
        last_key: Some(last_key),
        ..Loaded::default()
    };
    Ok(Everything {
        loaded,
        receipts: rows,
        epoch: Epoch(meta(&moment, "epoch")?),
        last_key,
        last_ms: meta(&moment, "last_ms")?,
    })
}

fn people(connection: &Connection) -> Result<Vec<Person>, Failure> {
    let people = states(connection, "person", "SELECT state FROM person WHERE live = 1", [])?;
    people.into_iter().map(|person| with_lane(connection, person)).collect()
}

fn receipts(connection: &Connection) -> Result<(HashMap<PushKey, i64>, Vec<Receipt>), Failure> {
    let sql = "SELECT id, push, user, at_ms, stage, reply FROM receipt ORDER BY id";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut found = statement.query([]).doing(READING)?;
    let (mut rows, mut receipts) = (HashMap::new(), Vec::new());
    while let Some(row) = found.next().doing(READING)? {
        let push = PushKey(row.get(1).doing(READING)?);
        let stage: String = row.get(4).doing(READING)?;
        let reply: Option<String> = row.get(5).doing(READING)?;
        rows.insert(push, row.get(0).doing(READING)?);
        receipts.push(Receipt {
            push,
            user: UserKey(row.get(2).doing(READING)?),
            at_ms: row.get(3).doing(READING)?,
            stage: decode("receipt", &stage)?,
            reply: reply.map(|reply| decode("receipt", &reply)).transpose()?,
        });
    }
    Ok((rows, receipts))
}

fn blocks(connection: &Connection) -> Result<Vec<(UserKey, UserKey)>, Failure> {
    let mut statement = connection.prepare_cached("SELECT who, whom FROM block").doing(READING)?;
    let blocks =
        statement.query_map([], |row| Ok((UserKey(row.get(0)?), UserKey(row.get(1)?)))).doing(READING)?;
    blocks.collect::<Result<_, _>>().doing(READING)
}

fn memos(connection: &Connection) -> Result<Vec<Memo>, Failure> {
    let mut statement = connection.prepare_cached("SELECT app, name, value FROM memo").doing(READING)?;
    let memo = |row: &rusqlite::Row<'_>| {
        let [app, name, value] = [row.get(0)?, row.get(1)?, row.get(2)?].map(String::into_boxed_str);
        Ok(Memo { app, name, value: Opaque(value.into()) })
    };
    statement.query_map([], memo).doing(READING)?.collect::<Result<_, _>>().doing(READING)
}

fn meta<T: rusqlite::types::FromSql>(connection: &Connection, key: &str) -> Result<T, Failure> {
    let found = value(connection, "SELECT value FROM meta WHERE key = ?1", [key])?;
    found.ok_or_else(|| Failure::Corrupt { table: "meta", what: format!("no row {key}") })
}
