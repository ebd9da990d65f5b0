//! Questions about people: who has a part, what oneself may do, what was waived or needs two persons, and the doors.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::people::{HeldDeed, HeldDeputy, HeldGrant, HeldRestore, HeldToken, HeldWaiver, Member};
use domain::values::{Action, Directory, Membership, Role, SignOn, Webhook};
use std::collections::{BTreeMap, BTreeSet};

/// Everybody who has or had a part in the organisation.
#[derive(Clone, Copy, Debug)]
pub struct PeopleOf;

/// Members, grants and deputies.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleAnswer {
    /// Members by person.
    pub members: BTreeMap<String, Member>,
    /// Outside access by id.
    pub grants: BTreeMap<String, HeldGrant>,
    /// Deputies by id.
    pub deputies: BTreeMap<String, HeldDeputy>,
    /// Controls by the person who owns them.
    pub controls: BTreeMap<String, Vec<String>>,
    /// Version of each member, for a change that must name it.
    pub versions: BTreeMap<String, u64>,
}

impl Question for PeopleOf {
    type Answer = PeopleAnswer;

    fn needs(&self) -> Action {
        Action::ReadPeople
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PeopleAnswer, Refusal> {
        let registers = seen.organisation()?;
        let people = &registers.people;
        let mut controls: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (control, person) in &people.controls {
            controls.entry(person.clone()).or_default().push(control.clone());
        }
        let versions = people.members.keys().map(|p| (p.clone(), registers.version_of("member", p))).collect();
        Ok(PeopleAnswer {
            members: people.members.clone(),
            grants: people.grants.clone(),
            deputies: people.deputies.clone(),
            controls,
            versions,
        })
    }
}

/// What one person is here on the day, and what is theirs; everybody may ask it of themselves.
#[derive(Clone, Debug)]
pub struct PartOf(pub String);

/// What one person is here.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where the membership stands.
    pub state: Option<Membership>,
    /// Roles in force.
    pub roles: BTreeSet<Role>,
    /// Persons represented.
    pub stands_in_for: Vec<String>,
    /// Grants to this person, by id.
    pub grants: BTreeMap<String, HeldGrant>,
    /// Tokens that this person issued, by id.
    pub tokens: BTreeMap<String, HeldToken>,
    /// Controls owned.
    pub controls: Vec<String>,
}

impl Question for PartOf {
    type Answer = Part;

    fn of_person(&self) -> Option<(&str, Action)> {
        Some((&self.0, Action::ReadPeople))
    }

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Part, Refusal> {
        let people = &seen.organisation()?.people;
        let hats = people.hats(&self.0, seen.on);
        let own = |id: &&String| people.controls.get(*id) == Some(&self.0);
        let grants = people.grants.iter().filter(|(_, g)| g.grant.person == self.0);
        let tokens = people.tokens.iter().filter(|(_, t)| t.owner == self.0);
        Ok(Part {
            state: hats.state,
            roles: hats.roles,
            stands_in_for: hats.selves.into_iter().filter(|p| *p != self.0).collect(),
            grants: grants.map(|(id, g)| (id.clone(), g.clone())).collect(),
            tokens: tokens.map(|(id, t)| (id.clone(), t.clone())).collect(),
            controls: people.controls.keys().filter(own).cloned().collect(),
        })
    }
}

/// Waivers, and what needs two persons.
#[derive(Clone, Copy, Debug)]
pub struct Governance;

/// Waivers and deeds by id.
#[derive(Clone, Debug, PartialEq)]
pub struct GovernanceAnswer {
    /// Waivers.
    pub waivers: BTreeMap<String, HeldWaiver>,
    /// Deeds of two persons.
    pub deeds: BTreeMap<String, HeldDeed>,
    /// Backups that took the place of a ledger, the first one first.
    pub restores: Vec<HeldRestore>,
}

impl Question for Governance {
    type Answer = GovernanceAnswer;

    fn needs(&self) -> Action {
        Action::ReadGovernance
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<GovernanceAnswer, Refusal> {
        let people = &seen.organisation()?.people;
        let (waivers, deeds) = (people.waivers.clone(), people.deeds.clone());
        Ok(GovernanceAnswer { waivers, deeds, restores: people.restores.clone() })
    }
}

/// How people and programs come in.
#[derive(Clone, Copy, Debug)]
pub struct TheDoors;

/// Sign-on, directory, tokens and webhooks; never a secret.
#[derive(Clone, Debug, PartialEq)]
pub struct TheDoorsAnswer {
    /// Single sign-on.
    pub sign_on: Option<SignOn>,
    /// Groups of the directory.
    pub directory: Option<Directory>,
    /// Tokens by id.
    pub tokens: BTreeMap<String, HeldToken>,
    /// Webhooks by id.
    pub webhooks: BTreeMap<String, Webhook>,
    /// Owners, one of whom can be named for the sealed account.
    pub owners: Vec<String>,
}

impl Question for TheDoors {
    type Answer = TheDoorsAnswer;

    fn needs(&self) -> Action {
        Action::ReadDoors
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<TheDoorsAnswer, Refusal> {
        let people = &seen.organisation()?.people;
        Ok(TheDoorsAnswer {
            sign_on: people.sign_on.clone(),
            directory: people.directory.clone(),
            tokens: people.tokens.clone(),
            webhooks: people.webhooks.clone(),
            owners: people.holders(Role::Owner).cloned().collect(),
        })
    }
}

/// How often an object was changed, as a change has to name it (`ETag`).
#[derive(Clone, Debug)]
pub struct VersionOf(pub &'static str, pub String);

impl Question for VersionOf {
    type Answer = u64;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<u64, Refusal> {
        Ok(seen.organisation()?.version_of(self.0, &self.1))
    }
}
