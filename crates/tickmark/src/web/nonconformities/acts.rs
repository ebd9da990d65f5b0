//! What the forms of the work send: correction, cause, similar cases, action, evidence.

use super::{ids, one, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, NonconformityCommand};
use domain::refusal::Refusal;
use domain::values::nonconformity::CorrectiveAction;

type Sent = Path<(String, String)>;
type OfLine = Path<(String, String, String)>;

/// Does it, or shows the page again with why not.
pub(super) fn done(
    visit: &Visit,
    id: &str,
    typed: &Typed,
    words: &str,
    meant: impl FnOnce() -> Result<NonconformityCommand, Refusal>,
) -> Result<Response, Problem> {
    only_today(visit)?;
    let done = meant().map_err(Problem::from);
    let done = done.and_then(|wanted| visit.change(words, &path(id), Command::Nonconformity(wanted)));
    or_again(done, |refusal| one::page(visit, id, typed, Some(refusal)))
}

pub(super) async fn correct(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded the correction.", || {
        let (on, evidence) = (typed.day("on", "the day of the correction")?, ids(typed.get("evidence")));
        Ok(NonconformityCommand::CorrectNonconformity {
            id: id.clone(),
            correction: typed.get("correction").to_owned(),
            on,
            evidence,
        })
    })
}

pub(super) async fn cause(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded the cause.", || {
        let (cause, method) = (typed.get("cause").to_owned(), typed.get("method").to_owned());
        Ok(NonconformityCommand::FindNonconformityCause { id: id.clone(), cause, method })
    })
}

pub(super) async fn similar(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded the look for similar cases.", || {
        Ok(NonconformityCommand::SeekSimilarNonconformities {
            id: id.clone(),
            similar: typed.get("similar").to_owned(),
        })
    })
}

pub(super) async fn plan(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Planned an action.", || {
        let owner = typed.get("owner").trim().to_owned();
        if owner.is_empty() {
            return Err(Refusal::Empty { field: "who carries it out", wanted: "a person" });
        }
        let due = typed.day("due", "the day by which it is done")?;
        let action = CorrectiveAction { what: typed.get("what").to_owned(), owner, due };
        Ok(NonconformityCommand::PlanNonconformityAction { id: id.clone(), action })
    })
}

fn line(number: &str) -> Result<u32, Refusal> {
    let unknown = || Refusal::Unknown { what: "line of action", id: number.to_owned(), nearest: None };
    number.parse().map_err(|_| unknown())
}

pub(super) async fn finish(visit: Visit, Path((_, id, number)): OfLine, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded that it is carried out.", || {
        let (number, on) = (line(&number)?, typed.day("on", "the day on which it was done")?);
        let (note, evidence) = (typed.get("note").to_owned(), ids(typed.get("evidence")));
        Ok(NonconformityCommand::FinishNonconformityAction { id: id.clone(), number, on, note, evidence })
    })
}

pub(super) async fn drop_line(visit: Visit, Path((_, id, number)): OfLine, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Dropped the line.", || {
        let (number, reason) = (line(&number)?, typed.get("reason").to_owned());
        Ok(NonconformityCommand::DropNonconformityAction { id: id.clone(), number, reason })
    })
}

pub(super) async fn none(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded that no action is needed.", || {
        Ok(NonconformityCommand::NeedNoNonconformityAction { id: id.clone(), reason: typed.get("reason").to_owned() })
    })
}

pub(super) async fn cite(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Cited the evidence.", || {
        Ok(NonconformityCommand::CiteNonconformityEvidence { id: id.clone(), evidence: ids(typed.get("evidence")) })
    })
}
