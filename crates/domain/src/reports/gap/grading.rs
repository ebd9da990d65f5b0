//! Grading one control, with the reason why.

use super::needs::needs;
use super::{GapInput, Grade, Graded};
use crate::reports::coverage::{ControlCoverage, Speaks};
use crate::values::catalogue::Reading;
use crate::values::inheritance;
use crate::values::{Item, Overlap};

pub(super) fn grade(reading: Reading<'_>, c: &ControlCoverage, input: &GapInput) -> Graded {
    let rows = || c.rows.iter().filter_map(|n| reading.crosswalk.rows.iter().find(|r| r.id == n.row && !n.suggested));
    let (grade, reason) = match (c.best, input.inherited.get(&c.id)) {
        (Some(Overlap::Full), _) => (Grade::Fully, reason_for(c, "carries over as it is")),
        (_, Some(provider)) if inheritance::inheritable(&c.id) => {
            let reason =
                format!("{provider} operates it: justification, report in date and coverage review are on file");
            (Grade::InheritedDocumented, reason)
        }
        (Some(_), _) => (Grade::Partially, reason_for(c, "covers the intent and needs a supplement")),
        (None, _) => (Grade::NotAddressed, not_addressed(&c.id, input)),
    };
    let mut supplements: Vec<String> = rows().filter_map(|r| r.supplement.clone()).collect();
    let mut evidence: Vec<String> = rows().flat_map(|r| r.evidence.iter().cloned()).collect();
    supplements.dedup();
    let mut seen = std::collections::BTreeSet::new();
    evidence.retain(|e| seen.insert(e.clone()));
    let item = reading.to.item(&c.id);
    match grade {
        Grade::Fully => supplements.clear(),
        // A direct link, or a row without the words for it.
        Grade::Partially if supplements.is_empty() => supplements.extend(item.map(Item::supplement)),
        _ => {}
    }
    Graded {
        id: c.id.clone(),
        title: c.title.clone(),
        theme: c.theme.clone(),
        grade,
        reason,
        needs: needs(&c.id, grade, input.hosting),
        supplements,
        evidence,
        check: item.map(|i| i.notes.clone()).unwrap_or_default(),
        rows: c.rows.clone(),
        direct: c.direct.clone(),
        informal: input.informal.contains(&c.id),
    }
}

fn reason_for(c: &ControlCoverage, what: &str) -> String {
    let mut criteria: Vec<&str> = Vec::new();
    for row in c.rows.iter().filter(|r| Some(r.overlap) == c.best) {
        let word = row.criterion.as_str();
        if !criteria.contains(&word) {
            criteria.push(word);
        }
    }
    match c.speaks() {
        Speaks::Direct => format!("own control {} is linked to it directly: what exists {what}", c.direct.join(", ")),
        Speaks::Both if criteria.is_empty() => {
            format!("own control {} is linked to it directly: what exists {what}", c.direct.join(", "))
        }
        Speaks::Both => {
            format!("{} and the direct link of {}: what exists {what}", criteria.join(", "), c.direct.join(", "))
        }
        _ if c.rows.iter().all(|r| r.broad) => {
            format!("{} names it only in general terms: what exists {what}", criteria.join(", "))
        }
        _ if c.best == Some(Overlap::Unrated) => {
            format!("{} names it without saying how far: treat as partial", criteria.join(", "))
        }
        _ => format!("{}: what exists {what}", criteria.join(", ")),
    }
}

fn not_addressed(id: &str, input: &GapInput) -> String {
    if let Some(missing) = input.incomplete.get(id) {
        return format!("an inheritance record exists but is not complete: {missing}");
    }
    if inheritance::inheritable(id) && input.hosting.has_provider() {
        return "no row in scope names it; a hosting provider may answer it, once the inheritance is documented"
            .to_owned();
    }
    if inheritance::always_own(id) {
        return "no row in scope names it; it belongs to the own offices and devices, so no provider can answer it"
            .to_owned();
    }
    "no row in scope and no own control in place names it: new work".to_owned()
}
