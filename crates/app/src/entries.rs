//! The history as people read it: who did what, when, and by which door; with what may be told to who asks.

use crate::history::{Envelope, Live};
use crate::{App, Fault};
use domain::event::Event;
use domain::registers::Registers;
use ledger::Leaf;
use std::ops::ControlFlow;
use store::EntryRef;

/// One entry as people read history.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Position in the ledger, from 0.
    pub seq: u64,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Who, by id.
    pub by: String,
    /// The door that it came through, as the leaf of the entry has it; what an earlier version wrote may be another word.
    pub via: String,
    /// The name of the token that was shown, for who may see tokens and for who issued it.
    pub token: Option<String>,
    /// What happened; `None` when redacted by law, or not shown to who asks.
    pub event: Option<Event>,
    /// It belongs to the register of those who work here or to a document that is for others, which who asks may not see: its
    /// content is not shown.
    pub closed: bool,
}

impl Entry {
    /// The door in words, as it follows "came": `in the browser`, `by a token of the API`.
    pub fn door(&self) -> String {
        let door = match self.via.as_str() {
            "web" => "in the browser",
            "cli" => "at the terminal",
            "api" => "over the API",
            "token" => "over the API, with a token",
            "collector" => "by a collector",
            "directory" => "by the directory (SCIM)",
            "demo" => "in the story of the demonstration",
            "mail" | "calendar" | "webhook" | "job" => "by the program itself",
            other => return other.to_owned(),
        };
        match &self.token {
            Some(name) => format!("{door}: {name}"),
            None => door.to_owned(),
        }
    }
}

/// What of the history may be told to who asks.
pub(crate) struct Sees<'a> {
    /// The register of those who work here.
    pub(crate) staff: bool,
    /// The names of tokens.
    pub(crate) tokens: bool,
    /// Who asks: one's own tokens have names.
    pub(crate) person: &'a str,
}

/// A page of history, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryPage {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Number of entries in the ledger.
    pub of: u64,
    /// Where the next older page ends (exclusive), if there is one.
    pub older: Option<u64>,
}

/// Most entries on one page of history.
pub(crate) const MAX_HISTORY_PAGE: u64 = 500;

impl App {
    /// A page of history: at most `limit` entries before `before` (exclusive; `None` for the newest), newest first.
    ///
    /// # Errors
    /// A refusal without the right, a fault when the ledger cannot be read.
    pub fn history(
        &self,
        slug: &str,
        who: &crate::Who,
        before: Option<u64>,
        limit: u64,
    ) -> Result<HistoryPage, crate::Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        let object = domain::rules::access::Object::plain(domain::values::State::Live);
        self.authorize(&live, &state.registers, who, domain::values::Action::ReadHistory, &object)?;
        let sees = self.sees(&live, &state.registers, who);
        let size = state.head.size;
        let end = before.unwrap_or(size).min(size);
        let start = end.saturating_sub(limit.clamp(1, MAX_HISTORY_PAGE));
        let mut entries = self.read_entries(&live, &state.registers, start..end, &sees)?;
        self.close_documents(&mut entries, &state.registers, who);
        entries.reverse();
        Ok(HistoryPage { entries, of: size, older: (start > 0).then_some(start) })
    }

    /// What of the history may be told: whoever may not see the register of those who work here, or the tokens, does not read
    /// them in the history either.
    pub(crate) fn sees<'a>(&self, live: &Live, registers: &Registers, who: &'a crate::Who) -> Sees<'a> {
        let object = domain::rules::access::Object::plain(domain::values::State::Live);
        let may = |action| self.judged(live, registers, who, action, &object).is_none();
        let (staff, tokens) = (may(domain::values::Action::ReadStaff), may(domain::values::Action::ReadDoors));
        Sees { staff, tokens, person: who.id() }
    }

    /// Entries as people read them, the oldest first, with what may be told to who asks.
    pub(crate) fn read_entries(
        &self,
        live: &Live,
        registers: &Registers,
        range: std::ops::Range<u64>,
        sees: &Sees<'_>,
    ) -> Result<Vec<Entry>, Fault> {
        let mut entries = Vec::new();
        let mut unreadable = None;
        self.store.read(&live.record.id, range, &mut |held| match entry(&held, registers, sees) {
            Ok(entry) => {
                entries.push(entry);
                ControlFlow::Continue(())
            }
            Err(why) => {
                unreadable = Some(format!("entry {} cannot be read: {why}", held.seq));
                ControlFlow::Break(())
            }
        })?;
        if let Some(sentence) = unreadable {
            return Err(Fault::new(sentence, "run `tickmark verify`"));
        }
        Ok(entries)
    }
}

/// One entry, with what may be told of it.
fn entry(held: &EntryRef<'_>, registers: &Registers, sees: &Sees<'_>) -> Result<Entry, String> {
    let leaf = Leaf::parse(held.leaf).map_err(|e| e.to_string())?;
    let read = held.payload.map(serde_json::from_slice::<Envelope<'_>>).transpose().map_err(|e| e.to_string())?;
    let via = leaf.actor_via.into_owned();
    let Some(envelope) = read else {
        let (by, token) = (String::new(), None);
        return Ok(Entry { seq: held.seq, at_us: leaf.time_us, by, via, token, event: None, closed: false });
    };
    let of_staff = matches!(envelope.event.object().0, "staff" | "access");
    let closed = !sees.staff && (of_staff || matches!(envelope.event, Event::StaffImported { .. }));
    let named = |id: &str| registers.people.tokens.get(id).map(|held| held.scope.name.clone());
    let told = sees.tokens || envelope.by == sees.person;
    Ok(Entry {
        seq: held.seq,
        at_us: leaf.time_us,
        token: envelope.token.as_deref().filter(|_| told).and_then(named),
        by: envelope.by.into_owned(),
        via,
        event: Some(envelope.event).filter(|_| !closed),
        closed,
    })
}
