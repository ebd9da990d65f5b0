//! The records of a directory: users, groups, and the names that are taken. Their keys begin with the organisation's ledger,
//! so that no directory can reach a record of another.

use super::said::{GroupSaid, UserSaid};
use crate::shelf::{FOR_EVER, Held, Kept, put, take};
use crate::{App, Fault};
use ledger::Hash;
use serde::{Deserialize, Serialize};
use store::{Expect, Move};

/// Records that are read in one go.
const PAGE: u32 = 500;

/// A user of a directory; the key is the ledger and the person's id, the owner is the person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct UserRecord {
    pub(super) said: UserSaid,
    pub(super) created_us: i64,
    pub(super) changed_us: i64,
    /// Since when the membership is suspended by the word of the directory: what a person suspended stays so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) suspended_us: Option<i64>,
}

impl Kept for UserRecord {
    const KIND: &'static str = "directory_user";
}

/// A group of a directory; the key is the ledger and a random id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct GroupRecord {
    pub(super) said: GroupSaid,
    pub(super) created_us: i64,
    pub(super) changed_us: i64,
}

impl Kept for GroupRecord {
    const KIND: &'static str = "directory_group";
}

/// A name that is taken: that two ask for it at once ends with one of them, in whatever process they ask.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct TakenName {
    pub(super) id: String,
}

impl Kept for TakenName {
    const KIND: &'static str = "directory_name";
}

/// Key of a user or group.
pub(super) fn key(log: &str, id: &str) -> String {
    format!("{log}/{id}")
}

/// Key of a user's or group's name: its hash, since it may be longer than a key.
fn name_key(log: &str, what: &str, name: &str) -> String {
    format!("{log}/{what}/{}", hex::encode(Hash::of(name.trim().to_lowercase().as_bytes()).0))
}

/// Takes a name for a user or group; refused when another has it.
pub(super) fn take_name(log: &str, what: &str, name: &str, id: &str, owner: &str) -> Result<Move, Fault> {
    let taken = TakenName { id: id.to_owned() };
    put(&name_key(log, what, name), owner, FOR_EVER, &taken, Expect::Absent)
}

/// Gives a name back.
pub(super) fn free_name(log: &str, what: &str, name: &str) -> Move {
    take::<TakenName>(&name_key(log, what, name), Expect::Any)
}

impl App {
    /// Who has a name in a directory, by id.
    pub(super) fn name_taken(&self, log: &str, what: &str, name: &str) -> Result<Option<String>, Fault> {
        Ok(self.kept::<TakenName>(&name_key(log, what, name))?.map(|held| held.value.id))
    }

    /// Everything of a kind that one organisation's directory has, by id.
    pub(super) fn of_directory<T: Kept>(&self, log: &str) -> Result<Vec<Held<T>>, Fault> {
        let prefix = format!("{log}/");
        // The sign after `/`: every key of this ledger lies below it.
        let mut before = format!("{log}0");
        let mut found = Vec::new();
        loop {
            let records = self.store.records_before(T::KIND, None, Some(&before), PAGE)?;
            let ours = records.iter().take_while(|r| r.key.starts_with(&prefix)).count();
            let whole = ours == PAGE as usize;
            for record in records.into_iter().take(ours) {
                let value = serde_json::from_slice(&record.body).map_err(|e| {
                    let hint = "a newer tickmark may have written it";
                    Fault::new(format!("a record of kind {} cannot be read: {e}", T::KIND), hint)
                })?;
                before.clone_from(&record.key);
                found.push(Held { key: record.key, owner: record.owner, version: record.version, value });
            }
            if !whole {
                found.reverse();
                return Ok(found);
            }
        }
    }
}

/// The id within a key.
pub(super) fn id_of(key: &str) -> &str {
    key.split_once('/').map_or(key, |(_, id)| id)
}
