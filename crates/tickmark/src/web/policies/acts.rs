//! What the forms of the steps send; each names the version and the hash of the text that was on the page.

use super::{one, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, PolicyCommand};
use domain::refusal::Refusal;

type Sent = Path<(String, String)>;

/// Does it, or shows the page again with why not.
fn done(
    visit: &Visit,
    id: &str,
    typed: &Typed,
    words: &str,
    meant: impl FnOnce(u32, String) -> Result<PolicyCommand, Refusal>,
) -> Result<Response, Problem> {
    only_today(visit)?;
    let version = typed.get("version").parse().unwrap_or_default();
    let wanted = meant(version, typed.get("sha256").to_owned()).map_err(Problem::from);
    let done = wanted.and_then(|wanted| visit.change(words, &path(id), Command::Policy(wanted)));
    or_again(done, |refusal| one::page(visit, id, typed, Some(refusal)))
}

pub(super) async fn submit(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Handed it on for approval.", |version, sha256| {
        Ok(PolicyCommand::SubmitPolicy { id: id.clone(), version, sha256 })
    })
}

pub(super) async fn approve(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Approved.", |version, sha256| {
        Ok(PolicyCommand::ApprovePolicy { id: id.clone(), version, sha256 })
    })
}

pub(super) async fn send_back(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Sent back.", |version, _| {
        Ok(PolicyCommand::ReturnPolicy { id: id.clone(), version, reason: typed.get("reason").to_owned() })
    })
}

pub(super) async fn publish(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Published.", |version, sha256| {
        let from = typed.day("from", "the first day")?;
        Ok(PolicyCommand::PublishPolicy { id: id.clone(), version, sha256, from })
    })
}

pub(super) async fn review(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Confirmed as it stands.", |version, _| {
        Ok(PolicyCommand::ReviewPolicy { id: id.clone(), version, note: typed.get("note").to_owned() })
    })
}

pub(super) async fn retire(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Retired.", |_, _| {
        Ok(PolicyCommand::RetirePolicy { id: id.clone(), reason: typed.get("reason").to_owned() })
    })
}

pub(super) async fn dispose(
    visit: Visit,
    Path((_, id, number)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Disposed of its text.", |_, _| {
        let unknown = || Refusal::Unknown { what: "version", id: format!("{number} of {id}"), nearest: None };
        let (version, reason) = (number.parse().map_err(|_| unknown())?, typed.get("reason").to_owned());
        Ok(PolicyCommand::DisposePolicyVersion { id: id.clone(), version, reason })
    })
}

pub(super) async fn ask(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Asked for acknowledgement.", |_, _| {
        let until = typed.day("until", "the day by which it is acknowledged")?;
        Ok(PolicyCommand::AskAcknowledgement { id: id.clone(), until })
    })
}

pub(super) async fn acknowledge(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Acknowledged.", |version, sha256| {
        Ok(PolicyCommand::AcknowledgePolicy { id: id.clone(), version, sha256 })
    })
}
