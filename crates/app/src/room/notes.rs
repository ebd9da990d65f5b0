//! Working notes of external auditors. The ledger says that there is a note, about what and by whom, with a hash; the text lies
//! in a record of the store, sealed with the key of the installation, and is opened for auditors with a running access to
//! that engagement and for nobody else: not for an owner, nor for the operator, through any door.
//!
//! Whoever holds both the disk and the key can open every record: sealing keeps a note from those who use the product, from a
//! copy of the database alone and from a backup without the key.

use crate::ask::{At, NoteLine, NotesOf};
use crate::shelf::{FOR_EVER, Kept, put, take};
use crate::{App, Failure, Fault, Receipt, Who, keys};
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::values::Subject;
use ledger::Hash;
use serde::{Deserialize, Serialize};
use store::Expect;

/// How a sealed text is bound to its place.
const SEALED: &str = "auditor_note";
/// Longest note, in characters.
pub const MAX_NOTE: usize = 12_000;

/// The sealed text of a note; the key is ledger, engagement and hash, the owner is the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SealedNote {
    /// Salt and text, sealed, hex.
    sealed: String,
}

impl Kept for SealedNote {
    const KIND: &'static str = "auditor_note";
}

/// A working note with its text.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptNote {
    /// The note as the ledger has it.
    pub line: NoteLine,
    /// Its text; `None` for one that was thrown away.
    pub text: Option<String>,
    /// What stands before the text, with a line feed between, when the hash is computed; empty without a text.
    pub salt: String,
}

impl std::fmt::Debug for KeptNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeptNote").field("line", &self.line).finish_non_exhaustive()
    }
}

/// What is hashed and sealed: a salt, so that a short text cannot be guessed from its hash, and the text.
fn salted(salt: &str, text: &str) -> String {
    format!("{salt}\n{text}")
}

impl App {
    /// Keeps a working note of an auditor of the engagement: its text sealed on the shelf, its hash in the ledger.
    ///
    /// # Errors
    /// A refusal by the rules of the room, or for a text that is empty or too long; nothing is kept then.
    pub fn keep_note(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        engagement: &str,
        subject: Subject,
        text: &str,
    ) -> Result<Receipt, Failure> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::Empty { field: "the note", wanted: "what you want to remember" }.into());
        }
        if text.chars().count() > MAX_NOTE {
            return Err(Refusal::TooLong { field: "the note", max: MAX_NOTE }.into());
        }
        // Who may not keep one leaves nothing behind.
        self.ask(slug, who, At::default(), &NotesOf { engagement: engagement.to_owned() })?;
        let live = self.live(slug)?;
        let log = &live.record.id;
        let salt = self.note_salt(request)?;
        let whole = salted(&salt, text);
        let sha256 = hex::encode(Hash::of(whole.as_bytes()).0);
        let key = place(log, engagement, &sha256);
        let sealed = SealedNote { sealed: self.sealed(SEALED, &key, whole.as_bytes())? };
        // The text first: what the ledger speaks of is there.
        let fresh = self.shelve(&[put(&key, log, FOR_EVER, &sealed, Expect::Absent)?])?;
        let command = RoomCommand::KeepNote { engagement: engagement.to_owned(), subject, sha256 };
        let kept = self.change(slug, who, request, Command::Room(command));
        let nothing = match &kept {
            Err(Failure::Refused(_)) => true,
            Err(Failure::Fault(fault)) => fault.by_user,
            Ok(_) => false,
        };
        if fresh && nothing {
            self.shelve(&[take::<SealedNote>(&key, Expect::Any)])?;
        }
        kept
    }

    /// A salt of its own for each note; the same request asked twice has the same, so that it is one note.
    fn note_salt(&self, request: Option<&str>) -> Result<String, Fault> {
        match request {
            None => keys::random_hex(32),
            Some(request) => {
                let key = self.sealing_key()?;
                let words = format!("auditor note salt\n{}\n{request}", hex::encode(key.expose()));
                Ok(hex::encode(Hash::of(words.as_bytes()).0))
            }
        }
    }

    /// The working notes of an engagement with their texts, the newest first, for its auditors alone.
    ///
    /// # Errors
    /// A refusal for everybody else; a fault when a text does not open.
    pub fn read_notes(&self, slug: &str, who: &Who, engagement: &str) -> Result<Vec<KeptNote>, Failure> {
        let lines = self.ask(slug, who, At::default(), &NotesOf { engagement: engagement.to_owned() })?.value;
        let live = self.live(slug)?;
        lines.into_iter().map(|line| self.open_note(&live.record.id, line)).collect()
    }

    fn open_note(&self, log: &str, line: NoteLine) -> Result<KeptNote, Failure> {
        let gone = |line| KeptNote { line, text: None, salt: String::new() };
        let key = place(log, &line.held.engagement, &line.held.sha256);
        let Some(kept) = self.kept::<SealedNote>(&key)? else {
            return Ok(gone(line));
        };
        if line.held.dropped_us.is_some() {
            // Cut off between the ledger and the shelf: what was thrown away goes now.
            if !self.read_only {
                self.shelve(&[take::<SealedNote>(&key, Expect::Any)])?;
            }
            return Ok(gone(line));
        }
        let opened = self.unsealed(SEALED, &key, &kept.value.sealed)?;
        let whole = String::from_utf8_lossy(opened.expose()).into_owned();
        if hex::encode(Hash::of(whole.as_bytes()).0) != line.held.sha256 {
            let changed = format!("the text of {} is not the one that was kept", line.id);
            return Err(Fault::new(changed, "restore a backup").into());
        }
        let (salt, text) = whole.split_once('\n').unwrap_or_default();
        Ok(KeptNote { line, text: Some(text.to_owned()), salt: salt.to_owned() })
    }

    /// Throws a working note away: its text goes from the shelf, its hash stays in the ledger.
    ///
    /// # Errors
    /// A refusal for everybody but its author; also when the version named is not the one that stands.
    pub fn drop_note(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        version: Option<u64>,
        id: &str,
    ) -> Result<Receipt, Failure> {
        let command = Command::Room(RoomCommand::DropNote { id: id.to_owned() });
        let receipt = self.judge_and_append(slug, who, request, version, command, &[])?;
        let live = self.live(slug)?;
        let state = live.state();
        if let Some(held) = state.registers.room.notes.get(id) {
            let key = place(&live.record.id, &held.engagement, &held.sha256);
            self.shelve(&[take::<SealedNote>(&key, Expect::Any)])?;
            self.store.scour()?;
        }
        Ok(receipt)
    }
}

fn place(log: &str, engagement: &str, sha256: &str) -> String {
    format!("{log}/{engagement}/{sha256}")
}
