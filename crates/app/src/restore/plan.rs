//! What a restore would do, or did.

use super::RestoreAsk;
use super::bundle::Bundle;
use super::files::Found;
use crate::history::State;
use crate::{App, Failure, clock};
use domain::refusal::Refusal;
use domain::rules::ripe_us;
use domain::values::{Deed, Stage};
use ledger::Head;
use store::LogRecord;

/// What a restore would do, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestorePlan {
    /// Name of the organisation, as the bundle has it.
    pub organisation: String,
    /// Short name under which it is, or will be.
    pub slug: String,
    /// Id of its ledger.
    pub log: String,
    /// Digest of the bundle, by which two persons agree on it.
    pub digest: String,
    /// Entries in the bundle.
    pub entries: u64,
    /// Root of the tree over them, hex.
    pub root: String,
    /// When the last of them was recorded, microseconds since 1970.
    pub last_us: i64,
    /// What is here now; `None` where the installation does not have the organisation.
    pub now: Option<RestoreNow>,
    /// Files that are in the data folder already, read and hashed.
    pub here: u64,
    /// Files that would be copied, read and hashed.
    pub copied: u64,
    /// Files that are nowhere, by name, with what else is known of them.
    pub missing: Vec<String>,
}

/// The ledger whose place would be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreNow {
    /// Its entries.
    pub entries: u64,
    /// The first entry that is not the same in both, or that only one has; `None` when they are the same ledger.
    pub first_difference: Option<u64>,
    /// Short name under which it is kept afterwards.
    pub aside: String,
    /// The deeds that are about this bundle, and where each stands.
    pub deeds: Vec<(String, String)>,
}

impl App {
    /// The ledger with the bundle's id that is here, and the short name that the restored one has.
    pub(super) fn place_of(
        &self,
        bundle: &Bundle,
        ask: &RestoreAsk,
        logs: &[LogRecord],
    ) -> Result<(Option<LogRecord>, String), Failure> {
        let refused =
            |sentence: String, hint: &str| Failure::from(Refusal::NotPossible { sentence, hint: hint.to_owned() });
        let (name, log) = (&bundle.registers.name, &bundle.head.log);
        if let Some(here) = logs.iter().find(|l| l.id == *log) {
            return match ask.org.as_deref().filter(|org| *org != here.slug) {
                None => Ok((Some(here.clone()), here.slug.clone())),
                Some(org) => Err(refused(
                    format!(
                        "the bundle is of another organisation: of {name}, which is `{}` here, not of `{org}`",
                        here.slug
                    ),
                    "name the bundle of that organisation, or leave --org out",
                )),
            };
        }
        let slug = ask.org.clone().unwrap_or_else(|| crate::slug_of(name));
        let taken = logs.iter().any(|l| l.slug == slug);
        if ask.deed.is_some() || (taken && ask.org.is_some()) {
            return Err(refused(
                format!("the bundle is of another organisation: of {name}, whose ledger {log} is not here"),
                "name the bundle of the organisation that is here; without --org and --agreed it is put beside the others",
            ));
        }
        if taken {
            return Err(refused(
                format!("the short name `{slug}` belongs to another organisation here"),
                "give the restored one a short name of its own with --org",
            ));
        }
        crate::change::short_name(&slug)?;
        Ok((None, slug))
    }

    /// The answer, from all that was looked at.
    pub(super) fn plan_of(
        &self,
        bundle: &Bundle,
        found: &Found,
        slug: &str,
        now: Option<(&State, &LogRecord)>,
    ) -> Result<RestorePlan, Failure> {
        let now = match now {
            None => None,
            Some((state, aside)) => Some(RestoreNow {
                entries: state.head.size,
                first_difference: self.first_difference(bundle, &state.head)?,
                aside: aside.slug.clone(),
                deeds: deeds(state, &bundle.digest, self.clock.now_us()),
            }),
        };
        Ok(RestorePlan {
            organisation: bundle.registers.name.clone(),
            slug: slug.to_owned(),
            log: bundle.head.log.clone(),
            digest: bundle.digest.clone(),
            entries: bundle.report.size,
            root: bundle.report.root.to_string(),
            last_us: bundle.last_us,
            now,
            here: found.here,
            copied: found.copies.len() as u64,
            missing: found.missing.clone(),
        })
    }

    fn first_difference(&self, bundle: &Bundle, head: &Head) -> Result<Option<u64>, Failure> {
        let (ours, theirs) = (self.store.leaf_hashes(&head.log, 0..head.size)?, &bundle.report.leaves);
        let same = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
        Ok((same < ours.len().max(theirs.len())).then_some(same as u64))
    }
}

/// The deeds that are about this bundle, and where each stands.
fn deeds(state: &State, digest: &str, now_us: i64) -> Vec<(String, String)> {
    let about = |deed: &Deed| matches!(deed, Deed::Restore { backup } if backup == digest);
    let held = state.registers.people.deeds.iter().filter(|(_, held)| about(&held.deed));
    held.map(|(id, held)| {
        let stands = match (held.stage, ripe_us(held)) {
            (Stage::Proposed, _) => "waits for approval".to_owned(),
            (Stage::Approved, Some(at)) if at > now_us => format!("approved, from {}", clock::minute_of(at)),
            (Stage::Approved, _) => "can be carried out".to_owned(),
            (Stage::Done, _) => "was used".to_owned(),
            (Stage::Ended, _) => "was stopped".to_owned(),
        };
        (id.clone(), stands)
    })
    .collect()
}
