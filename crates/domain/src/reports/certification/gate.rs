//! What is missing before a certification audit, over the registers (K12): clauses and Annex A counted apart, internal audit,
//! management review, open major nonconformities, Statement of Applicability. It never says that anything is ready by itself.

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::nonconformity::nonconformities;
use crate::reports::review::programme;
use crate::reports::statement::findings;
use crate::values::statement::{ANNEX_A, Applicability, Implementation, StatementState};
use crate::values::{ItemKind, Practice};
use jiff::civil::Date;

/// The checks of a statement that K12 names.
const STATEMENT_CHECKS: u32 = 8;

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateMissing {
    /// Nobody has judged these clauses, or they are not started.
    Clauses(Vec<String>),
    /// No internal audit was reported (clause 9.2).
    InternalAudit,
    /// No management review has approved minutes (clause 9.3; R147).
    ManagementReview,
    /// These major nonconformities are open.
    Majors(Vec<String>),
    /// No version of the statement is approved.
    NoStatement,
    /// The statement, its id first, has so many errors of 01 to 08.
    Statement(String, usize),
}

/// Where an organisation stands before a certification audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Clauses that are addressed: informally at least, by somebody's judgement.
    pub clauses: usize,
    /// Auditable clauses.
    pub clauses_of: usize,
    /// Applicable controls of the statement that are implemented.
    pub controls: usize,
    /// Applicable controls of the statement that is approved, or else of the newest; 0 without one.
    pub controls_of: usize,
    /// What is missing, in the order in which the standard asks for it.
    pub missing: Vec<GateMissing>,
}

/// Where an organisation stands on a day.
///
/// # Errors
/// When the statement cannot be checked, or a day lies outside the years that are reckoned with.
pub fn gate(registers: &Registers, on: Date) -> Result<Gate, Refusal> {
    let iso = registers.catalogue.frameworks().find(|framework| framework.id == ANNEX_A);
    let clauses: Vec<&str> =
        iso.iter().flat_map(|framework| framework.audited(ItemKind::Clause)).map(|item| item.id.as_str()).collect();
    let judged = |id: &str| registers.assessments.get(id).map_or(Practice::NotStarted, |held| held.practice);
    let open: Vec<String> =
        clauses.iter().filter(|id| judged(id) == Practice::NotStarted).map(|id| (*id).to_owned()).collect();
    let addressed = clauses.len() - open.len();
    let mut missing = Vec::new();
    if !open.is_empty() {
        missing.push(GateMissing::Clauses(open));
    }
    let (controls, controls_of) = statement(registers, on, &mut missing)?;
    let reported = |held: &crate::registers::audit::HeldAudit| held.report.is_some() && held.cancelled.is_none();
    if !registers.audits.in_order().into_iter().any(|(_, held)| reported(held)) {
        missing.push(GateMissing::InternalAudit);
    }
    if programme(registers, on)?.last.is_none() {
        missing.push(GateMissing::ManagementReview);
    }
    let majors = nonconformities(registers, on, |_| true).blocking;
    if !majors.is_empty() {
        missing.push(GateMissing::Majors(majors));
    }
    Ok(Gate { clauses: addressed, clauses_of: clauses.len(), controls, controls_of, missing })
}

/// The statement that counts: approved or in force. Controls are counted from the newest one where none is.
fn statement(registers: &Registers, on: Date, missing: &mut Vec<GateMissing>) -> Result<(usize, usize), Refusal> {
    let counts = |state| matches!(state, StatementState::Approved | StatementState::Effective);
    let approved = registers.statements.each().rev().find(|(_, held)| counts(held.state));
    match &approved {
        None => missing.push(GateMissing::NoStatement),
        Some((id, held)) => {
            let found = findings(registers, held, on)?;
            let named = |id: &str| id.rsplit_once('-').and_then(|(_, n)| n.parse::<u32>().ok());
            let errors =
                found.iter().filter(|one| named(&one.check.id()).is_some_and(|n| n <= STATEMENT_CHECKS)).count();
            if errors > 0 {
                missing.push(GateMissing::Statement(id.clone(), errors));
            }
        }
    }
    let Some((_, held)) = approved.or_else(|| registers.statements.current()) else { return Ok((0, 0)) };
    let applicable = held.entries.values().filter(|entry| entry.decision == Applicability::Applicable);
    let done = applicable.clone().filter(|entry| entry.status == Some(Implementation::Implemented)).count();
    Ok((done, applicable.count()))
}
