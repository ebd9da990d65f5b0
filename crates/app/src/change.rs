//! One way to change: judge, seal, append, fold. The receipt says where in the ledger it stands.

use crate::access::Who;
use crate::history::{Envelope, Live};
use crate::{App, Failure, Fault, VERSION, clock, keys};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::registers::{Recorded, Registers};
use domain::rules::{Stamp, decide};
use domain::stamp::Badge;
use domain::values::{LibraryDocument, Profile};
use ledger::{Actor, Blob, Draft, Hash, Head, Object, seal};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::PoisonError;
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
    /// Kind of the object that the first entry is about, as versions are kept; empty where it was redacted by law.
    pub kind: &'static str,
    /// Id of the object that the first entry is about, such as that of a new grant; empty where it was redacted by law.
    pub object: String,
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
        if !who.operator && who.via != "demo" {
            return Err(Refusal::NotPossible {
                sentence: "only the operator of this installation begins an organisation".to_owned(),
                hint: "ask the operator, or ask an owner to invite you to one that exists".to_owned(),
            }
            .into());
        }
        short_name(slug)?;
        let command = Command::CreateOrganisation { name: name.to_owned(), documents, profile };
        // Judged before the ledger exists, so that a refusal leaves no empty ledger behind.
        decide(&domain::registers::Registers::default(), command.clone(), &self.stamp(who)?)?;
        let record = LogRecord { id: keys::random_hex(16)?, slug: slug.to_owned(), created_us: self.clock.now_us() };
        let made = self.store.create_log(&record, &Head::empty(record.id.clone()));
        // What is kept of the list of ledgers is read again.
        *self.ledgers.write().unwrap_or_else(PoisonError::into_inner) = None;
        match made {
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
        // Whoever is in a group whose roles change has them at once.
        if let Command::SetDirectory { directory } = command {
            return self.set_directory(slug, who, request, directory).map(|(receipt, _)| receipt);
        }
        self.change_with_files(slug, who, request, command, &[])
    }

    /// As [`App::change`], if what it is about is still at the version that the asker had read
    /// ([`Registers::version_of`](domain::registers::Registers::version_of)).
    ///
    /// # Errors
    /// Also [`Refusal::Outdated`] when somebody changed it meanwhile.
    pub fn change_if(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        version: u64,
        command: Command,
    ) -> Result<Receipt, Failure> {
        self.judge_and_append(slug, who, request, Some(version), command, &[])
    }

    /// The version of what a change was about, as long as nothing else was recorded since: it is then the one that the change
    /// made. Asks for no right, since whoever made it was told more.
    pub fn version_made(&self, slug: &str, receipt: &Receipt) -> Option<u64> {
        let live = self.live(slug).ok()?;
        let state = live.state();
        (state.head.size == receipt.last + 1).then(|| state.registers.version_of(receipt.kind, &receipt.object))
    }

    pub(crate) fn change_with_files(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        command: Command,
        files: &[Blob],
    ) -> Result<Receipt, Failure> {
        self.judge_and_append(slug, who, request, None, command, files)
    }

    pub(crate) fn judge_and_append(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        version: Option<u64>,
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
        if live.record.is_aside() {
            self.may_enter(&live, &live.state().registers, who)?;
            return Err(crate::restore::only_read(&live.record).into());
        }
        if ends_access(&command) && self.would_change(&live, who, version, &command)? {
            // What an external auditor read stands in the ledger before the access to it ends; a refusal writes nothing.
            self.flush_readings()?;
        }
        let request = self.request(request, &command)?;
        let _writing = live.writing();
        for _ in 0..ATTEMPTS {
            let stamp = self.stamp(who)?;
            let state = live.state();
            // The door before the request: what was done once is not told to who has no part here.
            if state.registers.begun() {
                self.may_enter(&live, &state.registers, who)?;
                if state.registers.people.hats(who.id(), stamp.today).state.is_none() {
                    return Err(crate::history::no_such(slug).into());
                }
            }
            if let Some((first, last)) = self.store.request(&live.record.id, &request)? {
                return self.before(&live, first, last);
            }
            let object = command.touches();
            let judged = decide(&state.registers, command.clone(), &stamp);
            if let Some(refusal) = outdated(&state.registers, object, version, &judged) {
                return Err(refusal.into());
            }
            let events = judged.map_err(|refusal| self.told(&live, who, refusal))?;
            let object = events.first().map(about).unwrap_or_default();
            let drafts = drafts(&events, who, &stamp, &request.id, files)?;
            let (sealed, head) = seal(&state.head, &drafts)
                .map_err(|e| Fault::new(format!("the change cannot be sealed: {e}"), "shorten what was written"))?;
            match self.store.append(&state.head, &head, &sealed, &request) {
                Ok(Appended::Done) => {
                    let (first, last) = (state.head.size, head.size - 1);
                    drop(state);
                    let moved = crate::accounts::whose_rights(&events);
                    let accepted = events.iter().any(|event| matches!(event, Event::MembershipConfirmed { .. }));
                    live.update(|state| {
                        for event in events {
                            state.registers.apply(Recorded { at_us: stamp.at_us, by: &stamp.by.person }, event);
                        }
                        state.head = head;
                    });
                    self.rights_changed(&moved);
                    if accepted {
                        self.shows_own_name(&live.record.id, &stamp.by.person)?;
                    }
                    return Ok(self.receipt(&live, first, last, object, false));
                }
                Ok(Appended::Before { first, last }) => {
                    self.catch_up(&live)?;
                    return self.before(&live, first, last);
                }
                Err(StoreError::Stale { .. }) => self.catch_up(&live)?,
                Err(other) => return Err(other.into()),
            }
        }
        Err(Fault::new("too many others are writing at the same time", "ask again").into())
    }

    pub(crate) fn stamp(&self, who: &Who) -> Result<Stamp, Fault> {
        let at_us = self.clock.now_us();
        // The proof is judged by the moment of the change, not by that of the request that brought it.
        let stale = who.session.as_ref().is_some_and(|s| s.fresh_until_us < at_us);
        let proof = if stale { who.badge.proof.min(domain::stamp::Proof::Strong) } else { who.badge.proof };
        let by = Badge { proof, ..who.badge.clone() };
        Ok(Stamp { at_us, today: clock::day_of(at_us), by, fresh: keys::random_hex(8)? })
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

    /// Is a change taken as things stand, against the version that it names?
    fn would_change(&self, live: &Live, who: &Who, version: Option<u64>, command: &Command) -> Result<bool, Fault> {
        let (state, stamp) = (live.state(), self.stamp(who)?);
        let judged = decide(&state.registers, command.clone(), &stamp);
        Ok(judged.is_ok() && outdated(&state.registers, command.touches(), version, &judged).is_none())
    }

    /// The receipt of a request that was made before.
    fn before(&self, live: &Live, first: u64, last: u64) -> Result<Receipt, Failure> {
        let mut object = Default::default();
        self.store.read_payloads(&live.record.id, first..first + 1, &mut |_, _, payload| {
            let envelope = payload.and_then(|bytes| serde_json::from_slice::<Envelope<'_>>(bytes).ok());
            object = envelope.map(|e| about(&e.event)).unwrap_or_default();
            ControlFlow::Break(())
        })?;
        Ok(self.receipt(live, first, last, object, true))
    }

    fn receipt(
        &self,
        live: &Live,
        first: u64,
        last: u64,
        (kind, object): (&'static str, String),
        repeated: bool,
    ) -> Receipt {
        let state = live.state();
        Receipt {
            first,
            last,
            entries: state.head.size,
            root: hex::encode(state.head.root().0),
            at_us: state.registers.last_us,
            kind,
            object,
            repeated,
        }
    }
}

/// Refuses what cannot be the short name of an organisation.
pub(crate) fn short_name(slug: &str) -> Result<(), Refusal> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !slug.is_empty() && slug.len() <= 40 && !slug.starts_with('-') && slug.chars().all(good) {
        return Ok(());
    }
    Err(Refusal::NotPossible {
        sentence: format!("`{slug}` cannot be the short name of an organisation"),
        hint: "use at most 40 lower-case letters, digits and hyphens, such as `acme-cloud`".to_owned(),
    })
}

/// The refusal of a change that names another version than that of what it is about.
fn outdated(
    registers: &Registers,
    object: Option<(&'static str, &str)>,
    version: Option<u64>,
    judged: &Result<Vec<Event>, Refusal>,
) -> Option<Refusal> {
    // Whoever may not change it at all is not told either whether the version that they guessed is the right one.
    let may = !matches!(judged, Err(Refusal::NoPart | Refusal::NotAllowed(_) | Refusal::StepUp { .. }));
    let ((what, id), version) = (object.filter(|_| may)?, version?);
    // What was decided names the object as it is kept, however it was spelled.
    let decided = judged.as_ref().ok().and_then(|events| events.first()).map(Event::object);
    let id = decided.filter(|(kind, _)| *kind == what).map_or(id, |(_, id)| id);
    // What is not known to who asks has no version, whether it was never there or is kept from them (R160).
    let unknown = matches!(judged, Err(Refusal::Unknown { id: named, .. }) if named == id);
    let held = if unknown { 0 } else { registers.version_of(what, id) };
    (held != version).then(|| Refusal::Outdated { what, id: id.to_owned() })
}

/// Can a command end somebody's outside access, or change the engagement that it names?
fn ends_access(command: &Command) -> bool {
    matches!(
        command,
        Command::EndGrant { .. }
            | Command::EndMembership { .. }
            | Command::SuspendMember { .. }
            | Command::CarryOutDeed { .. }
            | Command::Engagement(domain::command::EngagementCommand::ReviseEngagement { .. })
    )
}

/// Kind and id of what an event is about.
fn about(event: &Event) -> (&'static str, String) {
    let (kind, id) = event.object();
    (kind, id.to_owned())
}

/// One draft for each event; the files belong to the first.
pub(crate) fn drafts(
    events: &[Event],
    who: &Who,
    stamp: &Stamp,
    request: &str,
    files: &[Blob],
) -> Result<Vec<Draft>, Fault> {
    let mut salts = vec![0; 32 * events.len()];
    keys::fill(&mut salts)?;
    let (salts, _) = salts.as_chunks::<32>();
    let actor = Actor { id: who.id().to_owned(), kind: "person".to_owned(), via: who.via.to_owned() };
    let mut drafts = Vec::with_capacity(events.len());
    for (i, (event, salt)) in events.iter().zip(salts).enumerate() {
        let (kind, id) = event.object();
        let by = Cow::Borrowed(stamp.by.person.as_str());
        let envelope = Envelope { by, token: who.token.clone(), event: event.clone() };
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
pub(crate) fn object_id(id: &str) -> String {
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
