//! Were the results of reviews, tests and monitoring acted on (R174)?

use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::values::{EvidenceState, EvidenceType};

/// What came of the results that an item shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nobody said.
    Unsaid,
    /// It was acted on, and a nonconformity of it is still open.
    Underway,
    /// It was acted on.
    Acted,
    /// There was nothing to act on.
    Nothing,
}

impl Outcome {
    /// Every outcome, what is open first.
    pub const ALL: [Outcome; 4] = [Outcome::Unsaid, Outcome::Underway, Outcome::Acted, Outcome::Nothing];

    /// As data.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Unsaid => "unsaid",
            Outcome::Underway => "underway",
            Outcome::Acted => "acted",
            Outcome::Nothing => "nothing",
        }
    }

    /// For people.
    pub fn title(self) -> &'static str {
        match self {
            Outcome::Unsaid => "Nobody has said what came of it",
            Outcome::Underway => "Acted on, not finished",
            Outcome::Acted => "Acted on",
            Outcome::Nothing => "Nothing to act on",
        }
    }
}

/// An accepted item whose results somebody has to act on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Followed<'a> {
    /// Its id.
    pub id: &'a str,
    /// The item.
    pub held: &'a HeldEvidence,
    /// What it is.
    pub kind: EvidenceType,
    /// What came of it.
    pub outcome: Outcome,
}

/// Every accepted item that shows an activity with results, what is open first, then the oldest period.
pub fn followed(registers: &Registers) -> Vec<Followed<'_>> {
    let items = registers.evidence.items.iter().filter_map(|(id, held)| {
        let kind = held.newest().evidence.kind;
        let judged = held.state == EvidenceState::Accepted && kind.has_results();
        judged.then(|| Followed { id, held, kind, outcome: outcome(registers, held) })
    });
    let mut items: Vec<Followed<'_>> = items.collect();
    items.sort_by_key(|item| (item.outcome, item.held.newest().evidence.period.until, item.id));
    items
}

/// What came of one item, as all that was said of it stands now.
pub fn outcome(registers: &Registers, held: &HeldEvidence) -> Outcome {
    if held.follow_ups.is_empty() {
        return Outcome::Unsaid;
    }
    let open = |id: &String| registers.nonconformities.nonconformities.get(id).is_some_and(|held| held.state().open());
    let said = || held.follow_ups.iter().map(|held| &held.follow_up);
    if said().any(|said| said.nonconformities.iter().any(open)) {
        return Outcome::Underway;
    }
    if said().any(|said| said.acted) { Outcome::Acted } else { Outcome::Nothing }
}
