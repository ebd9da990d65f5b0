//! Internal audits as tasks: of their auditors, or of those who plan while nobody audits them.

use super::corrective::Corrective;
use super::people::{Of, TaskKind};
use crate::registers::Registers;
use crate::registers::audit::HeldAudit;
use crate::reports::audit::unassigned;
use crate::values::access::table::{Cell, cell};
use crate::values::{Action, State as Standing, counted};
use jiff::civil::Date;

/// What is next about audits that are on their way, for whom is looked at, in the order of the audits.
pub(super) fn internal_audits(registers: &Registers, of: Of<'_>, today: Date) -> Vec<Corrective> {
    let all = registers.audits.in_order().into_iter().filter(|(_, held)| !held.over());
    all.filter_map(|(id, held)| next(registers, of, (id, held), today)).collect()
}

fn next(registers: &Registers, of: Of<'_>, (id, held): (&String, &HeldAudit), today: Date) -> Option<Corrective> {
    let until = Some(held.plan.window.until);
    let answered = held.lines.iter().filter(|line| line.answered.is_some()).count();
    let open = held.lines.len() - answered;
    let (what, by_auditor, due) = if held.announced.is_none() {
        let what =
            if held.auditors.is_empty() || !unassigned(held).is_empty() { "Name its auditors" } else { "Announce it" };
        (what.to_owned(), false, Some(held.plan.window.from))
    } else if held.started.is_none() {
        ("Begin fieldwork".to_owned(), true, Some(held.plan.window.from))
    } else if open > 0 {
        (format!("Answer {}", counted(open, "line", "lines")), true, until)
    } else if held.report.is_none() {
        ("Report it to management".to_owned(), true, until)
    } else if held.verified.is_none() {
        // While nonconformities are open, the tasks are those of the nonconformities.
        held.open_nonconformities(registers).is_empty().then_some(())?;
        ("Confirm that what was found is resolved".to_owned(), true, None)
    } else {
        ("Close it".to_owned(), false, None)
    };
    let person = held.auditors.keys().find(|person| match of {
        Of::Everybody => true,
        Of::Person { selves, .. } => selves.contains(person),
    });
    let theirs = match (by_auditor, of) {
        (_, Of::Everybody) => true,
        (true, Of::Person { .. }) => person.is_some(),
        (false, Of::Person { selves, .. }) => plans(registers, selves, today),
    };
    let person = person.filter(|_| by_auditor).cloned();
    let (id, title) = (id.clone(), held.plan.title.clone());
    theirs.then_some(Corrective { kind: TaskKind::InternalAudit, id, title, what, person, due })
}

/// Does somebody plan audits by a role?
fn plans(registers: &Registers, selves: &[String], today: Date) -> bool {
    let may = |role| cell(Some(role), Action::PlanAudit, Standing::Live, false) == Cell::Allowed;
    selves.first().is_some_and(|person| registers.people.hats(person, today).roles.into_iter().any(may))
}
