//! The groups of a directory. An owner said which of them hold which roles; all others are kept and mean nothing here.

use super::records::{GroupRecord, UserRecord, free_name, id_of, key, take_name};
use super::roles::{belongs, given};
use super::said::GroupSaid;
use super::{MAX_GROUPS, NotTaken, Speaking};
use crate::shelf::{FOR_EVER, Held, put, take};
use crate::{App, Who, keys};
use domain::refusal::Refusal;
use ledger::Hash;
use std::collections::BTreeSet;
use store::Expect;

/// What a name of this kind belongs to.
const GROUP: &str = "group";

/// A group of the directory as it reads it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldGroup {
    /// Id here.
    pub id: String,
    /// What the directory said.
    pub said: GroupSaid,
    /// When the directory added it, microseconds since 1970.
    pub created_us: i64,
    /// When it last changed it.
    pub changed_us: i64,
    /// Changes with everything that is shown here.
    pub version: String,
}

impl App {
    /// The groups of the directory, by id.
    ///
    /// # Errors
    /// A refusal for who may not read people.
    pub fn directory_groups(&self, slug: &str, who: &Who) -> Result<Vec<HeldGroup>, NotTaken> {
        let live = self.reading(slug, who)?;
        Ok(self.of_directory::<GroupRecord>(&live.record.id)?.iter().map(shown).collect())
    }

    /// One group of the directory.
    ///
    /// # Errors
    /// [`NotTaken::NotThere`] when the directory has no such group.
    pub fn directory_group(&self, slug: &str, who: &Who, id: &str) -> Result<HeldGroup, NotTaken> {
        let live = self.reading(slug, who)?;
        Ok(shown(&self.held_group(&live.record.id, id)?))
    }

    /// Adds a group; its users get its roles.
    ///
    /// # Errors
    /// [`NotTaken::Taken`] for a name that there is, [`NotTaken::Invalid`] for a member that is no user of this directory,
    /// a refusal when a rule keeps the roles apart.
    pub fn add_directory_group(&self, slug: &str, who: &Who, said: GroupSaid) -> Result<HeldGroup, NotTaken> {
        let at = self.speaking(slug, who)?;
        said.check()?;
        let log = at.log();
        self.check_name(log, &said.display_name)?;
        let others = self.of_directory::<GroupRecord>(log)?;
        if others.len() >= MAX_GROUPS {
            return Err(Refusal::TooMany { what: "groups of a directory", max: MAX_GROUPS }.into());
        }
        self.check_members(log, said.members.iter())?;
        let id = format!("group-{}", keys::random_hex(8)?);
        self.follow_change(&at, who, &others, None, Some((&id, &said)))?;
        let now = self.clock.now_us();
        let record = GroupRecord { said, created_us: now, changed_us: now };
        let moves = [
            put(&key(log, &id), log, FOR_EVER, &record, Expect::Absent)?,
            take_name(log, GROUP, &record.said.display_name, &id, log)?,
        ];
        if !self.shelve(&moves)? {
            return Err(taken(&record.said.display_name));
        }
        Ok(shown(&self.held_group(log, &id)?))
    }

    /// Replaces what the directory says of a group; with `version`, only if nothing has changed since.
    ///
    /// # Errors
    /// As [`App::add_directory_group`], and [`NotTaken::Stale`].
    pub fn put_directory_group(
        &self,
        slug: &str,
        who: &Who,
        id: &str,
        version: Option<&str>,
        said: GroupSaid,
    ) -> Result<HeldGroup, NotTaken> {
        let at = self.speaking(slug, who)?;
        let log = at.log();
        let held = self.held_group(log, id)?;
        if version.is_some_and(|version| version != shown(&held).version) {
            return Err(NotTaken::Stale);
        }
        said.check()?;
        let was = &held.value.said;
        if said == *was {
            return Ok(shown(&held));
        }
        let renamed = said.display_name.trim().to_lowercase() != was.display_name.trim().to_lowercase();
        if renamed {
            self.check_name(log, &said.display_name)?;
        }
        self.check_members(log, said.members.difference(&was.members))?;
        let others = self.of_directory::<GroupRecord>(log)?;
        self.follow_change(&at, who, &others, Some(&held), Some((id, &said)))?;
        let record = GroupRecord { said, changed_us: self.clock.now_us(), ..held.value.clone() };
        let mut moves = vec![put(&held.key, log, FOR_EVER, &record, Expect::Version(held.version))?];
        if renamed {
            moves.push(free_name(log, GROUP, &was.display_name));
            moves.push(take_name(log, GROUP, &record.said.display_name, id, log)?);
        }
        if !self.shelve(&moves)? {
            return Err(NotTaken::Stale);
        }
        Ok(shown(&self.held_group(log, id)?))
    }

