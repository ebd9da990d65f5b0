//! One way to change, one way to ask. The only place where time, identity and randomness enter.
//!
//! A door calls [`App::change`] with a command or [`App::ask`] with a question, and shows what comes back. Questions that
//! need no organisation are answered from the library by [`library::ask`].

pub mod access;
mod accounts;
pub mod ask;
mod calendar_feed;
mod change;
mod checking;
pub mod clock;
pub mod collectors;
pub mod config;
mod deeds;
mod directory;
mod entries;
pub mod evidence;
pub mod exchange;
pub mod fault;
mod forwarding;
mod history;
mod keys;
pub mod library;
mod mail;
mod offers;
pub mod packages;
mod parts;
mod people;
mod plan_feed;
pub mod plans;
pub mod printed;
mod public;
pub mod remote;
pub mod restore;
mod room;
mod search;
mod security;
mod shelf;
mod sign_on;
pub mod tables;
mod timeline_feed;
mod tokens;
mod trail;
mod webhooks;

pub use access::Who;
pub use accounts::{AccountFacts, Begun, NewSecondFactor, PasskeyAsked, SessionFacts, SignedIn, Site, Visitor};
pub use ask::{Answer, At, Mark, Question, Seen};
pub use change::{Receipt, slug_of};
pub use checking::{Checked, CheckedOrganisation, new_token};
pub use clock::Clock;
pub use config::Config;
pub use directory::{GroupSaid, HeldGroup, HeldUser, Mail, NotTaken, UserSaid};
pub use entries::{Entry, HistoryPage};
pub use fault::{Failure, Fault};
pub use forwarding::Forwarding;
pub use mail::{
    LETTERS_A_RUN, LastLetter, MailSettings, NewAddress, RELAY_TRIES, Reminded, ReminderLetter, RemindersState, Rhythm,
    TestedMail, test_mail,
};
pub use offers::Right;
pub use parts::OwnPart;
pub use people::{Invited, Opened, Person, Within};
pub use public::{
    AskedDocuments, CONFIDENTIALITY, DocumentFetched, DocumentRequest, DocumentRequestLine, DocumentRequestState,
    GivenDocuments, MAX_FETCHED, MAX_WAITING, SharedDocuments, SharedFile,
};
pub use room::{KeptNote, MAX_NOTE};
pub use security::{ALARMS, Note, NotesPage};
pub use sign_on::{LinkedIdentity, SignOnBegun, SignOnEnded};
pub use tokens::Issued;
pub use trail::{AboutPage, MAX_TRAIL};
pub use webhooks::{Delivered, LastAnswer, WebhookSet, WebhookState};

use domain::values::Membership;
use history::Live;
use identity::sealed::Secret;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

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
    /// The ledgers that there are, while this process alone makes them.
    ledgers: RwLock<Option<Arc<Vec<store::LogRecord>>>>,
    /// Names and addresses by person's id, as far as they were asked for; `None` for who has none here.
    names: RwLock<BTreeMap<String, Option<Arc<people::Called>>>>,
    people_changed: AtomicU64,
    /// Sessions by the hash of their secret, as far as they were used.
    sessions: RwLock<BTreeMap<String, Arc<accounts::Session>>>,
    operators: RwLock<BTreeMap<String, bool>>,
    /// Held while a password is hashed.
    hashing: Mutex<()>,
    /// Held while a directory changes something.
    directory: Mutex<()>,
    sealing: OnceLock<Secret<[u8; 32]>>,
    /// Files of evidence that come in, and previews.
    desk: evidence::Desk,
    /// What external auditors read and the ledger does not say yet.
    readings: room::Buffer,
    /// What collectors may reach, and who of them runs.
    hands: collectors::Hands,
    /// Packages that are being built.
    builds: packages::Builds,
    /// Papers that are printed beside whoever asked for them.
    prints: printed::Prints,
    /// What went wrong with the security log and could not be told at once.
    troubles: RwLock<Vec<String>>,
    watchers: RwLock<Vec<Watcher>>,
    /// The only way out.
    outgoing: outgoing::Outgoing,
    /// Where letters go, if the operator named a relay.
    mail: Option<mail::Post>,
    /// Who carries notes of the security log elsewhere, if anybody does.
    forwarder: OnceLock<Arc<forwarding::Forwarder>>,
}

