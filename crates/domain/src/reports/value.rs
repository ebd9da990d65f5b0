//! What the programme is worth, counted from what is recorded: markets, questionnaires, regulation, competition and posture
//! (R335); governance, sight of risks, suppliers, trust and what can be shown (R339); whether controls operate, as SOC 2 asks, and
//! whether the management system is well, as ISO/IEC 27001 asks, as two views of one programme (R340); and the history behind it
//! (R344). Each figure stands with what it is counted of; none is a promise, and none is readiness.

use super::clauses::clauses;
use super::planner::decision::{DemandLine, demand};
use super::posture::{Way, posture};
use super::risk::lines;
use super::supplier::suppliers;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::nonconformity::NonconformityState;
use crate::values::operation::words;
use crate::values::risk::RiskState;
use crate::values::{EngagementState, EvidenceState};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a figure speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Customers in markets that ask for a report or a certificate.
    Markets,
    /// Questionnaires that cost less, or that nobody has to answer.
    Questionnaires,
    /// What a contract or a regulator requires by name.
    Regulation,
    /// What it cost to have neither.
    Competition,
    /// Whether the programme got better.
    Posture,
    /// Whether management decides.
    Governance,
    /// Whether risks are seen.
    Risks,
    /// Whether suppliers are looked at.
    Suppliers,
    /// What others can rely on.
    Trust,
    /// What can be shown later.
    Defensibility,
    /// Do controls operate? The question of SOC 2.
    Operating,
    /// Is the management system well? The question of ISO/IEC 27001.
    Health,
    /// What was built up over time.
    History,
}

words!(Purpose {
    Markets = "markets", "Markets opened";
    Questionnaires = "questionnaires", "Questionnaires avoided";
    Regulation = "regulation", "Regulation and contracts";
    Competition = "competition", "Competition";
    Posture = "posture", "Posture";
    Governance = "governance", "Governance";
    Risks = "risks", "Sight of risks";
    Suppliers = "suppliers", "Suppliers qualified";
    Trust = "trust", "Trust";
    Defensibility = "defensibility", "What can be shown";
    Operating = "operating", "Controls operate";
    Health = "health", "The management system is well";
    History = "history", "A governed system with history";
});

impl Purpose {
    /// The two views of one programme: the question of SOC 2, and that of ISO/IEC 27001.
    pub const VIEWS: [Purpose; 2] = [Purpose::Operating, Purpose::Health];
}

/// A figure with what it is counted of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// Its id, such as `deals_won`.
    pub id: &'static str,
    /// What it speaks for.
    pub purpose: Purpose,
    /// What is counted.
    pub title: &'static str,
    /// The figure.
    pub count: usize,
    /// What it is counted of.
    pub of: usize,
    /// What that whole is, in the singular when it is one.
    pub whole: &'static str,
    /// Fewer are better.
    pub fewer: bool,
}

/// Every figure, by what it speaks for.
///
/// # Errors
/// [`Refusal::Unknown`] when ISO/IEC 27001:2022 is not adopted.
pub fn benefits(registers: &Registers, on: Date) -> Result<Vec<Benefit>, Refusal> {
    let mut all = sales(registers);
    all.extend(questionnaires(registers));
    all.extend(judged(registers, on)?);
    all.extend(relied_on(registers, on));
    all.extend(built_up(registers));
    all.sort_by_key(|one| one.purpose);
    Ok(all)
}

