//! The register of the system description, statements of management and the opinion.

use super::Recorded;
use crate::event::DescriptionEvent;
use crate::values::description::{
    Content, DescriptionState, LETTER_MONTHS, Opinion, OwnCuec, OwnLetter, Section, Sections, StatementKind,
};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All of the system description, statements of management and the opinion.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescriptionRegister {
    /// Descriptions by engagement.
    #[serde(default)]
    pub descriptions: BTreeMap<String, HeldDescription>,
    /// Statements by engagement and kind.
    #[serde(default)]
    pub statements: BTreeMap<String, BTreeMap<StatementKind, HeldStatement>>,
    /// Opinions by engagement, in the order in which they were recorded: the last one stands.
    #[serde(default)]
    pub opinions: BTreeMap<String, Vec<HeldOpinion>>,
    /// Our bridge letters by id.
    #[serde(default)]
    pub letters: BTreeMap<String, HeldLetter>,
    /// What we expect of customers, by id.
    #[serde(default)]
    pub cuecs: BTreeMap<String, HeldCuec>,
}

/// A description and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDescription {
    /// Where it stands.
    pub state: DescriptionState,
    /// What it said, the oldest first; an approved version never changes (SoD-11).
    pub versions: Vec<DescriptionVersion>,
    /// How it came here, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<DescriptionStep>,
}

/// A version of a description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DescriptionVersion {
    /// Its sections.
    pub sections: Sections,
    /// The hash of them.
    pub sha256: String,
    /// Who wrote it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A step of a description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DescriptionStep {
    /// Where to.
    pub to: DescriptionState,
    /// The version of which it speaks, from 1.
    pub version: usize,
    /// The hash of that version.
    pub sha256: String,
    /// By whom.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// The auditor's comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The hash of what was signed.
    pub sha256: String,
    /// Who signed.
    pub by: String,
    /// The day that stands on it.
    pub on: Date,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A statement as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldStatement {
    /// The text.
    pub text: String,
    /// The hash of it.
    pub sha256: String,
    /// Who wrote it so.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// The signature under just this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signature>,
    /// Signatures under other texts before it; they are void.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub void: Vec<Signature>,
}

/// An opinion as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldOpinion {
    /// The opinion.
    pub opinion: Opinion,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A bridge letter of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldLetter {
    /// The letter.
    pub letter: OwnLetter,
    /// The hash of it.
    pub sha256: String,
    /// Who wrote it so.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// The signature under just this letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signature>,
    /// Signatures under what it said before; they are void.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub void: Vec<Signature>,
    /// To whom it was sent, and on which day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sent: Vec<LetterSent>,
}

/// That a bridge letter was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterSent {
    /// To whom.
    pub to: String,
    /// On which day.
    pub on: Date,
    /// Who recorded it.
    pub by: String,
}

/// What we expect of customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldCuec {
    /// What is expected.
    pub cuec: OwnCuec,
    /// Withdrawn, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
}

impl HeldDescription {
    /// The newest version.
    pub fn newest(&self) -> Option<&DescriptionVersion> {
        self.versions.last()
    }

    /// Who wrote the newest version: its last editor, and for every section who last changed it (SoD-1).
    pub fn authors(&self) -> BTreeSet<&str> {
        let mut authors: BTreeSet<&str> = self.newest().map(|version| version.by.as_str()).into_iter().collect();
        for section in Section::ALL {
            let mut last: Option<(&Content, &str)> = None;
            for version in &self.versions {
                last = version.sections.get(&section).map(|content| match last {
                    Some((same, by)) if same == content => (same, by),
                    _ => (content, version.by.as_str()),
                });
            }
            authors.extend(last.map(|(_, by)| by));
        }
        authors
    }
}

impl HeldLetter {
    /// Where it stands on a day: `draft`, `signed`, `sent` or `expired`. A signed letter expires when both its last day and
    /// the usual reach after the end of the period are over.
    pub fn state(&self, period_end: Date, on: Date) -> &'static str {
        match (&self.signed, self.sent.last()) {
            (None, _) => "draft",
            (Some(_), _) if on > self.letter.until.max(usual_end(period_end)) => "expired",
            (Some(_), None) => "signed",
            (Some(_), Some(_)) => "sent",
        }
    }
}

/// The last day that a bridge letter usually reaches.
pub fn usual_end(period_end: Date) -> Date {
    period_end.saturating_add(LETTER_MONTHS.months())
}

impl DescriptionRegister {
    /// A statement of an engagement.
    pub fn statement(&self, engagement: &str, kind: StatementKind) -> Option<&HeldStatement> {
        self.statements.get(engagement)?.get(&kind)
    }

