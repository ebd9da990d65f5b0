//! What is changed on the PostgreSQL shelf; each is one transaction.

use ledger::{Hash, Head};
use postgres::Transaction;

use super::{Fail, ROWS, read};
use crate::leaf::{self, Row, Taken};
use crate::store::SNAPSHOTS_KEPT;
use crate::{Appended, LogRecord, Request, Snapshot, StoreError, checkpoint};

type Answer<T> = Result<T, Fail>;

pub(super) fn create_log(t: &mut Transaction<'_>, log: &LogRecord, head: &Head) -> Answer<()> {
    if head.log != log.id {
        return Err(StoreError::Fault("the head belongs to another log".to_owned()).into());
    }
    let made = t.execute(
        "INSERT INTO log (id, slug, created_us, size, last, frontier) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING",
        &[
            &log.id,
            &log.slug,
            &log.created_us,
            &head.size.cast_signed(),
            &head.last.0.as_slice(),
            &leaf::frontier_bytes(&head.frontier),
        ],
    )?;
    if made == 0 { Err(StoreError::Exists.into()) } else { Ok(()) }
}

pub(super) fn append(
    t: &mut Transaction<'_>,
    expected: &Head,
    new: &Head,
    rows: &[Row],
    request: &Request,
) -> Answer<Appended> {
    let log_no = claim(t, &expected.log)?;
    // The request first: when the acknowledgement was lost, the caller's head is stale too.
    if let Some((body, first, last)) = read::request(t, log_no, &request.id)? {
        let same = body == request.body_sha256;
        return if same { Ok(Appended::Before { first, last }) } else { Err(StoreError::RequestReused.into()) };
    }
    move_head(t, log_no, expected, new)?;
    let mut by_us = latest(t, log_no, expected.size)?;
    for part in rows.chunks(ROWS as usize) {
        insert(t, log_no, part, &mut by_us)?;
    }
    t.execute(
        "INSERT INTO request (log_no, id, body_sha256, first, last) VALUES ($1, $2, $3, $4, $5)",
        &[
            &log_no,
            &request.id,
            &request.body_sha256.0.as_slice(),
            &expected.size.cast_signed(),
            &(new.size - 1).cast_signed(),
        ],
    )?;
    Ok(Appended::Done)
}

/// The log that makes room is ended and moved aside, and the other one takes its id, its slug and its place.
pub(super) fn take_over(t: &mut Transaction<'_>, taken: &Taken) -> Answer<()> {
    if let Some((aside, expected, head, rows)) = &taken.before {
        append(t, expected, head, rows, &taken.request)?;
        move_aside(t, &taken.log.id, aside)?;
    }
    let empty = Head::empty(taken.log.id.clone());
    create_log(t, &taken.log, &empty)?;
    append(t, &empty, &taken.head, &taken.rows, &taken.request).map(|_| ())
}

fn move_aside(t: &mut Transaction<'_>, log: &str, aside: &LogRecord) -> Answer<()> {
    let held: i64 =
        t.query_one("SELECT count(*) FROM log WHERE id = $1 OR slug = $2", &[&aside.id, &aside.slug])?.try_get(0)?;
    if held > 0 {
        return Err(StoreError::Exists.into());
    }
    t.execute("UPDATE log SET id = $1, slug = $2 WHERE id = $3", &[&aside.id, &aside.slug, &log])?;
    Ok(())
}

/// Locks the log's row, so that what is read next stays true until the commit.
fn claim(t: &mut Transaction<'_>, log: &str) -> Answer<i64> {
    let row = t.query_opt("SELECT log_no FROM log WHERE id = $1 FOR UPDATE", &[&log])?;
    Ok(row.ok_or(StoreError::NoSuchLog)?.try_get(0)?)
}

/// The compare-and-swap.
fn move_head(t: &mut Transaction<'_>, log_no: i64, expected: &Head, new: &Head) -> Answer<()> {
    let moved = t.execute(
        "UPDATE log SET size = $1, last = $2, frontier = $3
         WHERE log_no = $4 AND size = $5 AND last = $6 AND frontier = $7",
        &[
            &new.size.cast_signed(),
            &new.last.0.as_slice(),
            &leaf::frontier_bytes(&new.frontier),
            &log_no,
            &expected.size.cast_signed(),
            &expected.last.0.as_slice(),
            &leaf::frontier_bytes(&expected.frontier),
        ],
    )?;
    if moved == 1 {
        return Ok(());
    }
    let actual = read::head(t, &expected.log)?.size;
    if actual == expected.size {
        return Err(Fail::Damaged(format!("log {} is not the one expected at size {actual}", expected.log)));
    }
    Err(StoreError::Stale { expected: expected.size, actual }.into())
}

