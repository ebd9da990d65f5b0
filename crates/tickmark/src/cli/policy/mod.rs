//! Commands on controlled documents: write, approve, publish, acknowledge, review; the register, and files that come in.

mod exchange;
mod read;
mod writing;

use super::Done;
use super::args::{PlaceArgs, PolicyArgs, PolicyStepArgs, PolicyVerb as Verb};
use super::out::mend;
use super::people::Here;
use super::place::day;
use app::Failure;
use app::ask::{At, PolicyDetail, PolicyOf};
use domain::command::{Command, PolicyCommand};
use domain::registers::policy::HeldPolicyVersion;

pub(crate) fn policy(args: &PolicyArgs) -> Done {
    match &args.verb {
        Verb::List { filter, place } => read::list(place, filter),
        Verb::Show { id, place } => read::one(place, id),
        Verb::Text { id, version, place } => read::text(place, id, *version),
        Verb::Diff { id, from, to, place } => read::difference(place, id, *from, *to),
        Verb::Check { place } => read::check(place),
        Verb::Write { file, fields } => writing::write(file, fields),
        Verb::Revise { id, reason, fields } => writing::revise(id, reason, fields),
        Verb::Draft { id, file, note, place } => writing::draft(place, id, file, note),
        Verb::Import { path, preview, place } => exchange::import(place, path, *preview),
        Verb::Start { id, place } => exchange::start(place, id.as_deref()),
        Verb::Retire { id, reason, place } => {
            let (here, detail) = found(place, id)?;
            let wanted = PolicyCommand::RetirePolicy { id: detail.id.clone(), reason: reason.clone() };
            done(&here, &detail.id, "retired", wanted)
        }
        Verb::Dispose { id, version, reason, place } => {
            let (here, detail) = found(place, id)?;
            let (id, version, reason) = (detail.id.clone(), *version, reason.clone());
            let wanted = PolicyCommand::DisposePolicyVersion { id, version, reason };
            done(&here, &detail.id, &format!("the text of version {version} is disposed of"), wanted)
        }
        Verb::Ask { id, until, place } => {
            let (here, detail) = found(place, id)?;
            let until = day(until, "--until")?;
            let wanted = PolicyCommand::AskAcknowledgement { id: detail.id.clone(), until };
            done(&here, &detail.id, "acknowledgement is asked for", wanted)
        }
        other => stepped(other),
    }
}

/// Steps of a version; each names the text that it is about.
fn stepped(verb: &Verb) -> Done {
    match verb {
        Verb::Submit(step) => {
            on_open(step, "handed on", |id, version, sha256| PolicyCommand::SubmitPolicy { id, version, sha256 })
        }
        Verb::Approve(step) => {
            on_open(step, "approved", |id, version, sha256| PolicyCommand::ApprovePolicy { id, version, sha256 })
        }
        Verb::Return { reason, step } => on_open(step, "sent back", |id, version, _| PolicyCommand::ReturnPolicy {
            id,
            version,
            reason: reason.clone(),
        }),
        Verb::Publish { from, step } => {
            let from = from.as_deref().map(|text| day(text, "--from")).transpose()?;
            let (here, detail) = found(&step.place, &step.id)?;
            let from = from.unwrap_or_else(|| here.app.clock().today());
            let (version, sha256) = text(step, open(&detail)?);
            let wanted = PolicyCommand::PublishPolicy { id: detail.id.clone(), version, sha256, from };
            done(&here, &detail.id, &format!("version {version} is in force from {from}"), wanted)
        }
        Verb::Review { note, step } => on_current(step, "confirmed as it stands", |id, version, _| {
            PolicyCommand::ReviewPolicy { id, version, note: note.clone() }
        }),
        Verb::Acknowledge(step) => on_current(step, "acknowledged", |id, version, sha256| {
            PolicyCommand::AcknowledgePolicy { id, version, sha256 }
        }),
        _ => unreachable!("policy() does the others"),
    }
}

fn on_open(step: &PolicyStepArgs, words: &str, wanted: impl FnOnce(String, u32, String) -> PolicyCommand) -> Done {
    let (here, detail) = found(&step.place, &step.id)?;
    let (version, sha256) = text(step, open(&detail)?);
    done(&here, &detail.id, &format!("version {version} is {words}"), wanted(detail.id.clone(), version, sha256))
}

fn on_current(step: &PolicyStepArgs, words: &str, wanted: impl FnOnce(String, u32, String) -> PolicyCommand) -> Done {
    let (here, detail) = found(&step.place, &step.id)?;
    let current = detail.line.current.and_then(|number| detail.held.version(number));
    let nothing = || mend(format!("no version of {} is in force", detail.id), "publish an approved version first");
    let (version, sha256) = text(step, current.ok_or_else(nothing)?);
    done(&here, &detail.id, &format!("version {version} is {words}"), wanted(detail.id.clone(), version, sha256))
}

fn text(step: &PolicyStepArgs, version: &HeldPolicyVersion) -> (u32, String) {
    (version.number, step.sha256.clone().unwrap_or_else(|| version.sha256.clone()))
}

fn open(detail: &PolicyDetail) -> Result<&HeldPolicyVersion, Failure> {
    let nothing = || mend(format!("{} has no version that waits for something", detail.id), "write the next one first");
    detail.held.open().ok_or_else(nothing)
}

/// The document that was named by its id or number.
fn found<'a>(place: &'a PlaceArgs, id: &str) -> Result<(Here<'a>, PolicyDetail), Failure> {
    let here = Here::open(place)?;
    let detail = here.app.ask(&here.org, &here.who, At::default(), &PolicyOf(id.to_owned()))?.value;
    Ok((here, detail))
}

fn done(here: &Here<'_>, id: &str, words: &str, wanted: PolicyCommand) -> Done {
    here.done(&format!("{id}: {words}"), Command::Policy(wanted))
}
