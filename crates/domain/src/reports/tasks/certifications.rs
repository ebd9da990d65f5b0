//! The days that a certification brings as tasks: of whom each names, else of those who keep the certification.

use super::corrective::Corrective;
use super::people::{Of, TaskKind};
use crate::registers::Registers;
use crate::reports::certification::{CertificationDue, due};
use crate::values::access::table::{Cell, cell};
use crate::values::{Action, State as Standing};
use jiff::civil::Date;

/// What is due of certifications, for whom is looked at, in the order of the projects.
pub(super) fn certifications(registers: &Registers, of: Of<'_>, today: Date) -> Vec<Corrective> {
    let mut found = Vec::new();
    for (id, held) in registers.certifications.each() {
        let days = due(registers, held, today).unwrap_or_default();
        found.extend(days.into_iter().filter(|one| theirs(registers, of, one, today)).map(|one| Corrective {
            kind: TaskKind::Certify,
            id: id.clone(),
            title: held.project.title.clone(),
            what: one.what,
            person: one.person,
            due: Some(one.due),
        }));
    }
    found
}

fn theirs(registers: &Registers, of: Of<'_>, one: &CertificationDue, today: Date) -> bool {
    match (of, &one.person) {
        (Of::Everybody, _) => true,
        (Of::Person { selves, .. }, Some(person)) => selves.contains(person),
        (Of::Person { selves, .. }, None) => {
            let may = |role| cell(Some(role), Action::KeepCertification, Standing::Live, false) == Cell::Allowed;
            selves.first().is_some_and(|person| registers.people.hats(person, today).roles.into_iter().any(may))
        }
    }
}
