//! Importing a list that was read, all or nothing, and the file that is kept of it.

use super::ControlList;
use super::list::sound;
use crate::access::Who;
use crate::{App, Failure, Fault, Receipt};
use domain::command::Command;
use domain::registers::Registers;
use domain::rules::access::Object;
use domain::values::{Action, FileRef, State};
use ledger::Blob;

/// Largest file that an import keeps, in bytes.
pub const MAX_IMPORT_FILE: u64 = 32 * 1024 * 1024;

impl App {
    /// Imports a list that was read without problems, all or nothing; the file itself is kept.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or that nothing would change; a fault when it could not be recorded.
    pub fn import_controls(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        list: ControlList,
        bytes: &[u8],
    ) -> Result<Receipt, Failure> {
        sound(&list.problems)?;
        let plain = |_: &Registers| Object::plain(State::Live);
        let (file, blob) = self.keep_list(slug, who, Action::ImportControls, plain, bytes)?;
        let command = Command::ImportControls { source: list.source, file: Some(file), controls: list.controls };
        self.change_with_files(slug, who, request, command, &[blob])
    }

    /// Keeps the file of a list for whoever has the right to import it; it is known once a change names it.
    ///
    /// # Errors
    /// A refusal without the right, a fault when it could not be kept.
    pub(super) fn keep_list(
        &self,
        slug: &str,
        who: &Who,
        action: Action,
        object: impl Fn(&Registers) -> Object,
        bytes: &[u8],
    ) -> Result<(FileRef, Blob), Failure> {
        let live = self.live(slug)?;
        let object = object(&live.state().registers);
        self.authorize(&live, &live.state().registers, who, action, &object)?;
        let blob = self.files.put(&live.record.id, &mut &*bytes, MAX_IMPORT_FILE)?;
        Ok((FileRef { sha256: blob.sha256.clone(), size: blob.size }, blob))
    }

    /// A kept file, verified against its hash.
    ///
    /// # Errors
    /// A refusal without the right, a fault when it is not there or is not what its name says.
    pub fn file(&self, slug: &str, who: &Who, sha256: &str) -> Result<Vec<u8>, Failure> {
        let live = self.live(slug)?;
        let object = Object::plain(State::Live);
        self.authorize(&live, &live.state().registers, who, Action::ReadProgramme, &object)?;
        let mut bytes = Vec::new();
        let mut file = self.files.read(&live.record.id, sha256)?;
        std::io::Read::read_to_end(&mut file, &mut bytes)
            .map_err(|e| Fault::new(format!("the file {sha256}: {e}"), "run `tickmark verify`"))?;
        Ok(bytes)
    }
}
