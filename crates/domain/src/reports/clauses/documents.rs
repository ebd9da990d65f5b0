//! Documents about a clause, and how documents as such are controlled (clause 7.5).

use super::kept::{Kept, KeptItem, Layer};
use super::look::Look;
use super::place::Place;
use crate::registers::policy::HeldPolicy;
use crate::reports::policy::{PolicyConcern, PolicyLine};
use crate::values::policy::PolicyState;
use jiff::civil::Date;

impl Look<'_> {
    fn held(&self, line: &PolicyLine) -> Option<&HeldPolicy> {
        self.registers.policies.policies.get(&line.id)
    }

    /// Documents that are not retired, each as it is held.
    pub(super) fn live(&self) -> impl Iterator<Item = (&PolicyLine, &HeldPolicy)> {
        let live = self.documents.iter().filter(|line| line.state != PolicyState::Retired);
        live.filter_map(|line| Some((line, self.held(line)?)))
    }

    /// Those that speak of a clause or control: they name it or the clause above it, or are a piece that it asks for.
    pub(super) fn about<'a>(&'a self, item: &'a str) -> impl Iterator<Item = (&'a PolicyLine, &'a HeldPolicy)> {
        self.live().filter(move |(_, held)| {
            let meets = |id: &String| item == id || item.strip_prefix(id.as_str()).is_some_and(|r| r.starts_with('.'));
            held.policy.meets.iter().any(meets) || held.policy.pieces.iter().any(|piece| piece.clause() == item)
        })
    }
}

fn item(line: &PolicyLine, held: &HeldPolicy, on: Option<Date>) -> KeptItem {
    KeptItem::new(format!("{} {}", line.id, held.policy.title), on, Place::Document(line.id.clone()))
}

/// Documents that speak of a clause; in force is what counts.
pub(super) fn documents(look: &Look<'_>, clause: &str) -> Kept {
    let all = look.about(clause).map(|(line, held)| (item(line, held, line.since), line.state.in_force()));
    Kept::of(Layer::Governance, "Documents", Place::Documents, "in force, of those that speak of it", all)
}

/// Clause 5.2 in practice: who was asked acknowledged the policy.
pub(super) fn acknowledged(look: &Look<'_>, clause: &str) -> Kept {
    let mut sum = (0, 0, None);
    for (line, held) in look.about(clause) {
        let Some(progress) = &line.progress else { continue };
        sum.0 += progress.done();
        sum.1 += progress.asked();
        let days = held.acknowledged.values().filter_map(|said| said.get(&progress.version));
        sum.2 = days.copied().map(Look::day).max().max(sum.2);
    }
    let under = "of the people who were asked to acknowledge it";
    Kept::figure(Layer::Operation, "Acknowledged", Place::Documents, under, sum)
}

/// Clause 7.5.1: what the standard names is there, and documents are in use.
pub(super) fn complete(look: &Look<'_>) -> Vec<Kept> {
    let there = look.pieces.iter().filter(|line| line.there()).count();
    let under = "there, of the pieces of documented information that the standard names";
    let sum = (there, look.pieces.len(), None);
    let used = look.live().filter_map(|(line, held)| Some((line, held, held.looked_at(look.on)?)));
    let used = used.map(|(line, held, day)| (item(line, held, Some(day)), look.recent(day)));
    vec![
        Kept::figure(Layer::Governance, "Documented information", Place::Documents, under, sum),
        Kept::of(
            Layer::Operation,
            "Published or reviewed",
            Place::Documents,
            "in the last 12 months, of those in force",
            used,
        ),
    ]
}

/// Clause 7.5.2: identified, and approved before use.
pub(super) fn updated(look: &Look<'_>) -> Vec<Kept> {
    let formal = look.live().map(|(line, held)| {
        (item(line, held, line.since), line.current.is_some() && !line.concerns.contains(&PolicyConcern::Informal))
    });
    let versions = look.live().flat_map(|(line, held)| held.versions.iter().map(move |version| (line, held, version)));
    let approved = versions.filter_map(|(line, held, version)| {
        let day = version.approvals.iter().map(|step| Look::day(step.at_us)).max()?;
        Some((item(line, held, Some(day)), look.recent(day)))
    });
    vec![
        Kept::of(Layer::Governance, "Approved and in force", Place::Documents, "of all documents in use", formal),
        Kept::of(
            Layer::Operation,
            "Versions approved",
            Place::Documents,
            "in the last 12 months, of all versions approved",
            approved,
        ),
    ]
}

/// Clause 7.5.3: a review cycle, and reviews in time.
pub(super) fn controlled(look: &Look<'_>) -> Vec<Kept> {
    let cycle = look.live().map(|(line, held)| (item(line, held, line.since), held.policy.review_months > 0));
    let current = look.live().filter_map(|(line, held)| Some((line, held, held.looked_at(look.on)?)));
    let current = current.map(|(line, held, day)| (item(line, held, Some(day)), !held.overdue(look.on)));
    vec![
        Kept::of(
            Layer::Governance,
            "With a review cycle",
            Place::Documents,
            "of all documents that are not retired",
            cycle,
        ),
        Kept::of(
            Layer::Operation,
            "Review in time",
            Place::Documents,
            "whose review is not overdue, of those in force",
            current,
        ),
    ]
}
