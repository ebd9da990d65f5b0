//! What a person's page is made from. Everybody may ask it about themselves; about others it takes the right to see people.

use app::ask::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::people::{HeldDeputy, HeldGrant, Member};
use domain::values::{Action, Membership, Role};
use std::collections::BTreeSet;

/// One person's part in the organisation.
pub(super) struct PersonOf {
    /// Who.
    pub(super) person: String,
    /// Asked by the person in person.
    pub(super) own: bool,
    /// Whoever asks may see who else is a member.
    pub(super) sees_people: bool,
}

/// What is so about one person.
pub(super) struct Facts {
    /// The membership.
    pub(super) member: Member,
    /// Roles in force on the day, those of represented members included.
    pub(super) in_force: BTreeSet<Role>,
    /// Outside access by id, the newest last.
    pub(super) grants: Vec<(String, HeldGrant)>,
    /// Deputies of the person, and those for whom the person stands in.
    pub(super) deputies: Vec<(String, HeldDeputy)>,
    /// Controls owned: id and name.
    pub(super) controls: Vec<(String, String)>,
    /// Confirmed members, for who may see them.
    pub(super) candidates: Vec<String>,
    /// Is it the person in person?
    pub(super) own: bool,
}

impl Question for PersonOf {
    type Answer = Facts;

    fn needs(&self) -> Action {
        if self.own { Action::ReadLibrary } else { Action::ReadPeople }
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Facts, Refusal> {
        let (registers, person) = (seen.organisation()?, &self.person);
        let people = &registers.people;
        let unknown = || Refusal::Unknown { what: "member", id: person.clone(), nearest: None };
        let member = people.members.get(person).ok_or_else(unknown)?.clone();
        let theirs = |d: &HeldDeputy| d.deputy.principal == *person || d.deputy.deputy == *person;
        let owned = people.controls.iter().filter(|(_, owner)| *owner == person);
        let name = |id: &String| registers.controls.get(id).map(|h| h.control.name.clone()).unwrap_or_default();
        let confirmed = people.members.iter().filter(|(_, m)| m.state == Membership::Confirmed && self.sees_people);
        let mut grants: Vec<_> = people.grants.iter().filter(|(_, g)| g.grant.person == *person).collect();
        grants.sort_by_key(|(_, g)| g.grant.from);
        Ok(Facts {
            in_force: people.hats(person, seen.on).roles,
            grants: grants.into_iter().map(|(id, g)| (id.clone(), g.clone())).collect(),
            deputies: people
                .deputies
                .iter()
                .filter(|(_, d)| theirs(d))
                .map(|(id, d)| (id.clone(), d.clone()))
                .collect(),
            controls: owned.map(|(id, _)| (id.clone(), name(id))).collect(),
            candidates: confirmed.map(|(id, _)| id.clone()).collect(),
            own: self.own,
            member,
        })
    }
}
