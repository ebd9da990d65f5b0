//! Small logs made by hand, so that the shelf is judged without the crate that seals.
#![allow(dead_code, reason = "each test file uses a part")]

use std::ops::{ControlFlow, Range};

use ledger::{Hash, Head, Sealed};
use sha2::{Digest, Sha256};
use store::{Request, Store};

/// 2026-01-01T00:00:00Z in microseconds.
pub(crate) const NEW_YEAR: i64 = 1_767_225_600_000_000;
/// An hour in microseconds.
pub(crate) const HOUR: i64 = 3_600_000_000;

/// A head with no entries.
pub(crate) fn empty(log: &str) -> Head {
    Head { log: log.to_owned(), size: 0, last: Hash([0; 32]), frontier: Vec::new() }
}

/// An entry stated at `hour` of January 2026, with `payload`, on top of `head`.
pub(crate) fn entry(head: &Head, hour: u32, payload: &str) -> (Sealed, Head) {
    let leaf = format!(
        r#"{{"action":"tested","log":"{}","prev":"{:?}","seq":{},"time":"2026-01-{:02}T{:02}:00:00.000000Z","what":"{}"}}"#,
        head.log,
        head.last,
        head.size,
        1 + hour / 24,
        hour % 24,
        hex::encode(Sha256::digest(payload)),
    );
    let hash = node(0, &[leaf.as_bytes()]);
    let sealed = Sealed {
        seq: head.size,
        leaf: leaf.into_bytes(),
        salt: Some([head.size as u8; 32]),
        payload: Some(payload.as_bytes().to_vec()),
    };
    let mut frontier = head.frontier.clone();
    frontier.push(hash);
    for _ in 0..head.size.trailing_ones() {
        let (right, left) = (frontier.pop().unwrap(), frontier.pop().unwrap());
        frontier.push(node(1, &[&left.0, &right.0]));
    }
    (sealed, Head { log: head.log.clone(), size: head.size + 1, last: hash, frontier })
}

/// One entry an hour from `head` on, as many as `payloads`.
pub(crate) fn entries(head: &Head, payloads: &[&str]) -> (Vec<Sealed>, Head) {
    let mut end = head.clone();
    let mut all = Vec::new();
    for payload in payloads {
        let (sealed, next) = entry(&end, end.size as u32, payload);
        all.push(sealed);
        end = next;
    }
    (all, end)
}

/// A request whose body is its id.
pub(crate) fn request(id: &str) -> Request {
    Request { id: id.to_owned(), body_sha256: Hash(Sha256::digest(id).into()) }
}

/// All entries in a range, copied.
pub(crate) fn read_all(shelf: &dyn Store, log: &str, range: Range<u64>) -> Vec<Sealed> {
    let mut all = Vec::new();
    let read = shelf.read(log, range, &mut |entry| {
        all.push(Sealed {
            seq: entry.seq,
            leaf: entry.leaf.to_vec(),
            salt: entry.salt.map(|salt| salt.try_into().unwrap()),
            payload: entry.payload.map(<[u8]>::to_vec),
        });
        ControlFlow::Continue(())
    });
    read.unwrap();
    all
}

fn node(kind: u8, parts: &[&[u8]]) -> Hash {
    Hash(parts.iter().fold(Sha256::new().chain_update([kind]), |sum, part| sum.chain_update(part)).finalize().into())
}