fn one(
    (id, purpose): (&'static str, Purpose),
    title: &'static str,
    (count, of): (usize, usize),
    (single, many): (&'static str, &'static str),
) -> Benefit {
    let whole = if of == 1 { single } else { many };
    Benefit { id, purpose, title, count, of, whole, fewer: false }
}

fn sales(registers: &Registers) -> Vec<Benefit> {
    let found = demand(registers);
    let all = found.lines.len();
    let count = |which: &dyn Fn(&DemandLine) -> bool| found.lines.iter().filter(|l| which(l)).count();
    let markets = |won: bool| {
        let in_them = found.lines.iter().filter(|line| !won || line.won).filter_map(|line| line.market);
        in_them.collect::<BTreeSet<_>>().len()
    };
    let required = count(&|line| line.required_by.is_some());
    let lost = usize::try_from(found.no_report.lost.deals + found.no_report.slowed.deals).unwrap_or(usize::MAX);
    let lost = one(
        ("lost_or_slowed", Purpose::Competition),
        "Deals lost or slowed for want of a report or certificate",
        (lost, all),
        ("request of a customer", "requests of customers"),
    );
    vec![
        one(
            ("deals_won", Purpose::Markets),
            "Deals won that asked for a report or certificate",
            (count(&|line| line.won), all),
            ("request of a customer", "requests of customers"),
        ),
        one(
            ("markets_won", Purpose::Markets),
            "Markets in which a deal was won",
            (markets(true), markets(false)),
            ("market that asks", "markets that ask"),
        ),
        one(
            ("required_won", Purpose::Regulation),
            "Deals won in which a contract or regulator requires it by name",
            (count(&|line| line.won && line.required_by.is_some()), required),
            ("request that requires it by name", "requests that require it by name"),
        ),
        Benefit { fewer: true, ..lost },
    ]
}

/// Rows whose answer was given before, in another row, are answered from the library.
fn questionnaires(registers: &Registers) -> Vec<Benefit> {
    let register = &registers.questionnaires;
    let rows: Vec<&str> =
        register.each().flat_map(|(_, held)| held.answered.values()).map(|row| row.id.as_str()).collect();
    let distinct = rows.iter().collect::<BTreeSet<_>>().len();
    let asked = &registers.engagements.asked;
    let answered = asked.values().filter(|held| held.answered()).count();
    vec![
        one(
            ("answers_reused", Purpose::Questionnaires),
            "Questions answered by an answer that was given before",
            (rows.len() - distinct, rows.len()),
            ("question answered", "questions answered"),
        ),
        one(
            ("asked_answered", Purpose::Questionnaires),
            "Requests that a report, letter or certificate answered",
            (answered, asked.len()),
            ("request recorded with an engagement", "requests recorded with engagements"),
        ),
    ]
}

fn judged(registers: &Registers, on: Date) -> Result<Vec<Benefit>, Refusal> {
    let stood = posture(registers, on);
    let better = stood.changes.iter().filter(|change| change.way == Way::Better).count();
    let runs: usize = stood.months.iter().map(|month| month.runs).sum();
    let missed: usize = stood.months.iter().map(|month| month.missed).sum();
    let report = clauses(registers, on)?;
    let (parts, running): (usize, usize) =
        (report.parts().count(), report.files.iter().map(|file| file.running()).sum());
    let decided: usize = report.files.iter().map(|file| file.decided()).sum();
    let reviews = &registers.reviews;
    let actions =
        reviews.each().flat_map(|(_, held)| held.actions().map(|(_, action)| action.open()).collect::<Vec<_>>());
    let actions: Vec<bool> = actions.collect();
    let done = actions.iter().filter(|open| !**open).count();
    let found = registers.nonconformities.nonconformities.values().map(|held| held.state());
    let found: Vec<NonconformityState> = found.filter(|state| *state != NonconformityState::Rejected).collect();
    let closed = found.iter().filter(|state| **state == NonconformityState::Closed).count();
    let exceptions = &registers.testing.exceptions;
    let answered = exceptions.values().filter(|held| held.response.is_some()).count();
    Ok(vec![
        one(
            ("measures_better", Purpose::Posture),
            "Measures that are better than in the first month",
            (better, stood.changes.len()),
            ("measure that is compared", "measures that are compared"),
        ),
        one(
            ("clauses_decided", Purpose::Governance),
            "Parts of clauses 4 to 10 that are decided",
            (decided, parts),
            ("part of clauses 4 to 10", "parts of clauses 4 to 10"),
        ),
        one(
            ("actions_done", Purpose::Governance),
            "Actions of management reviews that are done",
            (done, actions.len()),
            ("action decided", "actions decided"),
        ),
        one(
            ("runs_shown", Purpose::Operating),
            "Runs of controls that evidence shows",
            (runs - missed, runs),
            ("run that was due", "runs that were due"),
        ),
        one(
            ("exceptions_answered", Purpose::Operating),
            "Exceptions with a response of management",
            (answered, exceptions.len()),
            ("exception noted", "exceptions noted"),
        ),
        one(
            ("clauses_run", Purpose::Health),
            "Parts of clauses 4 to 10 that run",
            (running, parts),
            ("part of clauses 4 to 10", "parts of clauses 4 to 10"),
        ),
        one(
            ("findings_closed", Purpose::Health),
            "Nonconformities that are closed",
            (closed, found.len()),
            ("nonconformity found", "nonconformities found"),
        ),
    ])
}

fn relied_on(registers: &Registers, on: Date) -> Vec<Benefit> {
    let open: Vec<_> = lines(registers, on).into_iter().filter(|line| line.state != RiskState::Closed).collect();
    let rated = open.iter().filter(|line| line.current.is_some()).count();
    let report = suppliers(registers, on);
    let engagements = &registers.engagements.engagements;
    let issued = [EngagementState::Issued, EngagementState::Superseded];
    let reports = engagements.values().filter(|held| issued.contains(&held.state)).count();
    let projects = registers.certifications.each().count();
    let certified = registers.certifications.each().filter(|(_, held)| held.in_force(on).is_some()).count();
    let items = &registers.evidence.items;
    let accepted = items.values().filter(|held| held.state == EvidenceState::Accepted).count();
    vec![
        one(
            ("risks_rated", Purpose::Risks),
            "Open risks with a current rating",
            (rated, open.len()),
            ("open risk", "open risks"),
        ),
        one(
            ("suppliers_reviewed", Purpose::Suppliers),
            "Suppliers under contract that were looked at within a year",
            (report.reviewed, report.contracted),
            ("supplier under contract", "suppliers under contract"),
        ),
        one(
            ("reports_issued", Purpose::Trust),
            "SOC 2 examinations that ended in a report",
            (reports, engagements.len()),
            ("engagement", "engagements"),
        ),
        one(
            ("certificates", Purpose::Trust),
            "Certifications to ISO/IEC 27001 with a certificate in force",
            (certified, projects),
            ("certification project", "certification projects"),
        ),
        one(
            ("evidence_accepted", Purpose::Defensibility),
            "Items of evidence that somebody else accepted",
            (accepted, items.len()),
            ("item of evidence", "items of evidence"),
        ),
    ]
}

fn built_up(registers: &Registers) -> Vec<Benefit> {
    let versions = || registers.policies.policies.values().flat_map(|held| &held.versions);
    let approved = versions().filter(|version| version.complete || version.published.is_some()).count();
    let statements = &registers.statements.versions;
    let signed = statements.values().filter(|held| held.approved.is_some()).count();
    let controls = registers.controls.values();
    let revised = controls.clone().filter(|held| held.version > 1).count();
    vec![
        one(
            ("texts_approved", Purpose::History),
            "Versions of documents that were approved",
            (approved, versions().count()),
            ("version written", "versions written"),
        ),
        one(
            ("statements_approved", Purpose::History),
            "Versions of the Statement of Applicability that were approved",
            (signed, statements.len()),
            ("version begun", "versions begun"),
        ),
        one(
            ("controls_revised", Purpose::History),
            "Own controls that were revised since they were recorded",
            (revised, controls.count()),
            ("own control", "own controls"),
        ),
    ]
}

/// A paper that a framework expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// `SOC 2` or `ISO/IEC 27001:2022`.
    pub framework: &'static str,
    /// Clause, criterion or part.
    pub place: String,
    /// What it is.
    pub name: String,
    /// How the other framework sees it.
    pub differs: &'static str,
}

