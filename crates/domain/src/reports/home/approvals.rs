//! What waits for a signature: each with the command that gives it, by which is judged whose signature it can be.

use super::Leads;
use crate::command::{
    AuditCommand, CollectorCommand, Command, DescriptionCommand, ReviewCommand, RiskCommand, StatementCommand,
};
use crate::registers::Registers;
use crate::registers::risk::HeldRisk;
use crate::reports::risk::{Signature, acceptance, approval};
use crate::reports::search::FoundKind;
use crate::values::audit::ProgrammeState;
use crate::values::counted;
use crate::values::description::DescriptionState;
use crate::values::statement::StatementState;
use jiff::civil::Date;

/// Most things that wait for a signature in one answer.
const MAX_APPROVALS: usize = 500;

/// Something that waits for a signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Approval {
    /// What to do.
    pub what: &'static str,
    /// Its id and what it is called.
    pub title: String,
    /// Where it is read and signed.
    pub leads: Leads,
    /// The command that signs it.
    pub command: Command,
}

/// Everything that waits for a signature, whoever's.
pub fn approvals(registers: &Registers, on: Date) -> Vec<Approval> {
    let mut found = Vec::new();
    found.extend(statement(registers));
    found.extend(method(registers));
    found.extend(reviews(registers));
    found.extend(programmes(registers, on));
    found.extend(
        registers.risks.risks.iter().filter(|(_, held)| !held.closed).flat_map(|(id, held)| risk(id, held, on)),
    );
    found.extend(descriptions(registers));
    found.extend(collectors(registers));
    found.truncate(MAX_APPROVALS);
    found
}

fn statement(registers: &Registers) -> Option<Approval> {
    let (id, held) = registers.statements.open().filter(|(_, held)| held.state == StatementState::Reviewed)?;
    Some(Approval {
        what: "Approve the Statement of Applicability",
        title: format!("{id}, {}, read through as it stands", counted(held.entries.len(), "entry", "entries")),
        leads: Leads::One(FoundKind::Statement, id.clone()),
        command: Command::Statement(StatementCommand::ApproveStatement { id, sha256: held.sha256.clone() }),
    })
}

fn method(registers: &Registers) -> Option<Approval> {
    let held = registers.risks.methods.last().filter(|held| held.approved.is_none())?;
    let version = u32::try_from(registers.risks.methods.len()).unwrap_or(u32::MAX);
    Some(Approval {
        what: "Approve the method by which risks are rated",
        title: format!("version {version}"),
        leads: Leads::Page("risk-method"),
        command: Command::Risk(RiskCommand::ApproveRiskMethod { version, sha256: held.sha256.clone() }),
    })
}

fn reviews(registers: &Registers) -> impl Iterator<Item = Approval> {
    let waits = registers.reviews.each().filter(|(_, held)| {
        held.minutes.is_some() && held.approved.is_none() && held.cancelled.is_none() && held.meeting.is_some()
    });
    waits.map(|(id, held)| Approval {
        what: "Approve the minutes of a management review",
        title: format!("{id} {}", held.plan.title),
        leads: Leads::One(FoundKind::Review, id.clone()),
        command: Command::Review(ReviewCommand::ApproveReviewMinutes { id, sha256: held.sha256.clone() }),
    })
}

fn programmes(registers: &Registers, on: Date) -> impl Iterator<Item = Approval> {
    let waits = registers.audits.programmes.iter().filter(move |(_, held)| held.state(on) == ProgrammeState::Proposed);
    waits.map(|(id, held)| {
        let (version, newest) = held.newest();
        let (id, sha256) = (id.clone(), newest.sha256.clone());
        Approval {
            what: "Approve the programme of internal audits",
            title: format!("{id} {}", newest.programme.title),
            leads: Leads::Page("audit-programmes"),
            command: Command::Audit(AuditCommand::ApproveAuditProgramme { id, version, sha256 }),
        }
    })
}

/// The plan waits for the owner; what remains of the risk for the owner, and above the appetite for the next level.
fn risk(id: &str, held: &HeldRisk, on: Date) -> Option<Approval> {
    let plan = held.plan.as_ref()?;
    let by_owner = || {
        let (id, version, sha256) = (id.to_owned(), plan.version, plan.sha256.clone());
        Command::Risk(RiskCommand::ApproveTreatment { id, version, sha256 })
    };
    let (what, command) = match (approval(held), acceptance(held, on)) {
        (Signature::InForce, Signature::InForce) => return None,
        (Signature::InForce, Signature::Waiting) => {
            let number = u32::try_from(held.acceptances.len()).unwrap_or(u32::MAX);
            let (id, note) = (id.to_owned(), String::new());
            let sign = RiskCommand::CountersignRisk { id, acceptance: number, note };
            ("Sign a risk above the appetite, as the next level", Command::Risk(sign))
        }
        // Both are the owner's: who may approve the plan may accept what remains.
        (Signature::InForce, _) => ("Accept what remains of a risk", by_owner()),
        _ => ("Approve the treatment of a risk", by_owner()),
    };
    let leads = Leads::One(FoundKind::Risk, id.to_owned());
    Some(Approval { what, title: format!("{id} {}", held.risk.title), leads, command })
}

fn descriptions(registers: &Registers) -> impl Iterator<Item = Approval> {
    let waits = registers.descriptions.descriptions.iter();
    waits.filter(|(_, held)| held.state == DescriptionState::OwnerReview).filter_map(|(engagement, held)| {
        let (engagement, sha256) = (engagement.clone(), held.newest()?.sha256.clone());
        Some(Approval {
            what: "Approve the system description",
            title: format!("of {engagement}, version {}", held.versions.len()),
            leads: Leads::One(FoundKind::Engagement, engagement.clone()),
            command: Command::Description(DescriptionCommand::ApproveDescription { engagement, sha256 }),
        })
    })
}

fn collectors(registers: &Registers) -> impl Iterator<Item = Approval> {
    let waits = registers.collectors.collectors.iter();
    waits.filter(|(_, held)| !held.is_approved() && held.removed.is_none()).map(|(id, held)| Approval {
        what: "Approve a collector of evidence",
        title: format!("{id} {}", held.collector.name),
        leads: Leads::One(FoundKind::Collector, id.clone()),
        command: Command::Collector(CollectorCommand::ApproveCollector {
            id: id.clone(),
            declaration: held.declaration.clone(),
        }),
    })
}
