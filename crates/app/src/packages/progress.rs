//! How far a build is, and whether it goes on.

use super::PackageJob;
use std::cell::{Cell, RefCell};
use std::io::{self, Read};
use std::ops::ControlFlow;

/// What a build is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PackageStep {
    /// Writing ledger entries with their proofs.
    #[default]
    Entries,
    /// Writing files of evidence.
    Files,
    /// Writing the pages for people, the manifest and its signature.
    Pages,
    /// Hashing the whole, and giving it its lasting place.
    Keeping,
}

impl PackageStep {
    /// The word in answers.
    pub fn id(self) -> &'static str {
        match self {
            PackageStep::Entries => "entries",
            PackageStep::Files => "files",
            PackageStep::Pages => "pages",
            PackageStep::Keeping => "keeping",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            PackageStep::Entries => "Ledger entries and proofs",
            PackageStep::Files => "Files of evidence",
            PackageStep::Pages => "Index and signature",
            PackageStep::Keeping => "Checking and keeping",
        }
    }
}

/// How far a build is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PackageProgress {
    /// What it is doing.
    pub step: PackageStep,
    /// Ledger entries written.
    pub entries: u64,
    /// Files written.
    pub files: u64,
    /// Files that will be in it.
    pub files_of: u64,
    /// Bytes of content taken in: entries, files and pages.
    pub bytes: u64,
    /// Bytes of content that had been taken in before the first file.
    pub bytes_before: u64,
    /// Bytes of all files.
    pub bytes_of: u64,
}

impl PackageProgress {
    /// Hundredths of the work that are done, by the bytes of files; 100 only at the end. Without files there is nothing to
    /// measure by until the pages are written.
    pub fn percent(&self) -> u64 {
        let taken = self.bytes.saturating_sub(self.bytes_before);
        match self.step {
            PackageStep::Entries => 0,
            PackageStep::Files => (taken.saturating_mul(100) / self.bytes_of.max(1)).min(98),
            PackageStep::Pages | PackageStep::Keeping => 99,
        }
    }

    /// How many files are written, as people read it: `3 of 12`, or that there are none.
    pub fn files_in_words(&self) -> String {
        if self.files_of == 0 { "none".to_owned() } else { format!("{} of {}", self.files, self.files_of) }
    }
}

impl PackageJob {
    /// Hundredths of the work that are done.
    pub fn percent(&self) -> u64 {
        if self.is_running() { self.progress.percent() } else { 100 }
    }
}

/// Tells whoever listens how far the build is, and remembers that they want no more of it.
pub(super) struct Teller<'a> {
    listener: RefCell<&'a mut dyn FnMut(PackageProgress) -> ControlFlow<()>>,
    now: Cell<PackageProgress>,
    over: Cell<bool>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(listener: &'a mut dyn FnMut(PackageProgress) -> ControlFlow<()>) -> Teller<'a> {
        Teller { listener: RefCell::new(listener), now: Cell::default(), over: Cell::new(false) }
    }

    pub(super) fn change(&self, set: impl FnOnce(&mut PackageProgress)) {
        let mut now = self.now.get();
        set(&mut now);
        self.now.set(now);
        if !self.over.get() && (self.listener.borrow_mut())(now).is_break() {
            self.over.set(true);
        }
    }

    /// Nobody wants it any more.
    pub(super) fn over(&self) -> bool {
        self.over.get()
    }

    pub(super) fn listening<R: Read>(&self, inner: R) -> Listening<'_, R> {
        Listening { inner, over: &self.over }
    }
}

/// A reader that ends with an error when nobody wants the build any more.
pub(super) struct Listening<'a, R> {
    inner: R,
    over: &'a Cell<bool>,
}

impl<R: Read> Read for Listening<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.over.get() {
            return Err(io::Error::other("the build was cancelled"));
        }
        self.inner.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_in_before_the_files_is_no_progress_of_the_files() {
        let start = PackageProgress { step: PackageStep::Files, bytes: 900, bytes_before: 900, ..Default::default() };
        assert_eq!((start.percent(), start.files_in_words()), (0, "none".to_owned()), "never `0 of 0, 98 %`");
        let half = PackageProgress { files: 1, files_of: 2, bytes: 950, bytes_of: 100, ..start };
        assert_eq!((half.percent(), half.files_in_words()), (50, "1 of 2".to_owned()));
        let all = PackageProgress { files: 2, bytes: 1_000, ..half };
        assert_eq!(all.percent(), 98, "the pages are still to come");
        assert_eq!(PackageProgress { step: PackageStep::Pages, ..all }.percent(), 99);
    }
}
