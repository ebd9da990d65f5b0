//! Whose a thing is: what nobody who is here answers for is not lost.

use super::people::Of;
use crate::registers::Registers;
use crate::registers::isms::here;
use crate::values::Role;

impl Of<'_> {
    /// Is it theirs? What names nobody, or somebody who has left, is the programme manager's until it is given to somebody.
    pub(super) fn has(self, registers: &Registers, person: Option<&str>) -> bool {
        let Of::Person { selves, .. } = self else { return true };
        match person.filter(|person| here(registers, person)) {
            Some(person) => selves.iter().any(|one| one == person),
            None => selves.iter().any(|one| runs_the_programme(registers, one)),
        }
    }
}

fn runs_the_programme(registers: &Registers, person: &str) -> bool {
    let member = registers.people.members.get(person);
    member.is_some_and(|member| member.roles.contains(&Role::ProgrammeManager))
}
