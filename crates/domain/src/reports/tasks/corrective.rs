//! What is to be done about nonconformities, and by whom: the next step by its owner, a line of action by whoever carries it
//! out, the judgement by whoever may and carried nothing out (SoD-5).

use super::certifications::certifications;
use super::entries::entries;
use super::internal_audits::internal_audits;
use super::people::{Of, TaskKind};
use super::policies::policies;
use super::reviews::reviews;
use crate::registers::Registers;
use crate::registers::nonconformity::HeldNonconformity;
use crate::reports::nonconformity::{Line, one};
use crate::values::access::table::{Cell, cell};
use crate::values::nonconformity::NonconformityState as State;
use crate::values::{Action, State as Standing, Window};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One thing that is to be done about a nonconformity, or about a management review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrective {
    /// The next step, a line of action, a judgement, an action of a review, or a review.
    pub kind: TaskKind,
    /// The nonconformity, or the management review.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is next, or what the line says.
    pub what: String,
    /// Whose it is; `None` where nobody answers for it, and for a judgement, which is anybody's who may.
    pub person: Option<String>,
    /// By which day.
    pub due: Option<Date>,
}

/// Open things of whom is looked at, in the order of the nonconformities; then those of management reviews, internal
/// audits and controlled documents.
pub(super) fn corrective(registers: &Registers, of: Of<'_>, today: Date) -> Vec<Corrective> {
    let all = registers.nonconformities.in_order().into_iter();
    let open = all.filter(|(_, held)| held.state().open());
    let open = open.flat_map(|(id, held)| of_one(registers, of, &one(registers, id, held, today), held, today));
    let open = open.chain(reviews(registers, of, today));
    let open = open.chain(internal_audits(registers, of, today));
    let open = open.chain(certifications(registers, of, today));
    let open = open.chain(entries(registers, of, today));
    open.chain(policies(registers, of, today)).collect()
}

fn of_one(registers: &Registers, of: Of<'_>, line: &Line, held: &HeldNonconformity, today: Date) -> Vec<Corrective> {
    let thing = |kind, what: String, person: Option<&String>, due| Corrective {
        kind,
        id: line.id.clone(),
        title: held.nonconformity.title.clone(),
        what,
        person: person.cloned(),
        due,
    };
    let mine = |person: Option<&String>| of.has(registers, person.map(String::as_str));
    let waits = held.actions.iter().filter(|action| action.open());
    let mut found: Vec<Corrective> = waits
        .filter(|action| mine(Some(&action.action.owner)))
        .map(|action| {
            thing(TaskKind::Act, action.action.what.clone(), Some(&action.action.owner), Some(action.action.due))
        })
        .collect();
    let judge = line.judge_from.is_some_and(|from| from <= today);
    let close = line.missing.is_empty();
    if judge || close {
        if may_judge(registers, of, held, today) {
            let what = if close { "Nothing is missing: close it" } else { "Judge whether the action worked" };
            found.push(thing(TaskKind::Verify, what.to_owned(), None, line.due));
        }
        return found;
    }
    // While action is carried out, or works for a while before it is judged, the owner has nothing to do.
    let steps =
        matches!(line.state, State::Raised | State::Corrected | State::CauseFound | State::EffectivenessChecked);
    let owner = held.nonconformity.owner.as_ref();
    if steps && mine(owner) {
        let next = line.missing.first().map(|need| need.title().to_owned()).unwrap_or_default();
        found.push(thing(TaskKind::Correct, next, owner, line.due));
    }
    found
}

/// May somebody of whom is looked at judge it: by a role, and without having carried anything out?
fn may_judge(registers: &Registers, of: Of<'_>, held: &HeldNonconformity, today: Date) -> bool {
    let Of::Person { selves, .. } = of else { return true };
    let carried_out = held.carried_out();
    if selves.iter().any(|person| carried_out.contains(person)) {
        return false;
    }
    let may = |role| cell(Some(role), Action::VerifyNonconformity, Standing::Live, false) == Cell::Allowed;
    selves.first().is_some_and(|person| registers.people.hats(person, today).roles.into_iter().any(may))
}

/// By its day, at most `most` of them, and how many were left out.
pub(super) fn by_day(
    registers: &Registers,
    of: Of<'_>,
    (range, today): (Window, Date),
    most: usize,
) -> (BTreeMap<Date, Vec<Corrective>>, usize) {
    let (mut days, mut taken, mut left_out): (BTreeMap<Date, Vec<Corrective>>, _, _) = (BTreeMap::new(), 0, 0);
    for thing in corrective(registers, of, today) {
        let Some(due) = thing.due.filter(|due| range.contains(*due)) else { continue };
        if taken == most {
            left_out += 1;
            continue;
        }
        taken += 1;
        days.entry(due).or_default().push(thing);
    }
    (days, left_out)
}
