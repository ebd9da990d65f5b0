//! What a clause still lacks, and where each is mended; the first is the next step (R91).

use super::kept::{GovernanceMark, OperationMark};
use super::look::Look;
use super::place::Place;
use super::{ClauseGap, SubClause, readiness};
use crate::reports::policy::PolicyConcern;
use crate::reports::risk::RiskProblem;
use crate::values::policy::MandatoryPiece;
use crate::values::{Practice, counted};
use std::collections::BTreeMap;

/// Most gaps of one sub-clause.
pub const MAX_GAPS: usize = 20;

/// What a sub-clause lacks, in the order in which it is supplied.
pub(super) fn gaps(look: &Look<'_>, part: &SubClause) -> Vec<ClauseGap> {
    let mut all = pieces(look, &part.id);
    all.extend(governance(part));
    all.extend(registers(look, &part.id));
    all.extend(risks(look, &part.id));
    all.extend(evaluation(look, &part.id));
    all.extend(documents(look, &part.id));
    all.extend(against(look, &part.id));
    all.extend(operation(part));
    if part.owner.is_none() {
        let sentence =
            "Nobody answers for it: name an owner in its document, or a holder of the role that ensures conformity";
        all.push(ClauseGap::new(sentence, Place::Register(crate::values::isms::RegisterKind::Roles)));
    }
    let judged = match &part.judged {
        None => Some("Nobody has judged how it stands"),
        Some(found) if found.practice == Practice::NotStarted => Some("It was judged as not started"),
        Some(_) => None,
    };
    all.extend(judged.map(|words| ClauseGap::new(words, Place::Judgement(part.id.clone()))));
    all.truncate(MAX_GAPS);
    all
}

fn pieces(look: &Look<'_>, clause: &str) -> Vec<ClauseGap> {
    let missing = look.pieces.iter().filter(|line| line.piece.clause() == clause && !line.there());
    let gap = |piece: MandatoryPiece| {
        let sentence = format!("{}: asked for as documented information, and not there", piece.title());
        ClauseGap::new(sentence, readiness::kept_at(piece))
    };
    missing.map(|line| gap(line.piece)).collect()
}

fn governance(part: &SubClause) -> Option<ClauseGap> {
    let mut layers = part.kept.iter().filter(|one| one.layer == super::Layer::Governance);
    match part.governance {
        GovernanceMark::Absent => {
            // A register of its own comes before a document about it.
            let own = layers.find(|one| one.place != Place::Documents);
            let place = own.map_or(Place::Documents, |one| one.place.clone());
            Some(ClauseGap::new("Nothing says how it is done here", place))
        }
        GovernanceMark::Written => {
            let written = layers.find_map(|one| one.items.first());
            let place = written.map_or(Place::Documents, |item| item.place.clone());
            Some(ClauseGap::new("It is written, and not decided or approved", place))
        }
        GovernanceMark::Decided => None,
    }
}

/// What is missing in the registers, as they tell it themselves.
fn registers(look: &Look<'_>, clause: &str) -> Vec<ClauseGap> {
    let of = look.missing.iter().filter(|finding| finding.item == clause);
    let gap = |finding: &crate::reports::isms::Finding| {
        let place = match &finding.entry {
            Some(id) => Place::Entry(finding.register, id.clone()),
            None => Place::Register(finding.register),
        };
        let named = finding.entry.as_ref().map(|id| format!("{id}: ")).unwrap_or_default();
        ClauseGap::new(format!("{named}{}", finding.what.trim_end_matches('.')), place)
    };
    of.map(gap).collect()
}

/// The clause that a problem of a risk bears on.
fn bears_on(problem: RiskProblem) -> &'static str {
    match problem {
        RiskProblem::NotRated | RiskProblem::ReviewOverdue => "8.2",
        RiskProblem::LineOverdue => "8.3",
        RiskProblem::NoTreatment
        | RiskProblem::ApprovalStale
        | RiskProblem::AcceptanceStale
        | RiskProblem::WaitsForNextLevel
        | RiskProblem::AboveAppetite
        | RiskProblem::ControlGone
        | RiskProblem::NoControls => "6.1.3",
        _ => "6.1.2",
    }
}

