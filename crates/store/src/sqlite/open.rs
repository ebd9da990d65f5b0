//! Opening a data folder: claim it, check that it is ours and not newer, bring its schema up to date.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::Fail;
use crate::{SCHEMA, StoreError};

/// The database file in a data folder.
pub(crate) const DATABASE: &str = "tickmark.db";
/// The file whose lock says that a process holds the folder; its content is the process id, for people.
const LOCK: &str = "tickmark.lock";
/// `Tick`, in the header of every database file of ours.
const APPLICATION_ID: i64 = 0x5469_636B;
/// Before 3.51.3 a checkpoint of the write-ahead log could lose committed pages.
const SQLITE_AT_LEAST: i32 = 3_051_003;
/// How long a reader waits for a lock that SQLite takes for an instant.
const BUSY: Duration = Duration::from_secs(5);
/// The write-ahead log is cut back to this after a checkpoint.
const WAL_KEPT: i64 = 64 << 20;
/// One script for each schema number, from 1.
const MIGRATIONS: [&str; SCHEMA as usize] =
    [include_str!("../migrations/sqlite/0001.sql"), include_str!("../migrations/sqlite/0002.sql")];
/// Prepared statements that a connection keeps: all that this shelf has.
const STATEMENTS_KEPT: usize = 64;

/// How readers open the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// Beside a writer, through the shared index of the write-ahead log.
    Beside,
    /// As a file that nobody writes: the folder is on read-only media, so no shared index can be made.
    Still,
}

/// Makes the folder if absent, and locks it for this process. The lock ends with the process, however it ends.
pub(crate) fn claim(folder: &Path) -> Result<(Claim, PathBuf), StoreError> {
    let io = |error: io::Error| StoreError::of_io(folder, &error);
    make_private(folder).map_err(io)?;
    let lock = File::options().create(true).truncate(false).read(true).write(true).open(folder.join(LOCK));
    let mut lock = lock.map_err(io)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(StoreError::Locked { path: folder.to_owned() });
        }
        Err(TryLockError::Error(error)) => return Err(io(error)),
    }
    lock.set_len(0).and_then(|()| writeln!(lock, "{}", std::process::id())).map_err(io)?;
    Ok((Claim(lock), folder.join(DATABASE)))
}

/// A folder that is held; free again when dropped.
pub(crate) struct Claim(File);

impl Drop for Claim {
    /// Closing the file would do, were it not that a process being started at this instant still shares it.
    fn drop(&mut self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "the data folder stays locked until this process ends");
        }
    }
}

/// A folder that only its owner can enter: evidence lies in it.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// The writer's connection, on a schema that is up to date.
pub(crate) fn writable(path: &Path) -> Result<Connection, StoreError> {
    let open = || -> Result<Connection, Fail> {
        sqlite_is_sound()?;
        let mut connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        let found = schema(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "journal_size_limit", WAL_KEPT)?;
        migrate(&mut connection, found)?;
        Ok(connection)
    };
    open().map_err(|fail| fail.on(path))
}

/// The first connection of a folder that is only read, and how to open further ones.
pub(crate) fn read_only(path: &Path) -> Result<(Connection, How), StoreError> {
    if !path.is_file() {
        return Err(StoreError::Fault(format!("{} is not there: is this a tickmark data folder?", path.display())));
    }
    let attempt = |how| -> Result<Connection, StoreError> {
        let connection = reader(path, how)?;
        match schema(&connection).map_err(|fail| fail.on(path))? {
            SCHEMA => Ok(connection),
            older => Err(StoreError::Fault(format!(
                "{} has schema {older}: open it once for writing to bring it to schema {SCHEMA}",
                path.display()
            ))),
        }
    };
    match attempt(How::Beside) {
        Ok(connection) => Ok((connection, How::Beside)),
        // Without a write-ahead log there is no writer, and the file can be read as it lies.
        Err(StoreError::ReadOnly { .. } | StoreError::Fault(_)) if no_wal(path) => {
            attempt(How::Still).map(|connection| (connection, How::Still))
        }
        Err(error) => Err(error),
    }
}

/// A connection that cannot write.
pub(crate) fn reader(path: &Path, how: How) -> Result<Connection, StoreError> {
    let open = || -> Result<Connection, Fail> {
        sqlite_is_sound()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = match how {
            How::Beside => Connection::open_with_flags(path, flags)?,
            How::Still => Connection::open_with_flags(still_uri(path)?, flags | OpenFlags::SQLITE_OPEN_URI)?,
        };
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    };
    open().map_err(|fail| fail.on(path))
}

/// `file:` address of a database that does not change while it is read.
fn still_uri(path: &Path) -> Result<String, Fail> {
    let path = path.to_str().ok_or_else(|| StoreError::Fault(format!("{} is not UTF-8", path.display())))?;
    let escaped = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Ok(format!("file:{escaped}?immutable=1"))
}

fn no_wal(path: &Path) -> bool {
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    fs::metadata(wal).map_or(true, |data| data.len() == 0)
}

/// A bundled SQLite cannot be too old; one from the system could.
fn sqlite_is_sound() -> Result<(), StoreError> {
    if rusqlite::version_number() >= SQLITE_AT_LEAST {
        return Ok(());
    }
    let version = rusqlite::version();
    Err(StoreError::Fault(format!("SQLite {version} can lose committed data; 3.51.3 or later is needed")))
}

/// The file's schema number, 0 when it is empty.
fn schema(connection: &Connection) -> Result<u32, Fail> {
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let objects: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && (application != 0 || objects != 0) {
        return Err(Fail::Damaged("it is a database of another program".to_owned()));
    }
    if version > SCHEMA {
        return Err(StoreError::Newer { found: version, known: SCHEMA }.into());
    }
    if version > 0 {
        let told: u32 = connection.query_row("SELECT version FROM schema_version", [], |row| row.get(0))?;
        if told != version {
            return Err(Fail::Damaged(format!("its header says schema {version}, its table {told}")));
        }
    }
    Ok(version)
}

/// Runs the scripts that are missing, in one transaction.
fn migrate(connection: &mut Connection, found: u32) -> Result<(), Fail> {
    if found == SCHEMA {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for script in &MIGRATIONS[found as usize..] {
        transaction.execute_batch(script)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    Ok(transaction.commit()?)
}
