//! What can stop a piece of work on the SQLite shelf.

use std::path::Path;

use crate::StoreError;

/// What stopped a piece of work: the database, or an answer that is an error.
pub(super) enum Fail {
    Sqlite(rusqlite::Error),
    Store(StoreError),
    /// What was read cannot be right.
    Damaged(String),
}

impl Fail {
    pub(super) fn on(self, path: &Path) -> StoreError {
        match self {
            Fail::Sqlite(error) => StoreError::of_sqlite(path, &error),
            Fail::Store(error) => error,
            Fail::Damaged(what) => StoreError::Corrupt { path: path.to_owned(), what },
        }
    }
}

impl From<rusqlite::Error> for Fail {
    fn from(error: rusqlite::Error) -> Fail {
        Fail::Sqlite(error)
    }
}

impl From<StoreError> for Fail {
    fn from(error: StoreError) -> Fail {
        Fail::Store(error)
    }
}
