//! What goes into a package beside its pages: ledger entries with their proofs, and files, each checked on the way.

use super::progress::{PackageStep, Teller};
use crate::change::object_id;
use crate::history::Live;
use crate::{App, Failure, Fault};
use domain::refusal::Refusal;
use domain::reports::package::{PackagePlan, PlannedFile, cited};
use ledger::{Hash, Leaf, SealedRef};
use parcel::{File, ProofTree, WriteError, Writer};
use std::collections::BTreeMap;
use std::io::{Seek, Write};
use std::ops::ControlFlow;
use store::StoreError;

/// Numbers of the entries about an object, by its id.
type ByObject = BTreeMap<String, Vec<u64>>;

impl App {
    /// Writes every entry about what the plan speaks of; answers their numbers by the object's id.
    pub(super) fn write_entries<W: Write + Seek>(
        &self,
        live: &Live,
        size: u64,
        plan: &PackagePlan,
        writer: &mut Writer<'_, W>,
        teller: &Teller<'_>,
    ) -> Result<ByObject, Failure> {
        let log = &live.record.id;
        let tree = ProofTree::of(self.store.leaf_hashes(log, 0..size)?);
        let wanted: BTreeMap<(&str, String), String> =
            cited(plan).into_iter().map(|(kind, id)| ((kind, object_id(&id)), id)).collect();
        let mut by_object = ByObject::new();
        let mut failed: Option<Failure> = None;
        self.store.read(log, 0..size, &mut |entry| {
            let mut each = || -> Result<(), Failure> {
                let unreadable = |what: &dyn ToString| {
                    Fault::new(format!("entry {}: {}", entry.seq, what.to_string()), "run `tickmark verify`")
                };
                let leaf = Leaf::parse(entry.leaf).map_err(|error| unreadable(&error))?;
                let kind: &str = &leaf.object_kind;
                let Some(id) = wanted.get(&(kind, (*leaf.object_id).to_owned())) else { return Ok(()) };
                let salt = entry.salt.and_then(|s| <&[u8; 32]>::try_from(s).ok());
                let sealed = SealedRef { seq: entry.seq, leaf: entry.leaf, salt, payload: entry.payload };
                let proof = tree.proof(entry.seq).ok_or_else(|| unreadable(&"it has no proof"))?;
                writer.entry(sealed, &proof).map_err(|error| written(error, teller))?;
                by_object.entry(id.clone()).or_default().push(entry.seq);
                if teller.over() { Err(cancelled()) } else { Ok(()) }
            };
            match each() {
                Ok(()) => ControlFlow::Continue(()),
                Err(failure) => {
                    failed = Some(failure);
                    ControlFlow::Break(())
                }
            }
        })?;
        failed.map_or(Ok(by_object), Err)
    }

    /// Writes every file; answers its path in the package by its hash. A file that is not what was received ends it.
    pub(super) fn write_files<W: Write + Seek>(
        &self,
        live: &Live,
        plan: &PackagePlan,
        writer: &mut Writer<'_, W>,
        teller: &Teller<'_>,
    ) -> Result<BTreeMap<String, String>, Failure> {
        teller.change(|now| (now.step, now.bytes_before) = (PackageStep::Files, now.bytes));
        let mut paths = BTreeMap::new();
        for file in &plan.files {
            // The writer hashes what it takes in and compares, so that nothing is hashed twice.
            let opened = self.files.read_unchecked(&live.record.id, &file.sha256);
            let opened = opened.map_err(|error| match error {
                StoreError::Missing { .. } => not_as_received(file, "it is not where it was kept").into(),
                other => Failure::from(other),
            })?;
            let sha256 = hash(&file.sha256)?;
            let one = File { name: &file.name, sha256, size: file.size, entries: &file.entries };
            let path = writer.file(one, &mut teller.listening(opened)).map_err(|error| match error {
                WriteError::File { what, .. } => not_as_received(file, &what).into(),
                other => written(other, teller),
            })?;
            paths.insert(file.sha256.clone(), path);
        }
        Ok(paths)
    }
}

fn hash(hex: &str) -> Result<Hash, Fault> {
    let bytes = hex::decode(hex).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.map(Hash).ok_or_else(|| Fault::new(format!("`{hex}` is no SHA-256"), "run `tickmark verify`"))
}

/// Nothing is built from a file that changed since it was received: it is named, with the items that it lies in.
fn not_as_received(file: &PlannedFile, what: &str) -> Fault {
    let items = file.items.join(", ");
    Fault::new(
        format!("nothing was built: {} of {items} is not what was received: {what}", file.name),
        "run `tickmark verify`, and restore the file from a backup; or withdraw the item",
    )
}

pub(super) fn cancelled() -> Failure {
    Refusal::NotPossible {
        sentence: "the build was cancelled, and nothing of it was kept".to_owned(),
        hint: "build it again when it is wanted".to_owned(),
    }
    .into()
}

/// Why the archive could not be written.
pub(super) fn written(error: WriteError, teller: &Teller<'_>) -> Failure {
    if teller.over() {
        return cancelled();
    }
    let full = matches!(&error, WriteError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull);
    let hint =
        if full { "free space on that disk; nothing was kept" } else { "run `tickmark verify`, then build again" };
    Fault { by_user: full, ..Fault::new(format!("the package could not be written: {error}"), hint) }.into()
}
