//! The users of a directory: each is a person with a membership here. Who was invited by hand is none of them.

use super::records::{GroupRecord, UserRecord, free_name, id_of, key, take_name};
use super::roles::{Belongs, belongs, of_groups};
use super::said::UserSaid;
use super::{MAX_USERS, NotTaken, Speaking};
use crate::people::Person;
use crate::shelf::{FOR_EVER, Held, put, take};
use crate::{App, Fault, Who};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::values::{Membership, Role};
use ledger::Hash;
use std::collections::{BTreeMap, BTreeSet};
use store::{Expect, Move};

/// What a name of this kind belongs to.
const USER: &str = "user";

/// A user of the directory as it reads it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldUser {
    /// Id here: that of the person, which stands in history.
    pub id: String,
    /// What the directory said; `active` only while the membership is invited or in force.
    pub said: UserSaid,
    /// Id and name of each group.
    pub groups: Vec<(String, String)>,
    /// When the directory added it, microseconds since 1970.
    pub created_us: i64,
    /// When it last changed it.
    pub changed_us: i64,
    /// Changes with everything that is shown here.
    pub version: String,
}

impl App {
    /// The users of the directory, by id.
    ///
    /// # Errors
    /// A refusal for who may not read people.
    pub fn directory_users(&self, slug: &str, who: &Who) -> Result<Vec<HeldUser>, NotTaken> {
        let live = self.reading(slug, who)?;
        let users = self.of_directory::<UserRecord>(&live.record.id)?;
        let groups = self.of_directory::<GroupRecord>(&live.record.id)?;
        let state = live.state();
        let mut of: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
        for group in &groups {
            for member in &group.value.said.members {
                let named = (id_of(&group.key).to_owned(), group.value.said.display_name.clone());
                of.entry(member).or_default().push(named);
            }
        }
        Ok(users.iter().map(|held| shown(&state.registers, held, of.remove(id_of(&held.key)))).collect())
    }

    /// One user of the directory.
    ///
    /// # Errors
    /// [`NotTaken::NotThere`] when the directory has no such user.
    pub fn directory_user(&self, slug: &str, who: &Who, id: &str) -> Result<HeldUser, NotTaken> {
        let live = self.reading(slug, who)?;
        let held = self.held_user(&live.record.id, id)?;
        self.shown_user(&live, &held)
    }

    /// Adds a user: an active one is invited with the roles of no group. Who has an account here already keeps it, and who
    /// is a member already keeps the membership.
    ///
    /// # Errors
    /// [`NotTaken::Taken`] when the directory has this name or this person already; a refusal by the rules of membership.
    pub fn add_directory_user(&self, slug: &str, who: &Who, said: UserSaid) -> Result<HeldUser, NotTaken> {
        let at = self.speaking(slug, who)?;
        said.check()?;
        let log = at.log();
        if self.name_taken(log, USER, &said.user_name)?.is_some() {
            return Err(NotTaken::Taken(format!("there is a user with the userName {}", said.user_name)));
        }
        if self.of_directory::<UserRecord>(log)?.len() >= MAX_USERS {
            return Err(Refusal::TooMany { what: "users of a directory", max: MAX_USERS }.into());
        }
        let name = said.person_name()?;
        let (person, new) = self.person_for(log, &name, said.address()?.as_str())?;
        let key = key(log, &person);
        let now = self.clock.now_us();
        let mut record = UserRecord { said, created_us: now, changed_us: now, suspended_us: None };
        let moves = [
            put(&key, &person, FOR_EVER, &record, Expect::Absent)?,
            take_name(log, USER, &record.said.user_name, &person, &person)?,
        ];
        if self.kept::<UserRecord>(&key)?.is_some() || !self.shelve(&moves)? {
            return Err(NotTaken::Taken("this person is in the directory already, under the same address".to_owned()));
        }
        let typed = self.type_name(slug, &person, &name)?;
        let roles = roles_of(&at, &Belongs::new(), &person);
        if let Err(refused) = self.follow(&at, who, &person, &mut record, None, roles) {
            self.shelve(&[take::<UserRecord>(&key, Expect::Any), free_name(log, USER, &record.said.user_name)])?;
            self.untype_name(typed, new)?;
            return Err(refused.into());
        }
        if record.suspended_us.is_some() {
            self.shelve(&[put(&key, &person, FOR_EVER, &record, Expect::Any)?])?;
        }
        let held = self.held_user(log, &person)?;
        self.shown_user(&at.live, &held)
    }

