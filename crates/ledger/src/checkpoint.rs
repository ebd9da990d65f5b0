//! Checkpoints: a head, signed, so that whoever keeps one can tell later whether history was rewritten.
//!
//! The text is C2SP `tlog-checkpoint`, its envelope C2SP `signed-note`, the signature Ed25519 (RFC 8032).

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer, SigningKey as Ed25519Key, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::{Hash, Head};

/// The signature type of Ed25519 in a key (C2SP `signed-note`).
const ED25519: u8 = 0x01;

/// Most signature lines of a note.
pub const MAX_SIGNATURES: usize = 100;

/// Most bytes of a note.
pub const MAX_NOTE: usize = 1_000_000;

/// What a checkpoint states: this log had this many entries and this root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// `tickmark/` and the id of the log.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

/// Why a note, a key or a checkpoint is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// No signed note.
    #[error("not a signed note: {0}")]
    Form(&'static str),
    /// No key in the form `name+hash+base64`, or one whose hash does not fit.
    #[error("not a verifier key: {0}")]
    Key(&'static str),
    /// A key's name is empty or has a space or a plus in it.
    #[error("`{0}` cannot be the name of a key")]
    Name(String),
    /// No signature of that key on the note.
    #[error("the note bears no signature of {0}")]
    Unsigned(String),
    /// A signature of that key that does not fit the text.
    #[error("the signature of {0} does not fit the text")]
    BadSignature(String),
    /// The text of the note is no checkpoint.
    #[error("not a checkpoint: {0}")]
    Checkpoint(&'static str),
}

impl Checkpoint {
    /// What is to be signed for this head.
    #[must_use]
    pub fn of(head: &Head) -> Checkpoint {
        Checkpoint { origin: Checkpoint::origin_of(&head.log), size: head.size, root: head.root() }
    }

    /// The first line of a log's checkpoints.
    #[must_use]
    pub fn origin_of(log: &str) -> String {
        format!("tickmark/{log}")
    }

    /// The three lines that are signed.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }

    /// Reads the text of a note; further lines are extensions and left aside.
    ///
    /// # Errors
    /// [`NoteError::Checkpoint`] names the line.
    pub fn parse(text: &str) -> Result<Checkpoint, NoteError> {
        let mut lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
        let origin = lines.next().filter(|line| !line.is_empty()).ok_or(NoteError::Checkpoint("no origin"))?;
        let size = lines.next().and_then(plain_number).ok_or(NoteError::Checkpoint("the size is no number"))?;
        let root = lines.next().and_then(|line| STANDARD.decode(line).ok()).and_then(|bytes| bytes.try_into().ok());
        let root = Hash(root.ok_or(NoteError::Checkpoint("the root is not 32 bytes of base64"))?);
        if lines.any(str::is_empty) {
            return Err(NoteError::Checkpoint("an empty line"));
        }
        Ok(Checkpoint { origin: origin.to_owned(), size, root })
    }
}

fn plain_number(text: &str) -> Option<u64> {
    text.parse::<u64>().ok().filter(|number| number.to_string() == text)
}

/// Signs checkpoints. Neither its seed nor the key is ever shown.
pub struct SigningKey {
    name: String,
    key: Ed25519Key,
}

impl SigningKey {
    /// The key of that name and 32 random bytes.
    ///
    /// # Errors
    /// [`NoteError::Name`] for a name that is empty or holds a space or a plus.
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<SigningKey, NoteError> {
        Ok(SigningKey { name: key_name(name)?.to_owned(), key: Ed25519Key::from_bytes(&seed) })
    }

    /// What others need to check its signatures.
    #[must_use]
    pub fn verifier_key(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The signed note of a checkpoint.
    #[must_use]
    pub fn sign(&self, checkpoint: &Checkpoint) -> String {
        self.sign_text(&checkpoint.to_text())
    }

    /// The signed note of any text; the text must end with a line feed to be readable again.
    #[must_use]
    pub fn sign_text(&self, text: &str) -> String {
        let mut bytes = self.verifier_key().hash().to_vec();
        bytes.extend_from_slice(&self.key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n\u{2014} {} {}\n", self.name, STANDARD.encode(bytes))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.name)
    }
}

/// Checks signatures; written `name+hash+base64`, as C2SP `signed-note` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key: VerifyingKey,
}

impl VerifierKey {
    /// Reads a key as it is written.
    ///
    /// # Errors
    /// [`NoteError::Key`] and [`NoteError::Name`]; a hash that does not fit is an error, since it is there to be checked.
    pub fn parse(text: &str) -> Result<VerifierKey, NoteError> {
        let mut parts = text.trim_end_matches('\n').splitn(3, '+');
        let (Some(name), Some(hash), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::Key("it has not three parts joined by `+`"));
        };
        let bytes = STANDARD.decode(key).map_err(|_| NoteError::Key("its last part is not base64"))?;
        let [ED25519, key @ ..] = bytes.as_slice() else {
            return Err(NoteError::Key("it is not of type Ed25519"));
        };
        let key: [u8; 32] = key.try_into().map_err(|_| NoteError::Key("an Ed25519 key has 32 bytes"))?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| NoteError::Key("no point of the curve"))?;
        if key.is_weak() {
            return Err(NoteError::Key("a point of small order, for which anyone can sign"));
        }
        let parsed = VerifierKey { name: key_name(name)?.to_owned(), key };
        if hex::encode(parsed.hash()) != hash {
            return Err(NoteError::Key("its hash does not fit"));
        }
        Ok(parsed)
    }

    /// The name that stands in the signature line.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First four bytes of SHA-256 over name, line feed, type and public key.
    #[must_use]
    pub fn hash(&self) -> [u8; 4] {
        let digest = Sha256::new()
            .chain_update(&self.name)
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes())
            .finalize();
        [digest[0], digest[1], digest[2], digest[3]]
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, hex::encode(self.hash()), STANDARD.encode(bytes))
    }
}

