//! PDF: whether it has a password, and whether it brings code, by the names in it (ISO 32000-2, 7.3.5).
//!
//! Names inside compressed parts are not seen; no part of a PDF is run here in any case.

use std::io::{self, Read, Seek, SeekFrom};

use super::Seen;

/// Bytes that are looked through.
const SCAN_MAX: u64 = 32 << 20;
/// Longest name that is of interest, each letter written as three.
const NAME_MAX: usize = 64;

/// Looks through the file for names that say something.
pub(super) fn look<R: Read + Seek>(file: &mut R, seen: &mut Seen) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut ahead = file.take(SCAN_MAX);
    let mut buffer = vec![0; 64 << 10];
    let mut kept = 0;
    loop {
        let read = match ahead.read(&mut buffer[kept..]) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let filled = kept + read;
        scan(&buffer[..filled], seen);
        if read == 0 {
            return Ok(());
        }
        // A name may lie across the border.
        kept = filled.min(NAME_MAX);
        buffer.copy_within(filled - kept..filled, 0);
    }
}

fn scan(bytes: &[u8], seen: &mut Seen) {
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        match name(&bytes[at + 1..]).as_slice() {
            b"Encrypt" => seen.encrypted = true,
            b"JavaScript" | b"JS" | b"Launch" | b"RichMedia" => seen.macros = true,
            _ => {}
        }
    }
}

/// The name that begins here, with `#4A` read as `J`.
fn name(bytes: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = &bytes[..bytes.len().min(NAME_MAX - 1)];
    while let Some((first, after)) = rest.split_first() {
        let digits = after.first_chunk::<2>().and_then(|pair| std::str::from_utf8(pair).ok());
        match (first, digits.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'#', Some(byte)) => {
                name.push(byte);
                rest = &after[2..];
            }
            (first, _) if first.is_ascii_alphanumeric() => {
                name.push(*first);
                rest = after;
            }
            _ => break,
        }
    }
    name
}
