//! What is to be done about management reviews: an action by whoever carries it out, the next review by those who prepare it.

use super::corrective::Corrective;
use super::people::{Of, TaskKind};
use crate::registers::Registers;
use crate::reports::review::programme;
use crate::values::access::table::{Cell, cell};
use crate::values::review::ReviewState;
use crate::values::{Action, State as Standing};
use jiff::civil::Date;

/// Open things of whom is looked at: actions first, then the review that comes next.
pub(super) fn reviews(registers: &Registers, of: Of<'_>, today: Date) -> Vec<Corrective> {
    let mut found = Vec::new();
    for (id, held) in registers.reviews.each().filter(|(_, held)| held.state() == ReviewState::ActionsOpen) {
        for (_, action) in held.actions().filter(|(_, action)| action.open()) {
            let theirs = |owner: &&String| of.has(registers, Some(owner.as_str()));
            let Some(owner) = action.decision.owner.as_ref().filter(theirs) else { continue };
            found.push(Corrective {
                kind: TaskKind::ReviewAction,
                id: id.clone(),
                title: held.plan.title.clone(),
                what: action.decision.text.clone(),
                person: Some(owner.clone()),
                due: action.decision.due,
            });
        }
    }
    found.extend(next(registers, today).filter(|_| prepares(registers, of, today)));
    found
}

/// The review that has a day, or else that it is due.
fn next(registers: &Registers, today: Date) -> Option<Corrective> {
    let standing = programme(registers, today).ok()?;
    let (id, title, what, due) = match standing.scheduled {
        Some((id, day)) => {
            let held = registers.reviews.review(&id)?;
            (id, held.plan.title.clone(), "Prepare and hold it".to_owned(), day)
        }
        None => {
            let (last, day) = standing.last?;
            (last, "The next review".to_owned(), format!("Give it a day; the last one was on {day}"), standing.due?)
        }
    };
    Some(Corrective { kind: TaskKind::Review, id, title, what, person: None, due: Some(due) })
}

fn prepares(registers: &Registers, of: Of<'_>, today: Date) -> bool {
    let Of::Person { selves, .. } = of else { return true };
    let may = |role| cell(Some(role), Action::PrepareReview, Standing::Live, false) == Cell::Allowed;
    selves.first().is_some_and(|person| registers.people.hats(person, today).roles.into_iter().any(may))
}
