//! Sealing: drafts become entries, chained to a head.

use crate::canonical::{self, CanonicalError, MAX_INTEGER};
use crate::{Draft, Hash, Head, Sealed, leaf, leaf_hash, moment_to_text, tree::Frontier};

/// Action of an entry that takes the payload of an earlier one away; its object is `entry` and the sequence number.
pub const REDACTED: &str = "entry_redacted";

/// Most bytes of a leaf.
pub const MAX_LEAF: usize = 64 * 1024;

/// Most bytes of a payload.
pub const MAX_PAYLOAD: usize = 16 * 1024 * 1024;

/// Why drafts were not sealed; nothing was. `index` counts the drafts from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The log's id is not 1 to 128 visible ASCII characters without `+`, `"` and `\`.
    #[error("`{0}` cannot be the id of a log")]
    Log(String),
    /// The head's hashes do not fit its size.
    #[error("the head has {found} hashes where a log of that size has {expected}")]
    Head {
        /// Number of complete subtrees of a log of that size.
        expected: usize,
        /// Number of hashes in the head.
        found: usize,
    },
    /// The payload is not canonical JSON.
    #[error("draft {index}: the payload is {source}")]
    Payload {
        /// Which draft.
        index: usize,
        /// What is wrong with it.
        source: CanonicalError,
    },
    /// The leaf or the payload is beyond [`MAX_LEAF`] or [`MAX_PAYLOAD`].
    #[error("draft {index}: {bytes} bytes of {part} are more than {most}")]
    TooLong {
        /// Which draft.
        index: usize,
        /// `leaf` or `payload`.
        part: &'static str,
        /// Its length.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// The time is before 1970 or after 9999.
    #[error("draft {index}: the time is before 1970 or after 9999")]
    Time {
        /// Which draft.
        index: usize,
    },
    /// A file's hash is not 64 lower-case hex digits, or its size or the log's length is beyond 2^53 - 1.
    #[error("draft {index}: a file's hash or a number cannot be written")]
    Blob {
        /// Which draft.
        index: usize,
    },
    /// A redaction that does not name an earlier entry.
    #[error("draft {index}: a redaction names an earlier entry as object `entry` by its number, not `{object}`")]
    Redaction {
        /// Which draft.
        index: usize,
        /// What it names.
        object: String,
    },
}

/// Chains drafts to a head: the entries as they are to be stored, and the head after them.
///
/// # Errors
/// The first draft that cannot be sealed, and why; then none is.
pub fn seal(head: &Head, drafts: &[Draft]) -> Result<(Vec<Sealed>, Head), SealError> {
    if !is_log_id(&head.log) {
        return Err(SealError::Log(head.log.clone()));
    }
    let wrong_head = || SealError::Head { expected: head.size.count_ones() as usize, found: head.frontier.len() };
    let mut frontier = Frontier::of(head).ok_or_else(wrong_head)?;
    let mut last = head.last;
    let mut entries = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        let seq = frontier.size();
        check(draft, index, seq)?;
        let leaf = leaf::write(&head.log, seq, &last, draft).ok_or(SealError::Blob { index })?;
        within(index, "leaf", leaf.len(), MAX_LEAF)?;
        last = leaf_hash(&leaf);
        frontier.push(last);
        entries.push(Sealed { seq, leaf, salt: Some(draft.salt), payload: Some(draft.payload.clone()) });
    }
    let size = frontier.size();
    Ok((entries, Head { log: head.log.clone(), size, last, frontier: frontier.into_peaks() }))
}

fn check(draft: &Draft, index: usize, seq: u64) -> Result<(), SealError> {
    within(index, "payload", draft.payload.len(), MAX_PAYLOAD)?;
    canonical::check(&draft.payload).map_err(|source| SealError::Payload { index, source })?;
    if moment_to_text(draft.time_us).is_none() {
        return Err(SealError::Time { index });
    }
    let nameable = |size: u64| size <= MAX_INTEGER.unsigned_abs();
    if !nameable(seq) || !draft.blobs.iter().all(|blob| nameable(blob.size) && Hash::from_hex(&blob.sha256).is_some()) {
        return Err(SealError::Blob { index });
    }
    if draft.action == REDACTED && redaction_target(&draft.object.kind, &draft.object.id, seq).is_none() {
        return Err(SealError::Redaction { index, object: format!("{} {}", draft.object.kind, draft.object.id) });
    }
    Ok(())
}

fn within(index: usize, part: &'static str, bytes: usize, most: usize) -> Result<(), SealError> {
    if bytes > most { Err(SealError::TooLong { index, part, bytes, most }) } else { Ok(()) }
}

/// An id that can stand in a checkpoint's first line and in a key's name: 1 to 128 visible ASCII characters.
pub(crate) fn is_log_id(log: &str) -> bool {
    (1..=128).contains(&log.len()) && log.bytes().all(|byte| byte.is_ascii_graphic() && !b"+\"\\".contains(&byte))
}

/// The earlier entry that a redaction at `seq` names: object `entry`, its number in plain decimal.
pub(crate) fn redaction_target(kind: &str, id: &str, seq: u64) -> Option<u64> {
    let target: u64 = id.parse().ok()?;
    (kind == "entry" && target < seq && target.to_string() == id).then_some(target)
}
