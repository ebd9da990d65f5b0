//! Collecting what is over: uploads that nobody went on with, files that nobody named, files of items disposed of. Never
//! a file that an entry names, unless every such entry is of an item that was disposed of.

use super::FileTrouble;
use super::uploads::Waiting;
use crate::App;
use crate::history::Live;
use crate::shelf::{Held, take};
use domain::registers::Registers;
use domain::values::EvidenceState;
use ledger::Leaf;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use store::{Expect, written_as};

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Uploads and waiting files whose time was over.
    pub uploads: u64,
    /// Files removed.
    pub files: u64,
}

impl App {
    /// Collects what is over in every organisation; the server's own housekeeping, at its start and every hour. While a
    /// file comes in nothing is collected: the next time does it.
    ///
    /// # Errors
    /// [`Fault`](crate::Fault) when store or disk cannot be read.
    pub fn sweep_evidence(&self) -> Result<Swept, FileTrouble> {
        let mut swept = Swept::default();
        if self.read_only {
            return Ok(swept);
        }
        self.files.sweep(store::files::UPLOAD_KEPT)?;
        for record in self.in_use()? {
            let live = self.live(&record.slug)?;
            self.collect(&live, &mut swept)?;
            swept.files += self.remove_disposed(&live)? + self.sweep_packages(&live)?;
        }
        Ok(swept)
    }

    fn collect(&self, live: &Live, swept: &mut Swept) -> Result<(), FileTrouble> {
        let Ok(_alone) = self.desk.coming.try_write() else { return Ok(()) };
        let (log, now) = (&live.record.id, self.clock.now_us());
        let (over, waiting): (Vec<Held<Waiting>>, Vec<Held<Waiting>>) =
            self.all_kept::<Waiting>(Some(log))?.into_iter().partition(|held| held.value.until_us <= now);
        let content = |held: &Held<Waiting>| held.value.file.as_ref().map(|file| file.file.sha256.clone());
        let still: BTreeSet<String> = waiting.iter().filter_map(content).collect();
        let ended: BTreeSet<String> = over.iter().filter_map(content).filter(|sha| !still.contains(sha)).collect();
        // No change is appended while it is looked who names what.
        let _writing = live.writing();
        self.catch_up(live)?;
        let mut named = self.named(live, &ended)?;
        for aside in self.store.logs()?.iter().filter(|record| record.is_aside() && record.written_as() == log) {
            named.extend(self.named(&*self.live(&aside.slug)?, &ended)?);
        }
        for sha256 in ended.iter().filter(|sha| !named.contains_key(*sha)) {
            swept.files += u64::from(self.files.remove(log, sha256)?);
        }
        for held in over {
            if held.value.file.is_none() {
                let id = held.key.rsplit('.').next().unwrap_or_default();
                self.files.abandon(log, id)?;
            }
            swept.uploads += u64::from(self.shelve(&[take::<Waiting>(&held.key, Expect::Version(held.version))])?);
        }
        Ok(())
    }

    /// Removes the files that only items disposed of name; answers how many there were.
    pub(super) fn remove_disposed(&self, live: &Live) -> Result<u64, FileTrouble> {
        // While a file comes in that may have the same content, nothing is removed: the next sweep does it.
        let Ok(_alone) = self.desk.coming.try_write() else { return Ok(0) };
        let log = &live.record.id;
        let _writing = live.writing();
        let state = live.state();
        let room = &state.registers.evidence;
        let disposed = |id: &String| room.items.get(id).is_some_and(|held| held.state == EvidenceState::Disposed);
        let mut over = BTreeSet::new();
        for (sha256, _) in room.contents.iter().filter(|(_, items)| items.iter().all(disposed)) {
            if self.files.exists(log, sha256)? {
                over.insert(sha256.clone());
            }
        }
        // Sent once more, and perhaps handed in soon: the sweep after its day looks again.
        let now = self.clock.now_us();
        for held in self.all_kept::<Waiting>(Some(log))?.into_iter().filter(|held| held.value.until_us > now) {
            if let Some(file) = held.value.file {
                over.remove(&file.file.sha256);
            }
        }
        let mut removed = 0;
        for (sha256, only_disposed) in self.named(live, &over)? {
            if only_disposed {
                removed += u64::from(self.files.remove(log, &sha256)?);
            }
        }
        Ok(removed)
    }

    /// Do only items that were disposed of have this content, or packages that were taken back? Of a ledger that was moved
    /// aside, also where that was done in the one that took its place: their files lie together.
    pub(crate) fn is_disposed(&self, log: &str, sha256: &str) -> bool {
        let over = |log: &str| self.live_by_log(log).is_ok_and(|live| disposed(&live.state().registers, sha256));
        over(log) || (written_as(log) != log && over(written_as(log)))
    }

    /// Which of these contents an entry names, and whether only items that were disposed of do. Read from the entries
    /// themselves, so that no fold and no cache is trusted with a removal.
    fn named(&self, live: &Live, wanted: &BTreeSet<String>) -> Result<BTreeMap<String, bool>, FileTrouble> {
        let mut named: BTreeMap<String, bool> = BTreeMap::new();
        if wanted.is_empty() {
            return Ok(named);
        }
        let state = live.state();
        let items = &state.registers.evidence.items;
        let mut unread = None;
        self.store.read(&live.record.id, 0..state.head.size, &mut |entry| {
            let leaf = match Leaf::parse(entry.leaf) {
                Ok(leaf) => leaf,
                Err(error) => {
                    unread = Some(format!("entry {}: {error}", entry.seq));
                    return ControlFlow::Break(());
                }
            };
            let of_disposed = leaf.object_kind == "evidence"
                && items.get(&*leaf.object_id).is_some_and(|held| held.state == EvidenceState::Disposed);
            for blob in &leaf.blobs {
                let sha256 = hex::encode(blob.sha256.0);
                if wanted.contains(&sha256) {
                    *named.entry(sha256).or_insert(true) &= of_disposed;
                }
            }
            ControlFlow::Continue(())
        })?;
        match unread {
            Some(what) => Err(crate::Fault::new(format!("nothing is removed: {what}"), "run `tickmark verify`").into()),
            None => Ok(named),
        }
    }
}

/// Do only items that were disposed of have this content in these registers, or packages that were taken back?
pub(crate) fn disposed(registers: &Registers, sha256: &str) -> bool {
    let room = &registers.evidence;
    let over = |id: &String| room.items.get(id).is_some_and(|held| held.state == EvidenceState::Disposed);
    let back = registers.packages.gone().any(|gone| gone == sha256);
    room.contents.get(sha256).map_or(back, |items| items.iter().all(over))
}
