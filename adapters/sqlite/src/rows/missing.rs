//! What a decision needs and memory does not have, read.

use super::{conversation, encode, person, value};
use crate::failure::{Doing, Failure};
use chatstore::working_set::{Loaded, Missing};
use chatstore::{Address, UserKey};
use rusqlite::Connection;

/// Reads the rows as one moment, and tells which are not there.
pub(crate) fn read(connection: &mut Connection, missing: &Missing) -> Result<Loaded, Failure> {
    let moment = connection.transaction().doing(super::READING)?;
    let mut loaded = Loaded::default();
    for address in &missing.addresses {
        match by_address(&moment, address)? {
            Some(key) => loaded.people.extend(person(&moment, key)?),
            None => loaded.absent.push(address.clone()),
        }
    }
    for key in &missing.people {
        match person(&moment, *key)? {
            Some(person) => loaded.people.push(person),
            None => loaded.gone.push(*key),
        }
    }
    for key in &missing.conversations {
        match conversation(&moment, *key)? {
            Some(conversation) => loaded.conversations.push(conversation),
            None => loaded.unheld.push(*key),
        }
    }
    Ok(loaded)
}

fn by_address(connection: &Connection, address: &Address) -> Result<Option<UserKey>, Failure> {
    let sql = "SELECT key FROM person WHERE app = ?1 AND channel = ?2 AND peer = ?3";
    let params = (&*address.app, encode(&address.channel)?, &*address.peer);
    Ok(value(connection, sql, params)?.map(UserKey))
}
