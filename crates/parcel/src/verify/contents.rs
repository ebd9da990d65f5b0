//! The members against the manifest: missing, added, changed, swapped; and that nothing lies between them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use ledger::Hash;

use super::Check;
use crate::fault::{Kind, VerifyError};
use crate::manifest::{Manifest, Member};
use crate::packer::Through;
use crate::{ENTRIES, MANIFEST, SIGNATURE};

/// What the manifest says of all members, for comparing one with the others.
struct Others<'m> {
    /// The first member with that content.
    by_hash: BTreeMap<Hash, &'m str>,
    /// How many bytes beyond what the manifest says may still be read to find out what a wrong content is.
    spare: u64,
}

impl<R: Read + Seek> Check<R> {
    /// Checks all members; answers whether the entries are the signed ones.
    pub(super) fn contents(&mut self, manifest: &Manifest) -> Result<bool, VerifyError> {
        let mut others = Others { by_hash: BTreeMap::new(), spare: 0 };
        for member in &manifest.members {
            others.by_hash.entry(member.sha256).or_insert(&member.path);
            others.spare += member.size;
        }
        let (mut at, mut entries_right) = (Some(0), false);
        for member in &manifest.members {
            let Some(found) = self.archive.find(&member.path) else {
                self.report.fault(Kind::Missing, &member.path, "it is in the manifest and not in the archive");
                continue;
            };
            let right = self.member(member, found, &mut others)?;
            entries_right |= right && member.path == ENTRIES;
            at = self.in_order(found, at);
        }
        for name in [MANIFEST, SIGNATURE] {
            if let Some(found) = self.archive.find(name) {
                at = self.in_order(found, at);
            }
        }
        if at.is_some_and(|at| at != self.archive.directory) {
            self.archive_fault(Kind::Order, "the central directory does not begin where the last member ends");
        }
        self.names(manifest);
        Ok(entries_right)
    }

    /// A member begins where the one before it ends; answers where it ends itself, if that can be said.
    fn in_order(&mut self, found: usize, at: Option<u64>) -> Option<u64> {
        let offset = self.archive.records[found].placed.offset;
        if at.is_some_and(|at| at != offset) {
            let name = self.archive.shown(found);
            self.report.fault(Kind::Order, &name, "it does not begin where the member before it in the manifest ends");
        }
        self.archive.end_of(found)
    }

    /// Checks one member; answers whether its content is the signed one.
    fn member(&mut self, member: &Member, found: usize, others: &mut Others<'_>) -> Result<bool, VerifyError> {
        if !self.archive.can_be_read(found, &mut self.report)? {
            return Ok(false);
        }
        let (claim, packed) = (self.archive.claim(found), self.archive.records[found].placed.packed);
        let excess = claim.saturating_sub(member.size).saturating_add(packed.saturating_sub(member.packed_size()));
        let Some(spare) = others.spare.checked_sub(excess) else {
            let (size, most) = (member.size, member.packed_size());
            let detail = format!("{claim} bytes in {packed} where the manifest says {size} in {most}; it was not read");
            self.report.fault(Kind::Size, &member.path, detail);
            return Ok(false);
        };
        others.spare = spare;
        let through = self.archive.unpack(found, &mut |_| ())?;
        match through.as_ref().map(|through| (through, judge(member, through, others))) {
            None => self.report.fault(Kind::Changed, &member.path, "it cannot be unpacked"),
            Some((through, None)) => {
                self.check_record(found, through);
                return Ok(true);
            }
            Some((_, Some((Kind::Packing, detail)))) => {
                self.report.fault(Kind::Packing, &member.path, detail);
                return Ok(true);
            }
            Some((_, Some((kind, detail)))) => self.report.fault(kind, &member.path, detail),
        }
        Ok(false)
    }

    /// Every record belongs to a member, in the manifest's order.
    fn names(&mut self, manifest: &Manifest) {
        let listed = manifest.members.iter().map(|member| member.path.as_str()).chain([MANIFEST, SIGNATURE]);
        let expected: Vec<&[u8]> = listed.map(str::as_bytes).collect();
        let known: BTreeSet<&[u8]> = expected.iter().copied().collect();
        let (mut seen, mut added) = (BTreeSet::new(), Vec::new());
        for record in &self.archive.records {
            let name = record.placed.name.as_slice();
            if seen.insert(name) && !known.contains(name) {
                added.push(crate::shown(name));
            }
        }
        let same = seen == known && self.archive.records.len() == expected.len();
        let ordered = self.archive.records.iter().map(|record| record.placed.name.as_slice()).eq(expected);
        for name in added {
            self.report.fault(Kind::Added, &name, "it is in the archive and not in the manifest");
        }
        if same && !ordered {
            self.archive_fault(Kind::Directory, "the central directory has another order than the manifest");
        }
    }
}

/// What is wrong with a content, if anything is.
fn judge(member: &Member, through: &Through, others: &Others<'_>) -> Option<(Kind, String)> {
    if through.sha256 == member.sha256 && through.size == member.size {
        let detail = "the content is right, but it is packed otherwise than the manifest says";
        return (through.packed != member.packed).then(|| (Kind::Packing, detail.to_owned()));
    }
    if let Some(other) = others.by_hash.get(&through.sha256).filter(|_| through.sha256 != member.sha256) {
        return Some((Kind::Swapped, format!("its content is that of `{other}`")));
    }
    if through.size != member.size {
        return Some((Kind::Size, format!("{} bytes where the manifest says {}", through.size, member.size)));
    }
    Some((Kind::Changed, format!("its SHA-256 is {}, not {}", through.sha256, member.sha256)))
}
