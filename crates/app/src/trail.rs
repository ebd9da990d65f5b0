//! Which entries are about which object: a list beside the live registers, made from the ledger when it is first asked for and
//! brought up with it. A cache: were it gone, nothing would be lost.

use crate::entries::{Entry, HistoryPage, MAX_HISTORY_PAGE};
use crate::history::{Envelope, Live};
use crate::{App, Failure, Fault, Who};
use domain::registers::Registers;
use domain::reports::search::FoundKind;
use domain::rules::access::Object;
use domain::rules::policy::kept_from;
use domain::values::{Action, State};
use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};
use std::sync::PoisonError;

/// A controlled document, as entries name it.
const POLICY: &str = "policy";

/// Newest entries that are looked through when the list is made; what is older is found in the whole history.
pub const MAX_TRAIL: u64 = 200_000;

/// Entries by kind and id of the object that they are about.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    /// The entries that were looked through.
    read: Range<u64>,
    about: BTreeMap<&'static str, BTreeMap<String, Vec<u64>>>,
}

impl Trail {
    fn note(&mut self, seq: u64, event: &domain::event::Event) {
        for (kind, id) in event.parts().into_iter().chain([event.object()]) {
            let ids = self.about.entry(kind).or_default();
            match ids.get_mut(id) {
                Some(entries) => entries.push(seq),
                None => drop(ids.insert(id.to_owned(), vec![seq])),
            }
        }
    }
}

/// The entries about one object, the newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct AboutPage {
    /// A page of them. `of` is how many there are; what the list did not look through is not counted.
    pub page: HistoryPage,
    /// Entries before this one were not looked through; 0 when all were.
    pub since: u64,
}

impl App {
    /// The entries about one object before `before` (exclusive; `None` for the newest), at most `limit`, newest first. `kind`
    /// is the kind of the object as entries name it, or as a search does.
    ///
    /// # Errors
    /// A refusal without the right to read history, a fault when the ledger cannot be read.
    pub fn history_about(
        &self,
        slug: &str,
        who: &Who,
        (kind, id): (&str, &str),
        before: Option<u64>,
        limit: u64,
    ) -> Result<AboutPage, Failure> {
        let kind = FoundKind::parse(kind).map_or(kind, |known| known.in_ledger());
        let live = self.live(slug)?;
        let state = live.state();
        let object = Object::plain(State::Live);
        self.authorize(&live, &state.registers, who, Action::ReadHistory, &object)?;
        let sees = self.sees(&live, &state.registers, who);
        let size = state.head.size;
        let end = before.unwrap_or(size).min(size);
        let (mut numbers, since) = self.numbers_about(&live, size, kind, id)?;
        if kind == POLICY && kept_from(&state.registers, id, who.id(), self.clock.today()) {
            numbers.clear();
        }
        let there = &numbers[..numbers.partition_point(|seq| *seq < end)];
        let limit = usize::try_from(limit.clamp(1, MAX_HISTORY_PAGE)).unwrap_or(1);
        let shown = &there[there.len().saturating_sub(limit)..];
        let mut entries: Vec<Entry> = Vec::with_capacity(shown.len());
        for seq in shown.iter().rev() {
            entries.extend(self.read_entries(&live, &state.registers, *seq..*seq + 1, &sees)?);
        }
        let older = (there.len() > shown.len()).then(|| shown.first().copied()).flatten();
        let of = there.len() as u64;
        Ok(AboutPage { page: HistoryPage { entries, of, older }, since })
    }

    /// The entries about one object of a search, as [`App::history_about`].
    ///
    /// # Errors
    /// As [`App::history_about`].
    pub fn history_of(
        &self,
        slug: &str,
        who: &Who,
        (kind, id): (FoundKind, &str),
        before: Option<u64>,
        limit: u64,
    ) -> Result<AboutPage, Failure> {
        self.history_about(slug, who, (kind.id(), id), before, limit)
    }

    /// Entries about documents that are kept from who asks tell nothing of them (R160).
    pub(crate) fn close_documents(&self, entries: &mut [Entry], registers: &Registers, who: &Who) {
        let today = self.clock.today();
        for entry in entries {
            let object = entry.event.as_ref().map(domain::event::Event::object);
            if object.is_some_and(|(kind, id)| kind == POLICY && kept_from(registers, id, who.id(), today)) {
                (entry.event, entry.closed) = (None, true);
            }
        }
    }

    /// All entries about one object that are known, the oldest first, and the first entry that was looked through.
    fn numbers_about(&self, live: &Live, size: u64, kind: &str, id: &str) -> Result<(Vec<u64>, u64), Fault> {
        let mut trail = live.trail.lock().unwrap_or_else(PoisonError::into_inner);
        let from = trail.read.end.max(size.saturating_sub(MAX_TRAIL));
        if trail.read.end == 0 {
            trail.read = from..from;
        }
        if size > from {
            self.store.read_payloads(&live.record.id, from..size, &mut |seq, _, payload| {
                // What was redacted is about nothing that can be told; what cannot be read is reported where it is shown.
                if let Some(Ok(envelope)) = payload.map(serde_json::from_slice::<Envelope<'_>>) {
                    trail.note(seq, &envelope.event);
                }
                ControlFlow::Continue(())
            })?;
            trail.read.end = size;
        }
        let numbers = trail.about.get(kind).and_then(|ids| ids.get(id)).cloned().unwrap_or_default();
        Ok((numbers, trail.read.start))
    }
}