    /// Removes a group; its users lose its roles.
    ///
    /// # Errors
    /// [`NotTaken::Stale`], or a refusal when a rule keeps the remaining roles apart.
    pub fn remove_directory_group(
        &self,
        slug: &str,
        who: &Who,
        id: &str,
        version: Option<&str>,
    ) -> Result<(), NotTaken> {
        let at = self.speaking(slug, who)?;
        let log = at.log();
        let held = self.held_group(log, id)?;
        if version.is_some_and(|version| version != shown(&held).version) {
            return Err(NotTaken::Stale);
        }
        let others = self.of_directory::<GroupRecord>(log)?;
        self.follow_change(&at, who, &others, Some(&held), None)?;
        let moves = [
            take::<GroupRecord>(&held.key, Expect::Version(held.version)),
            free_name(log, GROUP, &held.value.said.display_name),
        ];
        if self.shelve(&moves)? { Ok(()) } else { Err(NotTaken::Stale) }
    }

    fn held_group(&self, log: &str, id: &str) -> Result<Held<GroupRecord>, NotTaken> {
        self.kept::<GroupRecord>(&key(log, id))?.ok_or_else(|| NotTaken::NotThere("group", id.to_owned()))
    }

    fn check_name(&self, log: &str, name: &str) -> Result<(), NotTaken> {
        if self.name_taken(log, GROUP, name)?.is_some() { Err(taken(name)) } else { Ok(()) }
    }

    fn check_members<'a>(&self, log: &str, members: impl Iterator<Item = &'a String>) -> Result<(), NotTaken> {
        for id in members {
            if self.kept::<UserRecord>(&key(log, id))?.is_none() {
                return Err(NotTaken::Invalid(format!("members: the directory has no user `{id}`")));
            }
        }
        Ok(())
    }

    /// Gives everybody whom a change of one group concerns the roles of their groups as they will be. Roles come before the
    /// record, so that a change that was cut off is made again when the directory asks again.
    fn follow_change(
        &self,
        at: &Speaking<'_>,
        who: &Who,
        groups: &[Held<GroupRecord>],
        was: Option<&Held<GroupRecord>>,
        becomes: Option<(&str, &GroupSaid)>,
    ) -> Result<(), NotTaken> {
        let directory = at.live.state().registers.people.directory.clone();
        let nobody = BTreeSet::new();
        let before = was.map_or(&nobody, |held| &held.value.said.members);
        let after = becomes.map_or(&nobody, |(_, said)| &said.members);
        let roles_before = was.and_then(|held| given(directory.as_ref(), &held.value.said.display_name));
        let roles_after = becomes.and_then(|(_, said)| given(directory.as_ref(), &said.display_name));
        let concerned: Vec<&str> = match (roles_before, roles_after) {
            // A group without roles changes nobody's.
            (None, None) => return Ok(()),
            (one, other) if one == other => before.symmetric_difference(after).map(String::as_str).collect(),
            _ => before.union(after).map(String::as_str).collect(),
        };
        let changed = was.map(|held| held.key.as_str());
        let others = groups.iter().filter(|group| Some(group.key.as_str()) != changed).map(|group| &group.value.said);
        let belongs = belongs(others.chain(becomes.map(|(_, said)| said)));
        Ok(self.follow_groups(at, who, concerned, &belongs)?)
    }
}

fn taken(name: &str) -> NotTaken {
    NotTaken::Taken(format!("there is a group with the displayName {name}"))
}

fn shown(held: &Held<GroupRecord>) -> HeldGroup {
    let version = Hash::of(format!("{} {:?}", held.version, held.value.said).as_bytes());
    HeldGroup {
        id: id_of(&held.key).to_owned(),
        said: held.value.said.clone(),
        created_us: held.value.created_us,
        changed_us: held.value.changed_us,
        version: hex::encode(&version.0[..8]),
    }
}
