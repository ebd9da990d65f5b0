//! The marks with which kinds of files begin.

use super::words;
use crate::kind::Family;

pub(super) const UNKNOWN: (&str, Family) = ("application/octet-stream", Family::Other);
pub(super) const ZIP: &str = "application/zip";
pub(super) const OLE: &str = "application/x-ole-storage";
pub(super) const PDF: &str = "application/pdf";

/// Where a mark stands, the mark, and what it says. The first that fits counts.
const MARKS: [(usize, &[u8], &str, Family); 40] = [
    (0, b"\x89PNG\r\n\x1a\n", "image/png", Family::Image),
    (0, b"\xff\xd8\xff", "image/jpeg", Family::Image),
    (0, b"GIF87a", "image/gif", Family::Image),
    (0, b"GIF89a", "image/gif", Family::Image),
    (8, b"WEBP", "image/webp", Family::Image),
    (0, b"II*\0", "image/tiff", Family::Image),
    (0, b"MM\0*", "image/tiff", Family::Image),
    (4, b"ftypheic", "image/heic", Family::Image),
    (4, b"ftypheix", "image/heic", Family::Image),
    (4, b"ftypmif1", "image/heic", Family::Image),
    (4, b"ftypavif", "image/avif", Family::Image),
    (4, b"ftyp", "video/mp4", Family::Other),
    (0, b"PK\x03\x04", ZIP, Family::Archive),
    (0, b"PK\x05\x06", ZIP, Family::Archive),
    (0, b"PK\x07\x08", ZIP, Family::Archive),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE, Family::Office),
    (0, b"{\\rtf", "application/rtf", Family::Office),
    (0, b"\x1f\x8b", "application/gzip", Family::Archive),
    (0, b"BZh", "application/x-bzip2", Family::Archive),
    (0, b"\xfd7zXZ\0", "application/x-xz", Family::Archive),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd", Family::Archive),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", Family::Archive),
    (0, b"Rar!\x1a\x07", "application/vnd.rar", Family::Archive),
    (257, b"ustar", "application/x-tar", Family::Archive),
    (0, b"MSCF\0\0\0\0", "application/vnd.ms-cab-compressed", Family::Archive),
    (0, b"!<arch>\ndebian", "application/vnd.debian.binary-package", Family::Executable),
    (0, b"\x7fELF", "application/x-elf", Family::Executable),
    (0, b"\xfe\xed\xfa\xce", "application/x-mach-binary", Family::Executable),
    (0, b"\xfe\xed\xfa\xcf", "application/x-mach-binary", Family::Executable),
    (0, b"\xce\xfa\xed\xfe", "application/x-mach-binary", Family::Executable),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary", Family::Executable),
    (0, b"\xca\xfe\xba\xbe", "application/x-java-class", Family::Executable),
    (0, b"\0asm", "application/wasm", Family::Executable),
    (0, b"L\0\0\0\x01\x14\x02\0", "application/x-ms-shortcut", Family::Executable),
    (0, b"ITSF", "application/vnd.ms-htmlhelp", Family::Executable),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3", Family::Other),
    (0, b"PAR1", "application/vnd.apache.parquet", Family::Other),
    (0, b"%!PS", "application/postscript", Family::Other),
    (0, b"\0\0\x01\0", "image/vnd.microsoft.icon", Family::Image),
    (0, b"OggS", "audio/ogg", Family::Other),
];

/// Media type and family by the first bytes of a file.
pub(super) fn of(head: &[u8]) -> (&'static str, Family) {
    let at = |offset: usize, mark: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(mark));
    if at(0, b"%PDF-") {
        return (PDF, Family::Pdf);
    }
    let fits = |(offset, mark, media, _): &&(usize, &[u8], &str, Family)| {
        at(*offset, mark) && (*media != "image/webp" || at(0, b"RIFF"))
    };
    if let Some((_, _, media, family)) = MARKS.iter().find(fits) {
        return (media, *family);
    }
    // Two letters are little: the fields after them must make sense.
    if at(0, b"MZ") && head.len() >= 64 && !words::is_text(head) {
        return ("application/vnd.microsoft.portable-executable", Family::Executable);
    }
    if at(0, b"BM")
        && head.get(14..18).is_some_and(|size| matches!(size, [12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
    {
        return ("image/bmp", Family::Image);
    }
    if let Some(found) = words::of(head) {
        return found;
    }
    let start = &head[..head.len().min(1024)];
    if super::contains(start, b"%PDF-") { (PDF, Family::Pdf) } else { UNKNOWN }
}
