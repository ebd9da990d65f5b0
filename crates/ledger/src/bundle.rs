//! A ledger as one file: JSON Lines that any verifier can read without a server. Bytes in and out; opens nothing.

use std::io::{self, BufRead, Read, Write};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use crate::Sealed;
use crate::fault::{Fault, Flaw};
use crate::seal::{MAX_LEAF, MAX_PAYLOAD};
use crate::verify::{Report, SealedRef, Verifier};

/// Name and version of the format, as the first line has it.
pub const FORMAT: &str = "tickmark-ledger/1";

/// Most bytes of a line: leaf and payload in base64, with room for the rest.
pub const MAX_LINE: u64 = ((MAX_LEAF + MAX_PAYLOAD) / 3 * 4 + 4096) as u64;

/// The closing line: a signed checkpoint and the key that it claims to be signed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Closing {
    /// The signed note.
    pub checkpoint: String,
    /// The verifier key. Whoever forges a bundle writes this as well: compare it with one from elsewhere.
    pub key: String,
}

/// Why a bundle could not be read or is not intact.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// Reading failed.
    #[error(transparent)]
    Read(#[from] io::Error),
    /// The first line is not that of a bundle.
    #[error("the first line is not that of a {FORMAT} bundle")]
    Header,
    /// The first bad entry.
    #[error(transparent)]
    Fault(#[from] Fault),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    format: String,
    log: String,
}

#[derive(Serialize)]
struct Entry {
    leaf: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<String>,
}

/// Either line that may follow the first, without looking twice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    leaf: Option<String>,
    salt: Option<String>,
    payload: Option<String>,
    checkpoint: Option<String>,
    key: Option<String>,
}

/// Writes a bundle, line by line.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
}

impl<W: Write> Writer<W> {
    /// Begins the bundle of a log.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(out: W, log: &str) -> io::Result<Writer<W>> {
        let mut writer = Writer { out };
        writer.line(&Header { format: FORMAT.into(), log: log.into() })?;
        Ok(writer)
    }

    /// Adds the next entry.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn push<'a>(&mut self, entry: impl Into<SealedRef<'a>>) -> io::Result<()> {
        let entry = entry.into();
        self.line(&Entry {
            leaf: STANDARD.encode(entry.leaf),
            salt: entry.salt.map(|salt| STANDARD.encode(salt)),
            payload: entry.payload.map(|payload| STANDARD.encode(payload)),
        })
    }

    /// Ends the bundle, with a signed checkpoint if there is one.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self, closing: Option<&Closing>) -> io::Result<()> {
        if let Some(closing) = closing {
            self.line(closing)?;
        }
        self.out.flush()
    }

    fn line<T: Serialize>(&mut self, line: &T) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, line)?;
        self.out.write_all(b"\n")
    }
}

/// Writes a whole bundle.
///
/// # Errors
/// Those of `out`.
pub fn write<'a, W: Write>(
    out: W,
    log: &str,
    entries: impl IntoIterator<Item = &'a Sealed>,
    closing: Option<&Closing>,
) -> io::Result<()> {
    let mut writer = Writer::new(out, log)?;
    for entry in entries {
        writer.push(entry)?;
    }
    writer.finish(closing)
}

/// Begins to read a bundle; entries come from the iterator, the closing line after the last.
///
/// # Errors
/// [`BundleError::Header`] or those of `input`.
pub fn read<R: BufRead>(mut input: R) -> Result<Reader<R>, BundleError> {
    let mut line = Vec::new();
    (&mut input).take(MAX_LINE).read_until(b'\n', &mut line)?;
    let header: Header = serde_json::from_slice(&line).map_err(|_| BundleError::Header)?;
    if header.format != FORMAT {
        return Err(BundleError::Header);
    }
    Ok(Reader { input, log: header.log, seq: 0, closing: None, line, ended: false })
}

/// Reads a bundle's entries. They are not checked yet: give them to a [`Verifier`].
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    log: String,
    seq: u64,
    closing: Option<Closing>,
    line: Vec<u8>,
    ended: bool,
}

impl<R: BufRead> Reader<R> {
    /// Id of the log, as the first line claims it.
    #[must_use]
    pub fn log(&self) -> &str {
        &self.log
    }

    /// The closing line, once all entries were read.
    #[must_use]
    pub fn closing(&self) -> Option<&Closing> {
        self.closing.as_ref()
    }

    fn next_entry(&mut self) -> Result<Option<Sealed>, BundleError> {
        self.line.clear();
        (&mut self.input).take(MAX_LINE + 1).read_until(b'\n', &mut self.line)?;
        if self.line.is_empty() {
            return Ok(None);
        }
        match self.closing.is_none().then(|| decode(&self.line)).flatten() {
            Some(Decoded::Entry { leaf, salt, payload }) => {
                let entry = Sealed { seq: self.seq, leaf, salt, payload };
                self.seq += 1;
                Ok(Some(entry))
            }
            Some(Decoded::Closing(closing)) => {
                self.closing = Some(closing);
                self.next_entry()
            }
            None => Err(BundleError::Fault(Fault {
                seq: self.seq,
                what: Flaw::Line,
                expected: "an entry, or the closing checkpoint as the last line".into(),
                found: "something else, or half a line".into(),
            })),
        }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Sealed, BundleError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.next_entry().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

enum Decoded {
    Entry { leaf: Vec<u8>, salt: Option<[u8; 32]>, payload: Option<Vec<u8>> },
    Closing(Closing),
}

/// One whole line, ended by a line feed: half a line is what an interrupted copy leaves.
fn decode(line: &[u8]) -> Option<Decoded> {
    let line = line.strip_suffix(b"\n")?;
    let decode = |text: String| STANDARD.decode(text).ok();
    match serde_json::from_slice(line).ok()? {
        Line { leaf: None, salt: None, payload: None, checkpoint: Some(checkpoint), key: Some(key) } => {
            Some(Decoded::Closing(Closing { checkpoint, key }))
        }
        Line { leaf: Some(leaf), salt, payload, checkpoint: None, key: None } => Some(Decoded::Entry {
            leaf: decode(leaf)?,
            salt: match salt {
                Some(text) => Some(decode(text)?.try_into().ok()?),
                None => None,
            },
            payload: match payload {
                Some(text) => Some(decode(text)?),
                None => None,
            },
        }),
        _ => None,
    }
}

/// Checks a whole bundle. Signatures are left to [`crate::verify_checkpoint`], since only the caller knows which key to
/// trust.
///
/// # Errors
/// As [`read`], and the first bad entry.
pub fn verify<R: BufRead>(input: R) -> Result<(Report, Option<Closing>), BundleError> {
    let mut reader = read(input)?;
    let mut verifier = Verifier::of_log(reader.log());
    for entry in &mut reader {
        match entry {
            Ok(entry) => verifier.push(&entry)?,
            Err(BundleError::Fault(line)) => return Err(verifier.earlier_than(line).into()),
            Err(error) => return Err(error),
        }
    }
    Ok((verifier.finish()?, reader.closing))
}
