//! What is to be done about risks, and by whom: an open line of the plan by whoever carries it out, the next assessment by the
//! owner of the risk (R112).

use super::people::{Of, TaskKind};
use crate::registers::Registers;
use crate::registers::risk::HeldRisk;
use crate::values::Window;
use crate::values::risk::LineState;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An assessment becomes a task so many days before its day; the calendar has it on that day.
pub const REVIEW_AHEAD_DAYS: i32 = 30;

/// One thing that is to be done about a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskDue {
    /// A line of the plan, or the next assessment.
    pub kind: TaskKind,
    /// The risk.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What the line says, with its id; or that the risk is assessed again.
    pub what: String,
    /// Whose it is: a line that names nobody is the owner's of the risk. `None` where nobody answers for it.
    pub person: Option<String>,
    /// By which day.
    pub due: Option<Date>,
}

/// Everything of whom is looked at about the risks that are not closed, in the order of their ids.
fn all(registers: &Registers, of: Of<'_>) -> impl Iterator<Item = RiskDue> {
    let mut open: Vec<(&String, &HeldRisk)> = registers.risks.risks.iter().filter(|(_, held)| !held.closed).collect();
    open.sort_by_key(|(id, _)| (id.len(), *id));
    let found = open.into_iter().flat_map(|(id, held)| lines(id, held).chain(review(id, held)));
    found.filter(move |one| of.has(registers, one.person.as_deref()))
}

fn lines<'a>(id: &'a str, held: &'a HeldRisk) -> impl Iterator<Item = RiskDue> + 'a {
    let plan = held.plan.iter().flat_map(|plan| plan.treatment.lines.iter().map(move |line| (plan, line)));
    let open = plan.filter(|(plan, line)| {
        plan.progress.get(&line.id).map_or(LineState::Planned, |progress| progress.state).is_open()
    });
    open.map(|(_, line)| RiskDue {
        kind: TaskKind::Treat,
        id: id.to_owned(),
        title: held.risk.title.clone(),
        what: format!("{}: {}", line.id, line.what),
        person: line.owner.as_ref().or(held.risk.owner.as_ref()).cloned(),
        due: line.due,
    })
}

fn review(id: &str, held: &HeldRisk) -> Option<RiskDue> {
    let due = held.risk.next_review?;
    Some(RiskDue {
        kind: TaskKind::Reassess,
        id: id.to_owned(),
        title: held.risk.title.clone(),
        what: "Assess it again".to_owned(),
        person: held.risk.owner.clone(),
        due: Some(due),
    })
}

/// What is to be done now: open lines, and assessments that are due within [`REVIEW_AHEAD_DAYS`] days or overdue.
pub(super) fn treatment(registers: &Registers, of: Of<'_>, today: Date) -> impl Iterator<Item = RiskDue> {
    let ahead = today.saturating_add(REVIEW_AHEAD_DAYS.days());
    all(registers, of).filter(move |one| one.kind != TaskKind::Reassess || one.due.is_some_and(|due| due <= ahead))
}

/// By its day, at most `most` of them, and how many were left out.
pub(super) fn by_day(
    registers: &Registers,
    of: Of<'_>,
    range: Window,
    most: usize,
) -> (BTreeMap<Date, Vec<RiskDue>>, usize) {
    let (mut days, mut taken, mut left_out): (BTreeMap<Date, Vec<RiskDue>>, _, _) = (BTreeMap::new(), 0, 0);
    for one in all(registers, of) {
        let Some(due) = one.due.filter(|due| range.contains(*due)) else { continue };
        if taken == most {
            left_out += 1;
            continue;
        }
        taken += 1;
        days.entry(due).or_default().push(one);
    }
    (days, left_out)
}
