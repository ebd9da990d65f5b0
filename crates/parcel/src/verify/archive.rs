//! Reading a ZIP archive that may be hostile: the end, the directory, one member at a time. Nothing is written to disk.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek, SeekFrom};

use flate2::{Crc, Decompress, FlushDecompress, Status};
use ledger::Hash;
use sha2::{Digest, Sha256};

use crate::fault::{ARCHIVE, Kind, Report, VerifyError};
use crate::layout::{
    CENTRAL, DEFLATED, END, END_LEN, END64, END64_LEN, FULL, LOCAL, LOCATOR, Placed, STORED, end, u16_at, u32_at,
    u64_at,
};
use crate::limits::{MAX_DIRECTORY, MAX_MEMBERS};
use crate::manifest::Packed;
use crate::packer::{CHUNK, Through};
use crate::shown;

/// How far before the end of the file its end record is looked for.
const SEARCHED: u64 = 66_000;

/// Bits of the flags that say encrypted: plainly, strongly, and with a hidden directory.
const ENCRYPTED: u16 = 0x2041;

/// A record of the central directory.
pub(super) struct Record {
    pub(super) placed: Placed,
    flags: u16,
    raw: Vec<u8>,
    /// Where the content begins, once the local header was read and the content lies inside the archive.
    data: Option<u64>,
}

pub(super) struct Archive<R> {
    input: BufReader<R>,
    length: u64,
    /// Where the central directory begins.
    pub(super) directory: u64,
    pub(super) records: Vec<Record>,
    first: BTreeMap<Vec<u8>, usize>,
}

impl<R: Read + Seek> Archive<R> {
    pub(super) fn new(mut input: BufReader<R>) -> Result<Archive<R>, VerifyError> {
        let length = input.seek(SeekFrom::End(0))?;
        Ok(Archive { input, length, directory: 0, records: Vec::new(), first: BTreeMap::new() })
    }

    /// Reads end and directory; false when they are so wrong that nothing more can be said.
    pub(super) fn open(&mut self, report: &mut Report) -> Result<bool, VerifyError> {
        let tail_at = self.length.saturating_sub(SEARCHED);
        let tail = self.bytes(tail_at, self.length - tail_at)?;
        let last = tail.len().checked_sub(21).and_then(|most| tail[..most + 3].windows(4).rposition(|w| w == END));
        let Some(at) = last.map(|at| tail_at + at as u64) else {
            if self.bytes(0, self.length.min(4))? != LOCAL {
                return Err(VerifyError::NotAPackage);
            }
            report.fault(Kind::End, ARCHIVE, "it has no end record: it was cut off, or its end was altered");
            return Ok(false);
        };
        if at + END_LEN != self.length {
            let more = self.length - at - END_LEN;
            report.fault(Kind::Trailing, ARCHIVE, format!("{more} bytes follow after its end"));
        }
        let Some((count, size, until)) = self.read_end(at)? else {
            report.fault(Kind::End, ARCHIVE, "the end record does not say where the directory is");
            return Ok(false);
        };
        if !self.read_directory(size, count)? {
            report.fault(Kind::Directory, ARCHIVE, "the central directory cannot be read");
            return Ok(false);
        }
        if self.bytes(until, at + END_LEN - until)? != end(count, size, self.directory) {
            report.fault(Kind::End, ARCHIVE, "the end record is not the one that the format has");
        }
        self.name_doubles(report);
        Ok(true)
    }

    /// Number of records, bytes of directory and where that ends, if they fit the file.
    fn read_end(&mut self, at: u64) -> Result<Option<(u64, u64, u64)>, VerifyError> {
        let record = self.bytes(at, END_LEN)?;
        let (mut count, mut size, mut offset) =
            (u64::from(u16_at(&record, 10)), u64::from(u32_at(&record, 12)), u64::from(u32_at(&record, 16)));
        let mut until = at;
        if count == 0xffff || size == FULL || offset == FULL {
            let Some(before) = at.checked_sub(END64_LEN) else {
                return Ok(None);
            };
            let big = self.bytes(before, END64_LEN)?;
            if big[..4] != END64 || big[56..60] != LOCATOR {
                return Ok(None);
            }
            (count, size, offset, until) = (u64_at(&big, 32), u64_at(&big, 40), u64_at(&big, 48), before);
        }
        let fits = offset.checked_add(size) == Some(until) && size <= MAX_DIRECTORY && count <= MAX_MEMBERS as u64 + 2;
        self.directory = offset;
        Ok(fits.then_some((count, size, until)))
    }