    /// Replaces what the directory says of a user; with `version`, only if nothing has changed since.
    ///
    /// # Errors
    /// [`NotTaken::Stale`], [`NotTaken::Taken`], [`NotTaken::Invalid`], or a refusal by the rules of membership.
    pub fn put_directory_user(
        &self,
        slug: &str,
        who: &Who,
        id: &str,
        version: Option<&str>,
        said: UserSaid,
    ) -> Result<HeldUser, NotTaken> {
        let at = self.speaking(slug, who)?;
        let log = at.log();
        let held = self.held_user(log, id)?;
        let before = self.shown_user(&at.live, &held)?;
        if version.is_some_and(|version| version != before.version) {
            return Err(NotTaken::Stale);
        }
        said.check()?;
        if said == before.said && held.value.said.active == said.active {
            return Ok(before);
        }
        let renamed = said.user_name.trim().to_lowercase() != held.value.said.user_name.trim().to_lowercase();
        if renamed && self.name_taken(log, USER, &said.user_name)?.is_some() {
            return Err(NotTaken::Taken(format!("there is a user with the userName {}", said.user_name)));
        }
        self.check_address(&at, id, &held.value.said, &said)?;
        let groups = self.of_directory::<GroupRecord>(log)?;
        let groups = belongs(groups.iter().map(|group| &group.value.said));
        let roles = roles_of(&at, &groups, id);
        let mut record = UserRecord { said, changed_us: self.clock.now_us(), ..held.value.clone() };
        self.follow(&at, who, id, &mut record, Some(held.value.said.active), roles)?;
        self.rename_person(&at, id, &held.value.said, &record.said)?;
        let mut moves: Vec<Move> = vec![put(&held.key, id, FOR_EVER, &record, Expect::Version(held.version))?];
        if renamed {
            moves.push(free_name(log, USER, &held.value.said.user_name));
            moves.push(take_name(log, USER, &record.said.user_name, id, id)?);
        }
        if !self.shelve(&moves)? {
            return Err(NotTaken::Stale);
        }
        let held = self.held_user(log, id)?;
        self.shown_user(&at.live, &held)
    }

    /// Removes a user from the directory: the membership ends, and the sessions with it.
    ///
    /// # Errors
    /// [`NotTaken::Stale`], or a refusal such as for the last owner; nothing was changed then.
    pub fn remove_directory_user(
        &self,
        slug: &str,
        who: &Who,
        id: &str,
        version: Option<&str>,
    ) -> Result<(), NotTaken> {
        let at = self.speaking(slug, who)?;
        let log = at.log();
        let held = self.held_user(log, id)?;
        if let Some(version) = version
            && version != self.shown_user(&at.live, &held)?.version
        {
            return Err(NotTaken::Stale);
        }
        self.end_here(&at, who, id)?;
        let mut moves = vec![
            take::<UserRecord>(&held.key, Expect::Version(held.version)),
            free_name(log, USER, &held.value.said.user_name),
        ];
        for mut group in self.of_directory::<GroupRecord>(log)? {
            if group.value.said.members.remove(id) {
                moves.push(put(&group.key, log, FOR_EVER, &group.value, Expect::Version(group.version))?);
            }
        }
        if !self.shelve(&moves)? {
            return Err(NotTaken::Stale);
        }
        Ok(self.store.scour().map_err(Fault::from)?)
    }

    pub(super) fn held_user(&self, log: &str, id: &str) -> Result<Held<UserRecord>, NotTaken> {
        self.kept::<UserRecord>(&key(log, id))?.ok_or_else(|| NotTaken::NotThere("user", id.to_owned()))
    }

