//! Where an installation lies.

use std::path::PathBuf;

/// The folder of an installation, and its database when that lies elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Data folder: database (unless PostgreSQL), files, keys.
    pub folder: PathBuf,
    /// PostgreSQL connection string; `None` for the embedded database.
    pub database: Option<String>,
    /// Only read: no lock is taken, nothing is written.
    pub read_only: bool,
}

impl Config {
    /// An installation in one folder.
    pub fn folder(folder: impl Into<PathBuf>) -> Config {
        Config { folder: folder.into(), database: None, read_only: false }
    }

    pub(crate) fn location(&self) -> store::Location {
        match &self.database {
            Some(url) => store::Location::Postgres(url.clone()),
            None if self.read_only => store::Location::FolderReadOnly(self.folder.clone()),
            None => store::Location::Folder(self.folder.clone()),
        }
    }
}
