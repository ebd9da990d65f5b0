//! What was typed of a document, over what was so before; its text from a file.

use super::{done, found};
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, PolicyFields};
use crate::cli::out::{known, mend};
use crate::cli::people::Here;
use crate::cli::place::file;
use app::Failure;
use domain::command::{Command, PolicyCommand};
use domain::values::policy::{MandatoryPiece, Policy, PolicyKind, Quorum};
use domain::values::{Classification, Role};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

/// The text of a file of Markdown.
fn read(path: &Path) -> Result<String, Failure> {
    let (bytes, name) = file(path)?;
    String::from_utf8(bytes).map_err(|_| mend(format!("{name} is no UTF-8 text"), "save it in UTF-8"))
}

pub(super) fn write(path: &Path, fields: &PolicyFields) -> Done {
    let text = read(path)?;
    let here = Here::open(&fields.place)?;
    let usual = Policy { review_months: 12, retention_years: 3, ..Policy::default() };
    let usual = Policy { classification: Classification::Internal, ..usual };
    let policy = Box::new(changed(&here, fields, usual)?);
    let receipt = here.change(Command::Policy(PolicyCommand::WritePolicy { policy, text }))?;
    here.once(&format!("Wrote {}", receipt.object), &[], Some(&receipt), json!({ "policy": receipt.object }))
}

pub(super) fn revise(id: &str, reason: &str, fields: &PolicyFields) -> Done {
    let (here, detail) = found(&fields.place, id)?;
    let policy = Box::new(changed(&here, fields, detail.held.policy)?);
    let wanted = PolicyCommand::RevisePolicy { id: detail.id.clone(), policy, reason: reason.to_owned() };
    done(&here, &detail.id, "changed", wanted)
}

pub(super) fn draft(place: &PlaceArgs, id: &str, path: &Path, note: &str) -> Done {
    let text = read(path)?;
    let (here, detail) = found(place, id)?;
    let wanted = PolicyCommand::DraftPolicy { id: detail.id.clone(), text, note: note.to_owned() };
    done(&here, &detail.id, "the text is a draft", wanted)
}

fn changed(here: &Here<'_>, typed: &PolicyFields, mut policy: Policy) -> Result<Policy, Failure> {
    if let Some(number) = &typed.number {
        policy.number.clone_from(number);
    }
    if let Some(title) = &typed.title {
        policy.title.clone_from(title);
    }
    if let Some(kind) = &typed.kind {
        policy.kind = known("kind", kind, PolicyKind::parse, &PolicyKind::ALL.map(PolicyKind::id))?;
    }
    if let Some(owner) = &typed.owner {
        policy.owner = if owner.is_empty() { None } else { Some(here.person(owner)?) };
    }
    if let Some(class) = &typed.classification {
        let ids = Classification::ALL.map(Classification::id);
        policy.classification = known("classification", class, Classification::parse, &ids)?;
    }
    policy.review_months = typed.review_months.unwrap_or(policy.review_months);
    policy.retention_years = typed.retention_years.unwrap_or(policy.retention_years);
    policy.approval.count = typed.approvals.unwrap_or(policy.approval.count);
    if let Some(approvers) = &typed.approvers {
        policy.approval = quorum(here, policy.approval.count, approvers)?;
    }
    if let Some(distribution) = &typed.distribution {
        policy.distribution =
            listed(distribution).iter().map(|role| crate::cli::people::role(role)).collect::<Result<_, _>>()?;
    }
    if let Some(controls) = &typed.controls {
        policy.controls = listed(controls);
    }
    if let Some(meets) = &typed.meets {
        policy.meets = listed(meets);
    }
    if let Some(pieces) = &typed.pieces {
        let ids = MandatoryPiece::ALL.map(MandatoryPiece::id);
        let read = listed(pieces).into_iter().map(|piece| known("piece", &piece, MandatoryPiece::parse, &ids));
        policy.pieces = read.collect::<Result<_, _>>()?;
    }
    Ok(policy)
}

/// Roles and people whose approval counts.
fn quorum(here: &Here<'_>, count: u32, typed: &str) -> Result<Quorum, Failure> {
    let mut quorum = Quorum { count, ..Quorum::default() };
    for one in listed(typed) {
        match Role::parse(&one) {
            Some(role) => {
                quorum.roles.insert(role);
            }
            None => {
                quorum.people.insert(here.person(&one)?);
            }
        }
    }
    Ok(quorum)
}

fn listed(typed: &str) -> BTreeSet<String> {
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
