//! Credentials of collectors: given by name, sealed, handed to the check that they were given for, and shown to nobody.

use crate::history::Live;
use crate::shelf::{FOR_EVER, Kept, put, take};
use crate::{App, Failure, Fault, Who};
use collect::{Credentials, SECRET_MIN, Secret, Spec, What};
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::rules::collector::current;
use domain::values::description::content_sha256;
use domain::values::{Action, Collector, Rhythm, State};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::Expect;

/// How a sealed credential is bound to its collector, its name and the check that it was given for.
const SEALED: &str = "collector";
/// Longest credential, in bytes.
pub const SECRET_MAX: usize = 8 * 1024;
/// A credential that is older than so many days is to be changed.
pub const OLD_DAYS: i64 = 365;
const DAY_US: i64 = 86_400_000_000;

/// A credential as it lies in the store; the owner is the ledger.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Sealed {
    collector: String,
    name: String,
    /// SHA-256 of the check that it was given for: another check does not get it.
    check: String,
    sealed: String,
    by: String,
    set_us: i64,
}

impl Kept for Sealed {
    const KIND: &'static str = "collector_credential";
}

/// A credential, without what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its name, as the check calls it.
    pub name: String,
    /// When it was given, microseconds since 1970; `None` while it is missing.
    pub set_us: Option<i64>,
    /// Who gave it, by name.
    pub set_by: Option<String>,
    /// It is older than [`OLD_DAYS`] days and is to be changed.
    pub is_old: bool,
}

fn key_of(log: &str, id: &str, name: &str) -> String {
    format!("{log}/{id}/{}", hex::encode(name))
}

fn check_of(collector: &Collector) -> String {
    content_sha256(["check", &collector.check])
}

/// The names of the credentials that a check uses.
pub(super) fn names(collector: &Collector) -> BTreeSet<String> {
    let spec = super::declare::read(&collector.check, Rhythm::Daily, Date::constant(2026, 1, 1));
    match spec.map(|(Spec { what, .. }, _)| what) {
        Ok(What::Command(command)) => command.environment.into_values().collect(),
        Ok(What::SqlQuery(query)) => BTreeSet::from([query.credential]),
        _ => BTreeSet::new(),
    }
}

impl App {
    /// Keeps a credential for a collector, in the place of an older one of that name. It is never shown again, and is
    /// handed only to the check as it stands now: where the check is changed, it has to be given anew.
    ///
    /// # Errors
    /// A refusal without the right to set the collector, for a name that its check does not use, or for a secret that is
    /// too short or too long.
    pub fn set_collector_credential(
        &self,
        slug: &str,
        who: &Who,
        id: &str,
        name: &str,
        secret: &str,
    ) -> Result<(), Failure> {
        let (live, collector) = self.settable_collector(slug, who, id)?;
        named(&collector, id, name)?;
        if secret.len() > SECRET_MAX || Secret::new(secret.to_owned()).is_err() {
            return Err(Refusal::NotPossible {
                sentence: format!("a credential has {SECRET_MIN} to {SECRET_MAX} bytes and no NUL"),
                hint: "give the whole secret, without a line break at its end".to_owned(),
            }
            .into());
        }
        let (check, key) = (check_of(&collector), key_of(&live.record.id, id, name));
        let sealed = Sealed {
            collector: id.to_owned(),
            name: name.to_owned(),
            sealed: self.sealed(SEALED, &format!("{key}/{check}"), secret.as_bytes())?,
            check,
            by: who.id().to_owned(),
            set_us: self.clock.now_us(),
        };
        self.shelve(&[put(&key, &live.record.id, FOR_EVER, &sealed, Expect::Any)?])?;
        self.store.scour()?;
        self.note_in(&live, who, "collector_credential_set", &format!("{id}: {name}"));
        Ok(())
    }

    /// Forgets a credential.
    ///
    /// # Errors
    /// A refusal without the right to set the collector, or when it has none of that name.
    pub fn remove_collector_credential(&self, slug: &str, who: &Who, id: &str, name: &str) -> Result<(), Failure> {
        let (live, _) = self.settable_collector(slug, who, id)?;
        let key = key_of(&live.record.id, id, name);
        if self.kept::<Sealed>(&key)?.is_none() {
            return Err(Refusal::Unknown { what: "credential", id: name.to_owned(), nearest: None }.into());
        }
        self.shelve(&[take::<Sealed>(&key, Expect::Any)])?;
        self.store.scour()?;
        self.note_in(&live, who, "collector_credential_removed", &format!("{id}: {name}"));
        Ok(())
    }

