//! What the registers already show done of a plan, each with the fact that shows it. A task that is done shortens its step.

use crate::registers::Registers;
use crate::registers::certification::HeldVisit;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::guards::{agreed, firm};
use crate::registers::engagement::scope::gaps;
use crate::reports::nonconformity::nonconformities;
use crate::reports::search::FoundKind;
use crate::values::certification::VisitKind;
use crate::values::engagement::CRITERIA;
use crate::values::isms::RegisterKind;
use crate::values::plan::{Task, TaskFact};
use crate::values::risk::RatingKind;
use crate::values::statement::{ANNEX_A, Applicability, Implementation, StatementState};
use crate::values::{Control, ItemKind, Practice, Status, counted};
use jiff::civil::Date;

/// Where a fact is read about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactOf {
    /// One object.
    One(FoundKind, String),
    /// A page inside the organisation.
    Page(&'static str),
}

/// A fact that shows a task as done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The fact, in a sentence.
    pub says: String,
    /// Where it is read about.
    pub of: FactOf,
}

/// A task, and what shows that it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskState {
    /// The task.
    pub title: String,
    /// What shows it; `None` while it is open.
    pub done: Option<Shown>,
    /// Of controls: how many are in place, and of how many.
    pub controls: Option<(usize, usize)>,
    /// Why it weighs as much as two others (R119).
    pub heavy: Option<String>,
}

impl TaskState {
    /// How much it counts for within its step.
    pub fn weight(&self) -> u64 {
        if self.heavy.is_some() { 2 } else { 1 }
    }
}

/// Where a task stands on a day.
pub(super) fn task(registers: &Registers, task: &Task, on: Date) -> TaskState {
    let (title, heavy) = (task.title.clone(), task.heavy.clone());
    if let Some(fact) = task.fact {
        return TaskState { title, done: shown(registers, fact, on), controls: None, heavy };
    }
    let wanted = wanted(registers, task);
    let there = wanted.iter().filter(|id| in_place(registers, id)).count();
    let done = (there == wanted.len() && there > 0).then(|| Shown {
        says: format!("{} in place, inherited or excluded", counted(there, "control is", "controls are")),
        of: FactOf::Page("controls"),
    });
    TaskState { title, done, controls: Some((there, wanted.len())), heavy }
}

/// The controls of Annex A that a task is about.
fn wanted<'a>(registers: &'a Registers, task: &'a Task) -> Vec<&'a str> {
    let Some(theme) = &task.theme else { return task.controls.iter().map(String::as_str).collect() };
    let prefix = format!("A.{theme}.");
    let annex = registers.catalogue.frameworks().filter(|framework| framework.id == ANNEX_A);
    let items = annex.flat_map(|framework| framework.audited(ItemKind::Control));
    items.map(|item| item.id.as_str()).filter(|id| id.starts_with(&prefix)).collect()
}

/// Is a control of Annex A answered: by an own control in place, a record of inheritance, or the statement?
fn in_place(registers: &Registers, id: &str) -> bool {
    let linked = |control: &Control| control.linked(ANNEX_A).any(|(item, _)| item == id);
    let own = registers.live_controls().any(|held| held.control.status == Status::InPlace && linked(&held.control));
    let entry = registers.statements.current().and_then(|(_, held)| held.entries.get(id));
    let said = entry.is_some_and(|entry| {
        let there = matches!(entry.status, Some(Implementation::Implemented | Implementation::Inherited));
        entry.decision == Applicability::Excluded || (entry.decision == Applicability::Applicable && there)
    });
    own || said || registers.inheritance.contains_key(id)
}

fn of(kind: FoundKind, id: &str, says: String) -> Shown {
    Shown { says, of: FactOf::One(kind, id.to_owned()) }
}

fn page(page: &'static str, says: String) -> Shown {
    Shown { says, of: FactOf::Page(page) }
}

/// What shows a fact on a day.
fn shown(registers: &Registers, fact: TaskFact, on: Date) -> Option<Shown> {
    match fact {
        TaskFact::AnnexALinked => {
            let linked = registers.live_controls().filter(|held| held.control.linked(ANNEX_A).next().is_some()).count();
            let says = || format!("{} linked to Annex A", counted(linked, "own control is", "own controls are"));
            (linked > 0).then(|| page("controls", says()))
        }
        TaskFact::ClausesJudged => clauses(registers),
        TaskFact::ScopeSet => scope(registers),
        TaskFact::RisksAssessed => risks(registers),
        TaskFact::StatementApproved => {
            let counts = |state| matches!(state, StatementState::Approved | StatementState::Effective);
            let (id, _) = registers.statements.each().rev().find(|(_, held)| counts(held.state))?;
            Some(of(FoundKind::Statement, &id, format!("{id} is approved")))
        }
        TaskFact::DocumentsPublished => {
            let (id, held) = registers.policies.policies.iter().find(|(_, held)| held.current(on).is_some())?;
            Some(of(FoundKind::Policy, id, format!("{id}, {}, is published", held.policy.title)))
        }
        TaskFact::AuditProgramme => {
            let (id, _) = registers.audits.programmes.iter().find(|(_, held)| held.in_force().is_some())?;
            Some(page("internal-audits", format!("the programme {id} is approved")))
        }
        TaskFact::ReviewPlanned => {
            let (id, held) = registers.reviews.each().rev().find(|(_, held)| held.cancelled.is_none())?;
            Some(of(FoundKind::Review, &id, format!("{id} is scheduled for {}", held.plan.on)))
        }
        TaskFact::InternalAuditReported => reported(registers),
        TaskFact::ManagementReviewHeld => {
            let held = registers.reviews.held_before(on, "");
            let (id, _, day) = held.into_iter().find(|(_, held, _)| held.approved.is_some())?;
            Some(of(FoundKind::Review, &id, format!("{id} was held on {day}, with approved minutes")))
        }
        TaskFact::FindingsAnswered => {
            let audit = reported(registers)?;
            let open = nonconformities(registers, on, |_| true).blocking;
            open.is_empty()
                .then(|| page("nonconformities", format!("no major nonconformity is open, and {}", audit.says)))
        }
        TaskFact::EvidenceReady => evidence(registers),
        TaskFact::BodyChosen | TaskFact::Stage1Held | TaskFact::Stage2Held => certification(registers, fact, on),
        TaskFact::EngagementAgreed | TaskFact::CriteriaAnswered | TaskFact::DescriptionWritten => {
            let all = registers.engagements.in_order();
            let (id, held) = all.into_iter().rev().find(|(_, held)| !held.state.over())?;
            examination(registers, fact, id, held)
        }
    }
}