    fn read_directory(&mut self, size: u64, count: u64) -> Result<bool, VerifyError> {
        let bytes = self.bytes(self.directory, size)?;
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let (name, extra) = (usize::from(u16_at(rest, 28)), usize::from(u16_at(rest, 30)));
            let length = 46 + name + extra + usize::from(u16_at(rest, 32));
            if rest.len() < length || rest[..4] != CENTRAL || self.records.len() as u64 == count {
                return Ok(false);
            }
            let (raw, after) = rest.split_at(length);
            self.records.push(record(raw, &raw[46..46 + name], &raw[46 + name..46 + name + extra]));
            rest = after;
        }
        Ok(self.records.len() as u64 == count)
    }

    fn name_doubles(&mut self, report: &mut Report) {
        for (at, record) in self.records.iter().enumerate() {
            if self.first.contains_key(&record.placed.name) {
                report.fault(Kind::Duplicate, &shown(&record.placed.name), "it stands in the directory more than once");
            } else {
                self.first.insert(record.placed.name.clone(), at);
            }
        }
    }

    /// The first record of that name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.first.get(name.as_bytes()).copied()
    }

    pub(super) fn shown(&self, found: usize) -> String {
        shown(&self.records[found].placed.name)
    }

    /// Where a member's content ends, if its local header was read.
    pub(super) fn end_of(&self, found: usize) -> Option<u64> {
        let record = &self.records[found];
        record.data.map(|data| data + record.placed.packed)
    }

    /// Bytes of content that the member claims to have.
    pub(super) fn claim(&self, found: usize) -> u64 {
        let placed = &self.records[found].placed;
        if placed.method == DEFLATED { placed.size } else { placed.packed }
    }

    /// Checks flags, method and local header; false when the content cannot be read for one of them.
    pub(super) fn can_be_read(&mut self, found: usize, report: &mut Report) -> Result<bool, VerifyError> {
        let (name, flags, method) = (self.shown(found), self.records[found].flags, self.records[found].placed.method);
        if flags & ENCRYPTED != 0 {
            report.fault(Kind::Encrypted, &name, "it is encrypted; nothing in a package is");
            return Ok(false);
        }
        if method != STORED && method != DEFLATED {
            report.fault(Kind::Method, &name, format!("compressed by method {method}; the format has 0 and 8"));
            return Ok(false);
        }
        let header = self.locate(found)?;
        let expected = self.records[found].placed.local();
        match header {
            None => {
                report.fault(
                    Kind::Header,
                    &name,
                    "there is no local header where the directory says, or it ends outside",
                );
                Ok(false)
            }
            Some(header) => {
                if header != expected {
                    report.fault(Kind::Header, &name, "its local header is not what the central directory says");
                }
                Ok(true)
            }
        }
    }

    /// Reads the local header and notes where the content begins; `None` when it is not there or points outside.
    fn locate(&mut self, found: usize) -> Result<Option<Vec<u8>>, VerifyError> {
        let (offset, packed) = (self.records[found].placed.offset, self.records[found].placed.packed);
        if offset.checked_add(30).is_none_or(|end| end > self.directory) {
            return Ok(None);
        }
        let fixed = self.bytes(offset, 30)?;
        let data = offset + 30 + u64::from(u16_at(&fixed, 26)) + u64::from(u16_at(&fixed, 28));
        if fixed[..4] != LOCAL || data.checked_add(packed).is_none_or(|end| end > self.directory) {
            return Ok(None);
        }
        self.records[found].data = Some(data);
        self.bytes(offset, data - offset).map(Some)
    }

    /// The whole content of a small member, in silence: `None` when it is not there, not readable or larger than `most`.
    pub(super) fn fetch(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, VerifyError> {
        let Some(found) = self.find(name).filter(|found| self.claim(*found) <= most) else {
            return Ok(None);
        };
        let mut silent = Report::default();
        if !self.can_be_read(found, &mut silent)? {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let through = self.unpack(found, &mut |part| bytes.extend_from_slice(part))?;
        Ok(through.map(|_| bytes))
    }

    /// Reads the content of a member that [`Archive::can_be_read`], at most as many bytes as it claims; `None` when it
    /// cannot be unpacked to exactly those.
    pub(super) fn unpack(&mut self, found: usize, give: &mut dyn FnMut(&[u8])) -> Result<Option<Through>, VerifyError> {
        let record = &self.records[found];
        let (packed, size, deflated) = (record.placed.packed, record.placed.size, record.placed.method == DEFLATED);
        self.input.seek(SeekFrom::Start(record.data.unwrap_or(self.directory)))?;
        let mut content = Content::new(give);
        let mut input = (&mut self.input).take(packed);
        if !deflated {
            let mut chunk = vec![0; CHUNK];
            loop {
                match input.read(&mut chunk)? {
                    0 => return Ok(Some(content.end(None))),
                    length => content.push(&chunk[..length]),
                }
            }
        }
        let Some(sha256) = inflate(&mut input, size, &mut content)? else {
            return Ok(None);
        };
        Ok(Some(content.end(Some(Packed { sha256, size: packed }))))
    }

    /// The directory's record of a member as it is, and as it should be for this content at this place.
    pub(super) fn record_and_expected(&self, found: usize, through: &Through) -> (&[u8], Vec<u8>) {
        let record = &self.records[found];
        let expected = Placed {
            crc: through.crc,
            size: through.size,
            packed: through.packed.as_ref().map_or(through.size, |packed| packed.size),
            ..record.placed.clone()
        };
        (&record.raw, expected.central())
    }

    /// Bytes of the file from `at`; fewer where the file ends.
    fn bytes(&mut self, at: u64, length: u64) -> Result<Vec<u8>, VerifyError> {
        self.input.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        (&mut self.input).take(length).read_to_end(&mut bytes)?;
        bytes.resize(usize::try_from(length).map_err(std::io::Error::other)?, 0);
        Ok(bytes)
    }
}

fn record(raw: &[u8], name: &[u8], extra: &[u8]) -> Record {
    let (mut packed, mut size, mut offset) =
        (u64::from(u32_at(raw, 20)), u64::from(u32_at(raw, 24)), u64::from(u32_at(raw, 42)));
    if extra.len() >= 4 && u16_at(extra, 0) == 1 && usize::from(u16_at(extra, 2)) == extra.len() - 4 {
        let mut far = extra[4..].chunks_exact(8).map(|eight| u64_at(eight, 0));
        for number in [&mut size, &mut packed, &mut offset].into_iter().filter(|number| **number == FULL) {
            *number = far.next().unwrap_or(*number);
        }
    }
    let placed = Placed { name: name.to_vec(), method: u16_at(raw, 10), crc: u32_at(raw, 16), packed, size, offset };
    Record { placed, flags: u16_at(raw, 8), raw: raw.to_vec(), data: None }
}

/// Content on its way: hashed and counted.
struct Content<'g> {
    sha256: Sha256,
    crc: Crc,
    size: u64,
    give: &'g mut dyn FnMut(&[u8]),
}

