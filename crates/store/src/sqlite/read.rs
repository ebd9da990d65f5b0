//! What is asked of the SQLite shelf.

use std::ops::{ControlFlow, Range};

use ledger::{Hash, Head};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Fail;
use crate::store::PayloadVisit;
use crate::{CheckpointRecord, EntryRef, LogRecord, Snapshot, StoreError, leaf};

type Answer<T> = Result<T, Fail>;

pub(super) fn logs(c: &Connection) -> Answer<Vec<LogRecord>> {
    let mut statement = c.prepare_cached("SELECT id, slug, created_us FROM log ORDER BY slug")?;
    let logs = statement
        .query_map([], |row| Ok(LogRecord { id: row.get(0)?, slug: row.get(1)?, created_us: row.get(2)? }))?
        .collect::<Result<_, _>>()?;
    Ok(logs)
}

/// The number by which rows name the log.
pub(super) fn log_no(c: &Connection, log: &str) -> Answer<i64> {
    let found =
        c.prepare_cached("SELECT log_no FROM log WHERE id = ?1")?.query_row([log], |row| row.get(0)).optional()?;
    Ok(found.ok_or(StoreError::NoSuchLog)?)
}

/// The log's number and how many entries of `range` it has.
fn within(c: &Connection, log: &str, range: Range<u64>) -> Answer<(i64, Range<u64>)> {
    let mut statement = c.prepare_cached("SELECT log_no, size FROM log WHERE id = ?1")?;
    let found = statement.query_row([log], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?))).optional()?;
    let (log_no, size) = found.ok_or(StoreError::NoSuchLog)?;
    let end = range.end.min(size.cast_unsigned());
    Ok((log_no, range.start.min(end)..end))
}

pub(super) fn head(c: &Connection, log: &str) -> Answer<Head> {
    let mut statement = c.prepare_cached("SELECT size, last, frontier FROM log WHERE id = ?1")?;
    let mut rows = statement.query([log])?;
    let row = rows.next()?.ok_or(StoreError::NoSuchLog)?;
    let size = position(row, 0)?;
    let frontier = leaf::frontier(blob(row, 2)?);
    let frontier = frontier.filter(|hashes| hashes.len() == size.count_ones() as usize);
    let frontier = frontier.ok_or_else(|| Fail::Damaged(format!("the frontier of log {log} does not fit its size")))?;
    Ok(Head { log: log.to_owned(), size, last: hash(row, 1)?, frontier })
}

/// What an earlier request was about: body, first and last entry.
pub(super) fn request(c: &Connection, log_no: i64, id: &str) -> Answer<Option<(Hash, u64, u64)>> {
    let mut statement =
        c.prepare_cached("SELECT body_sha256, first, last FROM request WHERE log_no = ?1 AND id = ?2")?;
    let mut rows = statement.query(params![log_no, id])?;
    rows.next()?.map(|row| Ok((hash(row, 0)?, position(row, 1)?, position(row, 2)?))).transpose()
}