    fn settable_collector(&self, slug: &str, who: &Who, id: &str) -> Result<(Arc<Live>, Collector), Failure> {
        if self.read_only {
            let fault = Fault::new("the data folder is open for reading only", "leave out --read-only");
            return Err(Fault { by_user: true, ..fault }.into());
        }
        let live = self.live(slug)?;
        let state = live.state();
        let held = state.registers.collectors.collectors.get(id);
        let controls = held.map(|held| held.collector.controls.iter().cloned().collect()).unwrap_or_default();
        let object = Object { controls, ..Object::plain(State::Live) };
        self.authorize(&live, &state.registers, who, Action::SetCollector, &object)?;
        let collector = current(&state.registers, id)?.collector.clone();
        drop(state);
        Ok((live, collector))
    }

    /// The credentials of a check, opened. One that was given for another check is left out.
    pub(super) fn credentials_for(&self, live: &Live, id: &str, collector: &Collector) -> Result<Credentials, Fault> {
        let (check, mut open) = (check_of(collector), Credentials::default());
        for name in names(collector) {
            let key = key_of(&live.record.id, id, &name);
            let Some(held) = self.kept::<Sealed>(&key)?.filter(|held| held.value.check == check) else {
                continue;
            };
            let bytes = self.unsealed(SEALED, &format!("{key}/{check}"), &held.value.sealed)?;
            let secret = String::from_utf8(bytes.expose().clone()).ok().and_then(|text| Secret::new(text).ok());
            let unread = || Fault::new(format!("the credential {name} of {id} cannot be read"), "give it anew");
            open.insert(&name, secret.ok_or_else(unread)?);
        }
        Ok(open)
    }

    /// What is told of the credentials of a collector: those that its check uses, given or missing.
    pub(super) fn told_credentials(
        &self,
        log: &str,
        kept: &BTreeMap<String, Sealed>,
        collector: &Collector,
    ) -> Vec<Credential> {
        let (check, now) = (check_of(collector), self.clock.now_us());
        let told = |name: String| {
            let held = kept.get(&name).filter(|held| held.check == check);
            Credential {
                set_us: held.map(|held| held.set_us),
                set_by: held.map(|held| self.name_at(log, &held.by)),
                is_old: held.is_some_and(|held| now - held.set_us > OLD_DAYS * DAY_US),
                name,
            }
        };
        names(collector).into_iter().map(told).collect()
    }

    /// What lies in the store of an organisation, by collector and name.
    pub(super) fn kept_credentials(&self, log: &str) -> Result<BTreeMap<String, BTreeMap<String, Sealed>>, Fault> {
        let mut kept: BTreeMap<String, BTreeMap<String, Sealed>> = BTreeMap::new();
        for held in self.all_kept::<Sealed>(Some(log))? {
            kept.entry(held.value.collector.clone()).or_default().insert(held.value.name.clone(), held.value);
        }
        Ok(kept)
    }

    /// Takes away credentials: all of a collector, or with a declaration those that it does not get any more.
    pub(super) fn drop_credentials(&self, live: &Live, id: &str, now: Option<&Collector>) -> Result<(), Fault> {
        let mut gone = Vec::new();
        for (name, sealed) in self.kept_credentials(&live.record.id)?.remove(id).unwrap_or_default() {
            let stays = now.is_some_and(|now| names(now).contains(&name) && check_of(now) == sealed.check);
            if !stays {
                gone.push(take::<Sealed>(&key_of(&live.record.id, id, &name), Expect::Any));
            }
        }
        if gone.is_empty() {
            return Ok(());
        }
        self.shelve(&gone)?;
        Ok(self.store.scour()?)
    }
}

fn named(collector: &Collector, id: &str, name: &str) -> Result<(), Refusal> {
    let names = names(collector);
    if names.contains(name) {
        return Ok(());
    }
    let hint = match names.len() {
        0 => format!("the check of {id} uses none"),
        _ => format!("it uses {}", names.into_iter().collect::<Vec<_>>().join(", ")),
    };
    Err(Refusal::NotPossible { sentence: format!("the check of {id} uses no credential called {name}"), hint })
}
