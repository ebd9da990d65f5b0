//! What a file really is: its own bytes are asked, and what the sender says is compared with the answer.

mod claims;
mod magic;
mod ole;
mod pdf;
mod words;
mod zip;

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use crate::kind::{Family, Kind};

/// Bytes from the beginning of a file that are enough to tell what it is: 64 KiB.
pub const HEAD: usize = 64 << 10;

/// Tells what a file is from its first bytes ([`HEAD`] are enough), the name and the media type that its sender claims;
/// both may be empty. What lies further on (a ZIP archive's list, the middle of a PDF) is judged only if it is within
/// `head`: ask [`sniff_file`] for a whole file.
pub fn sniff(head: &[u8], claimed_name: &str, claimed_type: &str) -> Kind {
    let unknown = || Kind {
        media_type: magic::UNKNOWN.0,
        family: Family::Other,
        disagrees: None,
        macros: false,
        encrypted: false,
    };
    sniff_file(&mut Cursor::new(head), claimed_name, claimed_type).unwrap_or_else(|_| unknown())
}

/// As [`sniff`], with the whole file at hand: reads its head, its end, the list of an archive, and of a PDF up to 32 MiB.
///
/// # Errors
/// What reading the file gives.
pub fn sniff_file<R: Read + Seek>(file: &mut R, claimed_name: &str, claimed_type: &str) -> io::Result<Kind> {
    let size = file.seek(SeekFrom::End(0))?;
    let mut head = Vec::new();
    read_at(file, 0, HEAD as u64, &mut head)?;
    let mut seen = Seen::new(magic::of(&head));
    match seen.media_type {
        magic::ZIP => zip::look(file, size, &head, &mut seen)?,
        magic::OLE => ole::look(file, size, &head, &mut seen)?,
        magic::PDF => pdf::look(file, &mut seen)?,
        _ => {}
    }
    two_at_once(file, size, &head, &mut seen)?;
    claims::compare(&mut seen, claimed_name, claimed_type);
    let disagrees = (!seen.odd.is_empty()).then(|| seen.odd.join("; "));
    let Seen { media_type, family, macros, encrypted, .. } = seen;
    Ok(Kind { media_type, family, disagrees, macros, encrypted })
}

/// What is known so far.
struct Seen {
    media_type: &'static str,
    family: Family,
    macros: bool,
    encrypted: bool,
    /// What is odd, each a sentence without its point.
    odd: Vec<String>,
    /// An office document in the envelope of its password: any of their endings is right.
    in_envelope: bool,
}

impl Seen {
    fn new((media_type, family): (&'static str, Family)) -> Seen {
        Seen { media_type, family, macros: false, encrypted: false, odd: Vec::new(), in_envelope: false }
    }

    fn is(&mut self, media_type: &'static str, family: Family) {
        (self.media_type, self.family) = (media_type, family);
    }
}

/// A file that is valid as two things is shown as one and run as the other.
fn two_at_once<R: Read + Seek>(file: &mut R, size: u64, head: &[u8], seen: &mut Seen) -> io::Result<()> {
    let zipped = head.starts_with(b"PK") || matches!(seen.family, Family::Archive | Family::Executable);
    if !zipped && zip::end(file, size)?.is_some_and(|end| end.entries > 0) {
        seen.odd.push(format!("it is {} and a ZIP archive at once", seen.family.title()));
    }
    // Readers of PDF look for its mark in the first KiB.
    let start = &head[..head.len().min(1024)];
    if seen.family != Family::Pdf && seen.family != Family::Text && contains(start, b"%PDF-") {
        seen.odd.push(format!("it is {} and a PDF at once", seen.family.title()));
    }
    if seen.family == Family::Pdf && !head.starts_with(b"%PDF-") {
        seen.odd.push("something stands before the PDF begins".to_owned());
    }
    if seen.family == Family::Image {
        let lower = head.to_ascii_lowercase();
        let scripts: [&[u8]; 5] = [b"<script", b"<html", b"<svg", b"<?php", b"javascript:"];
        // GIF's width and height, read as the beginning of a comment or an assignment.
        let as_script = head.starts_with(b"GIF8") && contains(&head[..head.len().min(16)], b"/*")
            || head.starts_with(b"GIF8") && head.get(6) == Some(&b'=')
            || head.starts_with(b"BM") && head.get(2..4) == Some(b"/*")
            || head.starts_with(b"BM=");
        if as_script || scripts.iter().any(|script| contains(&lower, script)) {
            seen.odd.push("it is a picture and a script or web page at once".to_owned());
        }
    }
    Ok(())
}

/// Reads up to `count` bytes from `at` on.
fn read_at<R: Read + Seek>(file: &mut R, at: u64, count: u64, into: &mut Vec<u8>) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    into.clear();
    file.take(count).read_to_end(into).map(|_| ())
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