pub(super) fn entries(
    c: &Connection,
    log: &str,
    range: Range<u64>,
    each: &mut dyn FnMut(EntryRef<'_>) -> ControlFlow<()>,
) -> Answer<()> {
    // Leaves and payloads lie in two tables and are read in step; one transaction, so that both are of one moment.
    let transaction = c.unchecked_transaction()?;
    let (log_no, range) = within(c, log, range)?;
    let bounds = params![log_no, range.start.cast_signed(), range.end.cast_signed()];
    let mut leaves =
        c.prepare_cached("SELECT seq, leaf FROM entry WHERE log_no = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq")?;
    let mut payloads = c.prepare_cached(
        "SELECT seq, salt, payload FROM payload WHERE log_no = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq",
    )?;
    let mut leaves = leaves.query(bounds)?;
    let mut payloads = payloads.query(bounds)?;
    for seq in range {
        let (Some(one), Some(two)) = (leaves.next()?, payloads.next()?) else {
            return Err(missing(log, seq));
        };
        if position(one, 0)? != seq || position(two, 0)? != seq {
            return Err(missing(log, seq));
        }
        let entry = EntryRef { seq, leaf: blob(one, 1)?, salt: maybe_blob(two, 1)?, payload: maybe_blob(two, 2)? };
        if each(entry).is_break() {
            break;
        }
    }
    drop((leaves, payloads));
    Ok(transaction.finish()?)
}

pub(super) fn payloads(c: &Connection, log: &str, range: Range<u64>, each: PayloadVisit<'_>) -> Answer<()> {
    let (log_no, range) = within(c, log, range)?;
    let mut statement = c.prepare_cached(
        "SELECT seq, time_us, payload FROM payload WHERE log_no = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq",
    )?;
    let mut rows = statement.query(params![log_no, range.start.cast_signed(), range.end.cast_signed()])?;
    for seq in range {
        let row = rows.next()?.ok_or_else(|| missing(log, seq))?;
        if position(row, 0)? != seq {
            return Err(missing(log, seq));
        }
        if each(seq, row.get(1)?, maybe_blob(row, 2)?).is_break() {
            break;
        }
    }
    Ok(())
}

pub(super) fn last_before(c: &Connection, log: &str, time_us: i64) -> Answer<u64> {
    let (log_no, Range { start: mut low, end: mut high }) = within(c, log, 0..u64::MAX)?;
    let mut statement = c.prepare_cached("SELECT by_us FROM entry WHERE log_no = ?1 AND seq = ?2")?;
    // by_us never falls, so the first entry that is later is found by halving.
    while low < high {
        let middle = low.midpoint(high);
        let by_us: Option<i64> =
            statement.query_row(params![log_no, middle.cast_signed()], |row| row.get(0)).optional()?;
        if by_us.ok_or_else(|| missing(log, middle))? <= time_us {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

pub(super) fn leaf_hashes(c: &Connection, log: &str, range: Range<u64>) -> Answer<Vec<Hash>> {
    let (log_no, range) = within(c, log, range)?;
    let mut statement =
        c.prepare_cached("SELECT seq, leaf_hash FROM entry WHERE log_no = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq")?;
    let mut rows = statement.query(params![log_no, range.start.cast_signed(), range.end.cast_signed()])?;
    let mut hashes = Vec::new();
    for seq in range {
        let row = rows.next()?.ok_or_else(|| missing(log, seq))?;
        if position(row, 0)? != seq {
            return Err(missing(log, seq));
        }
        hashes.push(hash(row, 1)?);
    }
    Ok(hashes)
}

pub(super) fn snapshot(c: &Connection, log: &str, at_most: u64) -> Answer<Option<Snapshot>> {
    let log_no = log_no(c, log)?;
    let mut statement = c.prepare_cached(
        "SELECT size, format, sha256, bytes FROM snapshot WHERE log_no = ?1 AND size <= ?2 ORDER BY size DESC LIMIT 1",
    )?;
    let at_most = i64::try_from(at_most).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![log_no, at_most])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Snapshot { size: position(row, 0)?, format: row.get(1)?, sha256: hash(row, 2)?, bytes: row.get(3)? }))
}

pub(super) fn checkpoints(c: &Connection, log: &str) -> Answer<Vec<CheckpointRecord>> {
    let log_no = log_no(c, log)?;
    let mut statement = c.prepare_cached("SELECT size, root, note FROM checkpoint WHERE log_no = ?1 ORDER BY size")?;
    let mut rows = statement.query([log_no])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        kept.push(CheckpointRecord { size: position(row, 0)?, root: hash(row, 1)?, note: row.get(2)? });
    }
    Ok(kept)
}

/// Size and root of the last checkpoint kept.
pub(super) fn last_checkpoint(c: &Connection, log_no: i64) -> Answer<Option<(u64, Hash)>> {
    let mut statement =
        c.prepare_cached("SELECT size, root FROM checkpoint WHERE log_no = ?1 ORDER BY size DESC LIMIT 1")?;
    let mut rows = statement.query([log_no])?;
    rows.next()?.map(|row| Ok((position(row, 0)?, hash(row, 1)?))).transpose()
}

pub(super) fn setting(c: &Connection, log: Option<&str>, key: &str) -> Answer<Option<String>> {
    if let Some(log) = log {
        log_no(c, log)?;
    }
    let mut statement = c.prepare_cached("SELECT value FROM setting WHERE log = ?1 AND key = ?2")?;
    Ok(statement.query_row([log.unwrap_or_default(), key], |row| row.get(0)).optional()?)
}

pub(super) fn position(row: &Row<'_>, column: usize) -> Answer<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| Fail::Damaged(format!("a position is negative: {value}")))
}

fn hash(row: &Row<'_>, column: usize) -> Answer<Hash> {
    leaf::hash_from(blob(row, column)?).ok_or_else(|| Fail::Damaged("a hash is not 32 bytes long".to_owned()))
}

pub(super) fn blob<'r>(row: &'r Row<'_>, column: usize) -> Answer<&'r [u8]> {
    maybe_blob(row, column)?.ok_or_else(|| Fail::Damaged("bytes are missing from a row".to_owned()))
}

fn maybe_blob<'r>(row: &'r Row<'_>, column: usize) -> Answer<Option<&'r [u8]>> {
    row.get_ref(column)?.as_blob_or_null().map_err(|error| Fail::Damaged(error.to_string()))
}

fn missing(log: &str, seq: u64) -> Fail {
    Fail::Damaged(format!("entry {seq} of log {log} is missing"))
}
