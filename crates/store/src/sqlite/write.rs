//! What is changed on the SQLite shelf; each runs inside the writer's transaction and is undone as one if it fails.

use ledger::{Hash, Head};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Fail, read};
use crate::leaf::{self, Row, Taken};
use crate::store::SNAPSHOTS_KEPT;
use crate::{Appended, LogRecord, Request, Snapshot, StoreError, checkpoint};

type Answer<T> = Result<T, Fail>;

pub(super) fn create_log(c: &Connection, log: &LogRecord, head: &Head) -> Answer<()> {
    if head.log != log.id {
        return Err(StoreError::Fault("the head belongs to another log".to_owned()).into());
    }
    let made = c.execute(
        "INSERT INTO log (id, slug, created_us, size, last, frontier) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO NOTHING",
        params![
            log.id,
            log.slug,
            log.created_us,
            head.size.cast_signed(),
            head.last.0,
            leaf::frontier_bytes(&head.frontier)
        ],
    )?;
    if made == 0 { Err(StoreError::Exists.into()) } else { Ok(()) }
}

pub(super) fn append(c: &Connection, expected: &Head, new: &Head, rows: &[Row], request: &Request) -> Answer<Appended> {
    let log_no = read::log_no(c, &expected.log)?;
    // The request first: when the acknowledgement was lost, the caller's head is stale too.
    if let Some((body, first, last)) = read::request(c, log_no, &request.id)? {
        let same = body == request.body_sha256;
        return if same { Ok(Appended::Before { first, last }) } else { Err(StoreError::RequestReused.into()) };
    }
    move_head(c, log_no, expected, new)?;
    let mut by_us = latest(c, log_no, expected.size)?;
    let mut entry = c.prepare_cached(
        "INSERT INTO entry (log_no, seq, time_us, by_us, leaf_hash, leaf) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut payload =
        c.prepare_cached("INSERT INTO payload (log_no, seq, time_us, payload, salt) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for Row { sealed, hash, time_us } in rows {
        by_us = by_us.max(*time_us);
        let seq = sealed.seq.cast_signed();
        entry.execute(params![log_no, seq, time_us, by_us, hash.0, sealed.leaf])?;
        payload.execute(params![log_no, seq, time_us, sealed.payload, sealed.salt])?;
    }
    c.prepare_cached("INSERT INTO request (log_no, id, body_sha256, first, last) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            log_no,
            request.id,
            request.body_sha256.0,
            expected.size.cast_signed(),
            (new.size - 1).cast_signed()
        ])?;
    Ok(Appended::Done)
}

/// The log that makes room is ended and moved aside, and the other one takes its id, its slug and its place.
pub(super) fn take_over(c: &Connection, taken: &Taken) -> Answer<()> {
    if let Some((aside, expected, head, rows)) = &taken.before {
        append(c, expected, head, rows, &taken.request)?;
        move_aside(c, &taken.log.id, aside)?;
    }
    let empty = Head::empty(taken.log.id.clone());
    create_log(c, &taken.log, &empty)?;
    append(c, &empty, &taken.head, &taken.rows, &taken.request).map(|_| ())
}

fn move_aside(c: &Connection, log: &str, aside: &LogRecord) -> Answer<()> {
    let held: i64 =
        c.query_row("SELECT count(*) FROM log WHERE id = ?1 OR slug = ?2", [&aside.id, &aside.slug], |row| row.get(0))?;
    if held > 0 {
        return Err(StoreError::Exists.into());
    }
    c.execute("UPDATE log SET id = ?1, slug = ?2 WHERE id = ?3", params![aside.id, aside.slug, log])?;
    Ok(())
}

/// The compare-and-swap.
fn move_head(c: &Connection, log_no: i64, expected: &Head, new: &Head) -> Answer<()> {
    let moved = c
        .prepare_cached(
            "UPDATE log SET size = ?1, last = ?2, frontier = ?3
             WHERE log_no = ?4 AND size = ?5 AND last = ?6 AND frontier = ?7",
        )?
        .execute(params![
            new.size.cast_signed(),
            new.last.0,
            leaf::frontier_bytes(&new.frontier),
            log_no,
            expected.size.cast_signed(),
            expected.last.0,
            leaf::frontier_bytes(&expected.frontier),
        ])?;
    if moved == 1 {
        return Ok(());
    }
    let actual = read::head(c, &expected.log)?.size;
    if actual == expected.size {
        return Err(Fail::Damaged(format!("log {} is not the one expected at size {actual}", expected.log)));
    }
    Err(StoreError::Stale { expected: expected.size, actual }.into())
}

/// The latest time stated in the log so far.
fn latest(c: &Connection, log_no: i64, size: u64) -> Answer<i64> {
    let mut statement = c.prepare_cached("SELECT by_us FROM entry WHERE log_no = ?1 AND seq = ?2 - 1")?;
    let found = statement.query_row(params![log_no, size.cast_signed()], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(i64::MIN))
}

pub(super) fn redact(c: &Connection, log: &str, seq: u64) -> Answer<()> {
    let log_no = read::log_no(c, log)?;
    let seq = i64::try_from(seq).map_err(|_| StoreError::NoSuchLog)?;
    let erased = c.execute(
        "UPDATE payload SET payload = NULL, salt = NULL WHERE log_no = ?1 AND seq = ?2",
        params![log_no, seq],
    )?;
    if erased == 0 {
        return Err(StoreError::NoSuchLog.into());
    }
    c.execute("DELETE FROM snapshot WHERE log_no = ?1 AND size > ?2", params![log_no, seq])?;
    Ok(())
}

pub(super) fn save_snapshot(c: &Connection, log: &str, snapshot: &Snapshot) -> Answer<()> {
    let log_no = read::log_no(c, log)?;
    c.execute(
        "INSERT OR REPLACE INTO snapshot (log_no, size, format, sha256, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![log_no, snapshot.size.cast_signed(), snapshot.format, snapshot.sha256.0, snapshot.bytes],
    )?;
    c.execute(
        "DELETE FROM snapshot WHERE log_no = ?1 AND size NOT IN
         (SELECT size FROM snapshot WHERE log_no = ?1 ORDER BY size DESC LIMIT ?2)",
        params![log_no, SNAPSHOTS_KEPT],
    )?;
    Ok(())
}

pub(super) fn drop_snapshots(c: &Connection, log: &str) -> Answer<()> {
    c.execute("DELETE FROM snapshot WHERE log_no = ?1", [read::log_no(c, log)?])?;
    Ok(())
}

pub(super) fn save_checkpoint(
    c: &Connection,
    log: &str,
    previous_size: Option<u64>,
    size: u64,
    root: Hash,
    note: &str,
) -> Answer<()> {
    let log_no = read::log_no(c, log)?;
    let kept = read::last_checkpoint(c, log_no)?;
    if checkpoint::judge(kept, previous_size, size, root)? {
        c.execute(
            "INSERT INTO checkpoint (log_no, size, root, note) VALUES (?1, ?2, ?3, ?4)",
            params![log_no, size.cast_signed(), root.0, note],
        )?;
    }
    Ok(())
}

pub(super) fn put_setting(c: &Connection, log: Option<&str>, key: &str, value: &str) -> Answer<()> {
    if let Some(log) = log {
        read::log_no(c, log)?;
    }
    c.execute(
        "INSERT INTO setting (log, key, value) VALUES (?1, ?2, ?3) ON CONFLICT (log, key) DO UPDATE SET value = ?3",
        [log.unwrap_or_default(), key, value],
    )?;
    Ok(())
}
