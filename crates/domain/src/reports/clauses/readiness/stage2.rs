//! What Stage 2 looks at: whether it works as it is written - the plan followed, controls with evidence, audits and reviews with
//! what became of them, objectives, corrective action, awareness.

use super::practice::Seen;
use super::{ReadinessLine, Said};
use crate::reports::audit::conflicts_of;
use crate::reports::clauses::look::Look;
use crate::reports::clauses::place::Place;
use crate::reports::clauses::{ClausesReport, OperationMark};
use crate::reports::risk::Break;
use crate::reports::staff::staff;
use crate::reports::statement::SoaCheck;
use crate::values::isms::RegisterKind;
use crate::values::nonconformity::NonconformityClass;
use crate::values::{Duty, counted};

const PRACTICE: &str = "Clauses in practice";
const RISKS: &str = "Risk to evidence";
const CONTROLS: &str = "Controls";
const LOOKED: &str = "Audit, review and correction";
const PEOPLE: &str = "Objectives, compliance and people";

pub(super) fn lines(look: &Look<'_>, seen: &Seen, clauses: &ClausesReport) -> Vec<ReadinessLine> {
    let mut all = practice(clauses);
    all.extend(risks(look, seen));
    all.extend(controls(look, seen));
    all.extend(looked(look));
    all.extend(corrected(look));
    all.extend(people(look, seen));
    all
}

/// Each clause that does not run is a line of its own, after the sum of those that do.
fn practice(clauses: &ClausesReport) -> Vec<ReadinessLine> {
    let line = |file: &crate::reports::clauses::ClauseFile| {
        let idle: Vec<&str> =
            file.parts.iter().filter(|p| p.operation != OperationMark::Runs).map(|p| p.id.as_str()).collect();
        let (running, of) = (file.running(), file.parts.len());
        let why = match idle.is_empty() {
            true => format!("{running} of {of} sub-clauses have a record of the last 12 months"),
            false => {
                format!("{running} of {of} sub-clauses have a record of the last 12 months; none: {}", idle.join(", "))
            }
        };
        let said = Said::new(idle.is_empty(), why, Place::Clause(file.id.clone()));
        let looks = format!("Clause {} ({}) runs", file.id, file.title.to_lowercase());
        let id = format!("clause-{}", file.id);
        ReadinessLine::checked(&id, PRACTICE, first(&file.id), &looks, said)
    };
    let mut all: Vec<ReadinessLine> = clauses.files.iter().map(line).collect();
    all.push(ReadinessLine::asked(
        "top-management",
        PRACTICE,
        "5.1",
        "Top management answers in an interview",
        "Can top management say what it decided, gave and expects, in its own words?",
        Place::Register(RegisterKind::Leadership),
    ));
    all.push(ReadinessLine::asked(
        "reality",
        PRACTICE,
        "4.3",
        "The scope matches what is found on site and in systems",
        "Walk through sites, systems and outsourced parts: is anything in use that the scope leaves out?",
        Place::Register(RegisterKind::Scope),
    ));
    all
}

/// The clause under which the line of a whole clause stands.
fn first(clause: &str) -> &'static str {
    crate::reports::clauses::CLAUSES.into_iter().find(|id| *id == clause).unwrap_or("4")
}

