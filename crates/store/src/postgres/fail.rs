//! What can stop a piece of work on the PostgreSQL shelf, and what the caller can do about it.

use std::path::Path;

use postgres::error::SqlState;

use crate::StoreError;

/// What stopped a piece of work: the database, or an answer that is an error.
pub(super) enum Fail {
    Postgres(postgres::Error),
    Store(StoreError),
    /// What was read cannot be right.
    Damaged(String),
}

impl Fail {
    pub(super) fn on(self, name: &Path) -> StoreError {
        match self {
            Fail::Postgres(error) => of_postgres(name, &error),
            Fail::Store(error) => error,
            Fail::Damaged(what) => StoreError::Corrupt { path: name.to_owned(), what },
        }
    }
}

impl From<postgres::Error> for Fail {
    fn from(error: postgres::Error) -> Fail {
        Fail::Postgres(error)
    }
}

impl From<StoreError> for Fail {
    fn from(error: StoreError) -> Fail {
        Fail::Store(error)
    }
}

/// The error of a PostgreSQL call, by what the caller can do about it.
fn of_postgres(name: &Path, error: &postgres::Error) -> StoreError {
    let path = name.to_owned();
    let Some(told) = error.as_db_error() else {
        tracing::warn!(%error, database = %name.display(), "the database cannot be reached");
        return StoreError::Unavailable;
    };
    let code = told.code();
    match code {
        &SqlState::DISK_FULL => StoreError::Full { path },
        &SqlState::READ_ONLY_SQL_TRANSACTION | &SqlState::INSUFFICIENT_PRIVILEGE => StoreError::ReadOnly { path },
        &SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED => {
            StoreError::Corrupt { path, what: told.message().to_owned() }
        }
        &SqlState::ADMIN_SHUTDOWN
        | &SqlState::CRASH_SHUTDOWN
        | &SqlState::CANNOT_CONNECT_NOW
        | &SqlState::TOO_MANY_CONNECTIONS
        | &SqlState::T_R_SERIALIZATION_FAILURE
        | &SqlState::T_R_DEADLOCK_DETECTED => {
            tracing::warn!(%error, database = %name.display(), "the database refuses for now");
            StoreError::Unavailable
        }
        _ => StoreError::Fault(format!("{}: {} ({})", name.display(), told.message(), code.code())),
    }
}
