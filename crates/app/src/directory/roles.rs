//! Which roles come of the groups: the union of those that an owner gave to the groups, and contributor for who is in none of
//! them. The role of owner is given by hand and kept.

use super::Speaking;
use super::records::GroupRecord;
use crate::shelf::Held;
use crate::{App, Failure, Receipt, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::rules::{Stamp, decide};
use domain::values::{Directory, Membership, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Most groups that a reason names.
const MOST_NAMED: usize = 5;

/// The names of each user's groups.
pub(super) type Belongs<'a> = BTreeMap<&'a str, Vec<&'a str>>;

/// Which user is in which groups, by name.
pub(super) fn belongs<'a>(groups: impl IntoIterator<Item = &'a super::GroupSaid>) -> Belongs<'a> {
    let mut belongs = Belongs::new();
    for group in groups {
        for member in &group.members {
            belongs.entry(member).or_default().push(&group.display_name);
        }
    }
    belongs
}

/// The roles that an owner gave to a group of this name; `None` for a group that has none.
pub(super) fn given<'a>(directory: Option<&'a Directory>, name: &str) -> Option<&'a BTreeSet<Role>> {
    let same = |known: &str| known.trim().to_lowercase() == name.trim().to_lowercase();
    directory?.groups.iter().find(|(known, _)| same(known)).map(|(_, roles)| roles)
}

/// The roles of who is in these groups, and why.
pub(super) fn of_groups(directory: Option<&Directory>, groups: &[&str]) -> (BTreeSet<Role>, String) {
    let mut roles = BTreeSet::new();
    let mut named = Vec::new();
    for group in groups {
        if let Some(given) = given(directory, group) {
            roles.extend(given);
            named.push(*group);
        }
    }
    let reason = match named.as_slice() {
        [] => "in no group of the directory that has a role".to_owned(),
        [one] => format!("group {one} of the directory"),
        some => {
            let more = some.len().saturating_sub(MOST_NAMED);
            let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("groups {}{tail} of the directory", some[..some.len() - more].join(", "))
        }
    };
    if roles.is_empty() {
        roles.insert(Role::Contributor);
    }
    (roles, reason)
}

impl App {
    /// Gives these users the roles of their groups: all of them, or, when a rule refuses one, none. The roles of whoever
    /// issued the token stay as they are, since nobody changes their own (SoD-7).
    pub(super) fn follow_groups<'a>(
        &self,
        at: &Speaking<'_>,
        who: &Who,
        persons: impl IntoIterator<Item = &'a str>,
        belongs: &Belongs<'_>,
    ) -> Result<(), Failure> {
        let state = at.live.state();
        let mut wanted = Vec::new();
        for person in persons.into_iter().filter(|person| *person != who.id()) {
            let Some(command) = wish(&state.registers, person, belongs) else {
                continue;
            };
            let stamp = Stamp {
                at_us: self.clock.now_us(),
                today: self.clock.today(),
                by: who.badge.clone(),
                fresh: String::new(),
            };
            decide(&state.registers, command.clone(), &stamp)
                .map_err(|refusal| self.of_whom(at, who, person, refusal))?;
            wanted.push(command);
        }
        drop(state);
        for command in wanted {
            super::made_or_so(self.change(&at.live.record.slug, who, None, command))?;
        }
        Ok(())
    }

    /// A group has many members: whose roles were refused has to be said.
    fn of_whom(&self, at: &Speaking<'_>, who: &Who, person: &str, refusal: Refusal) -> Failure {
        match refusal {
            Refusal::KeptApart { duty, sentence, hint } => {
                let sentence = format!("{}: {sentence}", self.name_at(&at.live.record.id, person));
                Refusal::KeptApart { duty, sentence, hint }.into()
            }
            other => self.told(&at.live, who, other),
        }
    }

    /// Sets which groups of the directory hold which roles, and gives the users of those groups their roles at once, on
    /// behalf of whoever sets it. Answers the receipt, and who kept their roles since a rule refused, with its sentence.
    ///
    /// # Errors
    /// A refusal by the rules of the doors; nothing was changed then.
    pub fn set_directory(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        directory: Option<Directory>,
    ) -> Result<(Receipt, Vec<(String, String)>), Failure> {
        let before = self.live(slug)?.state().registers.people.directory.clone();
        let command = Command::SetDirectory { directory: directory.clone() };
        let receipt = self.change_with_files(slug, who, request, command, &[])?;
        let at = self.speaking(slug, who)?;
        let groups: Vec<Held<GroupRecord>> = self.of_directory(at.log())?;
        let said = || groups.iter().map(|held| &held.value.said);
        let belongs = belongs(said());
        let moved = said().filter(|group| {
            let name = &group.display_name;
            given(before.as_ref(), name) != given(directory.as_ref(), name)
        });
        let persons: BTreeSet<&str> = moved.flat_map(|group| group.members.iter().map(String::as_str)).collect();
        let mut kept = Vec::new();
        for person in persons {
            let state = at.live.state();
            let Some(command) = wish(&state.registers, person, &belongs) else {
                continue;
            };
            drop(state);
            match super::made_or_so(self.change(slug, who, None, command)) {
                Err(Failure::Refused(refusal)) => {
                    self.note_in(&at.live, who, "roles_kept", &format!("{person}: {refusal}"));
                    kept.push((person.to_owned(), refusal.to_string()));
                }
                other => other?,
            }
        }
        Ok((receipt, kept))
    }
}

/// The command that gives a member the roles of their groups; `None` for who has left, or has them already.
fn wish(registers: &Registers, person: &str, belongs: &Belongs<'_>) -> Option<Command> {
    let member = registers.people.members.get(person).filter(|m| m.state != Membership::Ended)?;
    let groups = belongs.get(person).map(Vec::as_slice).unwrap_or_default();
    let (mut roles, reason) = of_groups(registers.people.directory.as_ref(), groups);
    if member.roles.contains(&Role::Owner) {
        roles.insert(Role::Owner);
    }
    (member.roles != roles).then(|| Command::SetRoles { person: person.to_owned(), roles, reason })
}
