//! Entries: what is chained, what is committed to, and how a draft becomes a sealed entry.

use serde::{Deserialize, Serialize};

/// A SHA-256 value; written as 64 lower-case hex digits.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// Who acted, by random id: no name, address or free text ever stands in a leaf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Random id of the person, token or system.
    pub id: String,
    /// `person`, `token`, `system`.
    pub kind: String,
    /// The door: `cli`, `web`, `api`, `job`.
    pub via: String,
}

/// What was acted on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// Kind of object, such as `control`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id inside the organisation.
    pub id: String,
}

/// A file that the entry brings under the ledger's protection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blob {
    /// SHA-256 of the content, 64 lower-case hex digits.
    pub sha256: String,
    /// Length in bytes.
    pub size: u64,
}

/// What is to be recorded; [`crate::seal`] chains it to a head.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Microseconds since 1970-01-01T00:00:00Z, by the server's clock.
    pub time_us: i64,
    /// Who.
    pub actor: Actor,
    /// The event's name, such as `control_added`.
    pub action: String,
    /// On what.
    pub object: Object,
    /// Id of the request that caused it.
    pub request_id: String,
    /// Version of the program that wrote it.
    pub app_version: String,
    /// Files that it names.
    pub blobs: Vec<Blob>,
    /// 32 random bytes that blind the payload commitment.
    pub salt: [u8; 32],
    /// The payload: canonical JSON bytes, stored as they are.
    pub payload: Vec<u8>,
}

/// An entry as it is stored. `salt` and `payload` are `None` once redacted by law; the leaf never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Position in the log, from 0.
    pub seq: u64,
    /// The leaf: the very bytes that were hashed.
    pub leaf: Vec<u8>,
    /// Salt of the payload commitment.
    pub salt: Option<[u8; 32]>,
    /// The payload bytes that were committed to.
    pub payload: Option<Vec<u8>>,
}

/// The end of a log: enough to append to it and to state its root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Id of the log: random, never reused.
    pub log: String,
    /// Number of entries.
    pub size: u64,
    /// Leaf hash of the last entry; all zero for an empty log.
    pub last: Hash,
    /// Roots of the complete subtrees, largest first: the compact range of RFC 6962's tree over all entries.
    pub frontier: Vec<Hash>,
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}
