//! What a file is, told by its content; its name is only compared with it.

use super::SheetError;

/// The two kinds that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A ZIP archive; [`super::archive`] looks whether a workbook is in it.
    Workbook,
    /// Text with columns.
    Text,
}

const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Beginnings of other files, and what they look like.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
];

pub(super) fn detect(bytes: &[u8], file: &str) -> Result<Kind, SheetError> {
    let wrong = |found: &str| Err(SheetError::WrongType { file: file.to_owned(), found: found.to_owned() });
    if bytes.starts_with(b"PK") && bytes.get(2).is_some_and(|b| *b < 9) {
        return Ok(Kind::Workbook);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        // ECMA-376 encryption (MS-OFFCRYPTO 2.3.1) wraps the workbook in a compound file with this stream.
        if contains_utf16(bytes, "EncryptedPackage") {
            return Err(SheetError::PasswordProtected { file: file.to_owned() });
        }
        return match () {
            () if contains_utf16(bytes, "WordDocument") => wrong("an old Word document (.doc)"),
            () if contains_utf16(bytes, "PowerPoint Document") => wrong("an old presentation (.ppt)"),
            () if contains_utf16(bytes, "Workbook") || contains_utf16(bytes, "Book") => {
                wrong("an Excel 97-2003 workbook (.xls)")
            }
            () => wrong("an old Office file"),
        };
    }
    if let Some((_, found)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return wrong(found);
    }
    match markup(bytes) {
        Some(found) => wrong(found),
        None => Ok(Kind::Text),
    }
}

/// Text files that are no table of columns.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(4096)];
    let head = String::from_utf8_lossy(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head)).to_ascii_lowercase();
    let start = head.trim_start();
    if start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<table") {
        return Some("a web page (HTML)");
    }
    if start.starts_with("<?xml") || start.starts_with("<svg") || start.starts_with("<!--") {
        let excel = start.contains("urn:schemas-microsoft-com:office:spreadsheet");
        return Some(match () {
            () if excel => "an Excel 2003 XML sheet",
            () if start.contains("<html") => "a web page (HTML)",
            () => "an XML document",
        });
    }
    let json =
        (start.starts_with('{') || start.starts_with('[')) && start[1..].trim_start().starts_with(['"', '{', '[']);
    json.then_some("a JSON document")
}

/// A sentence when the name's ending says something else than the content.
pub(super) fn mismatch(kind: Kind, file: &str) -> Option<String> {
    let ending = file.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase())?;
    match (kind, ending.as_str()) {
        (Kind::Text, "xlsx" | "xlsm" | "xls" | "ods" | "xlsb") => {
            Some(format!("The file is named .{ending} but holds plain text; it was read as CSV."))
        }
        (Kind::Workbook, "csv" | "tsv" | "txt" | "xls" | "ods" | "xlsb") => {
            Some(format!("The file is named .{ending} but holds an Excel workbook; it was read as XLSX."))
        }
        _ => None,
    }
}

fn contains_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|w| w == wanted)
}
