//! One way to change: judge, seal, append, fold. The receipt says where in the ledger it stands.

use crate::access::Who;
use crate::history::{Envelope, Live};
use crate::{App, Failure, Fault, VERSION, clock, keys};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::registers::Recorded;
use domain::rules::{Stamp, decide};
use domain::values::{LibraryDocument, Profile};
use ledger::{Actor, Blob, Draft, Hash, Head, Object, seal};
use std::borrow::Cow;
use store::{Appended, LogRecord, Request, StoreError};

/// How often a change is judged again because somebody was faster.
const ATTEMPTS: usize = 8;

/// Where a change stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// First entry of the change.
    pub first: u64,
    /// Last entry of the change.
    pub last: u64,
    /// Number of entries in the ledger afterwards.
    pub entries: u64,
    /// Root of the tree over all of them, hex.
    pub root: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// The request had been made before: nothing happened a second time.
    pub repeated: bool,
}

impl App {
    /// Begins an organisation with its own ledger.
    ///
    /// # Errors
    /// A refusal for a bad or taken short name, a fault when the ledger cannot be made.
    pub fn create(
        &self,
        slug: &str,
        who: &Who,
        name: &str,
        documents: Vec<LibraryDocument>,
        profile: Profile,
    ) -> Result<Receipt, Failure> {
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if slug.is_empty() || slug.len() > 40 || slug.starts_with('-') || !slug.chars().all(good) {
            return Err(Refusal::NotPossible {
                sentence: format!("`{slug}` cannot be the short name of an organisation"),
                hint: "use at most 40 lower-case letters, digits and hyphens, such as `acme-cloud`".to_owned(),
            }
            .into());
        }
        let command = Command::CreateOrganisation { name: name.to_owned(), documents, profile };
        // Judged before the ledger exists, so that a refusal leaves no empty ledger behind.
        decide(&domain::registers::Registers::default(), command.clone(), &self.stamp(who))?;
        let record = LogRecord { id: keys::random_hex(16)?, slug: slug.to_owned(), created_us: self.clock.now_us() };
        match self.store.create_log(&record, &Head::empty(record.id.clone())) {
            // An earlier attempt may have made the ledger and been cut off before its first entry.
            Err(StoreError::Exists) if self.live(slug)?.state().head.size > 0 => {
                return Err(Refusal::OrganisationExists.into());
            }
            Ok(()) | Err(StoreError::Exists) => {}
            Err(other) => return Err(other.into()),
        }
        self.change(slug, who, None, command)
    }

    /// Asks for a change. With a request id, asking twice makes it happen once.
    ///
    /// # Errors
    /// [`Failure::Refused`] when the rules say no, [`Failure::Fault`] when it could not be recorded; nothing is half done.
    pub fn change(&self, slug: &str, who: &Who, request: Option<&str>, command: Command) -> Result<Receipt, Failure> {
        self.change_with_files(slug, who, request, command, &[])
    }

    pub(crate) fn change_with_files(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        command: Command,
        files: &[Blob],
    ) -> Result<Receipt, Failure> {
        if self.read_only {
            return Err(Fault {
                by_user: true,
                ..Fault::new("the data folder is open for reading only", "leave out --read-only")
            }
            .into());
        }
        let live = self.live(slug)?;
        let request = self.request(request, &command)?;
        let _writing = live.writing();
        if let Some((first, last)) = self.store.request(&live.record.id, &request)? {
            return Ok(self.receipt(&live, first, last, true));
        }
        for _ in 0..ATTEMPTS {
            let stamp = self.stamp(who);
            let state = live.state();
            let events = decide(&state.registers, command.clone(), &stamp)?;
            let drafts = drafts(&events, who, &stamp, &request.id, files)?;
            let (sealed, head) = seal(&state.head, &drafts)
                .map_err(|e| Fault::new(format!("the change cannot be sealed: {e}"), "shorten what was written"))?;
            match self.store.append(&state.head, &head, &sealed, &request) {
                Ok(Appended::Done) => {
                    let (first, last) = (state.head.size, head.size - 1);
                    drop(state);
                    live.update(|state| {
                        for event in events {
                            state.registers.apply(Recorded { at_us: stamp.at_us, by: &stamp.by }, event);
                        }
                        state.head = head;
                    });
                    return Ok(self.receipt(&live, first, last, false));
                }
                Ok(Appended::Before { first, last }) => {
                    self.catch_up(&live)?;
                    return Ok(self.receipt(&live, first, last, true));
                }
                Err(StoreError::Stale { .. }) => self.catch_up(&live)?,
                Err(other) => return Err(other.into()),
            }
        }
        Err(Fault::new("too many others are writing at the same time", "ask again").into())
    }

    fn stamp(&self, who: &Who) -> Stamp {
        let at_us = self.clock.now_us();
        Stamp { at_us, today: clock::day_of(at_us), by: who.id.clone() }
    }

    fn request(&self, id: Option<&str>, command: &Command) -> Result<Request, Fault> {
        let body =
            serde_json::to_vec(command).map_err(|e| Fault::new(format!("the change cannot be written: {e}"), ""))?;
        let id = match id {
            Some(id) => id.to_owned(),
            None => keys::random_hex(16)?,
        };
        Ok(Request { id, body_sha256: Hash::of(&body) })
    }

    fn receipt(&self, live: &Live, first: u64, last: u64, repeated: bool) -> Receipt {
        let state = live.state();
        Receipt {
            first,
            last,
            entries: state.head.size,
            root: hex::encode(state.head.root().0),
            at_us: state.registers.last_us,
            repeated,
        }
    }
}

/// One draft for each event; the files belong to the first.
fn drafts(events: &[Event], who: &Who, stamp: &Stamp, request: &str, files: &[Blob]) -> Result<Vec<Draft>, Fault> {
    let mut salts = vec![0; 32 * events.len()];
    keys::fill(&mut salts)?;
    let (salts, _) = salts.as_chunks::<32>();
    let actor = Actor { id: who.id.clone(), kind: "person".to_owned(), via: who.via.to_owned() };
    let mut drafts = Vec::with_capacity(events.len());
    for (i, (event, salt)) in events.iter().zip(salts).enumerate() {
        let (kind, id) = event.object();
        let envelope = Envelope { by: Cow::Borrowed(&stamp.by), event: event.clone() };
        let payload = ledger::canonical::to_bytes(&envelope)
            .map_err(|e| Fault::new(format!("the change cannot be written: {e}"), ""))?;
        drafts.push(Draft {
            time_us: stamp.at_us,
            actor: actor.clone(),
            action: event.name().to_owned(),
            object: Object { kind: kind.to_owned(), id: object_id(id) },
            request_id: request.to_owned(),
            app_version: VERSION.to_owned(),
            blobs: if i == 0 { files.to_vec() } else { Vec::new() },
            salt: *salt,
            payload,
        });
    }
    Ok(drafts)
}

/// What may stand in a leaf: a file name or a control id can be free text, so anything that is not plainly an id is hashed.
fn object_id(id: &str) -> String {
    let plain = id.len() <= 64 && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    if plain { id.to_owned() } else { format!("sha256-{}", hex::encode(&Hash::of(id.as_bytes()).0[..8])) }
}

/// A short name made from a name: `Acme Cloud, Inc.` becomes `acme-cloud-inc`.
#[must_use]
pub fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() && slug.len() < 40 {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && slug.len() < 39 {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "organisation".to_owned() } else { slug.to_owned() }
}
