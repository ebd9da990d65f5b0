//! Records on the PostgreSQL shelf. Whoever changes a record first holds a lock that its name leads to, so that changes to
//! one record happen one after the other, an expected absence included, and lists in any order never wait in a circle.

use postgres::types::{ToSql, Type};
use postgres::{GenericClient, Row, Transaction};
use sha2::{Digest, Sha256};

use super::{Fail, read};
use crate::record::SWEPT_AT_ONCE;
use crate::{Expect, Move, Record};

type Answer<T> = Result<T, Fail>;

/// `Reco`: sets our locks apart from those that another program may use in this database.
const LOCKS: i32 = 0x5265_636F;
/// So many locks are shared by all records: more let more change at once, but the server's table of locks is small.
const LOCK_COUNT: i32 = 256;

const TEXT: Type = Type::TEXT;

pub(super) fn one(c: &mut impl GenericClient, kind: &str, key: &str) -> Answer<Option<Record>> {
    let row = c.query_typed_opt(
        "SELECT kind, key, owner, until_us, version, body FROM record WHERE kind = $1 AND key = $2",
        &[(&kind, TEXT), (&key, TEXT)],
    )?;
    row.as_ref().map(record).transpose()
}

/// Those of a kind, and of an owner if one is given, by key.
pub(super) fn all(c: &mut impl GenericClient, kind: &str, owner: Option<&str>) -> Answer<Vec<Record>> {
    list(c, &query(owner, None, "ASC"), kind, owner, None, None)
}

/// At most `limit` of them with a key below `before`, the highest first.
pub(super) fn before(
    c: &mut impl GenericClient,
    kind: &str,
    owner: Option<&str>,
    before: Option<&str>,
    limit: u32,
) -> Answer<Vec<Record>> {
    list(c, &query(owner, before, "DESC"), kind, owner, before, Some(limit.into()))
}

/// One text for each way of asking, so that each walks the index that fits and stops at the limit.
fn query(owner: Option<&str>, before: Option<&str>, order: &str) -> String {
    let owner = if owner.is_some() { "owner = $2" } else { "$2 IS NULL" };
    let before = if before.is_some() { "key < $3" } else { "$3 IS NULL" };
    format!(
        "SELECT kind, key, owner, until_us, version, body FROM record
         WHERE kind = $1 AND {owner} AND {before} ORDER BY key {order} LIMIT $4"
    )
}

fn list(
    c: &mut impl GenericClient,
    sql: &str,
    kind: &str,
    owner: Option<&str>,
    before: Option<&str>,
    limit: Option<i64>,
) -> Answer<Vec<Record>> {
    let rows = c.query_typed(sql, &[(&kind, TEXT), (&owner, TEXT), (&before, TEXT), (&limit, Type::INT8)])?;
    rows.iter().map(record).collect()
}

fn record(row: &Row) -> Answer<Record> {
    Ok(Record {
        kind: read::get(row, 0)?,
        key: read::get(row, 1)?,
        owner: read::get(row, 2)?,
        until_us: read::get(row, 3)?,
        version: read::position(row, 4)?,
        body: read::get(row, 5)?,
    })
}

pub(super) fn change(t: &mut Transaction<'_>, moves: &[Move]) -> Answer<()> {
    let mut locks: Vec<i32> = moves.iter().map(lock_of).collect();
    locks.sort_unstable();
    locks.dedup();
    hold(t, &locks)?;
    for one in moves {
        if !make(t, one)? {
            return Err(one.moved().into());
        }
    }
    Ok(())
}

/// The lock that stands for the record's name. Two processes must agree on it, so the hash is a stated one.
fn lock_of(one: &Move) -> i32 {
    let (kind, key) = one.place();
    let sum = Sha256::new().chain_update(kind).chain_update([0]).chain_update(key).finalize();
    i32::from(sum[0]) % LOCK_COUNT
}

/// Waits for the locks in the order given, which is ascending; they are free again after the transaction.
fn hold(t: &mut Transaction<'_>, locks: &[i32]) -> Answer<()> {
    t.query_typed(
        "SELECT pg_advisory_xact_lock($1, lock) FROM unnest($2) AS lock",
        &[(&LOCKS, Type::INT4), (&locks, Type::INT4_ARRAY)],
    )?;
    Ok(())
}

/// `false` if what it expects is not so.
fn make(t: &mut Transaction<'_>, one: &Move) -> Answer<bool> {
    match one {
        Move::Put { kind, key, owner, until_us, body, expect } => {
            let version = if let Expect::Version(version) = expect { version.cast_signed() } else { 0 };
            let values: [(&(dyn ToSql + Sync), Type); 6] = [
                (kind, TEXT),
                (key, TEXT),
                (owner, TEXT),
                (until_us, Type::INT8),
                (body, Type::BYTEA),
                (&version, Type::INT8),
            ];
            let changed = match expect {
                Expect::Any => t.execute_typed(
                    "INSERT INTO record (kind, key, owner, until_us, version, body) VALUES ($1, $2, $3, $4, 1, $5)
                     ON CONFLICT (kind, key) DO UPDATE
                     SET owner = $3, until_us = $4, version = record.version + 1, body = $5",
                    &values[..5],
                )?,
                Expect::Absent => t.execute_typed(
                    "INSERT INTO record (kind, key, owner, until_us, version, body) VALUES ($1, $2, $3, $4, 1, $5)
                     ON CONFLICT DO NOTHING",
                    &values[..5],
                )?,
                Expect::Version(_) => t.execute_typed(
                    "UPDATE record SET owner = $3, until_us = $4, version = version + 1, body = $5
                     WHERE kind = $1 AND key = $2 AND version = $6",
                    &values,
                )?,
            };
            Ok(changed == 1)
        }
        Move::Take { kind, key, expect: Expect::Any } => {
            t.execute_typed("DELETE FROM record WHERE kind = $1 AND key = $2", &[(kind, TEXT), (key, TEXT)])?;
            Ok(true)
        }
        Move::Take { kind, key, expect: Expect::Absent } => Ok(t
            .query_typed_opt("SELECT 1 FROM record WHERE kind = $1 AND key = $2", &[(kind, TEXT), (key, TEXT)])?
            .is_none()),
        Move::Take { kind, key, expect: Expect::Version(version) } => {
            let gone = t.execute_typed(
                "DELETE FROM record WHERE kind = $1 AND key = $2 AND version = $3",
                &[(kind, TEXT), (key, TEXT), (&version.cast_signed(), Type::INT8)],
            )?;
            Ok(gone == 1)
        }
    }
}

/// Erases some of those that have ended; fewer than [`SWEPT_AT_ONCE`] means that none are left.
pub(super) fn sweep(t: &mut Transaction<'_>, now_us: i64) -> Answer<u64> {
    // All locks, since nobody knows whose records end: no list is half made meanwhile.
    hold(t, &(0..LOCK_COUNT).collect::<Vec<_>>())?;
    Ok(t.execute_typed(
        "DELETE FROM record WHERE (kind, key) IN
         (SELECT kind, key FROM record WHERE until_us <= $1 AND until_us < 9223372036854775807 LIMIT $2)",
        &[(&now_us, Type::INT8), (&i64::from(SWEPT_AT_ONCE), Type::INT8)],
    )?)
}
