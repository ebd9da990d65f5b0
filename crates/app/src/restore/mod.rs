//! Putting a backup in place of a ledger: the operator's act on a folder that nobody serves meanwhile, by the agreement of two
//! persons (SoD-8). Everything is read and checked first, files are copied next, and one transaction at the end changes it:
//! whoever is cut off leaves the ledger of before or the restored one, never some of each.

mod bundle;
mod files;
mod plan;

pub use plan::{RestoreNow, RestorePlan};

use crate::history::{Live, State};
use crate::{App, Failure, Fault, Who, keys};
use bundle::Bundle;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::registers::people::HeldDeed;
use domain::values::{Duty, Restored, Stage};
use files::Found;
use ledger::{Hash, Head, seal};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use store::{Before, LogRecord, Request, TakeOver};

/// What is to be restored, and by which agreement.
#[derive(Clone, Debug, Default)]
pub struct RestoreAsk {
    /// The bundle that an export wrote.
    pub bundle: PathBuf,
    /// The verifier key that is trusted, received by another way than the bundle.
    pub key: String,
    /// Where the files lie that the data folder does not have.
    pub files: Option<PathBuf>,
    /// Short name of the organisation; of one that is not here, the one that it is to have.
    pub org: Option<String>,
    /// The deed of two persons.
    pub deed: Option<String>,
    /// Restore although files are missing.
    pub partial: bool,
}

/// What a restore is at; told with how much of how much is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestoreStep {
    /// Reading, checking and folding the bundle; in bytes.
    Entries,
    /// Looking for the files, each read and hashed.
    Files,
    /// Copying those that the data folder lacks.
    Copies,
}

/// Hears how far a restore is.
pub type Telling<'a> = &'a mut dyn FnMut(RestoreStep, u64, u64);

/// All that was looked at before anything is changed.
struct Examined {
    bundle: Bundle,
    found: Found,
    plan: RestorePlan,
    /// What is here: the ledger whose place is taken, its state, and where it is kept afterwards.
    here: Option<(Arc<Live>, Arc<State>, LogRecord)>,
}