/// The latest time stated in the log so far.
fn latest(t: &mut Transaction<'_>, log_no: i64, size: u64) -> Answer<i64> {
    let before = size.cast_signed() - 1;
    let row = t.query_opt("SELECT by_us FROM entry WHERE log_no = $1 AND seq = $2", &[&log_no, &before])?;
    Ok(row.map(|row| row.try_get(0)).transpose()?.unwrap_or(i64::MIN))
}

/// Two statements for many entries: a round trip each would be slow.
fn insert(t: &mut Transaction<'_>, log_no: i64, rows: &[Row], by_us: &mut i64) -> Answer<()> {
    let seqs: Vec<i64> = rows.iter().map(|row| row.sealed.seq.cast_signed()).collect();
    let times: Vec<i64> = rows.iter().map(|row| row.time_us).collect();
    let bys: Vec<i64> = times
        .iter()
        .map(|time| {
            *by_us = (*by_us).max(*time);
            *by_us
        })
        .collect();
    let hashes: Vec<&[u8]> = rows.iter().map(|row| row.hash.0.as_slice()).collect();
    let leaves: Vec<&[u8]> = rows.iter().map(|row| row.sealed.leaf.as_slice()).collect();
    t.execute(
        "INSERT INTO entry (log_no, seq, time_us, by_us, leaf_hash, leaf)
         SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[], $6::bytea[])",
        &[&log_no, &seqs, &times, &bys, &hashes, &leaves],
    )?;
    let payloads: Vec<Option<&[u8]>> = rows.iter().map(|row| row.sealed.payload.as_deref()).collect();
    let salts: Vec<Option<&[u8]>> = rows.iter().map(|row| row.sealed.salt.as_ref().map(<[u8; 32]>::as_slice)).collect();
    t.execute(
        "INSERT INTO payload (log_no, seq, time_us, payload, salt)
         SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bytea[], $5::bytea[])",
        &[&log_no, &seqs, &times, &payloads, &salts],
    )?;
    Ok(())
}

pub(super) fn redact(t: &mut Transaction<'_>, log: &str, seq: u64) -> Answer<()> {
    let log_no = read::log_no(t, log)?;
    let seq = i64::try_from(seq).map_err(|_| StoreError::NoSuchLog)?;
    let erased =
        t.execute("UPDATE payload SET payload = NULL, salt = NULL WHERE log_no = $1 AND seq = $2", &[&log_no, &seq])?;
    if erased == 0 {
        return Err(StoreError::NoSuchLog.into());
    }
    t.execute("DELETE FROM snapshot WHERE log_no = $1 AND size > $2", &[&log_no, &seq])?;
    Ok(())
}

pub(super) fn save_snapshot(t: &mut Transaction<'_>, log: &str, snapshot: &Snapshot) -> Answer<()> {
    let log_no = claim(t, log)?;
    t.execute(
        "INSERT INTO snapshot (log_no, size, format, sha256, bytes) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (log_no, size) DO UPDATE SET format = $3, sha256 = $4, bytes = $5",
        &[&log_no, &snapshot.size.cast_signed(), &snapshot.format, &snapshot.sha256.0.as_slice(), &snapshot.bytes],
    )?;
    t.execute(
        "DELETE FROM snapshot WHERE log_no = $1 AND size NOT IN
         (SELECT size FROM snapshot WHERE log_no = $1 ORDER BY size DESC LIMIT $2)",
        &[&log_no, &SNAPSHOTS_KEPT],
    )?;
    Ok(())
}

pub(super) fn drop_snapshots(t: &mut Transaction<'_>, log: &str) -> Answer<()> {
    let log_no = read::log_no(t, log)?;
    t.execute("DELETE FROM snapshot WHERE log_no = $1", &[&log_no])?;
    Ok(())
}

pub(super) fn save_checkpoint(
    t: &mut Transaction<'_>,
    log: &str,
    previous_size: Option<u64>,
    size: u64,
    root: Hash,
    note: &str,
) -> Answer<()> {
    let log_no = claim(t, log)?;
    let kept = read::last_checkpoint(t, log_no)?;
    if checkpoint::judge(kept, previous_size, size, root)? {
        t.execute(
            "INSERT INTO checkpoint (log_no, size, root, note) VALUES ($1, $2, $3, $4)",
            &[&log_no, &size.cast_signed(), &root.0.as_slice(), &note],
        )?;
    }
    Ok(())
}

pub(super) fn put_setting(t: &mut Transaction<'_>, log: Option<&str>, key: &str, value: &str) -> Answer<()> {
    if let Some(log) = log {
        read::log_no(t, log)?;
    }
    t.execute(
        "INSERT INTO setting (log, key, value) VALUES ($1, $2, $3) ON CONFLICT (log, key) DO UPDATE SET value = $3",
        &[&log.unwrap_or_default(), &key, &value],
    )?;
    Ok(())
}
