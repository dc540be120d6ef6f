//! One transaction: a batch, written.

use super::batch::{Batch, NewReceipt};
use crate::failure::{Doing, Failure};
use crate::rows::encode;
use chatstore::working_set::has_work;
use chatstore::{Epoch, Person, PushKey};
use rusqlite::{CachedStatement, Connection, TransactionBehavior};
use std::collections::HashMap;

pub(super) const WRITING: &str = "writing rows";

/// Runs `body` in a transaction that takes the write lock at once, and commits.
pub(super) fn transact<T>(
    connection: &mut Connection,
    epoch: Epoch,
    body: impl FnOnce(&Connection) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .doing("beginning a transaction")?;
    check_lease(&transaction, epoch)?;
    let value = body(&transaction)?;
    transaction.commit().map_err(Failure::of_commit)?;
    Ok(value)
}

/// The lock file keeps other processes out; where it fails (removed, a shared file system), the lease tells.
fn check_lease(connection: &Connection, ours: Epoch) -> Result<(), Failure> {
    let mut statement = prepare(connection, "SELECT value FROM meta WHERE key = 'epoch'")?;
    let current = Epoch(statement.query_row([], |row| row.get(0)).doing("checking the lease")?);
    if current == ours { Ok(()) } else { Err(Failure::Fenced { ours, current }) }
}

fn prepare<'c>(connection: &'c Connection, sql: &str) -> Result<CachedStatement<'c>, Failure> {
    connection.prepare_cached(sql).doing("preparing a statement")
}

/// Writes a batch. `rows` knows the row of every receipt.
pub(super) fn write(
    connection: &Connection,
    batch: &Batch<'_>,
    rows: &mut HashMap<PushKey, i64>,
) -> Result<(), Failure> {
    people_gone(connection, batch)?;
    people(connection, batch)?;
    conversations(connection, batch)?;
    tickets(connection, batch)?;
    messages(connection, batch)?;
    deliveries(connection, batch)?;
    receipts_gone(connection, batch, rows)?;
    receipt_edits(connection, batch, rows)?;
    receipts(connection, batch, rows)?;
    blocks(connection, batch)?;
    bottles(connection, batch)?;
    memos(connection, batch)
}

/// Remembers the largest key and time ever kept: rows that held them may be removed, and a key must never be given
/// out twice.
pub(super) fn high_water(connection: &Connection, key: u64, at_ms: i64) -> Result<(), Failure> {
    let mut statement = prepare(connection, "UPDATE meta SET value = ?2 WHERE key = ?1 AND value < ?2")?;
    statement.execute(("last_key", key)).doing(WRITING)?;
    statement.execute(("last_ms", at_ms)).doing(WRITING)?;
    Ok(())
}

fn people_gone(connection: &Connection, batch: &Batch<'_>) -> Result<(), Failure> {
    if batch.people_gone.is_empty() {
        return Ok(());
    }
    let mut person = prepare(connection, "DELETE FROM person WHERE key = ?1")?;
    let mut lane = prepare(connection, "DELETE FROM delivery WHERE user = ?1")?;
    for user in &batch.people_gone {
        person.execute([user.0]).doing(WRITING)?;
        lane.execute([user.0]).doing(WRITING)?;
    }
    Ok(())
}

fn people(connection: &Connection, batch: &Batch<'_>) -> Result<(), Failure> {
    let sql = "INSERT INTO person (key, app, channel, peer, live, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (key) DO UPDATE SET live = excluded.live, state = excluded.state";
    let mut statement = prepare(connection, sql)?;
    for person in batch.people.values() {
        let Person { key, address, .. } = person;
        let channel = encode(&address.channel)?;
        let (live, state) = (has_work(person), encode(person)?);
        let row = (key.0, &*address.app, channel, &*address.peer, live, state);
        statement.execute(row).doing(WRITING)?;
    }
    Ok(())
}

fn conversations(connection: &Connection, batch: &Batch<'_>) -> Result<(), Failure> {
    let sql = "INSERT INTO conversation (key, live, state) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET live = excluded.live, state = excluded.state";
    let mut statement = prepare(connection, sql)?;
    for (key, conversation) in &batch.conversations {
        let row = (key.0, conversation.ended.is_none(), encode(conversation)?);
        statement.execute(row).doing(WRITING)?;
    }
    Ok(())
}

fn tickets(connection: &Connection, batch: &Batch<'_>) -> Result<(), Failure> {
    if batch.tickets.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO ticket (key, state) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET state = excluded.state";
    let mut put = prepare(connection, sql)?;
    let mut remove = prepare(connection, "DELETE FROM ticket WHERE key = ?1")?;
    for (key, ticket) in &batch.tickets {
        match ticket {
            Some(ticket) => put.execute((key.0, encode(ticket)?)),
            None => remove.execute([key.0]),
        }
        .doing(WRITING)?;
    }
    Ok(())
}

