//! One way to change, one way to ask. The only place where time, identity and randomness enter.
//!
//! A door calls [`App::change`] with a command or [`App::ask`] with a question, and shows what comes back. Questions that
//! need no organisation are answered from the library by [`library::ask`].

pub mod access;
pub mod ask;
mod change;
mod checking;
pub mod clock;
pub mod config;
pub mod exchange;
pub mod fault;
mod history;
mod keys;
pub mod library;
pub mod papers;

pub use access::Who;
pub use ask::{Answer, At, Mark, Question, Seen};
pub use change::{Receipt, slug_of};
pub use checking::{Checked, CheckedOrganisation, new_token};
pub use clock::Clock;
pub use config::Config;
pub use fault::{Failure, Fault};
pub use history::{Entry, HistoryPage};

use history::Live;
use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

/// Name under which the program writes entries and snapshots.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// An open installation.
pub struct App {
    store: Box<dyn store::Store>,
    files: store::files::Files,
    clock: Clock,
    folder: std::path::PathBuf,
    read_only: bool,
    organisations: RwLock<BTreeMap<String, Arc<Live>>>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("store", &self.store.kind()).field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// An organisation of this installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Short name in paths and commands.
    pub slug: String,
    /// Name shown to people.
    pub name: String,
    /// When its ledger began, microseconds since 1970.
    pub created_us: i64,
    /// Number of entries.
    pub entries: u64,
}

impl App {
    /// Opens an installation as `config` says.
    ///
    /// # Errors
    /// [`Fault`] when the data folder is locked, damaged, read-only or from a newer version.
    pub fn open(config: &Config, clock: Clock) -> Result<App, Fault> {
        let store = store::open(&config.location())?;
        let files = store::files::Files::open(&config.folder)?;
        if !config.read_only {
            files.clean_stage()?;
        }
        Ok(App {
            store,
            files,
            clock,
            folder: config.folder.clone(),
            read_only: config.read_only,
            organisations: RwLock::default(),
        })
    }

    /// `sqlite` or `postgresql`.
    pub fn store_kind(&self) -> &'static str {
        self.store.kind()
    }

    /// The clock of this installation.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// All organisations, by short name.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn organisations(&self, _who: &Who) -> Result<Vec<Organisation>, Fault> {
        let mut list = Vec::new();
        for record in self.store.logs()? {
            let live = self.live(&record.slug)?;
            let state = live.state();
            list.push(Organisation {
                slug: record.slug,
                name: state.registers.name.clone(),
                created_us: record.created_us,
                entries: state.registers.entries,
            });
        }
        Ok(list)
    }

    /// Number of entries of an organisation: what every answer about today depends on.
    ///
    /// # Errors
    /// [`Fault`] when it is not known or the store cannot be read.
    pub fn entries(&self, slug: &str) -> Result<u64, Fault> {
        Ok(self.live(slug)?.state().head.size)
    }

    /// The organisation to speak of when a command names none: the only one there is.
    ///
    /// # Errors
    /// A refusal that lists what there is, when there is not exactly one.
    pub fn only_organisation(&self) -> Result<String, Failure> {
        let logs = self.store.logs().map_err(Fault::from)?;
        match logs.as_slice() {
            [only] => Ok(only.slug.clone()),
            [] => Err(domain::refusal::Refusal::NoOrganisation.into()),
            many => Err(domain::refusal::Refusal::NotPossible {
                sentence: format!("there are {} organisations", many.len()),
                hint: format!(
                    "name one with --org: {}",
                    many.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>().join(", ")
                ),
            }
            .into()),
        }
    }
}
