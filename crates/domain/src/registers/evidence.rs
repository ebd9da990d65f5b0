//! The register of evidence: items with their versions, what they show, how they were judged, requests, retention.

use super::Recorded;
use super::operation::day_of;
use crate::event::EvidenceEvent;
use crate::values::evidence::{FollowUp, RETENTION_MONTHS};
use crate::values::{Evidence, EvidenceFile, EvidenceRequest, EvidenceState};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRoom {
    /// Items by id.
    pub items: BTreeMap<String, HeldEvidence>,
    /// Requests by id.
    pub requests: BTreeMap<String, HeldEvidenceRequest>,
    /// Months by framework, where it was set otherwise than usual.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub retention: BTreeMap<String, u32>,
    /// Items that show a control, by control.
    #[serde(default)]
    pub shows: BTreeMap<String, BTreeSet<String>>,
    /// Items in which the same content lies, by its hash.
    #[serde(default)]
    pub contents: BTreeMap<String, BTreeSet<String>>,
}

/// An item of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldEvidence {
    /// Its state.
    pub state: EvidenceState,
    /// Its versions, the oldest first; never empty.
    pub versions: Vec<EvidenceVersion>,
    /// Controls that it shows, with the day on which each ran.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub controls: BTreeMap<String, Shows>,
    /// Controls that it was once said to show, and is no longer.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unlinked: BTreeSet<String>,
    /// How it was judged, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<EvidenceJudgement>,
    /// The reason of the legal hold that it is under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<String>,
    /// Why it was withdrawn or disposed of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// When that was, microseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_us: Option<i64>,
    /// The request that it answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// What came of the results that it shows, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<HeldFollowUp>,
}

/// What came of the results that an item shows, as somebody said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldFollowUp {
    /// What came of them.
    pub follow_up: FollowUp,
    /// Who said it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// One version of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceVersion {
    /// What it is.
    pub evidence: Evidence,
    /// Its files.
    pub files: Vec<EvidenceFile>,
    /// When it was received, microseconds since 1970.
    pub received_us: i64,
    /// Who handed it in.
    pub by: String,
    /// The entry that holds it, from 1.
    pub entry: u64,
}

impl EvidenceVersion {
    /// The day of receipt, in UTC.
    pub fn received(&self) -> Date {
        day_of(self.received_us)
    }

    /// Days between the end of its period and its receipt; negative when the period was not over.
    pub fn days_after_period(&self) -> i32 {
        self.received().since(self.evidence.period.until).map_or(0, |span| span.get_days())
    }
}

/// That an item shows a control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shows {
    /// The day on which the control ran.
    pub ran: Date,
    /// When that was said, microseconds since 1970.
    pub said_us: i64,
    /// Who said it.
    pub by: String,
}

/// A judgement of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceJudgement {
    /// The version, from 1.
    pub version: u32,
    /// Accepted or rejected.
    pub accepted: bool,
    /// Who judged.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Note or reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl HeldEvidence {
    /// Its newest version.
    pub fn newest(&self) -> &EvidenceVersion {
        self.versions.last().unwrap_or_else(|| unreachable!("an item is made with its first version"))
    }

    /// The number of the newest version.
    pub fn version(&self) -> u32 {
        u32::try_from(self.versions.len()).unwrap_or(u32::MAX)
    }

    /// Does it count: handed in or accepted, neither rejected nor withdrawn nor disposed of?
    pub fn counts(&self) -> bool {
        matches!(self.state, EvidenceState::Collected | EvidenceState::Accepted)
    }

    /// The versions that somebody may have relied on: those that were accepted, and the newest.
    pub fn relied_on(&self) -> impl Iterator<Item = &EvidenceVersion> {
        let newest = self.version();
        let accepted = move |number: u32| self.judgements.iter().any(|j| j.accepted && j.version == number);
        let numbered = (1..).zip(&self.versions);
        numbered.filter(move |(number, _)| *number == newest || accepted(*number)).map(|(_, version)| version)
    }

    /// Everybody who handed in a version.
    pub fn submitters(&self) -> impl Iterator<Item = &str> {
        self.versions.iter().map(|version| version.by.as_str())
    }

    /// Was the newest version last judged by somebody who handed in a version? Only a waiver allows it (SoD-2).
    pub fn judged_by_its_own(&self) -> bool {
        let last = self.judgements.last().filter(|judgement| judgement.version == self.version());
        last.is_some_and(|last| self.submitters().any(|person| person == last.by))
    }
}

/// A request for evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldEvidenceRequest {
    /// What, of whom, by when.
    pub request: EvidenceRequest,
    /// Who asked.
    pub by: String,
    /// When, microseconds since 1970.
    pub asked_us: i64,
    /// The items that answered it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// Closed without an answer, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
}

impl HeldEvidenceRequest {
    /// Does it wait for an answer?
    pub fn open(&self) -> bool {
        self.answers.is_empty() && self.closed.is_none()
    }
}

/// That a control ran, as an item shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The day.
    pub on: Date,
    /// The item's id.
    pub evidence: &'a str,
    /// The item.
    pub held: &'a HeldEvidence,
    /// When it was said that the item shows the control, microseconds since 1970.
    pub said_us: i64,
}

