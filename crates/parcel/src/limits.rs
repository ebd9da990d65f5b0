//! Every maximum of a package. Writer and verifier keep the same ones.

/// Most members that a manifest lists.
pub const MAX_MEMBERS: usize = 200_000;

/// Most bytes of all members together, unpacked; and as they lie in the archive.
pub const MAX_TOTAL: u64 = 64 << 30;

/// Most bytes of `manifest.json`.
pub const MAX_MANIFEST: u64 = 128 << 20;

/// Most bytes of `checkpoint` and of `manifest.sig`.
pub const MAX_NOTE: u64 = 64 << 10;

/// Most bytes of `ledger.pub`.
pub const MAX_KEY: u64 = 1024;

/// Most bytes of `index.html` and of `index.xlsx`.
pub const MAX_INDEX: u64 = 256 << 20;

/// Most unpacked bytes of a member that is deflated; a larger text is stored.
pub const MAX_DEFLATED: u64 = 2 << 30;

/// Most ledger entries in a package.
pub const MAX_ENTRIES: u64 = 1_000_000;

/// Most bytes of a line of `ledger/entries.jsonl`: leaf, payload, proof and salt in base64, with room for the rest.
pub const MAX_LINE: u64 = ((ledger::MAX_LEAF + ledger::MAX_PAYLOAD) / 3 * 4 + MAX_PROOF * 48 + 4096) as u64;

/// Most hashes of a proof.
pub const MAX_PROOF: usize = 64;

/// Most entries that one file names as committing to it.
pub const MAX_COMMITS: usize = 1_000;

/// Most characters of a title, a claimed name, and of each part of what is missing.
pub const MAX_TEXT: usize = 1_000;

/// Most things that a partial package says are missing.
pub const MAX_MISSING: usize = 10_000;

/// Most characters of a safe file name.
pub const MAX_NAME: usize = 120;

/// Most bytes of the archive's central directory.
pub(crate) const MAX_DIRECTORY: u64 = (MAX_MEMBERS as u64 + 2) * 400;

/// Most faults that a report lists; further ones are counted.
pub const MAX_FAULTS: usize = 1_000;
/// Most faults of the archive's form that are told one by one where all of them say the same ([`crate::Report::told`]).
pub const MAX_ALIKE: usize = 5;
