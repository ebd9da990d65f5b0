//! Writing a package, member by member, in constant memory but for the list of members. What it would not accept when
//! checking, it refuses to write.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom, Write};

use flate2::Compression;
use ledger::{Checkpoint, Hash, Leaf, NamedBlob, Note, SealedRef, SigningKey, VerifierKey, leaf_hash, tree};

use crate::layout::{DEFLATED, Placed, STORED, end};
use crate::manifest::{Manifest, Member, Missing, What};
use crate::names::{evidence_path, is_text};
use crate::packer::{CHUNK, FILES, OURS, Packer, Through};
use crate::{CHECKPOINT, ENTRIES, FORMAT, INDEX, KEY, MANIFEST, SIGNATURE, SPREADSHEET};
use crate::{MAX_DEFLATED, MAX_ENTRIES, MAX_INDEX, MAX_MANIFEST, MAX_MEMBERS, MAX_NOTE, MAX_TOTAL};
use crate::{entries, statement::statement};

/// What the package is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Kind of package: a lower-case word such as `evidence`.
    pub kind: String,
    /// Title for people.
    pub title: String,
    /// Id of the organisation's log.
    pub log: String,
    /// What is missing; with nothing missing the package says that it is complete.
    pub missing: Vec<Missing>,
}

/// A file of evidence as the ledger has it.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// The name that it was handed in under.
    pub name: &'a str,
    /// SHA-256 of the content.
    pub sha256: Hash,
    /// Bytes.
    pub size: u64,
    /// Numbers of the entries that commit to it, ascending; each must have been written.
    pub entries: &'a [u64],
}

/// How far the writing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Ledger entries written.
    pub entries: u64,
    /// Evidence files written.
    pub files: u64,
    /// Bytes of content taken in.
    pub bytes: u64,
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How much.
    pub progress: Progress,
    /// Length of the archive in bytes.
    pub archive: u64,
    /// SHA-256 of the manifest, which stands for every byte of the package.
    pub manifest: Hash,
}

/// Why a package was not written; what lies in the target is then no package.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Reading a file or writing the package failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Something is not of the form or beyond a limit.
    #[error("{0}")]
    Form(String),
    /// The checkpoint is not signed by the key, or is of another log.
    #[error("the checkpoint: {0}")]
    Checkpoint(String),
    /// An entry does not fit the checkpoint, its own payload, or its place.
    #[error("entry {seq}: {what}")]
    Entry {
        /// Its number.
        seq: u64,
        /// What does not fit.
        what: String,
    },
    /// A file is not what the ledger says.
    #[error("file `{name}`: {what}")]
    File {
        /// The claimed name, as it may be shown.
        name: String,
        /// What does not fit.
        what: String,
    },
    /// The signing key is not the one that the package names.
    #[error("the signing key is not the one that the package names")]
    Key,
}

/// Writes a package: entries first, then files and index in any order, then [`Writer::finish`].
pub struct Writer<'p, W: Write + Seek> {
    out: W,
    at: u64,
    about: Manifest,
    key: VerifierKey,
    checkpoint: Checkpoint,
    directory: Vec<u8>,
    records: u64,
    paths: BTreeSet<String>,
    /// Files that the entries written so far commit to.
    commits: BTreeMap<u64, Vec<NamedBlob>>,
    last: Option<u64>,
    open: Option<(u64, Packer)>,
    /// What was read of a file.
    chunk: Vec<u8>,
    done: Progress,
    tell: Box<dyn FnMut(Progress) + 'p>,
}

impl<W: Write + Seek> std::fmt::Debug for Writer<'_, W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("about", &self.about).field("done", &self.done).finish_non_exhaustive()
    }
}

