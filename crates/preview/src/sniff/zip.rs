//! ZIP archives by their list (APPNOTE.TXT 4.3.12 and 4.3.16). Nothing is unpacked.

use std::io::{self, Read, Seek};

use super::{Seen, read_at, u16_at, u32_at};
use crate::kind::Family;

/// Entries that are looked at; an archive with more is only said to be one.
const ENTRIES_MAX: usize = 10_000;
/// Longest list that is read.
const LIST_MAX: u64 = 4 << 20;
/// The end record with the longest comment.
const END_MAX: u64 = 22 + 0xffff;
/// More than this times its own size is what a bomb unpacks to; DEFLATE itself ends at 1032.
const RATIO_MAX: u64 = 200;
/// Below this size unpacked, no ratio is a bomb.
const HARMLESS: u64 = 16 << 20;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const SLIDES: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
const WORD_MACROS: &str = "application/vnd.ms-word.document.macroenabled.12";
const SHEET_MACROS: &str = "application/vnd.ms-excel.sheet.macroenabled.12";
const SLIDES_MACROS: &str = "application/vnd.ms-powerpoint.presentation.macroenabled.12";
/// Formats that name themselves in a first entry `mimetype`.
const NAMED: [(&str, Family); 4] = [
    ("application/vnd.oasis.opendocument.text", Family::Office),
    ("application/vnd.oasis.opendocument.spreadsheet", Family::Office),
    ("application/vnd.oasis.opendocument.presentation", Family::Office),
    ("application/epub+zip", Family::Archive),
];

/// The end record of an archive.
pub(super) struct End {
    pub(super) entries: usize,
    list_at: u64,
    list_size: u64,
}

/// The end record, if the file ends as an archive and its list begins where it should.
pub(super) fn end<R: Read + Seek>(file: &mut R, size: u64) -> io::Result<Option<End>> {
    let from = size.saturating_sub(END_MAX);
    let mut tail = Vec::new();
    read_at(file, from, END_MAX, &mut tail)?;
    for at in (0..tail.len().saturating_sub(21)).rev().filter(|at| tail[*at..].starts_with(b"PK\x05\x06")) {
        let (Some(entries), Some(list_size)) = (u16_at(&tail, at + 10), u32_at(&tail, at + 12)) else { continue };
        let Some(list_at) = (from + at as u64).checked_sub(u64::from(list_size)) else { continue };
        let mut mark = Vec::new();
        read_at(file, list_at, 4, &mut mark)?;
        if entries == 0 || mark == b"PK\x01\x02" {
            return Ok(Some(End { entries: usize::from(entries), list_at, list_size: u64::from(list_size) }));
        }
    }
    Ok(None)
}

/// What the list of an archive says.
#[derive(Default)]
struct List {
    content_types: bool,
    word: bool,
    sheet: bool,
    slides: bool,
    macros: bool,
    java: bool,
    encrypted: bool,
    packed: u64,
    unpacked: u64,
    /// Where each entry begins and how long it is.
    places: Vec<(u64, u64)>,
}

/// Finds out what kind of archive this is.
pub(super) fn look<R: Read + Seek>(file: &mut R, size: u64, head: &[u8], seen: &mut Seen) -> io::Result<()> {
    let Some(end) = end(file, size)? else {
        seen.encrypted = u16_at(head, 6).is_some_and(|flags| flags & 1 == 1);
        return Ok(());
    };
    if end.entries > ENTRIES_MAX || end.list_size > LIST_MAX {
        seen.odd.push(format!("it is an archive with more than {ENTRIES_MAX} entries, which was not looked into"));
        return Ok(());
    }
    let mut bytes = Vec::new();
    read_at(file, end.list_at, end.list_size, &mut bytes)?;
    let mut list = List::default();
    if !list.read(&bytes, end.entries) {
        seen.odd.push("it is an archive whose list is damaged".to_owned());
    }
    name(&list, head, seen);
    seen.macros = list.macros;
    seen.encrypted = list.encrypted;
    if list.unpacked > HARMLESS && list.unpacked / RATIO_MAX > list.packed.min(size) {
        seen.odd.push(format!("it would unpack to {} bytes from {size}", list.unpacked));
    }
    list.places.sort_unstable();
    if list.places.windows(2).any(|pair| pair[0].0 + 30 + pair[0].1 > pair[1].0) {
        seen.odd.push("it is an archive whose entries lie over each other".to_owned());
    }
    Ok(())
}

impl List {
    /// Reads the entries; false if they are not what the end record says.
    fn read(&mut self, bytes: &[u8], entries: usize) -> bool {
        let mut rest = bytes;
        for _ in 0..entries {
            let Some(size) = self.entry(rest) else { return false };
            rest = rest.get(size..).unwrap_or_default();
        }
        true
    }

    /// Reads the first entry, and answers how long it is.
    fn entry(&mut self, entry: &[u8]) -> Option<usize> {
        if !entry.starts_with(b"PK\x01\x02") {
            return None;
        }
        let lengths = [u16_at(entry, 28)?, u16_at(entry, 30)?, u16_at(entry, 32)?].map(usize::from);
        let name = String::from_utf8_lossy(entry.get(46..46 + lengths[0])?).to_ascii_lowercase();
        let (packed, unpacked) = (u64::from(u32_at(entry, 20)?), u64::from(u32_at(entry, 24)?));
        self.encrypted |= u16_at(entry, 8)? & 1 == 1;
        self.packed += packed;
        self.unpacked += unpacked;
        self.places.push((u64::from(u32_at(entry, 42)?), packed));
        self.content_types |= name == "[content_types].xml";
        self.word |= name.starts_with("word/");
        self.sheet |= name.starts_with("xl/");
        self.slides |= name.starts_with("ppt/");
        self.java |= name == "meta-inf/manifest.mf";
        let code = ["vbaproject.bin", "vbadata.xml"].iter().any(|code| name.ends_with(code));
        let folders = ["xl/macrosheets/", "basic/", "scripts/"];
        self.macros |= code || folders.iter().any(|folder| name.starts_with(folder));
        Some(46 + lengths.iter().sum::<usize>())
    }
}

fn name(list: &List, head: &[u8], seen: &mut Seen) {
    let office = match (list.content_types, list.word, list.sheet, list.slides) {
        (true, true, _, _) => Some((WORD, WORD_MACROS)),
        (true, _, true, _) => Some((SHEET, SHEET_MACROS)),
        (true, _, _, true) => Some((SLIDES, SLIDES_MACROS)),
        _ => None,
    };
    if let Some((plain, with_macros)) = office {
        seen.is(if list.macros { with_macros } else { plain }, Family::Office);
    } else if let Some((media, family)) = NAMED.iter().find(|(media, _)| names_itself(head, media)) {
        seen.is(media, *family);
    } else if list.java {
        seen.is("application/java-archive", Family::Executable);
    }
}

/// Whether the first entry is `mimetype`, stored as it is, and holds this.
fn names_itself(head: &[u8], media: &str) -> bool {
    let extra = u16_at(head, 28).map_or(0, usize::from);
    let content = head.get(38 + extra..).unwrap_or_default();
    head.get(30..38) == Some(b"mimetype")
        && u32_at(head, 18) == u32::try_from(media.len()).ok()
        && content.starts_with(media.as_bytes())
}
