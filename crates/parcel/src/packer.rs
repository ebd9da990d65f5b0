//! One member on its way into the archive: hashed, counted, deflated where that pays, in one pass.

use std::io::{self, Write};

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use ledger::Hash;
use sha2::{Digest, Sha256};

use crate::manifest::Packed;

/// Bytes handled at once.
pub(crate) const CHUNK: usize = 256 << 10;

/// Deflated bytes handed on at once.
const OUT: usize = 64 << 10;

/// How hard what we write ourselves is deflated. Each level is one for ever: the same content gives the same bytes.
pub(crate) const OURS: Compression = Compression::new(6);
/// How hard files are: more than twice as fast, for about a fifth more bytes.
pub(crate) const FILES: Compression = Compression::new(2);

/// What went through.
#[derive(Debug)]
pub(crate) struct Through {
    pub(crate) sha256: Hash,
    pub(crate) size: u64,
    pub(crate) crc: u32,
    /// Of a deflated member.
    pub(crate) packed: Option<Packed>,
}

/// Takes content, gives archive bytes.
#[derive(Debug)]
pub(crate) struct Packer {
    sha256: Sha256,
    crc: Crc,
    size: u64,
    deflater: Option<Deflater>,
}

#[derive(Debug)]
struct Deflater {
    compress: Compress,
    sha256: Sha256,
    size: u64,
    out: Vec<u8>,
}

impl Packer {
    /// A member that is deflated at a level, or stored.
    pub(crate) fn new(deflated: Option<Compression>) -> Packer {
        let deflater = deflated.map(|level| Deflater {
            compress: Compress::new(level, false),
            sha256: Sha256::new(),
            size: 0,
            out: vec![0; OUT],
        });
        Packer { sha256: Sha256::new(), crc: Crc::new(), size: 0, deflater }
    }

    /// Content bytes so far.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    pub(crate) fn push(&mut self, out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
        self.sha256.update(bytes);
        self.crc.update(bytes);
        self.size += bytes.len() as u64;
        match &mut self.deflater {
            Some(deflater) => deflater.push(out, bytes, FlushCompress::None),
            None => out.write_all(bytes),
        }
    }

    pub(crate) fn end(mut self, out: &mut impl Write) -> io::Result<Through> {
        if let Some(deflater) = &mut self.deflater {
            deflater.push(out, &[], FlushCompress::Finish)?;
        }
        let packed = |d: Deflater| Packed { sha256: Hash(d.sha256.finalize().into()), size: d.size };
        Ok(Through {
            sha256: Hash(self.sha256.finalize().into()),
            size: self.size,
            crc: self.crc.sum(),
            packed: self.deflater.map(packed),
        })
    }
}

impl Deflater {
    fn push(&mut self, out: &mut impl Write, mut bytes: &[u8], flush: FlushCompress) -> io::Result<()> {
        loop {
            let (taken, given) = (self.compress.total_in(), self.compress.total_out());
            let status = self.compress.compress(bytes, &mut self.out, flush).map_err(io::Error::other)?;
            let taken = usize::try_from(self.compress.total_in() - taken).map_err(io::Error::other)?;
            let given = usize::try_from(self.compress.total_out() - given).map_err(io::Error::other)?;
            bytes = &bytes[taken..];
            let packed = &self.out[..given];
            self.sha256.update(packed);
            self.size += packed.len() as u64;
            out.write_all(packed)?;
            let all_in = bytes.is_empty() && !matches!(flush, FlushCompress::Finish) && given < self.out.len();
            if all_in || matches!(status, Status::StreamEnd) {
                return Ok(());
            }
        }
    }
}
