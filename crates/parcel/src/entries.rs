//! A line of `ledger/entries.jsonl`: one entry with its proof, canonical JSON.

use base64::{Engine, engine::general_purpose::STANDARD};
use ledger::{Hash, SealedRef, canonical};
use serde::{Deserialize, Serialize};

use crate::MAX_PROOF;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    leaf: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payload: Option<String>,
    proof: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    seq: u64,
}

/// An entry as a line has it: nothing of it is checked yet.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) seq: u64,
    pub(crate) leaf: Vec<u8>,
    pub(crate) salt: Option<[u8; 32]>,
    pub(crate) payload: Option<Vec<u8>>,
    pub(crate) proof: Vec<Hash>,
}

/// The line of an entry, with its line feed; `None` for a number that JSON cannot hold.
pub(crate) fn write(entry: SealedRef<'_>, proof: &[Hash]) -> Option<Vec<u8>> {
    let line = Line {
        leaf: STANDARD.encode(entry.leaf),
        payload: entry.payload.map(|payload| STANDARD.encode(payload)),
        proof: proof.iter().map(|hash| STANDARD.encode(hash.0)).collect(),
        salt: entry.salt.map(|salt| STANDARD.encode(salt)),
        seq: entry.seq,
    };
    let mut bytes = canonical::to_bytes(&line).ok()?;
    bytes.push(b'\n');
    Some(bytes)
}

/// Reads a line, with its line feed; `None` when it is not of the form.
pub(crate) fn read(line: &[u8]) -> Option<Shown> {
    let line = line.strip_suffix(b"\n").filter(|line| canonical::is_canonical(line))?;
    let line: Line = serde_json::from_slice(line).ok()?;
    let bytes = |text: String| STANDARD.decode(text).ok();
    let hash = |text: String| STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
    if line.proof.len() > MAX_PROOF {
        return None;
    }
    Some(Shown {
        seq: line.seq,
        leaf: bytes(line.leaf)?,
        salt: match line.salt {
            Some(text) => Some(hash(text)?),
            None => None,
        },
        payload: match line.payload {
            Some(text) => Some(bytes(text)?),
            None => None,
        },
        proof: line.proof.into_iter().map(|text| hash(text).map(Hash)).collect::<Option<_>>()?,
    })
}
