//! Commands on evidence: handing in from here or from elsewhere, checking, judging, requests, holds, disposal.

mod acts;
mod add;
mod findings;
mod followed;
mod plan;
mod read;
mod remote;
mod remote_findings;
mod said;

pub(crate) use findings::collect;

use super::Done;
use super::args::{EvidenceArgs, EvidenceVerb};
use super::people::Here;
use super::place::day;
use domain::command::{Command, EvidenceCommand};

pub(crate) fn evidence(args: &EvidenceArgs) -> Done {
    match &args.verb {
        EvidenceVerb::Add(args) if args.elsewhere.server.is_some() => remote::add(args),
        EvidenceVerb::Add(args) => add::add(args),
        EvidenceVerb::Revise(args) => add::revise(args),
        EvidenceVerb::List { control, state, kind, words, limit, after, place } => {
            let filters = read::Filters { control, state, kind, words, limit: *limit, after };
            read::list(place, &filters)
        }
        EvidenceVerb::Show { item, place } => read::show_one(place, item),
        EvidenceVerb::Check { item: Some(item), place, .. } => read::check(place, item),
        EvidenceVerb::Check { place, .. } => read::check_all(place),
        EvidenceVerb::Wrong(place) => read::wrong(place),
        EvidenceVerb::Twice(place) => read::twice(place),
        EvidenceVerb::Reuse(args) => read::reuse(args),
        EvidenceVerb::Plan(args) => plan::plan(args),
        EvidenceVerb::Get { item, out, version, place } => read::get(place, item, out, *version),
        EvidenceVerb::Requests { open, place } => read::requests(place, *open),
        EvidenceVerb::Accept { item, version, note, place } => {
            let (id, version, note) = (item.clone(), *version, note.clone());
            acts::done(place, "Accepted", item, EvidenceCommand::AcceptEvidence { id, version, note })
        }
        EvidenceVerb::Reject { item, version, reason, place } => {
            let (id, version, reason) = (item.clone(), *version, reason.clone());
            acts::done(place, "Rejected", item, EvidenceCommand::RejectEvidence { id, version, reason })
        }
        EvidenceVerb::Link { item, control, ran, place } => {
            let command =
                EvidenceCommand::LinkEvidence { id: item.clone(), control: control.clone(), ran: day(ran, "--ran")? };
            acts::done(place, "Linked", item, command)
        }
        EvidenceVerb::Unlink { item, control, place } => {
            let command = EvidenceCommand::UnlinkEvidence { id: item.clone(), control: control.clone() };
            acts::done(place, "Unlinked", item, command)
        }
        EvidenceVerb::FollowUp(args) => followed::follow_up(args),
        EvidenceVerb::FollowUps { open, place } => followed::list(place, *open),
        EvidenceVerb::Withdraw(args) => acts::withdraw(args),
        EvidenceVerb::Hold(args) => acts::hold(args),
        EvidenceVerb::Release(args) => acts::release(args),
        EvidenceVerb::Dispose(args) => acts::dispose(args),
        EvidenceVerb::Close(args) => acts::close(args),
        EvidenceVerb::Ask { control, person, wanted, due, period, place } => {
            let asked = acts::Asked { control, person, wanted, due, period: period.as_deref() };
            acts::ask(place, &asked)
        }
        EvidenceVerb::Retention { framework, months, deed, place } => {
            let (framework, months, deed) = (framework.clone(), *months, deed.clone());
            let words = format!("Set the retention of {framework}");
            let command = EvidenceCommand::SetRetention { framework, months, deed };
            Here::open(place)?.done(&words, Command::Evidence(command))
        }
    }
}
