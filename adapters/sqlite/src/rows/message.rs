//! Messages, read from the newest to the oldest along their chain.

use super::{READING, conversation, decode};
use crate::failure::{Doing, Failure};
use chatstore::{Body, ConversationKey, Message, MessageKey, UserKey};
use rusqlite::{Connection, OptionalExtension, Row};

/// At most `limit` messages before `before`, newest first.
pub(crate) fn page(
    connection: &mut Connection,
    key: ConversationKey,
    before: Option<MessageKey>,
    limit: usize,
) -> Result<Vec<Message>, Failure> {
    let moment = connection.transaction().doing(READING)?;
    let named = before.map(|before| message(&moment, before)).transpose()?.flatten();
    let mut next = match named.filter(|m| m.conversation == key) {
        Some(named) => named.previous,
        None => conversation(&moment, key)?.and_then(|c| c.last_message),
    };
    let mut page = Vec::new();
    while let Some(at) = next
        && page.len() < limit
    {
        let Some(found) = message(&moment, at)? else {
            return Err(Failure::Corrupt {
                table: "message",
                what: "the chain names a row that is not there".into(),
            });
        };
        next = found.previous;
        // Only where `before` is no message of this conversation.
        if before.is_none_or(|before| found.key < before) {
            page.push(found);
        }
    }
    Ok(page)
}

fn message(connection: &Connection, key: MessageKey) -> Result<Option<Message>, Failure> {
    let sql = "SELECT key, conversation, seq, previous, sender, at_ms, body FROM message WHERE key = ?1";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let found = statement.query_row([key.0], |row| Ok((row.get::<_, String>(6)?, from_row(row)?)));
    let Some((body, message)) = found.optional().doing(READING)? else { return Ok(None) };
    Ok(Some(Message { body: decode("message", &body)?, ..message }))
}

/// All of a row but its body.
fn from_row(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        key: MessageKey(row.get(0)?),
        conversation: ConversationKey(row.get(1)?),
        seq: row.get(2)?,
        previous: row.get::<_, Option<u64>>(3)?.map(MessageKey),
        sender: UserKey(row.get(4)?),
        at_ms: row.get(5)?,
        body: Body::from(""),
    })
}
