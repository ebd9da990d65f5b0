//! The ZIP around a workbook, weighed before anything is read from it.
//!
//! Every part is unpacked once into nothing, so that what counts is what comes out and not what the archive declares.
//! That also bounds overlapping parts, which all add to the same total.

use super::{SheetError, limits, mib};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// What the weighing saw.
pub(super) struct Weighed {
    /// Some part holds merged cells, so that looking for them is worth a second pass.
    pub(super) merged: bool,
}

/// Refuses archives that are too big, broken, locked, or no workbook.
pub(super) fn weigh(bytes: &[u8], file: &str) -> Result<Weighed, SheetError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(file, &e))?;
    if zip.len() > limits::MAX_ARCHIVE_ENTRIES {
        return Err(too_large(
            file,
            format!("{} parts inside where at most {} are read", zip.len(), limits::MAX_ARCHIVE_ENTRIES),
        ));
    }
    // What is declared, where it is, may refuse early; what really comes out is measured below.
    let declared = zip.decompressed_size().unwrap_or(0);
    if declared > u128::from(limits::MAX_UNPACKED_BYTES) {
        return Err(unpacked(file, u64::try_from(declared).unwrap_or(u64::MAX)));
    }
    let mut scan = Scan { file, packed: bytes.len() as u64, total: 0, merged: false };
    let mut kind = None;
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|e| broken(file, &e))?;
        let name = part.name().map_err(|e| broken(file, &e))?.to_ascii_lowercase();
        let head = scan.part(&name, &mut part)?;
        kind = kind.or_else(|| what_is_it(&name, &head));
    }
    match kind {
        Some(Found::Workbook) => Ok(Weighed { merged: scan.merged }),
        Some(Found::Other(found)) => Err(SheetError::WrongType { file: file.to_owned(), found: found.to_owned() }),
        None => Err(SheetError::WrongType {
            file: file.to_owned(),
            found: "a ZIP archive without a workbook in it".to_owned(),
        }),
    }
}

enum Found {
    Workbook,
    Other(&'static str),
}

/// The content type list (ECMA-376 part 2) or the OpenDocument mimetype tells what the package is.
fn what_is_it(name: &str, head: &[u8]) -> Option<Found> {
    let text = String::from_utf8_lossy(head);
    match name {
        "[content_types].xml" => [
            ("spreadsheetml.sheet.main+xml", Found::Workbook),
            ("ms-excel.sheet.macroenabled.main+xml", Found::Workbook),
            ("spreadsheetml.template.main+xml", Found::Workbook),
            ("ms-excel.sheet.binary", Found::Other("a binary Excel workbook (.xlsb)")),
            ("wordprocessingml", Found::Other("a Word document")),
            ("presentationml", Found::Other("a presentation")),
        ]
        .into_iter()
        .find_map(|(mark, found)| text.to_ascii_lowercase().contains(mark).then_some(found)),
        "mimetype" if text.contains("opendocument.spreadsheet") => Some(Found::Other("an OpenDocument sheet (.ods)")),
        "mimetype" if text.contains("opendocument") => Some(Found::Other("an OpenDocument text or drawing")),
        "index/document.iwa" => Some(Found::Other("an Apple Numbers or Pages document")),
        _ => None,
    }
}

struct Scan<'a> {
    file: &'a str,
    packed: u64,
    total: u64,
    merged: bool,
}

impl Scan<'_> {
    /// Unpacks one part into nothing; gives back its beginning.
    fn part(&mut self, name: &str, part: &mut impl Read) -> Result<Vec<u8>, SheetError> {
        const OVERLAP: usize = 64;
        let xml = name.ends_with(".xml") || name.ends_with(".rels");
        let mut head = Vec::new();
        let mut buffer = vec![0; 64 * 1024];
        let mut kept = 0;
        loop {
            let read = part.read(&mut buffer[kept..]).map_err(|e| SheetError::Truncated {
                file: self.file.to_owned(),
                what: format!("part `{name}`: {e}"),
            })?;
            if read == 0 {
                return Ok(head);
            }
            self.total += read as u64;
            self.check()?;
            let filled = kept + read;
            if head.len() < 64 * 1024 {
                head.extend_from_slice(&buffer[kept..filled]);
            }
            if xml {
                self.xml(name, &buffer[..filled], head.len() == filled)?;
            }
            kept = filled.min(OVERLAP);
            buffer.copy_within(filled - kept..filled, 0);
        }
    }

    fn check(&self) -> Result<(), SheetError> {
        if self.total > limits::MAX_UNPACKED_BYTES {
            return Err(unpacked(self.file, self.total));
        }
        if self.total > limits::RATIO_FLOOR_BYTES && self.total / self.packed.max(1) > limits::MAX_RATIO {
            let what = format!(
                "it unpacks to more than {} times its size, as a zip bomb does and no control list",
                limits::MAX_RATIO
            );
            return Err(too_large(self.file, what));
        }
        Ok(())
    }

    /// Looks for merged cells, and for a declared count that the reader behind us would reserve memory for.
    fn xml(&mut self, name: &str, bytes: &[u8], first: bool) -> Result<(), SheetError> {
        if first && bytes.len() > 1 && (bytes[0] == 0 || bytes[1] == 0 || bytes[0] >= 0xFE) {
            return Err(SheetError::Truncated {
                file: self.file.to_owned(),
                what: format!("part `{name}` is not written in UTF-8"),
            });
        }
        self.merged = self.merged || position(bytes, b"mergeCell").is_some();
        let mut rest = bytes;
        while let Some(at) = position(rest, b"uniqueCount") {
            rest = &rest[at + b"uniqueCount".len()..];
            let signs = rest.iter().take_while(|b| b" \t\r\n=\"'".contains(b)).count();
            let digits = rest[signs..].iter().take_while(|b| b.is_ascii_digit());
            // Longer than this and it could straddle two buffers unseen; no writer does so.
            let odd = signs > 24 || digits.clone().count() > 20;
            let count = digits.fold(0u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0')));
            let count = if odd { u64::MAX } else { count };
            if count > limits::MAX_CELLS as u64 {
                let what = format!("it declares {count} different texts where at most {} are read", limits::MAX_CELLS);
                return Err(too_large(self.file, what));
            }
        }
        Ok(())
    }
}

fn position(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = haystack[from..].iter().position(|b| *b == needle[0]) {
        if haystack[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

fn unpacked(file: &str, bytes: u64) -> SheetError {
    too_large(
        file,
        format!("it unpacks to {} or more where at most {} are read", mib(bytes), mib(limits::MAX_UNPACKED_BYTES)),
    )
}

fn too_large(file: &str, what: String) -> SheetError {
    SheetError::TooLarge { file: file.to_owned(), what }
}

fn broken(file: &str, error: &ZipError) -> SheetError {
    match error {
        ZipError::UnsupportedArchive(text) if text.contains("assword") => {
            SheetError::PasswordProtected { file: file.to_owned() }
        }
        other => {
            SheetError::Truncated { file: file.to_owned(), what: format!("its ZIP archive cannot be read ({other})") }
        }
    }
}
