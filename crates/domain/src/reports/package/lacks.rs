//! What a package lacks, so that it is complete or says that it is not.

use super::scope::Scope;
use super::shape::{NoReuse, Section};
use crate::registers::audit::HeldAudit;
use crate::values::description::{DescriptionState, StatementKind};
use crate::values::{Audience, ItemKind, Lack};
use std::collections::BTreeSet;

/// Most things that a partial package says are missing, as its format allows.
pub const MAX_LACKS: usize = 10_000;

/// Everything that is lacking: what the framework asks for first, then controls, evidence, statements and artefacts.
pub(super) fn lacks(scope: &Scope<'_>, sections: &[Section], no_reuse: &[NoReuse]) -> Vec<Lack> {
    let mut lacks = Vec::new();
    for section in sections.iter().filter(|section| section.rows.is_empty()) {
        let why = match section.kind {
            ItemKind::Criterion => "no own control in scope answers this criterion",
            ItemKind::Clause => "no own control is linked to this clause, and no criterion's row leads to it",
            ItemKind::Control => "no own control is linked to this control, and no criterion's row leads to it",
        };
        lacks.push(lack(&section.id, why));
    }
    let mut broken: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (id, control) in &scope.controls {
        broken.extend(control.broken.iter().map(|(id, what)| (*id, what.as_str())));
        if control.evidence.is_empty() {
            let why = match (control.broken.is_empty(), control.restricted.is_empty(), control.unexercised) {
                (false, ..) => "the files of its evidence are missing, or not what was received",
                (true, false, _) => "its only evidence is restricted, and restricted evidence was not asked for",
                (true, true, Some(_)) => "it is recorded as not exercised, and no accepted evidence shows that",
                (true, true, None) => {
                    "no accepted evidence touches these days, and it is not recorded as not exercised"
                }
            };
            lacks.push(lack(id, why));
        }
    }
    lacks.extend(broken.into_iter().map(|(id, what)| lack(id, what)));
    match scope.spec.audience {
        Audience::CpaFirm => statements(scope, &mut lacks),
        Audience::CertificationBody => {
            let required = no_reuse.iter().filter(|artefact| artefact.required);
            lacks.extend(required.filter_map(|artefact| Some(lack(&artefact.name, &unkept(scope, artefact)?))));
        }
    }
    lacks
}

/// Why a document that no evidence for SOC 2 replaces is lacking: it is not made here, or none of the items holds it.
fn unkept(scope: &Scope<'_>, artefact: &NoReuse) -> Option<String> {
    let registers = scope.registers;
    let (made, missing) = match artefact.clause.get(..3) {
        Some("6.1") => (registers.statements.approved(), "no version of the statement is approved"),
        Some("9.2") => {
            let reported = |held: &HeldAudit| held.report.is_some() && held.cancelled.is_none();
            (registers.audits.in_order().into_iter().any(|(_, held)| reported(held)), "no internal audit is reported")
        }
        _ => {
            let approved = registers.reviews.each().any(|(_, held)| held.approved.is_some());
            (approved, "the minutes of no management review are approved")
        }
    };
    if !made {
        let clause = &artefact.clause;
        return Some(format!(
            "clause {clause} names it, nothing collected for SOC 2 stands in its place, and {missing}"
        ));
    }
    artefact.evidence.is_empty().then(|| {
        "it is kept here, and no accepted item of these days holds it: hand in its file, by that name or of that type"
            .to_owned()
    })
}

/// Without an approved description and a signed assertion there is nothing that the firm gives an opinion on.
fn statements(scope: &Scope<'_>, lacks: &mut Vec<Lack>) {
    let Some((id, _)) = scope.engagement else { return };
    let room = &scope.registers.descriptions;
    let approved = room.descriptions.get(id).is_some_and(|held| held.state >= DescriptionState::ManagementApproved);
    if !approved {
        lacks.push(lack("System description", "management has not approved it"));
    }
    let signed = room.statement(id, StatementKind::Assertion).is_some_and(|held| held.signed.is_some());
    if !signed {
        lacks.push(lack("Management's assertion", "it is not signed"));
    }
}

fn lack(what: &str, why: &str) -> Lack {
    Lack { what: what.to_owned(), why: why.to_owned() }
}

/// Keeps to what the format allows; what is cut is counted.
pub(super) fn cut(lacks: &mut Vec<Lack>) {
    if lacks.len() > MAX_LACKS {
        let more = lacks.len() - (MAX_LACKS - 1);
        lacks.truncate(MAX_LACKS - 1);
        lacks.push(lack("And more", &format!("{more} further things are missing")));
    }
}

/// What is left out on purpose: evidence that is restricted. Only its id is told.
pub(super) fn left_out(scope: &Scope<'_>) -> Vec<Lack> {
    let all = scope.controls.values().flat_map(|control| &control.restricted);
    let mut ids: Vec<&str> = all.map(|(id, _)| *id).collect::<BTreeSet<_>>().into_iter().collect();
    ids.sort_by_key(|id| (id.len(), *id));
    let why = "it is classified as restricted, and restricted evidence was not asked for";
    ids.into_iter().take(MAX_LACKS).map(|id| lack(id, why)).collect()
}
