//! How far the acknowledgement of the version in force is: who was asked, who gave it, who is missing (R165, R73).

use crate::registers::Registers;
use crate::registers::policy::HeldPolicy;
use crate::values::Membership;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// One person who was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The person.
    pub person: String,
    /// When it was acknowledged, microseconds since 1970.
    pub at_us: Option<i64>,
    /// The person has left since, and is not waited for.
    pub left: bool,
}

/// The acknowledgement of the version in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The version.
    pub version: u32,
    /// The day of the last round.
    pub until: Date,
    /// Everybody who was asked in any round of this version, or acknowledged it unasked.
    pub readers: Vec<Reader>,
}

impl Progress {
    /// Those who were asked and are still there, or acknowledged it before they left.
    pub fn asked(&self) -> usize {
        self.readers.iter().filter(|reader| !reader.left || reader.at_us.is_some()).count()
    }

    /// Those who acknowledged it.
    pub fn done(&self) -> usize {
        self.readers.iter().filter(|reader| reader.at_us.is_some()).count()
    }

    /// Those who are waited for.
    pub fn missing(&self) -> impl Iterator<Item = &Reader> {
        self.readers.iter().filter(|reader| !reader.left && reader.at_us.is_none())
    }
}

/// The acknowledgement of the version in force on a day; `None` before anybody was asked.
pub fn progress(registers: &Registers, held: &HeldPolicy, day: Date) -> Option<Progress> {
    let current = held.current(day)?.number;
    let rounds = held.rounds.iter().filter(|round| round.version == current);
    let until = rounds.clone().map(|round| round.until).next_back()?;
    let unasked = held.acknowledged.iter().filter(|(_, versions)| versions.contains_key(&current));
    let people: BTreeSet<&String> =
        rounds.flat_map(|round| &round.people).chain(unasked.map(|(person, _)| person)).collect();
    let readers = people.into_iter().map(|person| Reader {
        person: person.clone(),
        at_us: held.acknowledged.get(person).and_then(|versions| versions.get(&current)).copied(),
        left: registers.people.members.get(person).is_none_or(|member| member.state == Membership::Ended),
    });
    Some(Progress { version: current, until, readers: readers.collect() })
}
