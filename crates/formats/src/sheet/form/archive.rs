//! The ZIP of a workbook with one part edited: every other part is copied as it is packed, byte for byte, in its place.

use super::{FilledCell, cells};
use crate::sheet::{SheetError, archive, limits};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Where the relations of the package stand (ECMA-376, part 2).
const RELATIONS: &str = "_rels/.rels";

/// The workbook with these texts in these cells of a sheet.
///
/// # Errors
/// A [`SheetError`] that names what cannot be read or written.
pub(super) fn fill(bytes: &[u8], file: &str, sheet: &str, cells: &[FilledCell]) -> Result<Vec<u8>, SheetError> {
    archive::weigh(bytes, file)?;
    let mut zip: Archive<'_> = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(file, &e.to_string()))?;
    let path = part_of(&mut zip, file, sheet)?;
    let part = read(&mut zip, file, &path)?;
    let edited = cells::fill(&part, file, sheet, cells)?;
    drop(part);
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + edited.len() / 8)));
    out.set_raw_comment(zip.comment().to_vec().into_boxed_slice()).map_err(|e| broken(file, &e.to_string()))?;
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).map_err(|e| broken(file, &e.to_string()))?;
        if part.name_raw() != path.as_bytes() {
            out.raw_copy_file(part).map_err(|e| broken(file, &e.to_string()))?;
            continue;
        }
        let stored = part.compression() == CompressionMethod::Stored;
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        let options = part.last_modified().map_or(options, |time| options.last_modified_time(time));
        drop(part);
        out.start_file(path.clone(), options).map_err(|e| broken(file, &e.to_string()))?;
        out.write_all(&edited).map_err(|e| broken(file, &e.to_string()))?;
    }
    let written = out.finish().map_err(|e| broken(file, &e.to_string()))?;
    Ok(written.into_inner())
}

/// Is the workbook signed, or does it carry macros?
pub(super) fn marks(bytes: &[u8]) -> (bool, bool) {
    let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else { return (false, false) };
    let names: Vec<String> = zip.file_names().filter_map(|n| n.ok().map(|n| n.to_lowercase())).collect();
    (
        names.iter().any(|name| name.starts_with("_xmlsignatures/")),
        names.iter().any(|name| name.ends_with("vbaproject.bin")),
    )
}

/// The path of the part that holds a sheet.
fn part_of(zip: &mut Archive<'_>, file: &str, sheet: &str) -> Result<String, SheetError> {
    let package = relations(&read(zip, file, RELATIONS)?, file)?;
    let book = package.iter().find(|one| one.kind.ends_with("/officeDocument"));
    let book = book.map_or_else(|| "xl/workbook.xml".to_owned(), |one| joined("", &one.target));
    let known = sheets(&read(zip, file, &book)?, file)?;
    let folder = book.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = book.rsplit('/').next().unwrap_or_default();
    let beside = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some((_, id)) = known.iter().find(|(name, _)| name == sheet) else {
        let known = known.into_iter().map(|(name, _)| name).collect();
        return Err(SheetError::NoSheet { file: file.to_owned(), wanted: sheet.to_owned(), known });
    };
    let related = relations(&read(zip, file, &beside)?, file)?;
    let found = related.iter().find(|one| one.id == *id).map(|one| joined(folder, &one.target));
    found.ok_or_else(|| broken(file, &format!("the sheet `{sheet}` leads to no part")))
}

/// A target against the folder of its part; `/xl/a.xml` begins at the root.
fn joined(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/').filter(|step| !step.is_empty() && *step != ".") {
        match step {
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

fn read(zip: &mut Archive<'_>, file: &str, path: &str) -> Result<Vec<u8>, SheetError> {
    let missing = || broken(file, &format!("part `{path}` is missing"));
    let mut part = zip.by_name(path).map_err(|_| missing())?;
    let mut bytes = Vec::new();
    let read = part.by_ref().take(limits::MAX_UNPACKED_BYTES).read_to_end(&mut bytes);
    read.map_err(|e| broken(file, &format!("part `{path}`: {e}")))?;
    Ok(bytes)
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(part: &[u8], file: &str) -> Result<Vec<Relation>, SheetError> {
    let mut all = Vec::new();
    each(part, file, "Relationship", |start| {
        all.push(Relation { id: of(start, "Id"), kind: of(start, "Type"), target: of(start, "Target") });
    })?;
    Ok(all)
}

/// The sheets of a workbook: name, and the id of the relation to its part.
fn sheets(part: &[u8], file: &str) -> Result<Vec<(String, String)>, SheetError> {
    let mut all = Vec::new();
    each(part, file, "sheet", |start| all.push((of(start, "name"), of(start, "id"))))?;
    Ok(all)
}

fn each(part: &[u8], file: &str, name: &str, mut see: impl FnMut(&BytesStart<'_>)) -> Result<(), SheetError> {
    let mut reader = Reader::from_reader(part);
    for _ in 0..limits::MAX_CELLS {
        match reader.read_event().map_err(|e| broken(file, &e.to_string()))? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == name => see(&start),
            Event::DocType(_) => return Err(broken(file, "a part holds a document type")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
    Err(broken(file, "a part has too many elements"))
}

/// An attribute by its name without prefix; empty when it is not there.
fn of(start: &BytesStart<'_>, name: &str) -> String {
    let found =
        start.attributes().take(limits::MAX_COLUMNS).flatten().find(|one| one.key.local_name().as_ref() == name);
    let text = found.map(|one| one.value.into_owned()).unwrap_or_default();
    unescape(&text).map_or(text.clone(), std::borrow::Cow::into_owned)
}

fn broken(file: &str, what: &str) -> SheetError {
    SheetError::Truncated { file: file.to_owned(), what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn targets_are_followed_from_the_folder_or_from_the_root() {
        assert_eq!(joined("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(joined("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(joined("xl/sub", "../worksheets/./s.xml"), "xl/worksheets/s.xml");
    }
}