impl<'p, W: Write + Seek> Writer<'p, W> {
    /// Begins a package at the start of `out`: its checkpoint is a signed note of that key, and `tell` hears of progress
    /// after each entry, file and part of a file.
    ///
    /// # Errors
    /// [`WriteError::Form`], [`WriteError::Checkpoint`], and those of `out`.
    pub fn begin(
        out: W,
        about: About,
        checkpoint: &str,
        key: &VerifierKey,
        tell: impl FnMut(Progress) + 'p,
    ) -> Result<Writer<'p, W>, WriteError> {
        let About { kind, title, log, missing } = about;
        let complete = missing.is_empty();
        let about = Manifest { complete, format: FORMAT.into(), kind, log, members: Vec::new(), missing, title };
        about.check_head().map_err(WriteError::Form)?;
        let wrong = |what: &dyn ToString| WriteError::Checkpoint(what.to_string());
        let note = Note::parse(checkpoint).map_err(|e| wrong(&e))?;
        let signed = Checkpoint::parse(note.verify(key).map_err(|e| wrong(&e))?).map_err(|e| wrong(&e))?;
        if signed.origin != Checkpoint::origin_of(&about.log) || checkpoint.len() as u64 > MAX_NOTE {
            return Err(wrong(&format!("it is of `{}`, not of `{}`, or too long", signed.origin, about.log)));
        }
        let mut writer = Writer {
            out,
            at: 0,
            about,
            key: key.clone(),
            checkpoint: signed,
            directory: Vec::new(),
            records: 0,
            paths: BTreeSet::new(),
            commits: BTreeMap::new(),
            last: None,
            open: None,
            chunk: vec![0; CHUNK],
            done: Progress::default(),
            tell: Box::new(tell),
        };
        writer.out.seek(SeekFrom::Start(0))?;
        writer.member(CHECKPOINT, What::Checkpoint, false, &mut checkpoint.as_bytes())?;
        writer.member(KEY, What::Key, false, &mut format!("{key}\n").as_bytes())?;
        writer.open = Some(writer.start(ENTRIES, Some(OURS), 0)?);
        Ok(writer)
    }

    /// Adds an entry: with its payload, or without it as a leaf alone. Numbers ascend; the proof leads to the checkpoint.
    ///
    /// # Errors
    /// [`WriteError::Entry`] for whatever a verifier would name; [`WriteError::Form`] after a file or an index.
    pub fn entry<'a>(&mut self, entry: impl Into<SealedRef<'a>>, proof: &[Hash]) -> Result<(), WriteError> {
        let entry = entry.into();
        let seq = entry.seq;
        let wrong = |what: String| WriteError::Entry { seq, what };
        let leaf = Leaf::parse(entry.leaf).map_err(|error| wrong(error.to_string()))?;
        if self.last.is_some_and(|last| last >= seq) || leaf.seq != seq || leaf.log != self.about.log.as_str() {
            return Err(wrong("it is of another log or number, or does not follow the one before".into()));
        }
        crate::verify::check_opening(&leaf, entry.salt, entry.payload).map_err(wrong)?;
        let Checkpoint { size, root, .. } = &self.checkpoint;
        if !tree::verify_inclusion(&leaf_hash(entry.leaf), seq, *size, proof, root) {
            return Err(wrong("the proof does not lead from it to the checkpoint".into()));
        }
        let line = entries::write(entry, proof).ok_or_else(|| wrong("it cannot be written as JSON".into()))?;
        let Some((_, packer)) = &mut self.open else {
            return Err(WriteError::Form("entries come before files and index".into()));
        };
        if self.done.entries >= MAX_ENTRIES || packer.size() + line.len() as u64 > MAX_DEFLATED {
            return Err(WriteError::Form(format!("more than {MAX_ENTRIES} entries or {MAX_DEFLATED} bytes of them")));
        }
        packer.push(&mut self.out, &line)?;
        if !leaf.blobs.is_empty() {
            self.commits.insert(seq, leaf.blobs);
        }
        self.last = Some(seq);
        self.done.entries += 1;
        self.done.bytes += line.len() as u64;
        (self.tell)(self.done);
        Ok(())
    }

    /// Adds a file of evidence and answers its path in the package, to be linked from the index.
    ///
    /// # Errors
    /// [`WriteError::File`] when an entry does not commit to it or the content is not what the ledger says.
    pub fn file(&mut self, file: File<'_>, content: &mut impl Read) -> Result<String, WriteError> {
        self.end_entries()?;
        let wrong = |what: String| WriteError::File { name: file.name.escape_default().collect(), what };
        let blob = NamedBlob { sha256: file.sha256, size: file.size };
        for seq in file.entries {
            if !self.commits.get(seq).is_some_and(|blobs| blobs.contains(&blob)) {
                return Err(wrong(format!("entry {seq} is not in the package or does not commit to it")));
            }
        }
        if self.about.members.len() >= MAX_MEMBERS || self.done.bytes.saturating_add(file.size) > MAX_TOTAL {
            return Err(wrong(format!("more than {MAX_MEMBERS} members or {MAX_TOTAL} bytes")));
        }
        let path = evidence_path(&mut self.paths, &file.sha256, file.name);
        let deflated = (is_text(&path) && file.size <= MAX_DEFLATED).then_some(FILES);
        let (at, mut packer) = self.start(&path, deflated, file.size)?;
        loop {
            let length = content.read(&mut self.chunk)?;
            if length == 0 || packer.size() + length as u64 > file.size {
                let found = packer.size() + length as u64;
                if found != file.size {
                    return Err(wrong(format!("{found} bytes or more where the ledger says {}", file.size)));
                }
                break;
            }
            packer.push(&mut self.out, &self.chunk[..length])?;
            self.done.bytes += length as u64;
            (self.tell)(self.done);
        }
        let through = packer.end(&mut self.out)?;
        if through.sha256 != file.sha256 {
            return Err(wrong(format!("its SHA-256 is {}, not {}", through.sha256, file.sha256)));
        }
        let member = listed(&path, What::Evidence, through.sha256, through.size);
        let evidence = Member { entries: Some(file.entries.to_vec()), name: Some(file.name.to_owned()), ..member };
        self.done.files += 1;
        self.list(evidence, at, through)?;
        (self.tell)(self.done);
        Ok(path)
    }

    /// Adds the page for people; it should need no script and name nothing outside of the package.
    ///
    /// # Errors
    /// [`WriteError::Form`] when it is too large or was there already.
    pub fn index(&mut self, html: &[u8]) -> Result<(), WriteError> {
        self.for_people(INDEX, What::Index, true, html)
    }

    /// Adds the spreadsheet for people.
    ///
    /// # Errors
    /// As [`Writer::index`].
    pub fn spreadsheet(&mut self, xlsx: &[u8]) -> Result<(), WriteError> {
        self.for_people(SPREADSHEET, What::Spreadsheet, false, xlsx)
    }

    /// Ends the package: manifest, its signature, directory. `out` is flushed and given back.
    ///
    /// # Errors
    /// [`WriteError::Key`], [`WriteError::Form`] without an index or for names that the form does not allow.
    pub fn finish(mut self, key: &SigningKey) -> Result<(W, Written), WriteError> {
        if key.verifier_key() != self.key {
            return Err(WriteError::Key);
        }
        self.end_entries()?;
        let manifest = self.about.to_bytes().map_err(WriteError::Form)?;
        if manifest.len() as u64 > MAX_MANIFEST {
            return Err(WriteError::Form(format!("the manifest has more than {MAX_MANIFEST} bytes")));
        }
        let note = key.sign_text(&statement(&self.about.log, &manifest));
        for (path, bytes) in [(MANIFEST, manifest.as_slice()), (SIGNATURE, note.as_bytes())] {
            let (at, mut packer) = self.start(path, None, 0)?;
            packer.push(&mut self.out, bytes)?;
            let through = packer.end(&mut self.out)?;
            self.close(path, at, &through)?;
        }
        let end = end(self.records, self.directory.len() as u64, self.at);
        self.out.write_all(&self.directory)?;
        self.out.write_all(&end)?;
        self.out.flush()?;
        let archive = self.at + (self.directory.len() + end.len()) as u64;
        let written = Written { progress: self.done, archive, manifest: Hash::of(&manifest) };
        Ok((self.out, written))
    }

    fn for_people(&mut self, path: &str, what: What, deflated: bool, bytes: &[u8]) -> Result<(), WriteError> {
        if bytes.len() as u64 > MAX_INDEX || self.paths.contains(path) {
            return Err(WriteError::Form(format!("`{path}` has more than {MAX_INDEX} bytes, or is there already")));
        }
        self.end_entries()?;
        self.member(path, what, deflated, &mut &*bytes)
    }

    /// A member of ours, small enough to come from memory.
    fn member(&mut self, path: &str, what: What, deflated: bool, bytes: &mut &[u8]) -> Result<(), WriteError> {
        let (at, mut packer) = self.start(path, deflated.then_some(OURS), bytes.len() as u64)?;
        packer.push(&mut self.out, bytes)?;
        let through = packer.end(&mut self.out)?;
        self.done.bytes += through.size;
        self.paths.insert(path.to_owned());
        self.list(listed(path, what, through.sha256, through.size), at, through)
    }

    fn end_entries(&mut self) -> Result<(), WriteError> {
        if let Some((at, packer)) = self.open.take() {
            let through = packer.end(&mut self.out)?;
            self.paths.insert(ENTRIES.to_owned());
            self.list(listed(ENTRIES, What::Entries, through.sha256, through.size), at, through)?;
        }
        Ok(())
    }

    /// Leaves room for the local header; its length is known when the size is known to need ZIP64 or not.
    fn start(&mut self, path: &str, deflated: Option<Compression>, size: u64) -> Result<(u64, Packer), WriteError> {
        let method = if deflated.is_some() { DEFLATED } else { STORED };
        let name = path.as_bytes().to_vec();
        let room =
            Placed { name, method, crc: 0, packed: if deflated.is_some() { 0 } else { size }, size, offset: self.at };
        self.out.write_all(&room.local())?;
        Ok((self.at, Packer::new(deflated)))
    }

    fn list(&mut self, member: Member, at: u64, through: Through) -> Result<(), WriteError> {
        self.close(&member.path, at, &through)?;
        let member = Member { packed: through.packed, ..member };
        let refused = |what| WriteError::Form(format!("member `{}`: {what}", member.path));
        member.check().map_err(refused)?;
        self.about.members.push(member);
        Ok(())
    }

    /// Writes the local header into its room and notes the directory's record.
    fn close(&mut self, path: &str, at: u64, through: &Through) -> Result<(), WriteError> {
        let packed = through.packed.as_ref().map_or(through.size, |packed| packed.size);
        let placed = Placed {
            name: path.as_bytes().to_vec(),
            method: if through.packed.is_some() { DEFLATED } else { STORED },
            crc: through.crc,
            packed,
            size: through.size,
            offset: at,
        };
        let header = placed.local();
        self.out.seek(SeekFrom::Start(at))?;
        self.out.write_all(&header)?;
        self.at = at + header.len() as u64 + packed;
        self.out.seek(SeekFrom::Start(self.at))?;
        self.directory.extend_from_slice(&placed.central());
        self.records += 1;
        Ok(())
    }
}

fn listed(path: &str, what: What, sha256: Hash, size: u64) -> Member {
    Member { entries: None, name: None, packed: None, path: path.to_owned(), sha256, size, what }
}