fn key_name(name: &str) -> Result<&str, NoteError> {
    let allowed = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+');
    allowed.then_some(name).ok_or_else(|| NoteError::Name(name.to_owned()))
}

/// A signed note as it was read: nothing in it is to be believed before [`Note::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NoteSignature {
    name: String,
    hash: [u8; 4],
    bytes: Vec<u8>,
}

impl Note {
    /// Takes a note apart.
    ///
    /// # Errors
    /// [`NoteError::Form`] says what is missing.
    pub fn parse(note: &str) -> Result<Note, NoteError> {
        if note.len() > MAX_NOTE {
            return Err(NoteError::Form("it is longer than 1,000,000 bytes"));
        }
        if note.contains(|c: char| c < ' ' && c != '\n') {
            return Err(NoteError::Form("it holds a control character"));
        }
        let at = note.rfind("\n\n").ok_or(NoteError::Form("no empty line before the signatures"))?;
        let (text, lines) = (&note[..=at], &note[at + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Form("no line feed at the end"))?;
        let signatures: Vec<_> = lines.split('\n').take(MAX_SIGNATURES + 1).map(signature).collect::<Result<_, _>>()?;
        if signatures.len() > MAX_SIGNATURES {
            return Err(NoteError::Form("more than 100 signatures"));
        }
        Ok(Note { text: text.to_owned(), signatures })
    }

    /// The signed text, once the key's signature on it is found good; signatures of other keys are left aside.
    ///
    /// # Errors
    /// [`NoteError::Unsigned`] or [`NoteError::BadSignature`].
    pub fn verify(&self, key: &VerifierKey) -> Result<&str, NoteError> {
        let (name, hash) = (key.name(), key.hash());
        let mut signed = false;
        for signature in self.signatures.iter().filter(|line| line.name == name && line.hash == hash) {
            let good = Signature::from_slice(&signature.bytes)
                .and_then(|signature| key.key.verify_strict(self.text.as_bytes(), &signature));
            good.map_err(|_| NoteError::BadSignature(name.to_owned()))?;
            signed = true;
        }
        if signed { Ok(&self.text) } else { Err(NoteError::Unsigned(name.to_owned())) }
    }
}

fn signature(line: &str) -> Result<NoteSignature, NoteError> {
    let form = NoteError::Form("a signature line is `\u{2014} name base64`");
    let Some((name, encoded)) = line.strip_prefix("\u{2014} ").and_then(|line| line.split_once(' ')) else {
        return Err(form);
    };
    let bytes = STANDARD.decode(encoded).map_err(|_| form.clone())?;
    let Some((hash, bytes)) = bytes.split_first_chunk::<4>() else {
        return Err(form);
    };
    if bytes.is_empty() || key_name(name).is_err() {
        return Err(form);
    }
    Ok(NoteSignature { name: name.to_owned(), hash: *hash, bytes: bytes.to_vec() })
}