fn messages(connection: &Connection, batch: &Batch<'_>) -> Result<(), Failure> {
    let sql = "INSERT INTO message (key, conversation, seq, previous, sender, at_ms, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let mut statement = prepare(connection, sql)?;
    for message in &batch.messages {
        let previous = message.previous.map(|p| p.0);
        let (key, conversation, sender) = (message.key.0, message.conversation.0, message.sender.0);
        let row = (key, conversation, message.seq, previous, sender, message.at_ms, encode(&message.body)?);
        statement.execute(row).doing(WRITING)?;
    }
    Ok(())
}

fn deliveries(connection: &Connection, batch: &Batch<'_>) -> Result<(), Failure> {
    let sql = "INSERT INTO delivery (key, user, state, version) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (key) DO UPDATE SET state = excluded.state, version = excluded.version";
    let mut put = prepare(connection, sql)?;
    let mut remove = prepare(connection, "DELETE FROM delivery WHERE key = ?1")?;
    for (key, delivery) in &batch.deliveries {
        match delivery {
            Some((delivery, version)) => put.execute((key.0, delivery.to.0, encode(delivery)?, version)),
            None => remove.execute([key.0]),
        }
        .doing(WRITING)?;
    }
    Ok(())
}

fn row_of(rows: &HashMap<PushKey, i64>, push: PushKey) -> Result<i64, Failure> {
    rows.get(&push)
        .copied()
        .ok_or_else(|| Failure::Corrupt { table: "receipt", what: "a receipt in memory has no row".into() })
}

fn receipts_gone(
    connection: &Connection,
    batch: &Batch<'_>,
    rows: &mut HashMap<PushKey, i64>,
) -> Result<(), Failure> {
    let mut statement = prepare(connection, "DELETE FROM receipt WHERE id = ?1")?;
    for push in &batch.receipts_gone {
        statement.execute([row_of(rows, *push)?]).doing(WRITING)?;
        rows.remove(push);
    }
    Ok(())
}

fn receipt_edits(
    connection: &Connection,
    batch: &Batch<'_>,
    rows: &HashMap<PushKey, i64>,
) -> Result<(), Failure> {
    let sql = "UPDATE receipt SET stage = coalesce(?2, stage), reply = ?3 WHERE id = ?1";
    let mut statement = prepare(connection, sql)?;
    for (push, edit) in &batch.receipt_edits {
        let stage = edit.stage.as_ref().map(encode).transpose()?;
        let reply = edit.reply.map(encode).transpose()?;
        statement.execute((row_of(rows, *push)?, stage, reply)).doing(WRITING)?;
    }
    Ok(())
}

fn receipts(
    connection: &Connection,
    batch: &Batch<'_>,
    rows: &mut HashMap<PushKey, i64>,
) -> Result<(), Failure> {
    let sql = "INSERT INTO receipt (push, user, at_ms, stage, reply) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut statement = prepare(connection, sql)?;
    for NewReceipt { receipt, stage, reply, .. } in batch.receipts.iter().filter(|r| !r.gone) {
        let reply = reply.map(encode).transpose()?;
        let row = (receipt.push.0, receipt.user.0, receipt.at_ms, encode(stage)?, reply);
        let id = statement.insert(row).doing(WRITING)?;
        rows.insert(receipt.push, id);
    }
    Ok(())
}

fn blocks(connection: &Connection, batch: &Batch<'_>) -> Result<(), Failure> {
    let mut statement = prepare(connection, "INSERT OR IGNORE INTO block (who, whom) VALUES (?1, ?2)")?;
    for (who, whom) in &batch.blocks {
        statement.execute((who.0, whom.0)).doing(WRITING)?;
    }
    Ok(())
}

fn bottles(connection: &Connection, batch: &Batch<'_>) -> Result<(), Failure> {
    if batch.bottles.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO bottle (key, state) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET state = excluded.state";
    let mut put = prepare(connection, sql)?;
    let mut remove = prepare(connection, "DELETE FROM bottle WHERE key = ?1")?;
    for (key, bottle) in &batch.bottles {
        match bottle {
            Some(bottle) => put.execute((key.0, encode(bottle)?)),
            None => remove.execute([key.0]),
        }
        .doing(WRITING)?;
    }
    Ok(())
}

fn memos(connection: &Connection, batch: &Batch<'_>) -> Result<(), Failure> {
    if batch.memos.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO memo (app, name, value) VALUES (?1, ?2, ?3)
         ON CONFLICT (app, name) DO UPDATE SET value = excluded.value";
    let mut put = prepare(connection, sql)?;
    for memo in batch.memos.values() {
        put.execute((&*memo.app, &*memo.name, &*memo.value.0)).doing(WRITING)?;
    }
    Ok(())
}
