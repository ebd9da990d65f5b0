//! What is asked of the PostgreSQL shelf. Works on a connection and inside a transaction alike.

use std::ops::Range;

use ledger::{Hash, Head};
use postgres::types::FromSql;
use postgres::{GenericClient, Row};

use super::Fail;
use crate::{CheckpointRecord, EntryRef, LogRecord, Snapshot, StoreError, leaf};

type Answer<T> = Result<T, Fail>;

pub(super) fn logs(c: &mut impl GenericClient) -> Answer<Vec<LogRecord>> {
    let rows = c.query("SELECT id, slug, created_us FROM log ORDER BY slug COLLATE \"C\"", &[])?;
    rows.iter().map(|row| Ok(LogRecord { id: get(row, 0)?, slug: get(row, 1)?, created_us: get(row, 2)? })).collect()
}

/// The number by which rows name the log.
pub(super) fn log_no(c: &mut impl GenericClient, log: &str) -> Answer<i64> {
    let row = c.query_opt("SELECT log_no FROM log WHERE id = $1", &[&log])?;
    get(&row.ok_or(StoreError::NoSuchLog)?, 0)
}

/// The log's number and how many entries of `range` it has.
pub(super) fn within(c: &mut impl GenericClient, log: &str, range: Range<u64>) -> Answer<(i64, Range<u64>)> {
    let row = c.query_opt("SELECT log_no, size FROM log WHERE id = $1", &[&log])?.ok_or(StoreError::NoSuchLog)?;
    let end = range.end.min(position(&row, 1)?);
    Ok((get(&row, 0)?, range.start.min(end)..end))
}

pub(super) fn head(c: &mut impl GenericClient, log: &str) -> Answer<Head> {
    let row = c.query_opt("SELECT size, last, frontier FROM log WHERE id = $1", &[&log])?;
    let row = row.ok_or(StoreError::NoSuchLog)?;
    let size = position(&row, 0)?;
    let frontier = leaf::frontier(get(&row, 2)?);
    let frontier = frontier.filter(|hashes| hashes.len() == size.count_ones() as usize);
    let frontier = frontier.ok_or_else(|| Fail::Damaged(format!("the frontier of log {log} does not fit its size")))?;
    Ok(Head { log: log.to_owned(), size, last: hash(&row, 1)?, frontier })
}

/// What an earlier request was about: body, first and last entry.
pub(super) fn request(c: &mut impl GenericClient, log_no: i64, id: &str) -> Answer<Option<(Hash, u64, u64)>> {
    let row =
        c.query_opt("SELECT body_sha256, first, last FROM request WHERE log_no = $1 AND id = $2", &[&log_no, &id])?;
    row.map(|row| Ok((hash(&row, 0)?, position(&row, 1)?, position(&row, 2)?))).transpose()
}

/// The rows of `part`, all of them, for [`entry`].
pub(super) fn entries(c: &mut impl GenericClient, log_no: i64, part: Range<u64>) -> Answer<Vec<Row>> {
    whole(part, |from, to| {
        c.query(
            "SELECT seq, leaf, salt, payload FROM entry JOIN payload USING (log_no, seq)
             WHERE log_no = $1 AND seq >= $2 AND seq < $3 ORDER BY seq",
            &[&log_no, &from, &to],
        )
    })
}

pub(super) fn entry(row: &Row, seq: u64) -> Answer<EntryRef<'_>> {
    expect(row, seq)?;
    Ok(EntryRef { seq, leaf: get(row, 1)?, salt: get(row, 2)?, payload: get(row, 3)? })
}

/// The rows of `part`, all of them, for [`payload`].
pub(super) fn payloads(c: &mut impl GenericClient, log_no: i64, part: Range<u64>) -> Answer<Vec<Row>> {
    whole(part, |from, to| {
        c.query(
            "SELECT seq, time_us, payload FROM payload WHERE log_no = $1 AND seq >= $2 AND seq < $3 ORDER BY seq",
            &[&log_no, &from, &to],
        )
    })
}

pub(super) fn payload(row: &Row, seq: u64) -> Answer<(i64, Option<&[u8]>)> {
    expect(row, seq)?;
    Ok((get(row, 1)?, get(row, 2)?))
}

