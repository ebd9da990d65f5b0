//! Who reads a document that is for some only: judged here and nowhere else, for every question and every command (R160).

use crate::registers::Registers;
use jiff::civil::Date;

/// Is a document kept from somebody on a day? Who gets it so is told what is told of an id that was never there.
pub fn kept_from(registers: &Registers, id: &str, person: &str, day: Date) -> bool {
    let limited = registers.policies.policies.get(id).filter(|held| held.policy.limited());
    limited.is_some_and(|held| {
        let hats = registers.people.hats(person, day);
        !held.policy.open_to(&hats.roles, &hats.selves)
    })
}
