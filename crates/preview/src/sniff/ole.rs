//! The older office documents, and the envelope of newer ones with a password: OLE storages, by the names in their
//! folder ([MS-CFB] 2.2, 2.6).

use std::io::{self, Read, Seek};

use super::{Seen, read_at, u16_at, u32_at};
use crate::kind::Family;

/// Sectors of the folder that are read.
const SECTORS_MAX: usize = 512;
/// Sectors of the table of sectors that the header itself names.
const TABLE: usize = 109;

/// Names in the folder, and what they say.
const MEANINGS: [(&str, &str); 5] = [
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
];
/// Names that only a document with macros has.
const MACROS: [&str; 4] = ["_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"];

/// Finds out what kind of document this is.
pub(super) fn look<R: Read + Seek>(file: &mut R, size: u64, head: &[u8], seen: &mut Seen) -> io::Result<()> {
    let names = names(file, size, head)?;
    let has = |name: &str| names.iter().any(|found| found == name);
    if let Some((_, media)) = MEANINGS.iter().find(|(name, _)| has(name)) {
        seen.is(media, Family::Office);
    }
    seen.macros = MACROS.iter().any(|name| has(name));
    seen.encrypted = has("EncryptedPackage");
    seen.in_envelope = seen.encrypted;
    Ok(())
}

/// The names in the folder, as many as can be found.
fn names<R: Read + Seek>(file: &mut R, size: u64, head: &[u8]) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let (Some(shift @ (9 | 12)), Some(mut sector)) = (u16_at(head, 30), u32_at(head, 48)) else { return Ok(names) };
    let length = 1_u64 << shift;
    let place = |sector: u32| (u64::from(sector) + 1) << shift;
    let (mut bytes, mut table) = (Vec::new(), Vec::new());
    for _ in 0..SECTORS_MAX {
        if place(sector) >= size {
            break;
        }
        read_at(file, place(sector), length, &mut bytes)?;
        names.extend(bytes.as_chunks::<128>().0.iter().filter_map(name));
        // The next sector of the folder, from the table of sectors.
        let in_table = u64::from(sector) * 4;
        let which = usize::try_from(in_table >> shift).unwrap_or(usize::MAX);
        let Some(table_at) = (which < TABLE).then(|| u32_at(head, 76 + which * 4)).flatten() else { break };
        if place(table_at) >= size {
            break;
        }
        read_at(file, place(table_at) + in_table % length, 4, &mut table)?;
        match u32_at(&table, 0) {
            Some(next) if next < 0xffff_fffa && next != sector => sector = next,
            _ => break,
        }
    }
    Ok(names)
}

fn name(entry: &[u8; 128]) -> Option<String> {
    let length = usize::from(u16_at(entry, 64)?).checked_sub(2)?.min(62);
    let letters: Vec<u16> = entry[..length].as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    (!letters.is_empty()).then(|| String::from_utf16_lossy(&letters))
}
