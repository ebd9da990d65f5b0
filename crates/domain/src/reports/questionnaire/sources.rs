//! What an answer rests on: whether it is there, and by which mark it is known again when it has changed.

use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::registers::questionnaire::HeldAnswer;
use crate::values::description::content_sha256;
use crate::values::questionnaire::{CONFIRM_DAYS, SourceKind, SourceRef};
use crate::values::statement::{Applicability, Implementation};
use crate::values::{EngagementState, Examination};
use jiff::civil::Date;

/// Characters of a hash that a mark keeps.
const MARK: usize = 16;

/// Why an answer is to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stale {
    /// A source is not there any more: retired, withdrawn, out of force.
    Gone(SourceRef),
    /// A source says something else than when the answer was confirmed.
    Changed(SourceRef),
    /// It was confirmed so many days ago.
    Old(i32),
    /// It was taken out of the library.
    Withdrawn,
}

impl Stale {
    /// In a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Stale::Gone(source) => format!("{} {} does not stand any more", source.kind.title(), source.id),
            Stale::Changed(source) => format!("{} {} has changed since", source.kind.title(), source.id),
            Stale::Old(days) => format!("it was confirmed {days} days ago, more than {CONFIRM_DAYS}"),
            Stale::Withdrawn => "it was taken out of the library".to_owned(),
        }
    }
}

/// What the mark of a document says besides its version while only some read it.
const SOME_READERS: &str = " for some readers";

/// The mark of a source on a day; `None` when it does not stand: nothing rests on what is not there.
pub fn mark(registers: &Registers, source: &SourceRef, on: Date) -> Option<String> {
    let id = source.id.as_str();
    match source.kind {
        SourceKind::Control => {
            let held = registers.controls.get(id).filter(|held| held.control.in_place())?;
            Some(format!("v{}", held.version))
        }
        SourceKind::Policy => {
            let held = registers.policies.policies.get(id)?;
            // Whoever took a sentence of it over while everybody read it looks again when only some do.
            let readers = if held.policy.limited() { SOME_READERS } else { "" };
            Some(format!("v{}{readers}", held.current(on)?.number))
        }
        SourceKind::Statement => {
            let (_, held) = registers.statements.effective()?;
            let entry = held.entries.get(id).filter(|entry| entry.decision != Applicability::Undecided)?;
            let status = entry.status.map_or("", Implementation::id);
            let content = content_sha256([entry.decision.id(), status, &entry.how, &entry.exclusion]);
            Some(content.chars().take(MARK).collect())
        }
        SourceKind::Evidence => {
            let held = registers.evidence.items.get(id).filter(|held| held.counts())?;
            Some(format!("v{}", held.version()))
        }
        SourceKind::Report => {
            let held = registers.engagements.engagements.get(id)?;
            (held.state == EngagementState::Issued).then(|| dated(held.engagement.kind))
        }
        SourceKind::Certificate => Some(registers.certifications.project(id)?.in_force(on)?.expiry.to_string()),
    }
}

fn dated(kind: Examination) -> String {
    let days = kind.days();
    format!("{}/{}", days.from, days.until)
}

/// Why an answer is to be looked at again on a day; empty when nothing speaks against it.
pub fn stale(registers: &Registers, held: &HeldAnswer, on: Date) -> Vec<Stale> {
    let mut all: Vec<Stale> = held.withdrawn.iter().map(|_| Stale::Withdrawn).collect();
    for cited in &held.answer.sources {
        match mark(registers, &cited.source, on) {
            None => all.push(Stale::Gone(cited.source.clone())),
            // A document that is for everybody again takes nothing back.
            Some(now) if now != cited.mark && cited.mark.strip_suffix(SOME_READERS) != Some(&now) => {
                all.push(Stale::Changed(cited.source.clone()))
            }
            Some(_) => {}
        }
    }
    let days = on.since(day_of(held.confirmed_us)).map_or(0, |span| span.get_days());
    if days > CONFIRM_DAYS {
        all.push(Stale::Old(days));
    }
    all
}
