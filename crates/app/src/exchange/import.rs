//! Importing a list that was read, all or nothing, and the file that is kept of it.

use super::ControlList;
use crate::access::Who;
use crate::{App, Failure, Fault, Receipt};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::FileRef;

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
        if !list.problems.is_empty() {
            let shown = list.problems.iter().take(20).map(|p| format!("row {}: {} ({})", p.row, p.what, p.hint));
            return Err(Refusal::ImportRefused { rows: list.problems.len(), problems: shown.collect() }.into());
        }
        let live = self.live(slug)?;
        let object = domain::rules::access::Object::plain(domain::values::State::Live);
        self.authorize(&live, &live.state().registers, who, domain::values::Action::ImportControls, &object)?;
        let blob = self.files.put(&live.record.id, &mut &*bytes, MAX_IMPORT_FILE)?;
        let file = FileRef { sha256: blob.sha256.clone(), size: blob.size };
        let command = Command::ImportControls { source: list.source, file: Some(file), controls: list.controls };
        self.change_with_files(slug, who, request, command, &[blob])
    }

    /// A kept file, verified against its hash.
    ///
    /// # Errors
    /// A refusal without the right, a fault when it is not there or is not what its name says.
    pub fn file(&self, slug: &str, who: &Who, sha256: &str) -> Result<Vec<u8>, Failure> {
        let live = self.live(slug)?;
        let object = domain::rules::access::Object::plain(domain::values::State::Live);
        self.authorize(&live, &live.state().registers, who, domain::values::Action::ReadProgramme, &object)?;
        let mut bytes = Vec::new();
        let mut file = self.files.read(&live.record.id, sha256)?;
        std::io::Read::read_to_end(&mut file, &mut bytes)
            .map_err(|e| Fault::new(format!("the file {sha256}: {e}"), "run `tickmark verify`"))?;
        Ok(bytes)
    }
}