fn risks(look: &Look<'_>, seen: &Seen) -> Vec<ReadinessLine> {
    let links = seen.chain.links.len();
    let of = |what: Break| {
        matches!(what, Break::NotInPlace | Break::NoEvidence | Break::EvidenceOld | Break::StatedTooEarly)
    };
    let broken = seen.chain.broken.iter().filter(|one| of(one.what)).count();
    let why = match links {
        0 => "no plan of treatment names a control".to_owned(),
        _ => format!(
            "{} of the chain, {} in it that do not hold",
            counted(links, "link", "links"),
            counted(broken, "place", "places")
        ),
    };
    let followed = Said::new(links > 0 && broken == 0, why, Place::Chain);
    let late: usize = look.risks.iter().map(|line| line.open_lines.1).sum();
    let in_plan = look.risks.iter().any(|line| line.treatment.is_some());
    let why = match in_plan {
        true => format!("{} overdue in the plans", counted(late, "action is", "actions are")),
        false => "no open risk has a plan".to_owned(),
    };
    let done = Said::new(in_plan && late == 0, why, Place::Risks);
    vec![
        ReadinessLine::checked(
            "risk-chain",
            RISKS,
            "6.1.3",
            "A risk leads to its treatment, its control and the evidence",
            followed,
        ),
        ReadinessLine::checked("treatment-followed", RISKS, "8.3", "The treatment plan is followed", done),
        ReadinessLine::asked(
            "scores-repeated",
            RISKS,
            "6.1.2",
            "A few risks rated again give the recorded result",
            "Let a second person rate some risks by the method alone: does the level come out the same?",
            Place::Risks,
        ),
    ]
}

fn controls(look: &Look<'_>, seen: &Seen) -> Vec<ReadinessLine> {
    let (ran, operating) = seen.ran;
    let why = format!(
        "{ran} of {} operating have evidence of a run in the last 12 months",
        counted(operating, "control", "controls")
    );
    let records = Said::new(operating > 0 && ran == operating, why, Place::Evidence);
    let (shown, implemented) = seen.shown;
    let at = seen.statement.as_ref().map_or(Place::Statement, |(id, ..)| Place::Version(id.clone()));
    let why =
        format!("{shown} of {} called implemented have evidence in date", counted(implemented, "entry", "entries"));
    let stated = Said::new(implemented > 0 && seen.errors(&[SoaCheck::NoEvidence]) == 0, why, at.clone());
    let exclusions = counted(seen.excluded, "control is", "controls are");
    let ask =
        format!("{exclusions} excluded: does each reason name an activity, asset or risk that is really not there?");
    let suppliers = crate::reports::supplier::suppliers(look.registers, look.on);
    let why = format!(
        "{} of {} under contract reviewed within a year",
        suppliers.reviewed,
        counted(suppliers.contracted, "supplier", "suppliers")
    );
    let supplied = suppliers.contracted > 0 && suppliers.reviewed == suppliers.contracted;
    let supplied = Said::new(supplied, why, Place::Suppliers);
    vec![
        ReadinessLine::checked("control-records", CONTROLS, "8.1", "Controls ran, and records show it", records),
        ReadinessLine::checked(
            "stated-shown",
            CONTROLS,
            "6.1.3",
            "Controls are implemented as the Statement says",
            stated,
        ),
        ReadinessLine::asked("exclusions", CONTROLS, "6.1.3", "Exclusions are plausible", &ask, at),
        ReadinessLine::checked("suppliers", CONTROLS, "8.1", "What others provide is controlled", supplied),
        ReadinessLine::asked(
            "observed",
            CONTROLS,
            "8.1",
            "Controls that are observed work while somebody watches",
            "Watch some controls being carried out: is it done as it is written?",
            Place::Controls,
        ),
    ]
}

