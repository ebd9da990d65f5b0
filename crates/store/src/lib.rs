//! The shelves: where logs, files, snapshots, checkpoints, settings and records lie. Bytes and positions; no meaning.
//!
//! Every call is synchronous: a door that is asynchronous calls from a blocking thread. Two shelves pass one story
//! (`tests/story.rs`): SQLite in a data folder, and PostgreSQL.

mod checkpoint;
mod error;
pub mod files;

mod leaf;
mod postgres;
mod record;

mod sqlite;
mod store;

use std::path::PathBuf;

pub use error::StoreError;
pub use record::{Expect, MAX_MOVES, MAX_NAME, MAX_RECORD, Move, Record};
pub use store::{
    Appended, Before, CheckpointRecord, EntryRef, LogRecord, PayloadVisit, Request, Snapshot, Store, TakeOver,
    written_as,
};

/// The newest schema that this program knows; a folder or database with a higher number is refused.
pub const SCHEMA: u32 = 2;

/// Where a store lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A data folder, made if absent: SQLite file `tickmark.db`, held by this process alone until the store is dropped.
    Folder(PathBuf),
    /// A data folder that is only read, beside a running server or on read-only media; takes no lock, makes no file.
    FolderReadOnly(PathBuf),
    /// A PostgreSQL database by connection string (`postgresql://user@host/name`).
    Postgres(String),
}

/// Opens a store, brings its schema up to [`SCHEMA`], and refuses what it must not touch: a folder in use
/// ([`StoreError::Locked`]), a newer schema ([`StoreError::Newer`]), a damaged file ([`StoreError::Corrupt`]).
pub fn open(location: &Location) -> Result<Box<dyn Store>, StoreError> {
    Ok(match location {
        Location::Folder(folder) => Box::new(sqlite::Sqlite::open(folder)?),
        Location::FolderReadOnly(folder) => Box::new(sqlite::Sqlite::open_read_only(folder)?),
        Location::Postgres(url) => Box::new(postgres::Postgres::open(url)?),
    })
}
