//! What is kept and is no history: people, accounts, sessions, tokens. Each kind is a type of ours, written as JSON into a
//! record of the store.

use crate::{App, Fault};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Expect, Move, Record, StoreError};

/// Something kept in records of one kind.
pub(crate) trait Kept: Serialize + DeserializeOwned {
    /// Name of the kind.
    const KIND: &'static str;
}

/// Something kept, with the version that a change must name.
#[derive(Clone, Debug)]
pub(crate) struct Held<T> {
    pub(crate) key: String,
    pub(crate) owner: String,
    pub(crate) version: u64,
    pub(crate) value: T,
}

/// Never ends.
pub(crate) const FOR_EVER: i64 = i64::MAX;

fn read<T: Kept>(record: Record) -> Result<Held<T>, Fault> {
    let value = serde_json::from_slice(&record.body).map_err(|e| {
        Fault::new(format!("a record of kind {} cannot be read: {e}", T::KIND), "a newer tickmark may have written it")
    })?;
    Ok(Held { key: record.key, owner: record.owner, version: record.version, value })
}

/// Puts a value under a key.
pub(crate) fn put<T: Kept>(key: &str, owner: &str, until_us: i64, value: &T, expect: Expect) -> Result<Move, Fault> {
    let body = serde_json::to_vec(value).map_err(|e| Fault::new(format!("a record cannot be written: {e}"), ""))?;
    let (kind, key, owner) = (T::KIND.to_owned(), key.to_owned(), owner.to_owned());
    Ok(Move::Put { kind, key, owner, until_us, body, expect })
}

/// Takes what lies under a key.
pub(crate) fn take<T: Kept>(key: &str, expect: Expect) -> Move {
    Move::Take { kind: T::KIND.to_owned(), key: key.to_owned(), expect }
}

impl App {
    /// What is kept under a key and has not ended.
    pub(crate) fn kept<T: Kept>(&self, key: &str) -> Result<Option<Held<T>>, Fault> {
        let now = self.clock.now_us();
        self.store.record(T::KIND, key)?.filter(|r| r.until_us > now).map(read).transpose()
    }

    /// Everything of a kind, or of one owner, that has not ended.
    pub(crate) fn all_kept<T: Kept>(&self, owner: Option<&str>) -> Result<Vec<Held<T>>, Fault> {
        let now = self.clock.now_us();
        self.store.records(T::KIND, owner)?.into_iter().filter(|r| r.until_us > now).map(read).collect()
    }

    /// Changes records; `false` when somebody was faster, so that the caller looks again.
    pub(crate) fn shelve(&self, moves: &[Move]) -> Result<bool, Fault> {
        match self.store.change_records(moves) {
            Ok(()) => Ok(true),
            Err(StoreError::Moved { .. }) => Ok(false),
            Err(other) => Err(other.into()),
        }
    }
}