type Watcher = Box<dyn Fn(&Note) + Send + Sync>;

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
            ledgers: RwLock::default(),
            names: RwLock::default(),
            people_changed: AtomicU64::new(0),
            sessions: RwLock::default(),
            operators: RwLock::default(),
            hashing: Mutex::default(),
            directory: Mutex::default(),
            sealing: OnceLock::new(),
            desk: evidence::Desk::default(),
            readings: room::Buffer::default(),
            hands: collectors::Hands::of(config)?,
            builds: packages::Builds::default(),
            prints: printed::Prints::default(),
            troubles: RwLock::default(),
            watchers: RwLock::default(),
            outgoing: config.outgoing()?,
            mail: config.mail.as_ref().map(|mail| mail.post(config)).transpose()?,
            forwarder: OnceLock::new(),
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

    /// The organisations in which who asks has a part, by short name.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn organisations(&self, who: &Who) -> Result<Vec<Organisation>, Fault> {
        let mut list = Vec::new();
        for record in self.ledgers()?.iter() {
            let live = self.live(&record.slug)?;
            let state = live.state();
            let member = state.registers.people.members.get(who.id());
            if !self.leads_to(&record.id, &state.registers, who)? || member.is_none_or(|m| m.state == Membership::Ended)
            {
                continue;
            }
            list.push(Organisation {
                slug: record.slug.clone(),
                name: state.registers.name.clone(),
                created_us: record.created_us,
                entries: state.registers.entries,
            });
        }
        Ok(list)
    }

    /// Has who asks a part in so many organisations, or more?
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn has_parts(&self, who: &Who, many: usize) -> Result<bool, Fault> {
        let mut found = 0;
        for record in self.ledgers()?.iter() {
            if found >= many {
                break;
            }
            let live = self.live(&record.slug)?;
            let state = live.state();
            let member = state.registers.people.members.get(who.id());
            let there = member.is_some_and(|m| m.state != Membership::Ended);
            found += usize::from(there && self.leads_to(&record.id, &state.registers, who)?);
        }
        Ok(found >= many)
    }

    /// The ledgers that are in use: those that a restore moved aside are read by name, and nothing is done in them.
    pub(crate) fn in_use(&self) -> Result<Vec<store::LogRecord>, Fault> {
        Ok(self.store.logs()?.into_iter().filter(|record| !record.is_aside()).collect())
    }

    /// The ledgers in use, by short name; from memory where this process alone makes them.
    pub(crate) fn ledgers(&self) -> Result<Arc<Vec<store::LogRecord>>, Fault> {
        let alone = self.store.kind() == "sqlite" && !self.read_only;
        let known = self.ledgers.read().unwrap_or_else(PoisonError::into_inner).clone().filter(|_| alone);
        if let Some(known) = known {
            return Ok(known);
        }
        // Held while they are read, so that none is made meanwhile and then forgotten.
        let mut kept = self.ledgers.write().unwrap_or_else(PoisonError::into_inner);
        let read = Arc::new(self.in_use()?);
        *kept = Some(read.clone());
        Ok(read)
    }

    /// Short name and size of every organisation: all that an operator sees of them.
    ///
    /// # Errors
    /// A refusal for who is not the operator.
    pub fn installed(&self, who: &Who) -> Result<Vec<(String, u64)>, Failure> {
        if !who.operator {
            return Err(domain::refusal::Refusal::NoPart.into());
        }
        let mut list = Vec::new();
        for record in self.ledgers()?.iter() {
            list.push((record.slug.clone(), self.live(&record.slug)?.state().head.size));
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

    /// The root over the entries of an organisation, hex, if who asks may enter it now: what a page that is kept for them
    /// depends on.
    pub fn enters(&self, slug: &str, who: &Who) -> Option<String> {
        let live = self.live(slug).ok()?;
        let state = live.state();
        self.may_enter(&live, &state.registers, who).ok()?;
        let member = state.registers.people.members.get(who.id())?;
        (member.state == Membership::Confirmed).then(|| live.root_of(&state.head))
    }

    /// The organisation to speak of when a command names none: the only one there is.
    ///
    /// # Errors
    /// A refusal that lists what there is, when there is not exactly one.
    pub fn only_organisation(&self) -> Result<String, Failure> {
        let logs = self.in_use()?;
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