pub(super) fn last_before(c: &mut impl GenericClient, log: &str, time_us: i64) -> Answer<u64> {
    let (log_no, Range { start: mut low, end: mut high }) = within(c, log, 0..u64::MAX)?;
    let statement = c.prepare("SELECT by_us FROM entry WHERE log_no = $1 AND seq = $2")?;
    // by_us never falls, so the first entry that is later is found by halving.
    while low < high {
        let middle = low.midpoint(high);
        let row = c.query_opt(&statement, &[&log_no, &middle.cast_signed()])?.ok_or_else(|| missing(middle))?;
        if get::<i64>(&row, 0)? <= time_us {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

pub(super) fn leaf_hashes(c: &mut impl GenericClient, log: &str, range: Range<u64>) -> Answer<Vec<Hash>> {
    let (log_no, range) = within(c, log, range)?;
    let rows = whole(range.clone(), |from, to| {
        c.query(
            "SELECT seq, leaf_hash FROM entry WHERE log_no = $1 AND seq >= $2 AND seq < $3 ORDER BY seq",
            &[&log_no, &from, &to],
        )
    })?;
    let pair = |(row, seq)| expect(row, seq).and_then(|()| hash(row, 1));
    rows.iter().zip(range).map(pair).collect()
}

pub(super) fn snapshot(c: &mut impl GenericClient, log: &str, at_most: u64) -> Answer<Option<Snapshot>> {
    let log_no = log_no(c, log)?;
    let at_most = i64::try_from(at_most).unwrap_or(i64::MAX);
    let row = c.query_opt(
        "SELECT size, format, sha256, bytes FROM snapshot WHERE log_no = $1 AND size <= $2 ORDER BY size DESC LIMIT 1",
        &[&log_no, &at_most],
    )?;
    let whole = |row: Row| {
        Ok(Snapshot { size: position(&row, 0)?, format: get(&row, 1)?, sha256: hash(&row, 2)?, bytes: get(&row, 3)? })
    };
    row.map(whole).transpose()
}

pub(super) fn checkpoints(c: &mut impl GenericClient, log: &str) -> Answer<Vec<CheckpointRecord>> {
    let log_no = log_no(c, log)?;
    let rows = c.query("SELECT size, root, note FROM checkpoint WHERE log_no = $1 ORDER BY size", &[&log_no])?;
    let kept = |row| Ok(CheckpointRecord { size: position(row, 0)?, root: hash(row, 1)?, note: get(row, 2)? });
    rows.iter().map(kept).collect()
}

/// Size and root of the last checkpoint kept.
pub(super) fn last_checkpoint(c: &mut impl GenericClient, log_no: i64) -> Answer<Option<(u64, Hash)>> {
    let row =
        c.query_opt("SELECT size, root FROM checkpoint WHERE log_no = $1 ORDER BY size DESC LIMIT 1", &[&log_no])?;
    row.map(|row| Ok((position(&row, 0)?, hash(&row, 1)?))).transpose()
}

pub(super) fn setting(c: &mut impl GenericClient, log: Option<&str>, key: &str) -> Answer<Option<String>> {
    if let Some(log) = log {
        log_no(c, log)?;
    }
    let log = log.unwrap_or_default();
    let row = c.query_opt("SELECT value FROM setting WHERE log = $1 AND key = $2", &[&log, &key])?;
    row.map(|row| get(&row, 0)).transpose()
}

/// As many rows as `part` has entries, or the log has a hole.
fn whole(part: Range<u64>, fetch: impl FnOnce(i64, i64) -> Result<Vec<Row>, postgres::Error>) -> Answer<Vec<Row>> {
    let rows = fetch(part.start.cast_signed(), part.end.cast_signed())?;
    let count = rows.len() as u64;
    if count == part.end - part.start { Ok(rows) } else { Err(missing(part.start + count)) }
}

fn expect(row: &Row, seq: u64) -> Answer<()> {
    if position(row, 0)? == seq { Ok(()) } else { Err(missing(seq)) }
}

pub(super) fn position(row: &Row, column: usize) -> Answer<u64> {
    let value: i64 = get(row, column)?;
    u64::try_from(value).map_err(|_| Fail::Damaged(format!("a position is negative: {value}")))
}

fn hash(row: &Row, column: usize) -> Answer<Hash> {
    leaf::hash_from(get(row, column)?).ok_or_else(|| Fail::Damaged("a hash is not 32 bytes long".to_owned()))
}

/// A column of the type that the schema says; another type is damage, not a dropped connection.
pub(super) fn get<'r, T: FromSql<'r>>(row: &'r Row, column: usize) -> Answer<T> {
    row.try_get(column).map_err(|error| Fail::Damaged(error.to_string()))
}

fn missing(seq: u64) -> Fail {
    Fail::Damaged(format!("entry {seq} is missing"))
}
