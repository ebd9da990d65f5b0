//! Results of other tools, read into one meaning: OCSF, SARIF, CycloneDX, the report of Lynis, and XCCDF; and lists of accounts,
//! of which the rules of `domain` make results.
//!
//! ```text
//! bytes -> detect -> json (outline, path) -> ocsf | sarif | cyclonedx \
//!               \--> lynis                                             -> gather -> Findings
//!               |--> xml (no document type)         -> xccdf          /
//!               \--> sheet (CSV, XLSX)              -> accounts      /
//! ```
//! Nothing here judges: a result that the format does not know is `Unknown`, and never a pass.

mod accounts;
mod cyclonedx;
mod error;
mod gather;
mod json;
pub mod limits;
mod lynis;
mod ocsf;
mod outline;
mod sarif;
mod xccdf;
mod xml;

pub use error::FindingsError;

use domain::values::{Findings, FindingsFormat};
use jiff::civil::Date;

/// What a document looks like, by its content first and by its name second; `None` if it looks like none of the
/// formats that are read. A document that is cut short or damaged is still recognised where its beginning is whole.
#[must_use]
pub fn detect(bytes: &[u8], name: &str) -> Option<FindingsFormat> {
    let whole = &bytes[..bytes.len().min(limits::MAX_BYTES)];
    let bytes = without_mark(whole);
    let start = bytes.trim_ascii_start();
    match start.first()? {
        b'{' | b'[' => json_format(start).or_else(|| named(name).filter(|format| is_json(*format))),
        b'<' => xml::mentions_results(start).then_some(FindingsFormat::Xccdf),
        _ if lynis::looks_like(start) => Some(FindingsFormat::Lynis),
        _ => accounts::looks_like(whole, name).then_some(FindingsFormat::Accounts),
    }
}

/// Reads a document of a known format.
///
/// # Errors
/// As [`read_on`].
pub fn read(bytes: &[u8], format: FindingsFormat) -> Result<Findings, FindingsError> {
    read_on(bytes, format, "the list", None)
}

/// Reads a document of a known format that was made on a day which it does not say itself: a list of accounts counts its days
/// back from `on`, every other format says its own. `name` is the file's name, for messages.
///
/// # Errors
/// A [`FindingsError`] that names the format, the line, row or JSON path, the field, and what would be right.
pub fn read_on(bytes: &[u8], format: FindingsFormat, name: &str, on: Option<Date>) -> Result<Findings, FindingsError> {
    if bytes.len() > limits::MAX_BYTES {
        let place = "document".to_owned();
        return Err(FindingsError::TooMuch { format, place, what: "bytes", max: limits::MAX_BYTES });
    }
    let text = || text(without_mark(bytes), format);
    match format {
        FindingsFormat::Ocsf => ocsf::read(text()?),
        FindingsFormat::Sarif => sarif::read(text()?),
        FindingsFormat::CycloneDx => cyclonedx::read(text()?),
        FindingsFormat::Lynis => lynis::read(text()?),
        FindingsFormat::Xccdf => xccdf::read(text()?),
        FindingsFormat::Accounts => accounts::read(bytes, name, on),
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn text(bytes: &[u8], format: FindingsFormat) -> Result<&str, FindingsError> {
    let line_of = |at: usize| 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    let refused = |line, what: &str| Err(FindingsError::NotText { format, line, what: what.to_owned() });
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return refused(1, "it begins as UTF-16");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => match text.bytes().position(|byte| byte == 0) {
            Some(at) => refused(line_of(at), "it holds a zero byte, as UTF-16 and programs do"),
            None => Ok(text),
        },
        Err(error) => refused(line_of(error.valid_up_to()), "it holds bytes that are none"),
    }
}

/// A JSON format by the keys of the first object.
fn json_format(bytes: &[u8]) -> Option<FindingsFormat> {
    let keys = outline::first_keys(bytes);
    let has = |key: &str| keys.iter().any(|known| known == key);
    match () {
        () if has("bomFormat") || has("specVersion") => Some(FindingsFormat::CycloneDx),
        () if has("class_uid") || has("finding_info") || (has("metadata") && has("category_uid")) => {
            Some(FindingsFormat::Ocsf)
        }
        () if has("runs") => Some(FindingsFormat::Sarif),
        () => None,
    }
}

/// A format by the endings that the tools give to their files.
fn named(name: &str) -> Option<FindingsFormat> {
    let name = name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    match () {
        () if ends(&[".ocsf.json", ".ocsf.jsonl", ".ocsf.ndjson"]) => Some(FindingsFormat::Ocsf),
        () if ends(&[".sarif", ".sarif.json"]) => Some(FindingsFormat::Sarif),
        () if ends(&[".cdx.json", "bom.json"]) => Some(FindingsFormat::CycloneDx),
        () => None,
    }
}

fn is_json(format: FindingsFormat) -> bool {
    matches!(format, FindingsFormat::Ocsf | FindingsFormat::Sarif | FindingsFormat::CycloneDx)
}
