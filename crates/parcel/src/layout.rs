//! The bytes of a ZIP archive around its members, of which this format knows one spelling (PKWARE APPNOTE 6.3.10):
//! no data descriptors, no comments, all times 1980-01-01, ZIP64 only where a number needs it.

/// Method of a member whose bytes lie there as they are.
pub(crate) const STORED: u16 = 0;
/// Method of a member compressed as RFC 1951 has it.
pub(crate) const DEFLATED: u16 = 8;

/// 1980-01-01, the first day of this calendar.
const DATE: u16 = 0x0021;
/// What stands in 32 bits when the number is in the ZIP64 field.
pub(crate) const FULL: u64 = 0xffff_ffff;
const FULL_COUNT: u64 = 0xffff;

pub(crate) const LOCAL: [u8; 4] = *b"PK\x03\x04";
pub(crate) const CENTRAL: [u8; 4] = *b"PK\x01\x02";
pub(crate) const END: [u8; 4] = *b"PK\x05\x06";
pub(crate) const END64: [u8; 4] = *b"PK\x06\x06";
pub(crate) const LOCATOR: [u8; 4] = *b"PK\x06\x07";
/// Length of the end record without ZIP64.
pub(crate) const END_LEN: u64 = 22;
/// Length of the two ZIP64 records before it.
pub(crate) const END64_LEN: u64 = 76;

/// A member as headers describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Name, as bytes since a hostile archive may hold any.
    pub(crate) name: Vec<u8>,
    /// [`STORED`] or [`DEFLATED`].
    pub(crate) method: u16,
    /// CRC-32 of the content.
    pub(crate) crc: u32,
    /// Bytes in the archive.
    pub(crate) packed: u64,
    /// Bytes of content.
    pub(crate) size: u64,
    /// Where the local header begins.
    pub(crate) offset: u64,
}

impl Placed {
    fn is_big(&self) -> bool {
        self.size >= FULL || self.packed >= FULL
    }

    /// The header before the content.
    pub(crate) fn local(&self) -> Vec<u8> {
        let mut extra = Vec::new();
        if self.is_big() {
            zip64(&mut extra, &[self.size, self.packed]);
        }
        let mut out = LOCAL.to_vec();
        self.shared(&mut out, extra.is_empty(), extra.len());
        out.extend_from_slice(&self.name);
        out.extend_from_slice(&extra);
        out
    }

    /// The record in the central directory.
    pub(crate) fn central(&self) -> Vec<u8> {
        let mut far = if self.is_big() { vec![self.size, self.packed] } else { Vec::new() };
        if self.offset >= FULL {
            far.push(self.offset);
        }
        let mut extra = Vec::new();
        if !far.is_empty() {
            zip64(&mut extra, &far);
        }
        let mut out = CENTRAL.to_vec();
        out.extend_from_slice(&version(extra.is_empty()).to_le_bytes());
        self.shared(&mut out, extra.is_empty(), extra.len());
        // Comment, disk, internal and external attributes.
        out.extend_from_slice(&[0; 10]);
        out.extend_from_slice(&low32(self.offset));
        out.extend_from_slice(&self.name);
        out.extend_from_slice(&extra);
        out
    }

    /// What both headers say in the same words, from the version to the lengths.
    fn shared(&self, out: &mut Vec<u8>, small: bool, extra: usize) {
        out.extend_from_slice(&version(small).to_le_bytes());
        for word in [0, self.method, 0, DATE] {
            out.extend_from_slice(&word.to_le_bytes());
        }
        out.extend_from_slice(&self.crc.to_le_bytes());
        let (packed, size) = if self.is_big() { (FULL, FULL) } else { (self.packed, self.size) };
        out.extend_from_slice(&low32(packed));
        out.extend_from_slice(&low32(size));
        out.extend_from_slice(&low16(self.name.len() as u64));
        out.extend_from_slice(&low16(extra as u64));
    }
}

fn version(small: bool) -> u16 {
    if small { 20 } else { 45 }
}

fn zip64(out: &mut Vec<u8>, values: &[u64]) {
    out.extend_from_slice(&[1, 0]);
    out.extend_from_slice(&low16(values.len() as u64 * 8));
    for value in values {
        out.extend_from_slice(&value.to_le_bytes());
    }
}

/// The lowest 32 bits, or all ones when it needs more.
fn low32(value: u64) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes()
}

/// The lowest 16 bits, or all ones when it needs more.
fn low16(value: u64) -> [u8; 2] {
    u16::try_from(value).unwrap_or(u16::MAX).to_le_bytes()
}

/// Everything after the central directory: `count` records in `size` bytes, which begin at `offset`.
pub(crate) fn end(count: u64, size: u64, offset: u64) -> Vec<u8> {
    let mut out = Vec::new();
    if count >= FULL_COUNT || size >= FULL || offset >= FULL {
        out.extend_from_slice(&END64);
        out.extend_from_slice(&44_u64.to_le_bytes());
        out.extend_from_slice(&[45, 0, 45, 0]);
        out.extend_from_slice(&[0; 8]);
        for number in [count, count, size, offset] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.extend_from_slice(&LOCATOR);
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&(offset + size).to_le_bytes());
        out.extend_from_slice(&1_u32.to_le_bytes());
    }
    out.extend_from_slice(&END);
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&low16(count));
    out.extend_from_slice(&low16(count));
    out.extend_from_slice(&low32(size));
    out.extend_from_slice(&low32(offset));
    out.extend_from_slice(&[0; 2]);
    out
}

/// Two bytes of a record, little-endian; zero beyond its end.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// Four bytes of a record, little-endian; zero beyond its end.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// Eight bytes of a record, little-endian; zero beyond its end.
pub(crate) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}