impl EvidenceRoom {
    /// The days on which a control ran, as items that count show them, the earliest first.
    pub fn runs<'a>(&'a self, control: &str) -> Vec<Run<'a>> {
        let ids = self.shows.get(control).into_iter().flatten();
        let items = ids.filter_map(|id| self.items.get_key_value(id)).filter(|(_, held)| held.counts());
        let run = |(id, held): (&'a String, &'a HeldEvidence)| {
            held.controls.get(control).map(|shows| Run { on: shows.ran, evidence: id, held, said_us: shows.said_us })
        };
        let mut runs: Vec<Run<'a>> = items.filter_map(run).collect();
        runs.sort_by_key(|run| (run.on, run.evidence));
        runs
    }

    /// Months that evidence is kept for a framework.
    pub fn months(&self, framework: &str) -> Option<u32> {
        let usual = RETENTION_MONTHS.iter().find(|(id, _)| *id == framework).map(|(_, months)| *months);
        self.retention.get(framework).copied().or(usual)
    }

    /// The id of the next item.
    pub fn next_item(&self) -> String {
        format!("EV-{}", self.items.len() + 1)
    }

    /// The id of the next request.
    pub fn next_request(&self) -> String {
        format!("RQ-{}", self.requests.len() + 1)
    }

    fn show(&mut self, id: &str, control: String, ran: Date, recorded: Recorded<'_>) {
        self.shows.entry(control.clone()).or_default().insert(id.to_owned());
        if let Some(held) = self.items.get_mut(id) {
            let shows = Shows { ran, said_us: recorded.at_us, by: recorded.by.to_owned() };
            held.unlinked.remove(&control);
            held.controls.insert(control, shows);
        }
    }

    fn keep(&mut self, id: &str, files: &[EvidenceFile]) {
        for file in files {
            self.contents.entry(file.file.sha256.clone()).or_default().insert(id.to_owned());
        }
    }
}

pub(super) fn apply(room: &mut EvidenceRoom, recorded: Recorded<'_>, entry: u64, event: EvidenceEvent) {
    let version = |evidence, files| EvidenceVersion {
        evidence,
        files,
        received_us: recorded.at_us,
        by: recorded.by.to_owned(),
        entry,
    };
    let change = |room: &mut EvidenceRoom, id: &str, set: &mut dyn FnMut(&mut HeldEvidence)| {
        if let Some(held) = room.items.get_mut(id) {
            set(held);
        }
    };
    match event {
        EvidenceEvent::EvidenceAdded { id, evidence, files, controls, answers } => {
            room.keep(&id, &files);
            if let Some(asked) = answers.as_ref().and_then(|request| room.requests.get_mut(request)) {
                asked.answers.push(id.clone());
            }
            let held = HeldEvidence {
                state: EvidenceState::Collected,
                versions: vec![version(evidence, files)],
                controls: BTreeMap::new(),
                unlinked: BTreeSet::new(),
                judgements: Vec::new(),
                hold: None,
                ended: None,
                ended_us: None,
                answers,
                follow_ups: Vec::new(),
            };
            room.items.insert(id.clone(), held);
            for (control, ran) in controls {
                room.show(&id, control, ran, recorded);
            }
        }
        EvidenceEvent::EvidenceRevised { id, evidence, files } => {
            room.keep(&id, &files);
            let mut next = Some(version(evidence, files));
            change(room, &id, &mut |held| {
                held.versions.extend(next.take());
                held.state = EvidenceState::Collected;
            });
        }
        EvidenceEvent::EvidenceLinked { id, control, ran } => room.show(&id, control, ran, recorded),
        EvidenceEvent::EvidenceUnlinked { id, control } => {
            room.shows.entry(control.clone()).or_default().remove(&id);
            change(room, &id, &mut |held| {
                held.controls.remove(&control);
                held.unlinked.insert(control.clone());
            });
        }
        EvidenceEvent::EvidenceJudged { id, version, accepted, note } => change(room, &id, &mut |held| {
            held.state = if accepted { EvidenceState::Accepted } else { EvidenceState::Rejected };
            let (by, note) = (recorded.by.to_owned(), note.clone());
            held.judgements.push(EvidenceJudgement { version, accepted, by, at_us: recorded.at_us, note });
        }),
        other => ends(room, recorded, other),
    }
}

fn ends(room: &mut EvidenceRoom, recorded: Recorded<'_>, event: EvidenceEvent) {
    let over = |room: &mut EvidenceRoom, id: &str, state, reason| {
        if let Some(held) = room.items.get_mut(id) {
            (held.state, held.ended, held.ended_us) = (state, Some(reason), Some(recorded.at_us));
        }
    };
    match event {
        EvidenceEvent::EvidenceWithdrawn { id, reason } => over(room, &id, EvidenceState::Withdrawn, reason),
        EvidenceEvent::EvidenceDisposed { id, reason } => over(room, &id, EvidenceState::Disposed, reason),
        EvidenceEvent::EvidenceHeld { id, reason } => {
            if let Some(held) = room.items.get_mut(&id) {
                held.hold = Some(reason);
            }
        }
        EvidenceEvent::EvidenceReleased { id, .. } => {
            if let Some(held) = room.items.get_mut(&id) {
                held.hold = None;
            }
        }
        EvidenceEvent::EvidenceFollowedUp { id, follow_up } => {
            if let Some(held) = room.items.get_mut(&id) {
                held.follow_ups.push(HeldFollowUp { follow_up, by: recorded.by.to_owned(), at_us: recorded.at_us });
            }
        }
        EvidenceEvent::EvidenceAsked { id, request } => {
            let held = HeldEvidenceRequest {
                request,
                by: recorded.by.to_owned(),
                asked_us: recorded.at_us,
                answers: Vec::new(),
                closed: None,
            };
            room.requests.insert(id, held);
        }
        EvidenceEvent::RequestClosed { id, reason } => {
            if let Some(held) = room.requests.get_mut(&id) {
                held.closed = Some(reason);
            }
        }
        EvidenceEvent::RetentionSet { framework, months } => {
            room.retention.insert(framework, months);
        }
        _ => {}
    }
}
