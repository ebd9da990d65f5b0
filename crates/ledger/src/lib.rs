//! Seal entries, prove them, check them. Bytes in, proofs out; knows no compliance.

pub mod entry;

pub use entry::{Actor, Blob, Draft, Hash, Head, Object, Sealed};