fn looked(look: &Look<'_>) -> Vec<ReadinessLine> {
    let registers = look.registers;
    let reported = registers.audits.in_order().into_iter().filter(|(_, held)| held.report.is_some());
    let mut tied = Vec::new();
    let mut audits = 0;
    for (id, held) in reported {
        audits += 1;
        let day = held.report.as_ref().map_or(look.on, |report| report.report.on);
        let conflicts = conflicts_of(registers, held, day);
        if conflicts.iter().any(|one| !registers.people.waived(Duty::AuditsOwnWork, &one.person, day)) {
            tied.push(id.clone());
        }
    }
    let why = match (audits, tied.is_empty()) {
        (0, _) => "no internal audit is reported".to_owned(),
        (_, true) => format!("{}, no auditor with a part in what was audited", counted(audits, "report", "reports")),
        (_, false) => format!("an auditor has a part in what was audited: {}", tied.join(", ")),
    };
    let objective = Said::new(audits > 0 && tied.is_empty(), why, Place::Audits);
    let held = registers.reviews.held_before(look.on, "");
    let actions: Vec<_> = held.iter().flat_map(|(_, held, _)| held.actions()).map(|(_, action)| action).collect();
    let late = actions.iter().filter(|one| one.open() && one.decision.due.is_some_and(|due| due < look.on)).count();
    let why = format!("{late} of {} overdue", counted(actions.len(), "action of reviews is", "actions of reviews are"));
    let carried = Said::new(!held.is_empty() && late == 0, why, Place::Reviews);
    vec![
        ReadinessLine::checked(
            "audit-objective",
            LOOKED,
            "9.2.2",
            "Internal auditors have no part in what they audited",
            objective,
        ),
        ReadinessLine::checked("review-carried-out", LOOKED, "9.3.3", "What reviews decided was carried out", carried),
    ]
}

fn corrected(look: &Look<'_>) -> Vec<ReadinessLine> {
    let figures = &look.found.figures;
    let open: usize = figures
        .classes
        .iter()
        .filter(|(class, _)| **class != NonconformityClass::Opportunity)
        .map(|(_, one)| one.open)
        .sum();
    let why = format!("{} of {} overdue", figures.overdue, counted(figures.open(), "open one is", "open ones are"));
    let handled = Said::new(figures.overdue == 0, why, Place::Nonconformities);
    let closed: usize = figures
        .classes
        .iter()
        .filter(|(class, _)| **class != NonconformityClass::Opportunity)
        .map(|(_, one)| one.closed)
        .sum();
    let why = match (open, closed) {
        (0, 0) => "no nonconformity was ever recorded: an auditor asks why none was found".to_owned(),
        _ => format!(
            "{} closed after its effect was judged, {open} open",
            counted(closed, "nonconformity is", "nonconformities are")
        ),
    };
    let effective = Said::new(closed > 0, why, Place::Nonconformities);
    let line = |id, looks, said| ReadinessLine::checked(id, LOOKED, "10.2", looks, said);
    vec![
        line("findings-handled", "Findings are handled in time", handled),
        line("corrective-action", "Corrective action was closed with its effect judged", effective),
    ]
}

fn people(look: &Look<'_>, seen: &Seen) -> Vec<ReadinessLine> {
    let (measured, set) = seen.measured;
    let why =
        format!("{measured} of {} a result of the last 12 months", counted(set, "objective has", "objectives have"));
    let measured = Said::new(set > 0 && measured == set, why, Place::Register(RegisterKind::Objectives));
    let (assessed, of) = seen.assessed;
    let unmet = match seen.not_met.is_empty() {
        true => String::new(),
        false => format!("; not met: {}", seen.not_met.join(", ")),
    };
    let why = format!("{assessed} of {} assessed{unmet}", counted(of, "obligation is", "obligations are"));
    let complies =
        Said::new(of > 0 && assessed == of && seen.not_met.is_empty(), why, Place::Register(RegisterKind::Obligations));
    let staff = staff(look.registers, look.on);
    let why = format!(
        "{} of {} at work were trained within a year",
        staff.trained,
        counted(staff.at_work, "person", "people")
    );
    let aware = Said::new(staff.at_work > 0 && staff.trained == staff.at_work, why, Place::People);
    let line = |id, clause, looks, said| ReadinessLine::checked(id, PEOPLE, clause, looks, said);
    vec![
        line("objectives", "6.2", "Objectives are measured", measured),
        line("compliance", "9.1", "Compliance with duties is evaluated", complies),
        line("awareness", "7.3", "People were trained", aware),
        ReadinessLine::asked(
            "interviews",
            PEOPLE,
            "7.3",
            "Staff know the policy, their part and whom to tell of an incident",
            "Ask a few people who did not prepare for it.",
            Place::People,
        ),
    ]
}
