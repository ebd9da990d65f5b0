//! The leaf: the bytes of an entry that are hashed, written and read without any detour.
//!
//! Its members stand in one fixed order, which is the sorted one, so reading it is checking its form.

use std::borrow::Cow;

use crate::canonical::{CanonicalError, MAX_INTEGER, Scan, write_integer, write_string};
use crate::{Draft, Hash, MAX_LEAF, moment_from_text, moment_to_text, payload_commit};

/// Version of the leaf format.
pub(crate) const VERSION: i64 = 1;

/// What a leaf says, borrowed from its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// The event's name.
    pub action: Cow<'a, str>,
    /// Random id of who acted.
    pub actor_id: Cow<'a, str>,
    /// `person`, `token` or `system`.
    pub actor_kind: Cow<'a, str>,
    /// The door: `cli`, `web`, `api`, `job`.
    pub actor_via: Cow<'a, str>,
    /// Version of the program that wrote it.
    pub app_version: Cow<'a, str>,
    /// Files that the entry brings under the ledger's protection.
    pub blobs: Vec<NamedBlob>,
    /// Id of the log.
    pub log: Cow<'a, str>,
    /// Id of what was acted on.
    pub object_id: Cow<'a, str>,
    /// Its kind, such as `control`.
    pub object_kind: Cow<'a, str>,
    /// Commitment to salt and payload.
    pub payload_commit: Hash,
    /// Leaf hash of the entry before; all zero for the first.
    pub prev: Hash,
    /// Id of the request that caused the entry.
    pub request_id: Cow<'a, str>,
    /// Position in the log, from 0.
    pub seq: u64,
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub time_us: i64,
    /// Version of the leaf format.
    pub version: i64,
}

/// A file as a leaf names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedBlob {
    /// SHA-256 of the content.
    pub sha256: Hash,
    /// Length in bytes.
    pub size: u64,
}

/// Bytes that are no leaf.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    /// Not canonical, or a member is missing, unknown or out of order.
    #[error(transparent)]
    Form(#[from] CanonicalError),
    /// A hash that is not 64 lower-case hex digits.
    #[error("`{0}` is not 64 lower-case hex digits")]
    Hash(&'static str),
    /// A time that is not RFC 3339 in UTC with six digits, between 1970 and 9999.
    #[error("`time` is not a moment such as 2026-03-31T12:00:00.000000Z")]
    Time,
    /// Longer than [`MAX_LEAF`].
    #[error("{0} bytes, more than 65536")]
    TooLong(usize),
    /// A negative size or sequence number.
    #[error("`{0}` is negative")]
    Negative(&'static str),
}

impl<'a> Leaf<'a> {
    /// Reads a leaf; whatever it accepts is canonical.
    ///
    /// # Errors
    /// The first thing that no writer of this format would have written.
    pub fn parse(bytes: &'a [u8]) -> Result<Leaf<'a>, LeafError> {
        if bytes.len() > MAX_LEAF {
            return Err(LeafError::TooLong(bytes.len()));
        }
        let mut scan = Scan::new(bytes)?;
        let action = text(&mut scan, "{\"action\":")?;
        let actor_id = text(&mut scan, ",\"actor\":{\"id\":")?;
        let actor_kind = text(&mut scan, ",\"kind\":")?;
        let actor_via = text(&mut scan, ",\"via\":")?;
        let app_version = text(&mut scan, "},\"app_version\":")?;
        let blobs = if scan.literal(",\"blobs\":[").is_ok() { blobs(&mut scan)? } else { Vec::new() };
        let log = text(&mut scan, ",\"log\":")?;
        let object_id = text(&mut scan, ",\"object\":{\"id\":")?;
        let object_kind = text(&mut scan, ",\"type\":")?;
        let payload_commit = hash(&mut scan, "},\"payload_commit\":", "payload_commit")?;
        let prev = hash(&mut scan, ",\"prev\":", "prev")?;
        let request_id = text(&mut scan, ",\"request_id\":")?;
        let seq = count(&mut scan, ",\"seq\":", "seq")?;
        scan.literal(",\"time\":")?;
        let time_us = moment_from_text(scan.string()?).ok_or(LeafError::Time)?;
        scan.literal(",\"v\":")?;
        let version = scan.integer()?;
        scan.literal("}")?;
        scan.end()?;
        #[rustfmt::skip]
        return Ok(Leaf {
            action, actor_id, actor_kind, actor_via, app_version, blobs, log, object_id, object_kind, payload_commit,
            prev, request_id, seq, time_us, version,
        });
    }
}

fn text<'a>(scan: &mut Scan<'a>, before: &str) -> Result<Cow<'a, str>, LeafError> {
    scan.literal(before)?;
    Ok(scan.meaning()?)
}

fn hash(scan: &mut Scan<'_>, before: &str, member: &'static str) -> Result<Hash, LeafError> {
    scan.literal(before)?;
    Hash::from_hex(scan.string()?).ok_or(LeafError::Hash(member))
}

fn count(scan: &mut Scan<'_>, before: &str, member: &'static str) -> Result<u64, LeafError> {
    scan.literal(before)?;
    u64::try_from(scan.integer()?).map_err(|_| LeafError::Negative(member))
}

fn blobs(scan: &mut Scan<'_>) -> Result<Vec<NamedBlob>, LeafError> {
    let mut blobs = Vec::new();
    loop {
        let sha256 = hash(scan, "{\"sha256\":", "sha256")?;
        let size = count(scan, ",\"size\":", "size")?;
        scan.literal("}")?;
        blobs.push(NamedBlob { sha256, size });
        if scan.literal("]").is_ok() {
            return Ok(blobs);
        }
        scan.literal(",")?;
    }
}

/// Writes the leaf of a draft; `None` when its time, a size or the sequence number cannot be written.
pub(crate) fn write(log: &str, seq: u64, prev: &Hash, draft: &Draft) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(560);
    let text = |out: &mut Vec<u8>, before: &str, text: &str| {
        out.extend_from_slice(before.as_bytes());
        write_string(out, text);
    };
    text(&mut out, "{\"action\":", &draft.action);
    text(&mut out, ",\"actor\":{\"id\":", &draft.actor.id);
    text(&mut out, ",\"kind\":", &draft.actor.kind);
    text(&mut out, ",\"via\":", &draft.actor.via);
    text(&mut out, "},\"app_version\":", &draft.app_version);
    for (index, blob) in draft.blobs.iter().enumerate() {
        text(&mut out, if index == 0 { ",\"blobs\":[{\"sha256\":" } else { ",{\"sha256\":" }, &blob.sha256);
        out.extend_from_slice(b",\"size\":");
        write_integer(&mut out, i64::try_from(blob.size).ok()?).ok()?;
        out.push(b'}');
    }
    if !draft.blobs.is_empty() {
        out.push(b']');
    }
    text(&mut out, ",\"log\":", log);
    text(&mut out, ",\"object\":{\"id\":", &draft.object.id);
    text(&mut out, ",\"type\":", &draft.object.kind);
    text(&mut out, "},\"payload_commit\":", &payload_commit(&draft.salt, &draft.payload).to_string());
    text(&mut out, ",\"prev\":", &prev.to_string());
    text(&mut out, ",\"request_id\":", &draft.request_id);
    out.extend_from_slice(b",\"seq\":");
    write_integer(&mut out, i64::try_from(seq).unwrap_or(MAX_INTEGER + 1)).ok()?;
    text(&mut out, ",\"time\":", &moment_to_text(draft.time_us)?);
    out.extend_from_slice(b",\"v\":");
    write_integer(&mut out, VERSION).ok()?;
    out.push(b'}');
    Some(out)
}