    /// The days on the representation letter and on the assertion, both signed, where the letter is the earlier one.
    pub fn letter_before_assertion(&self, engagement: &str) -> Option<(Date, Date)> {
        let dated = |kind| Some(self.statement(engagement, kind)?.signed.as_ref()?.on);
        let (letter, assertion) = (dated(StatementKind::Representation)?, dated(StatementKind::Assertion)?);
        (letter < assertion).then_some((letter, assertion))
    }

    /// The opinion that stands.
    pub fn opinion(&self, engagement: &str) -> Option<&HeldOpinion> {
        self.opinions.get(engagement)?.last()
    }

    /// What is expected of customers today.
    pub fn current_cuecs(&self) -> impl Iterator<Item = (&String, &OwnCuec)> {
        self.cuecs.iter().filter(|(_, held)| held.withdrawn.is_none()).map(|(id, held)| (id, &held.cuec))
    }

    /// The id of the next bridge letter.
    pub fn next_letter(&self) -> String {
        format!("BL-{}", self.letters.len() + 1)
    }

    /// The id of the next control that we expect of customers.
    pub fn next_cuec(&self) -> String {
        format!("CUEC-{}", self.cuecs.len() + 1)
    }
}

pub(super) fn apply(register: &mut DescriptionRegister, recorded: Recorded<'_>, _entry: u64, event: DescriptionEvent) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        DescriptionEvent::DescriptionWritten { engagement, sections, sha256 } => {
            let held = register.descriptions.entry(engagement).or_default();
            held.state = DescriptionState::Draft;
            held.versions.push(DescriptionVersion { sections, sha256, by, at_us });
        }
        DescriptionEvent::DescriptionSubmitted { engagement, sha256 } => {
            step(register, &engagement, recorded, (DescriptionState::OwnerReview, sha256, String::new()));
        }
        DescriptionEvent::DescriptionApproved { engagement, sha256 } => {
            step(register, &engagement, recorded, (DescriptionState::ManagementApproved, sha256, String::new()));
        }
        DescriptionEvent::DescriptionCommented { engagement, sha256, text } => {
            step(register, &engagement, recorded, (DescriptionState::AuditorCommented, sha256, text));
        }
        DescriptionEvent::DescriptionFinalised { engagement, sha256 } => {
            step(register, &engagement, recorded, (DescriptionState::Final, sha256, String::new()));
        }
        DescriptionEvent::StatementWritten { engagement, kind, text, sha256 } => {
            let of = register.statements.entry(engagement).or_default();
            let before = of.remove(&kind);
            let void = before.map(|held| held.void.into_iter().chain(held.signed).collect()).unwrap_or_default();
            of.insert(kind, HeldStatement { text, sha256, by, at_us, signed: None, void });
        }
        DescriptionEvent::StatementSigned { engagement, kind, sha256, on } => {
            let held = register.statements.get_mut(&engagement).and_then(|of| of.get_mut(&kind));
            if let Some(held) = held {
                held.signed = Some(Signature { sha256, by, on, at_us });
            }
        }
        DescriptionEvent::OpinionRecorded { engagement, opinion } => {
            register.opinions.entry(engagement).or_default().push(HeldOpinion { opinion, by, at_us });
        }
        DescriptionEvent::OwnCuecRecorded { id, cuec } => {
            register.cuecs.insert(id, HeldCuec { cuec, withdrawn: None });
        }
        DescriptionEvent::OwnCuecWithdrawn { id, reason } => {
            if let Some(held) = register.cuecs.get_mut(&id) {
                held.withdrawn = Some(reason);
            }
        }
        event => letter(register, recorded, event),
    }
}

fn step(
    register: &mut DescriptionRegister,
    engagement: &str,
    recorded: Recorded<'_>,
    (to, sha256, note): (DescriptionState, String, String),
) {
    if let Some(held) = register.descriptions.get_mut(engagement) {
        held.state = to;
        let (version, by, at_us) = (held.versions.len(), recorded.by.to_owned(), recorded.at_us);
        held.steps.push(DescriptionStep { to, version, sha256, by, at_us, note });
    }
}

fn letter(register: &mut DescriptionRegister, recorded: Recorded<'_>, event: DescriptionEvent) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        DescriptionEvent::BridgeLetterWritten { id, letter, sha256 } => {
            let before = register.letters.remove(&id);
            let void = before.map(|held| held.void.into_iter().chain(held.signed).collect()).unwrap_or_default();
            let held = HeldLetter { letter, sha256, by, at_us, signed: None, void, sent: Vec::new() };
            register.letters.insert(id, held);
        }
        DescriptionEvent::BridgeLetterSigned { id, sha256, on } => {
            if let Some(held) = register.letters.get_mut(&id) {
                held.signed = Some(Signature { sha256, by, on, at_us });
            }
        }
        DescriptionEvent::BridgeLetterSent { id, to, on } => {
            if let Some(held) = register.letters.get_mut(&id) {
                held.sent.push(LetterSent { to, on, by });
            }
        }
        _ => {}
    }
}
