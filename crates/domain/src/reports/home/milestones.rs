//! What stands before the next milestone of each audit: the gate of K12 before a certification audit, and the next step of each
//! SOC 2 engagement that is not over.

use super::Leads;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::guards::next_step;
use crate::reports::certification::{GateMissing, gate};
use crate::reports::search::FoundKind;
use jiff::civil::Date;

/// Something that is missing before an audit goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// The milestone.
    pub what: String,
    /// What is missing, in a few words.
    pub why: String,
    /// The day on which it is expected.
    pub due: Option<Date>,
    /// How many things are missing.
    pub missing: usize,
    /// Where it is mended.
    pub leads: Leads,
}

/// What stands before the next milestones: ISO/IEC 27001 first, then the engagements in the order of their days.
///
/// # Errors
/// As [`gate`].
pub fn milestones(registers: &Registers, on: Date) -> Result<Vec<Milestone>, Refusal> {
    let mut found = Vec::new();
    let missing = gate(registers, on)?.missing;
    if let Some(first) = missing.first() {
        let (why, leads) = said(first);
        let more = missing.len() - 1;
        let why = if more == 0 { why } else { format!("{why}, and {more} more of the checks before it") };
        let what = "Before a certification audit".to_owned();
        found.push(Milestone { what, why, due: None, missing: missing.len(), leads });
    }
    for (id, held) in registers.engagements.in_order() {
        let Some(step) = next_step(registers, id, on).filter(|_| !held.state.over()) else { continue };
        let days = held.engagement.kind.days();
        let due = [days.from, days.until].into_iter().find(|day| *day >= on);
        let why = match step.missing.as_slice() {
            [] => format!("{id} {}: nothing that is checked stands in the way", held.engagement.title),
            [one] => format!("{id} {}: {one}", held.engagement.title),
            [one, rest @ ..] => format!("{id} {}: {one}, and {} more", held.engagement.title, rest.len()),
        };
        found.push(Milestone {
            what: format!("Next step of the examination: {}", step.to.within()),
            why,
            due,
            missing: step.missing.len(),
            leads: Leads::One(FoundKind::Engagement, id.clone()),
        });
    }
    Ok(found)
}

/// What is missing, and where it is mended.
fn said(missing: &GateMissing) -> (String, Leads) {
    match missing {
        GateMissing::Clauses(ids) => {
            let what = if ids.len() == 1 { "clause is" } else { "clauses are" };
            (format!("{} {what} not started", ids.len()), Leads::Page("clauses"))
        }
        GateMissing::InternalAudit => {
            ("no internal audit is reported (clause 9.2)".to_owned(), Leads::Page("internal-audits"))
        }
        GateMissing::ManagementReview => {
            ("no management review has approved minutes (clause 9.3)".to_owned(), Leads::Page("management-reviews"))
        }
        GateMissing::Majors(ids) => {
            let leads = ids
                .first()
                .map_or(Leads::Page("nonconformities"), |id| Leads::One(FoundKind::Nonconformity, id.clone()));
            (format!("{} open major: {}", ids.len(), ids.join(", ")), leads)
        }
        GateMissing::NoStatement => ("no Statement of Applicability is approved".to_owned(), Leads::Page("statement")),
        GateMissing::Statement(id, errors) => {
            let what = if *errors == 1 { "error" } else { "errors" };
            (format!("{id} has {errors} {what} of its checks"), Leads::One(FoundKind::Statement, id.clone()))
        }
    }
}
