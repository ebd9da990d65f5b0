//! Where an installation lies.

use crate::{Fault, MailSettings};
use outgoing::{HostPort, Outgoing, Rules};
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
    /// Targets inside the operator's own network that may be called, each as `host:port`: an identity provider, a receiver
    /// of webhooks. The operator says so, never an owner of an organisation.
    pub internal: Vec<String>,
    /// Files with certificates of additional authorities (PEM), which vouch for targets beside the public authorities.
    pub authorities: Vec<PathBuf>,
    /// The relay that takes letters; `None` when nothing is sent.
    pub mail: Option<MailSettings>,
    /// Folders whose contents collectors may read, by absolute paths. None: nothing may be read.
    pub collect_folders: Vec<PathBuf>,
    /// Programs, or folders of programs, that a collector may run, by absolute paths. None: no command runs.
    pub collect_programs: Vec<PathBuf>,
    /// The program that judges the rules of collectors when it is given the word `judge-rule`; `None` for this one.
    pub judge: Option<PathBuf>,
}

impl Config {
    /// An installation in one folder.
    pub fn folder(folder: impl Into<PathBuf>) -> Config {
        Config {
            folder: folder.into(),
            database: None,
            read_only: false,
            internal: Vec::new(),
            authorities: Vec::new(),
            collect_folders: Vec::new(),
            collect_programs: Vec::new(),
            judge: None,
            mail: None,
        }
    }

    /// The client for requests that leave this machine.
    pub(crate) fn outgoing(&self) -> Result<Outgoing, Fault> {
        let wrong = |text: &str, why: String| Fault {
            by_user: true,
            ..Fault::new(format!("`{text}` cannot be allowed: {why}"), "write it like sso.corp.example:443")
        };
        let listed = self.internal.iter().map(|t| t.parse::<HostPort>().map_err(|e| wrong(t, e.to_string())));
        let rules =
            Rules { internal: listed.collect::<Result<_, _>>()?, extra_roots: self.roots()?, ..Rules::default() };
        let unusable = |e: outgoing::BadRules| Fault {
            by_user: true,
            ..Fault::new(format!("requests cannot leave this machine: {e}"), "mend what the sentence names")
        };
        Outgoing::new(rules).map_err(unusable)
    }

    /// The certificates of additional authorities.
    pub(crate) fn roots(&self) -> Result<Vec<Vec<u8>>, Fault> {
        let read = |path: &PathBuf| {
            std::fs::read(path).map_err(|e| Fault {
                by_user: true,
                ..Fault::new(format!("{}: {e}", path.display()), "check the path and its permissions")
            })
        };
        self.authorities.iter().map(read).collect()
    }

    pub(crate) fn location(&self) -> store::Location {
        match &self.database {
            Some(url) => store::Location::Postgres(url.clone()),
            None if self.read_only => store::Location::FolderReadOnly(self.folder.clone()),
            None => store::Location::Folder(self.folder.clone()),
        }
    }
}
