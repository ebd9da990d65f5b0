//! What the forms of the judgement send: whether it worked, closing, rejecting.

use super::acts::done;
use super::{ids, known};
use crate::web::problem::Problem;
use crate::web::typed::Typed;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::NonconformityCommand;
use domain::refusal::Refusal;
use domain::values::nonconformity::Effectiveness;

type Sent = Path<(String, String)>;

pub(super) async fn judge(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded the judgement.", || {
        let result = match typed.get("result") {
            "" => return Err(Refusal::Empty { field: "the result", wanted: "whether it worked" }),
            result => known("result", result, Effectiveness::parse)?,
        };
        let (on, evidence) = (typed.day("on", "the day on which it was looked at")?, ids(typed.get("evidence")));
        let note = typed.get("note").to_owned();
        Ok(NonconformityCommand::JudgeNonconformityEffectiveness { id: id.clone(), result, on, note, evidence })
    })
}

pub(super) async fn close(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Closed it.", || {
        Ok(NonconformityCommand::CloseNonconformity { id: id.clone(), note: typed.get("note").to_owned() })
    })
}

pub(super) async fn reject(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Rejected it.", || {
        Ok(NonconformityCommand::RejectNonconformity { id: id.clone(), reason: typed.get("reason").to_owned() })
    })
}