    fn shown_user(&self, live: &crate::history::Live, held: &Held<UserRecord>) -> Result<HeldUser, NotTaken> {
        let id = id_of(&held.key);
        let mut groups = Vec::new();
        for group in self.of_directory::<GroupRecord>(&live.record.id)? {
            if group.value.said.members.contains(id) {
                groups.push((id_of(&group.key).to_owned(), group.value.said.display_name));
            }
        }
        Ok(shown(&live.state().registers, held, Some(groups)))
    }

    /// Is the new address nobody else's?
    fn check_address(&self, at: &Speaking<'_>, id: &str, was: &UserSaid, said: &UserSaid) -> Result<(), NotTaken> {
        let address = said.address()?;
        if was.address()?.key() == address.key() || !self.is_ours(at, id)? {
            return Ok(());
        }
        match self.person_by_email(&address)? {
            Some(other) if other != id => {
                Err(NotTaken::Taken(format!("the address {} belongs to somebody else here", address.as_str())))
            }
            _ => Ok(()),
        }
    }

    /// Changes the person's own name and address, if the directory changed them and the person is this organisation's
    /// alone: who works for several, and who keeps the installation running, name themselves.
    fn rename_person(&self, at: &Speaking<'_>, id: &str, was: &UserSaid, said: &UserSaid) -> Result<(), NotTaken> {
        let (name, address) = (said.person_name()?, said.address()?);
        self.retype_name(at.log(), id, &name)?;
        let (same_name, same_address) = (was.person_name()? == name, was.address()?.key() == address.key());
        if (same_name && same_address) || !self.is_ours(at, id)? {
            return Ok(());
        }
        let Some(person) = self.person(id)? else {
            return Ok(());
        };
        let name = if same_name { person.name.clone() } else { name };
        let known = crate::people::email_of(&person.email).ok().filter(|_| same_address);
        let address = known.unwrap_or(address);
        let person = Person { name, email: address.as_str().to_owned(), ..person };
        match self.put_person(id, &person, &address)? {
            true => Ok(()),
            false => Err(NotTaken::Taken(format!("the address {} belongs to somebody else here", address.as_str()))),
        }
    }

    /// May the directory name this person? Not who works for others too, nor who keeps the installation running; nor an owner
    /// or who stands in for one: with the address, the account could be taken over by way of single sign-on, and the
    /// directory would have made an owner.
    fn is_ours(&self, at: &Speaking<'_>, id: &str) -> Result<bool, Fault> {
        let operator = self.person(id)?.is_some_and(|person| person.operator);
        let promised = at.live.state().registers.people.promised(id, self.clock.today(), None);
        Ok(!operator && !promised.contains(&Role::Owner) && !self.belongs_elsewhere(&at.live, id)?)
    }
}

/// The roles with which somebody comes, or comes back.
fn roles_of(at: &Speaking<'_>, groups: &Belongs<'_>, id: &str) -> BTreeSet<Role> {
    let named = groups.get(id).map(Vec::as_slice).unwrap_or_default();
    of_groups(at.live.state().registers.people.directory.as_ref(), named).0
}

fn shown(registers: &Registers, held: &Held<UserRecord>, groups: Option<Vec<(String, String)>>) -> HeldUser {
    let (id, record) = (id_of(&held.key), &held.value);
    let state = registers.people.members.get(id).map(|m| m.state);
    let in_force = matches!(state, Some(Membership::Invited | Membership::Confirmed));
    let said = UserSaid { active: record.said.active && in_force, ..record.said.clone() };
    let groups = groups.unwrap_or_default();
    let version = Hash::of(format!("{} {said:?} {groups:?}", held.version).as_bytes());
    HeldUser {
        id: id.to_owned(),
        said,
        groups,
        created_us: record.created_us,
        changed_us: record.changed_us,
        version: hex::encode(&version.0[..8]),
    }
}
