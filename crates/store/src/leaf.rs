//! What a shelf checks before it appends, and what it keeps beside a leaf: its hash and its time.

use ledger::{Hash, Head, Sealed};

use crate::{LogRecord, Request, StoreError, TakeOver, written_as};

/// A frontier has one hash for each bit of the size.
const FRONTIER_MAX: usize = 64;

/// The time that a leaf states, in microseconds since 1970; kept beside it so that as-of needs no parsing.
pub(crate) fn time_us(leaf: &[u8]) -> Result<i64, StoreError> {
    #[derive(serde::Deserialize)]
    struct Time<'a> {
        #[serde(borrow)]
        time: &'a str,
    }
    let Time { time } =
        serde_json::from_slice(leaf).map_err(|error| StoreError::Fault(format!("a leaf states no time: {error}")))?;
    ledger::moment_from_text(time)
        .ok_or_else(|| StoreError::Fault(format!("a leaf states the time {time:?}, which is none")))
}

/// One entry with what the shelf keeps beside it.
pub(crate) struct Row {
    pub(crate) sealed: Sealed,
    pub(crate) hash: Hash,
    pub(crate) time_us: i64,
}

/// Entries that lead from `expected` to `new`, made ready to be written; refuses what would leave a gap or a false head.
pub(crate) fn rows(expected: &Head, new: &Head, entries: &[Sealed]) -> Result<Vec<Row>, StoreError> {
    let fault = |what: &str| StoreError::Fault(format!("append refused: {what}"));
    if entries.is_empty() {
        return Err(fault("there is nothing to append"));
    }
    if expected.log != new.log || new.size != expected.size + entries.len() as u64 {
        return Err(fault("the new head does not follow the expected one"));
    }
    if new.frontier.len() != new.size.count_ones() as usize {
        return Err(fault("the new head's frontier does not fit its size"));
    }
    let rows = (expected.size..).zip(entries).map(|(seq, sealed)| {
        if sealed.seq != seq {
            return Err(fault("the entries leave a gap"));
        }
        Ok(Row { hash: ledger::leaf_hash(&sealed.leaf), time_us: time_us(&sealed.leaf)?, sealed: sealed.clone() })
    });
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    if rows.last().is_none_or(|row| row.hash != new.last) {
        return Err(fault("the new head does not name the last entry"));
    }
    Ok(rows)
}

/// What is taken over, made ready to be written.
pub(crate) struct Taken {
    pub(crate) log: LogRecord,
    pub(crate) head: Head,
    pub(crate) rows: Vec<Row>,
    pub(crate) request: Request,
    /// Where the log that makes room is kept, its end before and after, and its last entries.
    pub(crate) before: Option<(LogRecord, Head, Head, Vec<Row>)>,
}

/// As [`rows`], for a log that takes a place, and for the one that makes room for it.
pub(crate) fn taken(taken: TakeOver) -> Result<Taken, StoreError> {
    let TakeOver { log, head, entries, request, before } = taken;
    let rows_of_all = rows(&Head::empty(log.id.clone()), &head, &entries)?;
    let before = before.map(|before| {
        if before.expected.log != log.id || written_as(&before.aside.id) != log.id {
            return Err(StoreError::Fault("the log that makes room has another id".to_owned()));
        }
        let last = rows(&before.expected, &before.head, &before.entries)?;
        Ok((before.aside, before.expected, before.head, last))
    });
    Ok(Taken { log, head, rows: rows_of_all, request, before: before.transpose()? })
}

/// Frontier hashes end to end: how a head lies in one column.
pub(crate) fn frontier_bytes(frontier: &[Hash]) -> Vec<u8> {
    frontier.iter().flat_map(|hash| hash.0).collect()
}

/// Reads back [`frontier_bytes`]; `None` if it is not whole.
pub(crate) fn frontier(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    (rest.is_empty() && hashes.len() <= FRONTIER_MAX).then(|| hashes.iter().copied().map(Hash).collect())
}

/// A hash from a column of 32 bytes.
pub(crate) fn hash_from(bytes: &[u8]) -> Option<Hash> {
    bytes.try_into().ok().map(Hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_without_a_whole_time_is_refused() {
        assert_eq!(time_us(br#"{"seq":1,"time":"1970-01-01T00:00:00.000001Z"}"#), Ok(1));
        for leaf in
            [&b"{}"[..], b"", br#"{"time":7}"#, br#"{"time":"1970-01-01"}"#, br#"{"time":"1970-01-01T00:00:00Z"}"#]
        {
            assert!(time_us(leaf).is_err(), "{}", String::from_utf8_lossy(leaf));
        }
    }

    #[test]
    fn a_frontier_comes_back_as_it_went() {
        let hashes = vec![Hash([1; 32]), Hash([2; 32])];
        assert_eq!(frontier(&frontier_bytes(&hashes)), Some(hashes));
        assert_eq!(frontier(&[0; 33]), None);
    }
}