impl App {
    /// The name by which two persons agree on a bundle: `sha256:` and the hex digits of its file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn backup_digest(path: &Path) -> Result<String, Failure> {
        bundle::digest(path)
    }

    /// What a restore would do. Changes nothing, and needs no agreement.
    ///
    /// # Errors
    /// A refusal or a fault that names what is wrong with the bundle, its key or its organisation.
    pub fn preview_restore(&self, who: &Who, ask: &RestoreAsk, tell: Telling<'_>) -> Result<RestorePlan, Failure> {
        Ok(self.examine(who, ask, tell)?.plan)
    }

    /// Puts a backup in place. The ledger that was here ends with the use of the deed and is moved aside, to be read and
    /// checked; the restored one begins with the bundle's entries and goes on with [`Event::BackupRestored`].
    ///
    /// # Errors
    /// A refusal or a fault; nothing was changed, but for files that no entry names yet.
    pub fn restore(&self, who: &Who, ask: &RestoreAsk, tell: Telling<'_>) -> Result<RestorePlan, Failure> {
        if self.read_only {
            return Err(wrong("the data folder is open for reading only".to_owned(), "leave out --read-only").into());
        }
        let looked = self.examine(who, ask, tell)?;
        let stamp = self.stamp(who)?;
        let mut last = Vec::new();
        let mut held = None;
        if let Some((_, state, aside)) = &looked.here {
            let deed = self.agreed_deed(&looked, state, ask)?;
            last = domain::rules::restore(&state.registers, deed, &looked.bundle.digest, &stamp)?;
            self.never_used(deed, aside)?;
            held = state.registers.people.deeds.get(deed).map(|known| (deed.to_owned(), known.clone()));
        }
        refuse_missing(&looked.found, ask)?;
        self.copy_files(&looked.bundle.head.log, &looked.found.copies, tell)?;
        let event = Event::BackupRestored { restored: restored(&looked, held) };
        self.take_place(looked, who, &stamp, &last, &event)
    }

    fn examine(&self, who: &Who, ask: &RestoreAsk, tell: Telling<'_>) -> Result<Examined, Failure> {
        if !who.operator {
            let (sentence, hint) = ("only the operator of this installation restores a backup", "ask the operator");
            return Err(Refusal::NotPossible { sentence: sentence.to_owned(), hint: hint.to_owned() }.into());
        }
        let key = crate::packages::typed_key(&ask.key)?;
        let bundle = bundle::read(&ask.bundle, &key, tell)?;
        let logs = self.store.logs()?;
        let (record, slug) = self.place_of(&bundle, ask, &logs)?;
        let here = match record {
            None => None,
            Some(record) => {
                let live = self.live(&record.slug)?;
                let day = self.clock.today().strftime("%Y%m%d").to_string();
                let (state, aside) = (live.state(), record.aside(&day, &logs));
                Some((live, state, aside))
            }
        };
        let found = self.look_for_files(&bundle, ask.files.as_deref(), tell)?;
        let now = here.as_ref().map(|(_, state, aside)| (&**state, aside));
        let plan = self.plan_of(&bundle, &found, &slug, now)?;
        Ok(Examined { bundle, found, plan, here })
    }

    /// The deed that the operator names; refused where there is nothing to restore, or none was named.
    fn agreed_deed<'a>(&self, looked: &Examined, state: &State, ask: &'a RestoreAsk) -> Result<&'a str, Failure> {
        let head = &looked.bundle.head;
        if head.size == state.head.size && head.last == state.head.last {
            return Err(
                Refusal::NothingToChange { what: "the ledger, entry by entry that of the bundle,".to_owned() }.into()
            );
        }
        let digest = &looked.bundle.digest;
        let last = state.registers.people.restores.last();
        let again = last.is_some_and(|held| held.restored.bundle == *digest && held.restored.deed == ask.deed);
        if again && ask.deed.is_some() {
            return Err(
                Refusal::NothingToChange { what: "the restore, which this deed allowed once,".to_owned() }.into()
            );
        }
        let missing = || Refusal::KeptApart {
            duty: Duty::TwoPersons,
            sentence: format!("two persons have not agreed to put this backup in place of `{}`", looked.plan.slug),
            hint: format!(
                "run `tickmark deed propose restore --what {digest} --reason ...`; somebody else approves it, and a day \
                 later it is restored with --agreed and the id of that decision"
            ),
        };
        ask.deed.as_deref().ok_or_else(|| missing().into())
    }

    /// A backup can bring a deed back that was used after it was made: that is told by the ledgers moved aside.
    fn never_used(&self, deed: &str, aside: &LogRecord) -> Result<(), Failure> {
        for record in self.store.logs()?.iter().filter(|l| l.is_aside() && l.written_as() == aside.written_as()) {
            let used = |held: &HeldDeed| held.stage == Stage::Done;
            if self.live(&record.slug)?.state().registers.people.deeds.get(deed).is_some_and(used) {
                return Err(Refusal::KeptApart {
                    duty: Duty::TwoPersons,
                    sentence: format!("{deed} was used already, in `{}`", record.slug),
                    hint: "a decision is carried out once; propose it again".to_owned(),
                }
                .into());
            }
        }
        Ok(())
    }

    /// Seals what is recorded in both ledgers, and changes them in one transaction.
    fn take_place(
        &self,
        looked: Examined,
        who: &Who,
        stamp: &domain::stamp::Stamp,
        last: &[Event],
        event: &Event,
    ) -> Result<RestorePlan, Failure> {
        let Examined { bundle, mut plan, here, .. } = looked;
        let request = Request {
            id: format!("restore-{}", keys::random_hex(8)?),
            body_sha256: Hash::of(bundle.digest.as_bytes()),
        };
        let sealed = |head: &Head, events: &[Event]| -> Result<_, Fault> {
            let drafts = crate::change::drafts(events, who, stamp, &request.id, &[])?;
            seal(head, &drafts).map_err(|e| Fault::new(format!("the restore cannot be sealed: {e}"), "report this"))
        };
        let created_us = here.as_ref().map_or(bundle.first_us, |(live, ..)| live.record.created_us);
        let log = LogRecord { id: bundle.head.log.clone(), slug: plan.slug.clone(), created_us };
        let before = match &here {
            None => None,
            Some((_, state, aside)) => {
                let (entries, head) = sealed(&state.head, last)?;
                Some(Before { aside: aside.clone(), expected: state.head.clone(), head, entries })
            }
        };
        let (own, head) = sealed(&bundle.head, std::slice::from_ref(event))?;
        let mut entries = bundle.entries;
        entries.extend(own);
        plan.root = head.root().to_string();
        plan.entries = head.size;
        let _writing = here.as_ref().map(|(live, ..)| live.writing());
        self.store.take_over(TakeOver { log, head, entries, request: request.clone(), before })?;
        self.forget(&plan.slug);
        Ok(plan)
    }

    /// What is kept in memory of an organisation, and of which there are, is read again.
    fn forget(&self, slug: &str) {
        self.organisations.write().unwrap_or_else(PoisonError::into_inner).remove(slug);
        *self.ledgers.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// What is recorded of a restore.
fn restored(looked: &Examined, held: Option<(String, HeldDeed)>) -> Restored {
    let plan = &looked.plan;
    let alone = held.as_ref().is_none_or(|(_, deed)| deed.alone);
    let (deed, agreed_by) = match held {
        None => (None, Vec::new()),
        Some((id, known)) => {
            let second = known.approved_by.filter(|by| *by != known.proposed_by);
            (Some(id), std::iter::once(known.proposed_by).chain(second).collect())
        }
    };
    Restored {
        bundle: plan.digest.clone(),
        deed,
        agreed_by,
        entries: plan.entries,
        root: plan.root.clone(),
        moved_aside: plan.now.as_ref().map(|now| now.aside.clone()),
        files: plan.here + plan.copied,
        missing: plan.missing.len() as u64,
        alone,
    }
}

/// Most missing files that a refusal names one by one; the preview names all.
const NAMED: usize = 20;

fn refuse_missing(found: &Found, ask: &RestoreAsk) -> Result<(), Failure> {
    if found.missing.is_empty() || ask.partial {
        return Ok(());
    }
    let (all, named) = (found.missing.len(), found.missing.iter().take(NAMED).cloned().collect::<Vec<_>>());
    let more = if all > NAMED { format!(", and {} more", all - NAMED) } else { String::new() };
    let files = domain::values::counted(all, "file", "files");
    Err(Refusal::NotPossible {
        sentence: format!("{files} that its entries name cannot be found: {}{more}", named.join(", ")),
        hint: "name the folder that has them with --files, or restore without them with --partial".to_owned(),
    }
    .into())
}

/// Why nothing is recorded in a ledger that was moved aside.
pub(crate) fn only_read(record: &LogRecord) -> Refusal {
    Refusal::NotPossible {
        sentence: format!("`{}` was moved aside when a backup was restored, and is only read", record.slug),
        hint: "work in the organisation that took its place".to_owned(),
    }
}

fn wrong(sentence: String, hint: &str) -> Fault {
    Fault { by_user: true, ..Fault::new(sentence, hint) }
}
