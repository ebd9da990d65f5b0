//! Records: what is kept and is not history. Bytes under a kind and a key, and the list of changes that happens whole or
//! not at all.

use std::fmt;

use crate::StoreError;

/// Most bytes in the body of a [`Record`].
pub const MAX_RECORD: usize = 1 << 20;
/// Most bytes in a kind, a key or an owner, so that an index of any shelf can hold all three.
pub const MAX_NAME: usize = 512;
/// Most changes in one list.
pub const MAX_MOVES: usize = 10_000;
/// Records that a sweep erases in one go; others may write between two of them.
pub(crate) const SWEPT_AT_ONCE: u32 = 5_000;

/// Something kept that is not history: a password, a session, an invitation, a person's erasable data. The store does not
/// know what it means. It belongs to no log, and can be changed and erased.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// What sort of thing it is; at most [`MAX_NAME`] bytes, like `key` and `owner`.
    pub kind: String,
    /// Its name, unique within the kind.
    pub key: String,
    /// What it belongs to: an organisation's id, a person's id; may be empty.
    pub owner: String,
    /// When it ends, microseconds since 1970-01-01T00:00:00Z; `i64::MAX` is never. It is there until it is swept.
    pub until_us: i64,
    /// 1 for the first, one more with each change; counted from 1 again when it was taken and put anew.
    pub version: u64,
    /// What is kept, at most [`MAX_RECORD`] bytes.
    pub body: Vec<u8>,
}

/// What must be so for a [`Move`] to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Whatever is there, or nothing.
    Any,
    /// Nothing is there.
    Absent,
    /// The record is there in this version.
    Version(u64),
}

/// One change to the records. A list of them is made in order, each seeing those before it, whole or not at all.
#[derive(Clone, PartialEq, Eq)]
pub enum Move {
    /// Puts a record in place of what was there.
    Put {
        /// See [`Record::kind`].
        kind: String,
        /// See [`Record::key`].
        key: String,
        /// See [`Record::owner`].
        owner: String,
        /// See [`Record::until_us`].
        until_us: i64,
        /// See [`Record::body`].
        body: Vec<u8>,
        /// What must be there before.
        expect: Expect,
    },
    /// Erases a record; erasing nothing is fine with [`Expect::Any`] and [`Expect::Absent`]. What the disk still holds of
    /// it goes with [`Store::scour`](crate::Store::scour).
    Take {
        /// See [`Record::kind`].
        kind: String,
        /// See [`Record::key`].
        key: String,
        /// What must be there before; with [`Expect::Absent`] it changes nothing and only makes sure.
        expect: Expect,
    },
}

impl Move {
    /// Kind and key of the record that it changes.
    pub(crate) fn place(&self) -> (&str, &str) {
        match self {
            Move::Put { kind, key, .. } | Move::Take { kind, key, .. } => (kind, key),
        }
    }

    /// The refusal when what it expects is not so.
    pub(crate) fn moved(&self) -> StoreError {
        let (kind, key) = self.place();
        StoreError::Moved { kind: kind.to_owned(), key: key.to_owned() }
    }
}

/// Refuses a list that no shelf could keep, before anything is touched.
pub(crate) fn check(moves: &[Move]) -> Result<(), StoreError> {
    if moves.len() > MAX_MOVES {
        return Err(StoreError::TooManyMoves { limit: MAX_MOVES });
    }
    for one in moves {
        let (kind, key) = one.place();
        check_names(kind, Some(key), None)?;
        if let Move::Put { kind, owner, body, .. } = one {
            check_names(kind, None, Some(owner))?;
            if body.len() > MAX_RECORD {
                return Err(StoreError::RecordTooLarge { kind: kind.clone(), limit: MAX_RECORD });
            }
        }
    }
    Ok(())
}

/// Refuses what cannot be the name of a record: too long, or with a zero byte, which PostgreSQL cannot keep in a text.
pub(crate) fn check_names(kind: &str, key: Option<&str>, owner: Option<&str>) -> Result<(), StoreError> {
    for (what, name) in [("kind", Some(kind)), ("key", key), ("owner", owner)] {
        if name.is_some_and(|name| name.len() > MAX_NAME || name.contains('\0')) {
            return Err(StoreError::RecordName { what });
        }
    }
    Ok(())
}

/// Without the body, which may be a secret.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Record { kind, key, owner, until_us, version, body } = self;
        let length = body.len();
        write!(f, "Record({kind:?}, {key:?}, of {owner:?}, until {until_us}, version {version}, {length} bytes)")
    }
}

/// Without the body, which may be a secret.
impl fmt::Debug for Move {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Move::Put { kind, key, owner, until_us, body, expect } => {
                let length = body.len();
                write!(f, "Put({kind:?}, {key:?}, of {owner:?}, until {until_us}, {length} bytes, over {expect:?})")
            }
            Move::Take { kind, key, expect } => write!(f, "Take({kind:?}, {key:?}, if {expect:?})"),
        }
    }
}
