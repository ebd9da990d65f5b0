//! Seal entries, prove them, check them. Bytes in, proofs out; knows no compliance.
//!
//! [`seal`] chains drafts to a [`Head`]; [`tree`] proves what was sealed; [`checkpoint`] signs a head;
//! [`Verifier`] checks a whole ledger and names the first bad entry. The written format is
//! `docs/formats/ledger.md`.

pub mod bundle;
pub mod canonical;
pub mod checkpoint;
pub mod entry;
mod fault;
mod hash;
mod leaf;
mod moment;
mod seal;
pub mod tree;
mod verify;

pub use checkpoint::{Checkpoint, Note, NoteError, SigningKey, VerifierKey};
pub use entry::{Actor, Blob, Draft, Hash, Head, Object, Sealed};
pub use fault::{CheckpointFault, Fault, Flaw, Remark};
pub use hash::{leaf_hash, payload_commit};
pub use leaf::{Leaf, LeafError, NamedBlob};
pub use moment::{moment_from_text, moment_to_text};
pub use seal::{MAX_LEAF, MAX_PAYLOAD, REDACTED, SealError, seal};
pub use verify::{MAX_REMARKS, Report, SealedRef, Verifier, verify_checkpoint};
