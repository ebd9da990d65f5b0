//! The same evidence by the items of the other framework (R175), and what nothing collected for SOC 2 can replace (R176).

use super::scope::Scope;
use super::sections::group;
use super::shape::{IndexLine, Item, NoReuse, Served};
use crate::reports::evidence::Label;
use crate::values::{Audience, EvidenceType, Framework, Item as Asked, ItemKind};
use std::collections::BTreeMap;

/// The index by the other framework: every item of it, those that nothing serves included.
pub(super) fn by_other(scope: &Scope<'_>, items: &[Item]) -> Vec<IndexLine> {
    let reading = scope.lens.reading;
    match scope.spec.audience {
        Audience::CpaFirm => {
            let all = reading.to.audited(ItemKind::Clause).chain(reading.to.audited(ItemKind::Control));
            all.map(|item| line(reading.to, item, by_iso(scope, &item.id, items))).collect()
        }
        Audience::CertificationBody => {
            let all = reading.from.audited(ItemKind::Criterion);
            let inside = all.filter(|item| item.category.is_some_and(|c| scope.lens.categories.contains(c)));
            inside.map(|item| line(reading.from, item, by_criterion(scope, &item.id, items))).collect()
        }
    }
}

fn line(framework: &Framework, item: &Asked, evidence: Vec<Served>) -> IndexLine {
    IndexLine {
        id: item.id.clone(),
        title: item.title.clone(),
        kind: item.kind,
        group: group(framework, item),
        evidence,
    }
}

type Way = (String, Label, Vec<String>);

fn by_iso(scope: &Scope<'_>, id: &str, items: &[Item]) -> Vec<Served> {
    let ways = scope.controls.iter().filter_map(|(control, of)| {
        let used = of.serves.iso.get(id)?;
        Some(((*control).to_owned(), used.label, used.supplements.iter().cloned().collect()))
    });
    served(scope, ways.collect(), items)
}

fn by_criterion(scope: &Scope<'_>, id: &str, items: &[Item]) -> Vec<Served> {
    let theirs = scope.controls.iter().filter(|(_, of)| of.serves.criteria.contains(id));
    let ways = theirs.map(|(control, of)| {
        let (label, supplements) = scope.label(id, of);
        ((*control).to_owned(), label, supplements)
    });
    served(scope, ways.collect(), items)
}

/// The items that come by these ways, each once with its best label.
fn served(scope: &Scope<'_>, ways: Vec<Way>, items: &[Item]) -> Vec<Served> {
    let mut found: BTreeMap<&str, Served> = BTreeMap::new();
    for (control, label, supplements) in ways {
        for (id, _) in scope.controls.get(control.as_str()).into_iter().flat_map(|of| &of.evidence) {
            let new = || Served { id: (*id).to_owned(), controls: Vec::new(), label, supplements: Vec::new() };
            let served = found.entry(id).or_insert_with(new);
            served.label = served.label.min(label);
            served.controls.push(control.clone());
            served.supplements.extend(supplements.iter().cloned());
        }
    }
    let mut all: Vec<Served> = items.iter().filter_map(|item| found.remove(item.id.as_str())).collect();
    for served in &mut all {
        served.supplements.sort();
        served.supplements.dedup();
        if served.label != Label::Supplemented {
            served.supplements.clear();
        }
    }
    all
}

/// The three artefacts without which no certification audit ends: clause and word of the name.
const REQUIRED: [(&str, &str); 3] = [("6.1.3", "statement of applicability"), ("9.2", "audit"), ("9.3", "review")];

/// Documents and records of ISO/IEC 27001 that SOC 2 has no equivalent for, in the order of the clauses.
pub(super) fn no_reuse(scope: &Scope<'_>, items: &[Item]) -> Vec<NoReuse> {
    let clauses = scope.lens.reading.to.audited(ItemKind::Clause);
    let named = clauses.flat_map(|clause| clause.documented_information.iter().map(move |named| (clause, named)));
    let net_new = named.filter(|(_, named)| !named.soc2_equivalent);
    net_new
        .map(|(clause, named)| {
            let words = named.name.to_lowercase();
            let required = REQUIRED.iter().any(|(id, word)| clause.id.starts_with(id) && words.contains(word));
            let kind = kind_of(&clause.id, &words);
            let statement = words.contains(REQUIRED[0].1);
            let named_so = |item: &Item| statement && item.title.to_lowercase().contains(REQUIRED[0].1);
            let of_kind = items.iter().filter(|item| Some(item.kind) == kind || named_so(item));
            let of_kind = of_kind.map(|item| item.id.clone());
            NoReuse { clause: clause.id.clone(), name: named.name.clone(), required, evidence: of_kind.collect() }
        })
        .collect()
}

/// The type of evidence that stands beside such an artefact.
fn kind_of(clause: &str, name: &str) -> Option<EvidenceType> {
    match clause.split('.').next().unwrap_or_default() {
        "9" if clause.starts_with("9.2") => Some(EvidenceType::InternalAuditRecord),
        "9" if clause.starts_with("9.3") => Some(EvidenceType::ManagementReview),
        "10" => Some(EvidenceType::CorrectiveAction),
        "6" | "8" if name.contains("treatment") => Some(EvidenceType::RiskRegister),
        _ => None,
    }
}
