//! What is to be done about controlled documents: to read and acknowledge one by whoever was asked, to approve a version by who
//! may and did not write it, to review one by its owner.

use super::corrective::Corrective;
use super::people::{Of, TaskKind};
use crate::registers::Registers;
use crate::registers::policy::HeldPolicy;
use crate::reports::policy::progress;
use crate::values::access::table::{Cell, cell};
use crate::values::policy::PolicyState;
use crate::values::{Action, State as Standing};
use jiff::ToSpan;
use jiff::civil::Date;

/// A review is a task from so many days before its day on.
const AHEAD_DAYS: i32 = 30;

/// Open things of whom is looked at, in the order of the documents.
pub(super) fn policies(registers: &Registers, of: Of<'_>, today: Date) -> Vec<Corrective> {
    let live = registers.policies.in_order().into_iter().filter(|(_, held)| held.retired.is_none());
    live.flat_map(|(id, held)| of_one(registers, of, (id, held), today)).collect()
}

fn of_one(registers: &Registers, of: Of<'_>, (id, held): (&String, &HeldPolicy), today: Date) -> Vec<Corrective> {
    let thing = |kind, what: String, person: Option<&String>, due| Corrective {
        kind,
        id: id.clone(),
        title: held.policy.title.clone(),
        what,
        person: person.cloned(),
        due,
    };
    // Nobody reads for somebody else: who stands in for others is not asked in their place.
    let asked = |person: &String| match of {
        Of::Everybody => true,
        Of::Person { selves, .. } => selves.first() == Some(person),
    };
    let mut found = Vec::new();
    if let Some(progress) = progress(registers, held, today) {
        for reader in progress.missing().filter(|reader| asked(&reader.person)) {
            let what = format!("Read and acknowledge version {}", progress.version);
            found.push(thing(TaskKind::Acknowledge, what, Some(&reader.person), Some(progress.until)));
        }
    }
    if let Some(open) = held.open().filter(|open| open.open() == Some(PolicyState::InReview))
        && approves(registers, of, held, today)
    {
        found.push(thing(TaskKind::ApproveDocument, format!("Approve version {}", open.number), None, None));
    }
    let due = held.due(today).filter(|due| *due <= today.saturating_add(AHEAD_DAYS.days()));
    let owner = held.policy.owner.as_ref();
    let mine = of.has(registers, owner.map(String::as_str));
    if due.is_some() && mine && held.open().is_none() {
        found.push(thing(TaskKind::ReviewDocument, "Review it".to_owned(), owner, due));
    }
    found
}

/// May somebody of whom is looked at approve the version that waits: named or by a role, without having written at it, and
/// not a second time?
fn approves(registers: &Registers, of: Of<'_>, held: &HeldPolicy, today: Date) -> bool {
    let Of::Person { selves, .. } = of else { return true };
    let Some(open) = held.open() else { return false };
    let Some(person) = selves.first() else { return false };
    if selves.iter().any(|one| open.authors.contains(one)) || open.approvals.iter().any(|step| step.by == *person) {
        return false;
    }
    let quorum = &held.policy.approval;
    let roles = registers.people.hats(person, today).roles;
    if !held.policy.open_to(&roles, selves) {
        return false;
    }
    let named =
        selves.iter().any(|one| quorum.people.contains(one)) || roles.iter().any(|one| quorum.roles.contains(one));
    let anybody = quorum.people.is_empty() && quorum.roles.is_empty();
    let may = |role| cell(Some(role), Action::ApprovePolicy, Standing::Proposed, false) == Cell::Allowed;
    (named || anybody) && roles.into_iter().any(may)
}
