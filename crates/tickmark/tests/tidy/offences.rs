//! What a check found, and the one way to say it.

use std::fmt::Write as _;

/// The offenders of one check, each with the place to open and what to do there.
#[derive(Default)]
pub(super) struct Offences(Vec<String>);

impl Offences {
    /// Notes an offender at a line (counted from 1) of a file.
    pub(super) fn at(&mut self, path: &str, line: usize, what: impl AsRef<str>) {
        self.0.push(format!("{path}:{line}: {}", what.as_ref()));
    }

    /// Notes an offender that is a whole file or folder.
    pub(super) fn file(&mut self, path: &str, what: impl AsRef<str>) {
        self.0.push(format!("{path}: {}", what.as_ref()));
    }

    /// Ends a check: nothing found is silence, anything found is one failure that lists all of it.
    #[track_caller]
    pub(super) fn none_or_fail(self, rule: &str) {
        if self.0.is_empty() {
            return;
        }
        let mut report = format!("{rule} ({} found)\n", self.0.len());
        for offence in &self.0 {
            let _ = writeln!(report, "  {offence}");
        }
        panic!("{report}");
    }
}
