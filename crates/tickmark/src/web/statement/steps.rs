//! Beginning a draft, and taking a version from step to step.

use super::{approval, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::visit::Visit;
use app::ask::Statements;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, StatementCommand};

type Of = Path<(String, String)>;

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let request = visit.field("request");
    let receipt = tokio::task::block_in_place(|| {
        let command = Command::Statement(StatementCommand::BeginStatement);
        visit.doors.app.change(&visit.org, &visit.who, request.as_deref(), command)
    })?;
    let id = visit.ask(&Statements)?.value.open.unwrap_or_else(|| receipt.object.clone());
    Ok(visit.went(&format!("Began the draft {id}."), &path(&id, ""), &receipt))
}

/// Takes a step; when the rules say no, the page of the approval says why.
fn go(visit: &Visit, soa: &str, typed: &Typed, done: &str, command: StatementCommand) -> Result<Response, Problem> {
    let went = visit.change(&format!("{done} {soa}."), &path(soa, "/approval"), Command::Statement(command));
    or_again(went, |refusal| approval::page(visit, soa, typed, Some(refusal)))
}

pub(super) async fn review(visit: Visit, Path((_, soa)): Of, typed: Typed) -> Result<Response, Problem> {
    let id = soa.to_uppercase();
    let command = StatementCommand::ReviewStatement { id: id.clone(), sha256: typed.get("sha256").to_owned() };
    go(&visit, &id, &typed, "Reviewed", command)
}

pub(super) async fn approve(visit: Visit, Path((_, soa)): Of, typed: Typed) -> Result<Response, Problem> {
    let id = soa.to_uppercase();
    let command = StatementCommand::ApproveStatement { id: id.clone(), sha256: typed.get("sha256").to_owned() };
    go(&visit, &id, &typed, "Approved", command)
}

pub(super) async fn enforce(visit: Visit, Path((_, soa)): Of, typed: Typed) -> Result<Response, Problem> {
    let id = soa.to_uppercase();
    match typed.day("from", "the first day") {
        Ok(from) => {
            let command = StatementCommand::EnforceStatement { id: id.clone(), from };
            go(&visit, &id, &typed, "Put in force", command)
        }
        Err(refusal) => {
            or_again(Err(Problem::Refused(refusal)), |refusal| approval::page(&visit, &id, &typed, Some(refusal)))
        }
    }
}

pub(super) async fn withdraw(visit: Visit, Path((_, soa)): Of, typed: Typed) -> Result<Response, Problem> {
    let id = soa.to_uppercase();
    let command = StatementCommand::WithdrawStatement { id: id.clone(), reason: typed.get("reason").to_owned() };
    go(&visit, &id, &typed, "Gave up", command)
}