impl<'g> Content<'g> {
    fn new(give: &'g mut dyn FnMut(&[u8])) -> Content<'g> {
        Content { sha256: Sha256::new(), crc: Crc::new(), size: 0, give }
    }

    fn push(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.crc.update(bytes);
        self.size += bytes.len() as u64;
        (self.give)(bytes);
    }

    fn end(self, packed: Option<Packed>) -> Through {
        Through { sha256: Hash(self.sha256.finalize().into()), size: self.size, crc: self.crc.sum(), packed }
    }
}

/// Inflates all of `input`, which must end its last block with its last byte and give exactly `size` bytes; answers the
/// hash of the packed bytes.
fn inflate(input: &mut impl Read, size: u64, content: &mut Content<'_>) -> Result<Option<Hash>, VerifyError> {
    let (mut inflater, mut sha256) = (Decompress::new(false), Sha256::new());
    let (mut chunk, mut out, mut ended) = (vec![0; CHUNK], vec![0; CHUNK], false);
    loop {
        let length = input.read(&mut chunk)?;
        if length == 0 {
            let whole = ended && content.size == size;
            return Ok(whole.then(|| Hash(sha256.finalize().into())));
        }
        sha256.update(&chunk[..length]);
        let mut rest = &chunk[..length];
        loop {
            if ended {
                // Bytes after the last block.
                return Ok(None);
            }
            let (taken, given) = (inflater.total_in(), inflater.total_out());
            let Ok(status) = inflater.decompress(rest, &mut out, FlushDecompress::None) else {
                return Ok(None);
            };
            let taken = usize::try_from(inflater.total_in() - taken).map_err(std::io::Error::other)?;
            let given = usize::try_from(inflater.total_out() - given).map_err(std::io::Error::other)?;
            rest = &rest[taken..];
            if content.size + given as u64 > size {
                return Ok(None);
            }
            content.push(&out[..given]);
            ended = matches!(status, Status::StreamEnd);
            if rest.is_empty() && (ended || given < out.len()) {
                break;
            }
            if !ended && taken == 0 && given == 0 {
                return Ok(None);
            }
        }
    }
}