/// What SOC 2 expects on paper, in our own words.
const SOC2: [(&str, &str, &str); 6] = [
    (
        "DC 1 to DC 9",
        "System description of the period",
        "ISO/IEC 27001 asks for a scope (4.3) and no description of this kind.",
    ),
    (
        "Assertion",
        "Assertion of management",
        "ISO/IEC 27001 knows none; management approves the Statement of Applicability instead.",
    ),
    (
        "CC5.3",
        "Policies and procedures by which controls are put in place",
        "ISO/IEC 27001 keeps such documents under control (7.5) and names some of them.",
    ),
    (
        "CC2.2, CC2.3",
        "Commitments and duties as they are told inside and outside",
        "ISO/IEC 27001 has a plan of communication (7.4) and the needs of interested parties (4.2).",
    ),
    (
        "CC3.1 to CC3.4",
        "Risks as they were assessed",
        "ISO/IEC 27001 asks for the method, the results and the treatment plan as documents of their own (6.1.2, 6.1.3, 8.2, 8.3).",
    ),
    (
        "Each control",
        "Populations and evidence over the whole period",
        "ISO/IEC 27001 samples at an audit, and asks for records that the system runs.",
    ),
];

/// What each framework expects on paper, SOC 2 first; what ISO/IEC 27001 names is taken from its clauses (R342).
///
/// # Errors
/// [`Refusal::Unknown`] when ISO/IEC 27001:2022 is not adopted.
pub fn expected(registers: &Registers) -> Result<Vec<Expected>, Refusal> {
    let iso = registers.catalogue.framework("iso27001-2022")?;
    let soc2 = SOC2.iter().map(|(place, name, differs)| Expected {
        framework: "SOC 2",
        place: (*place).to_owned(),
        name: (*name).to_owned(),
        differs,
    });
    let named = iso.items.iter().flat_map(|item| item.documented_information.iter().map(move |named| (item, named)));
    let named = named.map(|(item, named)| Expected {
        framework: "ISO/IEC 27001:2022",
        place: item.id.clone(),
        name: named.name.clone(),
        differs: if named.soc2_equivalent {
            "SOC 2 knows one of the kind."
        } else {
            "SOC 2 knows none of the kind: it is new."
        },
    });
    Ok(soc2.chain(named).collect())
}