fn risks(look: &Look<'_>, clause: &str) -> Vec<ClauseGap> {
    let mut by: BTreeMap<RiskProblem, Vec<&str>> = BTreeMap::new();
    for found in look.wrong.iter().filter(|found| bears_on(found.problem) == clause) {
        by.entry(found.problem).or_default().extend(found.risk.as_deref());
    }
    let gap = |(problem, risks): (RiskProblem, Vec<&str>)| match risks.as_slice() {
        [] => ClauseGap::new(problem.title().to_owned(), Place::WrongRisks),
        [only] => {
            ClauseGap::new(format!("{only}: {}", problem.title().to_lowercase()), Place::Risk((*only).to_owned()))
        }
        all => {
            let sentence = format!("{}: {}", counted(all.len(), "risk", "risks"), problem.title().to_lowercase());
            ClauseGap::new(sentence, Place::WrongRisks)
        }
    };
    let mut all: Vec<ClauseGap> = by.into_iter().map(gap).collect();
    if clause == "6.1.2" && look.registers.risks.risks.is_empty() {
        all.push(ClauseGap::new("No risk is recorded", Place::Risks));
    }
    all
}

fn evaluation(look: &Look<'_>, clause: &str) -> Vec<ClauseGap> {
    let missed = look.coverage.rows.iter().filter(|row| !row.covered()).count();
    let programme = &look.reviews;
    let overdue = look.found.lines.iter().filter(|line| line.state.open() && line.overdue());
    match clause {
        "9.2.1" if missed > 0 => {
            let sentence =
                format!("{missed} of {} clauses and controls were not audited in the cycle", look.coverage.rows.len());
            vec![ClauseGap::new(sentence, Place::AuditCoverage)]
        }
        "9.3.1" if programme.overdue => vec![ClauseGap::new("The next review is overdue", Place::Reviews)],
        "9.3.1" if programme.last.is_some() && programme.scheduled.is_none() => {
            vec![ClauseGap::new("The next review has no day", Place::Reviews)]
        }
        "9.3.3" => actions(look).into_iter().collect(),
        "10.2" => overdue
            .map(|line| ClauseGap::new(format!("{} is overdue", line.id), Place::Nonconformity(line.id.clone())))
            .collect(),
        _ => Vec::new(),
    }
}

/// Actions of reviews whose day is over.
fn actions(look: &Look<'_>) -> Option<ClauseGap> {
    let late = |held: &crate::registers::review::HeldReview| {
        held.actions().filter(|(_, one)| one.open() && one.decision.due.is_some_and(|due| due < look.on)).count()
    };
    let held = look.registers.reviews.held_before(look.on, "");
    let late: usize = held.iter().map(|(_, held, _)| late(held)).sum();
    let words = counted(late, "action of a review is overdue", "actions of reviews are overdue");
    (late > 0).then(|| ClauseGap::new(words, Place::Reviews))
}

/// What is open about documents as such, by the part of clause 7.5 that asks for it.
fn documents(look: &Look<'_>, clause: &str) -> Vec<ClauseGap> {
    let wanted: &[PolicyConcern] = match clause {
        "7.5.1" => &[PolicyConcern::Placeholders, PolicyConcern::NothingBehind],
        "7.5.2" => &[PolicyConcern::NoOwner, PolicyConcern::OwnerLeft, PolicyConcern::Informal],
        "7.5.3" => &[PolicyConcern::NoCycle, PolicyConcern::ReviewOverdue],
        "7.3" => &[PolicyConcern::AcknowledgementOverdue],
        _ => return Vec::new(),
    };
    let of = |concern: &PolicyConcern| {
        let having: Vec<&str> =
            look.live().filter(|(line, _)| line.concerns.contains(concern)).map(|(line, _)| line.id.as_str()).collect();
        let place = match having.as_slice() {
            [] => return None,
            [only] => Place::Document((*only).to_owned()),
            _ => Place::Documents,
        };
        Some(ClauseGap::new(format!("{}: {}", concern.title(), having.join(", ")), place))
    };
    wanted.iter().filter_map(of).collect()
}

/// Open nonconformities against the clause.
fn against(look: &Look<'_>, clause: &str) -> Vec<ClauseGap> {
    let open = look.registers.nonconformities.in_order().into_iter();
    let open = open.filter(|(_, held)| held.state().open() && held.nonconformity.against.contains(clause));
    let gap = |(id, held): (&String, &crate::registers::nonconformity::HeldNonconformity)| {
        let class = held.nonconformity.class.title().to_lowercase();
        ClauseGap::new(
            format!("{id} is open ({class}): {}", held.nonconformity.title),
            Place::Nonconformity(id.clone()),
        )
    };
    open.map(gap).collect()
}

fn operation(part: &SubClause) -> Option<ClauseGap> {
    let place = part.kept.iter().find(|one| one.layer == super::Layer::Operation).map(|one| one.place.clone());
    let place = place.unwrap_or(Place::Evidence);
    match part.operation {
        OperationMark::Absent => Some(ClauseGap::new("No record shows that it runs", place)),
        OperationMark::Before => Some(ClauseGap::new("No record of the last 12 months shows that it runs", place)),
        OperationMark::Runs => None,
    }
}
