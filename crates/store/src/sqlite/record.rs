//! Records on the SQLite shelf: read by key, listed by an index, changed inside the writer's transaction.

use rusqlite::{Connection, Row, params};

use super::{Fail, read};
use crate::record::SWEPT_AT_ONCE;
use crate::{Expect, Move, Record};

type Answer<T> = Result<T, Fail>;

pub(super) fn one(c: &Connection, kind: &str, key: &str) -> Answer<Option<Record>> {
    let mut statement =
        c.prepare_cached("SELECT kind, key, owner, until_us, version, body FROM record WHERE kind = ?1 AND key = ?2")?;
    let mut rows = statement.query([kind, key])?;
    rows.next()?.map(record).transpose()
}

/// Those of a kind, and of an owner if one is given, by key.
pub(super) fn all(c: &Connection, kind: &str, owner: Option<&str>) -> Answer<Vec<Record>> {
    list(c, &query(owner, None, "ASC"), kind, owner, None, -1)
}

/// At most `limit` of them with a key below `before`, the highest first.
pub(super) fn before(
    c: &Connection,
    kind: &str,
    owner: Option<&str>,
    before: Option<&str>,
    limit: u32,
) -> Answer<Vec<Record>> {
    list(c, &query(owner, before, "DESC"), kind, owner, before, limit.into())
}

/// One text for each way of asking, so that each walks the index that fits and stops at the limit.
pub(super) fn query(owner: Option<&str>, before: Option<&str>, order: &str) -> String {
    let owner = if owner.is_some() { "owner = ?2" } else { "?2 IS NULL" };
    let before = if before.is_some() { "key < ?3" } else { "?3 IS NULL" };
    format!(
        "SELECT kind, key, owner, until_us, version, body FROM record
         WHERE kind = ?1 AND {owner} AND {before} ORDER BY key {order} LIMIT ?4"
    )
}

fn list(
    c: &Connection,
    sql: &str,
    kind: &str,
    owner: Option<&str>,
    before: Option<&str>,
    limit: i64,
) -> Answer<Vec<Record>> {
    let mut statement = c.prepare_cached(sql)?;
    let mut rows = statement.query(params![kind, owner, before, limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(record(row)?);
    }
    Ok(found)
}

fn record(row: &Row<'_>) -> Answer<Record> {
    Ok(Record {
        kind: row.get(0)?,
        key: row.get(1)?,
        owner: row.get(2)?,
        until_us: row.get(3)?,
        version: read::position(row, 4)?,
        body: read::blob(row, 5)?.to_vec(),
    })
}

pub(super) fn change(c: &Connection, moves: &[Move]) -> Answer<()> {
    for one in moves {
        if !make(c, one)? {
            return Err(one.moved().into());
        }
    }
    Ok(())
}

/// `false` if what it expects is not so.
fn make(c: &Connection, one: &Move) -> Answer<bool> {
    match one {
        Move::Put { kind, key, owner, until_us, body, expect } => {
            let changed = match expect {
                Expect::Any => c
                    .prepare_cached(
                        "INSERT INTO record (kind, key, owner, until_us, version, body) VALUES (?1, ?2, ?3, ?4, 1, ?5)
                         ON CONFLICT (kind, key) DO UPDATE
                         SET owner = ?3, until_us = ?4, version = version + 1, body = ?5",
                    )?
                    .execute(params![kind, key, owner, until_us, body])?,
                Expect::Absent => c
                    .prepare_cached(
                        "INSERT INTO record (kind, key, owner, until_us, version, body) VALUES (?1, ?2, ?3, ?4, 1, ?5)
                         ON CONFLICT DO NOTHING",
                    )?
                    .execute(params![kind, key, owner, until_us, body])?,
                Expect::Version(version) => c
                    .prepare_cached(
                        "UPDATE record SET owner = ?3, until_us = ?4, version = version + 1, body = ?5
                         WHERE kind = ?1 AND key = ?2 AND version = ?6",
                    )?
                    .execute(params![kind, key, owner, until_us, body, version.cast_signed()])?,
            };
            Ok(changed == 1)
        }
        Move::Take { kind, key, expect: Expect::Any } => {
            c.prepare_cached("DELETE FROM record WHERE kind = ?1 AND key = ?2")?.execute([kind, key])?;
            Ok(true)
        }
        Move::Take { kind, key, expect: Expect::Absent } => {
            Ok(!c.prepare_cached("SELECT 1 FROM record WHERE kind = ?1 AND key = ?2")?.exists([kind, key])?)
        }
        Move::Take { kind, key, expect: Expect::Version(version) } => {
            let gone = c
                .prepare_cached("DELETE FROM record WHERE kind = ?1 AND key = ?2 AND version = ?3")?
                .execute(params![kind, key, version.cast_signed()])?;
            Ok(gone == 1)
        }
    }
}

/// Erases some of those that have ended; fewer than [`SWEPT_AT_ONCE`] means that none are left.
pub(super) fn sweep(c: &Connection, now_us: i64) -> Answer<usize> {
    let gone = c
        .prepare_cached(
            "DELETE FROM record WHERE record_no IN
             (SELECT record_no FROM record WHERE until_us <= ?1 AND until_us < 9223372036854775807 LIMIT ?2)",
        )?
        .execute(params![now_us, SWEPT_AT_ONCE])?;
    Ok(gone)
}