fn clauses(registers: &Registers) -> Option<Shown> {
    let annex = registers.catalogue.frameworks().filter(|framework| framework.id == ANNEX_A);
    let all: Vec<&str> = annex.flat_map(|one| one.audited(ItemKind::Clause)).map(|item| item.id.as_str()).collect();
    let judged = |id: &&str| registers.assessments.get(*id).is_some_and(|held| held.practice != Practice::NotStarted);
    let whole = !all.is_empty() && all.iter().all(judged);
    whole.then(|| page("clauses", format!("all {} auditable clauses are judged", all.len())))
}

fn scope(registers: &Registers) -> Option<Shown> {
    let isms = &registers.isms;
    let there = [RegisterKind::Scope, RegisterKind::Issues, RegisterKind::Parties];
    let whole = there.iter().all(|kind| isms.of(*kind).any(crate::registers::isms::HeldEntry::there));
    whole.then(|| page("registers", "scope, issues and interested parties are recorded".to_owned()))
}

fn risks(registers: &Registers) -> Option<Shown> {
    let register = &registers.risks;
    register.in_force()?;
    let open: Vec<_> = register.risks.values().filter(|held| !held.closed).collect();
    let rated = open.iter().all(|held| held.rating(RatingKind::Current).is_some());
    let says = || format!("the method is approved and {} rated", counted(open.len(), "open risk is", "open risks are"));
    (rated && !open.is_empty()).then(|| page("risks", says()))
}

fn reported(registers: &Registers) -> Option<Shown> {
    let all = registers.audits.in_order();
    let (id, held) = all.into_iter().rev().find(|(_, held)| held.report.is_some() && held.cancelled.is_none())?;
    Some(of(FoundKind::InternalAudit, id, format!("the internal audit {id}, {}, is reported", held.plan.title)))
}

fn evidence(registers: &Registers) -> Option<Shown> {
    let place = registers.live_controls().filter(|held| held.control.status == Status::InPlace);
    let place: Vec<&str> = place.map(|held| held.control.id.as_str()).collect();
    let whole = !place.is_empty() && place.iter().all(|id| !registers.evidence.runs(id).is_empty());
    whole.then(|| {
        let says = counted(place.len(), "control in place has evidence", "controls in place have evidence");
        page("evidence", format!("the {says}"))
    })
}

fn certification(registers: &Registers, fact: TaskFact, on: Date) -> Option<Shown> {
    let (id, held) = registers.certifications.current(on)?;
    if fact == TaskFact::BodyChosen {
        let body = &held.project.body;
        return Some(of(FoundKind::Certification, &id, format!("{id} names the body {body}")));
    }
    let kind = if fact == TaskFact::Stage1Held { VisitKind::Stage1 } else { VisitKind::Stage2 };
    let was = |one: &&HeldVisit| one.visit.kind == kind && one.record.is_some() && one.cancelled.is_none();
    let visit = held.visits.iter().find(was)?;
    Some(of(FoundKind::Certification, &id, format!("{} was held until {}", kind.title(), visit.last())))
}

fn examination(registers: &Registers, fact: TaskFact, id: &str, held: &HeldEngagement) -> Option<Shown> {
    let says = match fact {
        TaskFact::EngagementAgreed => {
            let whole = firm(held).is_empty() && agreed(held).is_empty();
            whole.then(|| format!("{id} names its firm, {}, its scope and its letter", held.engagement.firm.name))
        }
        TaskFact::CriteriaAnswered => {
            let adopted = registers.catalogue.framework(CRITERIA).is_ok();
            let whole = adopted && gaps(registers, held).is_empty();
            whole.then(|| format!("each criterion in the scope of {id} has a control with owner and frequency"))
        }
        _ => {
            let begun = registers.descriptions.descriptions.get(id).is_some_and(|one| !one.versions.is_empty());
            begun.then(|| format!("the system description of {id} is begun"))
        }
    };
    says.map(|says| of(FoundKind::Engagement, id, says))
}
