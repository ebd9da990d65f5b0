//! What the forms of a review send.

use super::{PLACE, list, one, path};
use crate::web::nonconformities::ids;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, ReviewCommand};
use domain::refusal::Refusal;
use domain::values::review::{ActionReport, ActionStatus, DecisionKind, ReviewDecision};
use std::collections::BTreeMap;

type Sent = Path<(String, String)>;
type OfDecision = Path<(String, String, String)>;

/// The part of whoever leads it.
pub(super) const CHAIR: &str = "chair";
/// The part of whoever writes its minutes.
pub(super) const KEEPER: &str = "keeper of the minutes";

/// Does it, or shows the page again with why not.
fn done(
    visit: &Visit,
    id: &str,
    typed: &Typed,
    words: &str,
    meant: impl FnOnce() -> Result<ReviewCommand, Refusal>,
) -> Result<Response, Problem> {
    only_today(visit)?;
    let done = meant().map_err(Problem::from);
    let done = done.and_then(|wanted| visit.change(words, &path(id), Command::Review(wanted)));
    or_again(done, |refusal| one::page(visit, id, typed, Some(refusal)))
}

pub(super) async fn send_agenda(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Sent the agenda.", || Ok(ReviewCommand::SendReviewAgenda { id: id.clone() }))
}

pub(super) async fn shift(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Gave it another day.", || {
        let (on, reason) = (typed.day("on", "the day")?, typed.get("reason").to_owned());
        Ok(ReviewCommand::MoveReview { id: id.clone(), on, reason })
    })
}

pub(super) async fn cancel(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Cancelled it.", || {
        Ok(ReviewCommand::CancelReview { id: id.clone(), reason: typed.get("reason").to_owned() })
    })
}

pub(super) async fn hold(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded that it was held.", || {
        let on = typed.day("on", "the day on which it was held")?;
        let mut attendance: BTreeMap<String, String> =
            typed.all("person").map(|person| (person.to_owned(), String::new())).collect();
        // Whoever has a part in it was there.
        for (name, part) in [("keeper", KEEPER), ("chair", CHAIR)] {
            if !typed.get(name).is_empty() {
                attendance.insert(typed.get(name).to_owned(), part.to_owned());
            }
        }
        Ok(ReviewCommand::HoldReview { id: id.clone(), on, attendance })
    })
}

pub(super) async fn decide(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Recorded the decision.", || {
        let kind = match typed.get("kind") {
            "" => return Err(Refusal::Empty { field: "what it is about", wanted: "improvement, change or resources" }),
            kind => known("kind of decision", kind, DecisionKind::parse)?,
        };
        let owner = Some(typed.get("owner").trim().to_owned()).filter(|owner| !owner.is_empty());
        let due = match typed.get("due").trim() {
            "" => None,
            _ => Some(typed.day("due", "the day of the action")?),
        };
        let decision = ReviewDecision { kind, text: typed.get("text").to_owned(), owner, due };
        Ok(ReviewCommand::DecideInReview { id: id.clone(), decision })
    })
}

pub(super) async fn remove(visit: Visit, Path((_, id, number)): OfDecision, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Took the decision back.", || {
        Ok(ReviewCommand::RemoveReviewDecision { id: id.clone(), number: numbered(&number)? })
    })
}

pub(super) async fn minutes(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Wrote the minutes.", || {
        Ok(ReviewCommand::WriteReviewMinutes { id: id.clone(), minutes: typed.get("minutes").to_owned() })
    })
}

pub(super) async fn cite(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Cited the evidence.", || {
        Ok(ReviewCommand::CiteReviewEvidence { id: id.clone(), evidence: ids(typed.get("evidence")) })
    })
}

pub(super) async fn approve(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Approved the minutes.", || {
        Ok(ReviewCommand::ApproveReviewMinutes { id: id.clone(), sha256: typed.get("sha256").to_owned() })
    })
}

pub(super) async fn close(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, &typed, "Closed it.", || {
        Ok(ReviewCommand::CloseReview { id: id.clone(), note: typed.get("note").to_owned() })
    })
}

/// An action is reported on the page of all reviews, where whoever carries it out finds it.
pub(super) async fn report(visit: Visit, Path((_, id, number)): OfDecision, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let meant = || {
        let number = numbered(&number)?;
        let status = known("status", typed.get("status"), ActionStatus::parse)?;
        let on = typed.day("on", "the day of the report")?;
        let report =
            ActionReport { status, on, note: typed.get("note").to_owned(), evidence: ids(typed.get("evidence")) };
        Ok::<_, Refusal>(ReviewCommand::ReportReviewAction { id: id.clone(), number, report })
    };
    let sent = meant().map_err(Problem::from);
    let sent =
        sent.and_then(|wanted| visit.change("Recorded where the action stands.", PLACE, Command::Review(wanted)));
    or_again(sent, |refusal| list::page(&visit, &typed, Some(refusal)))
}

fn numbered(number: &str) -> Result<u32, Refusal> {
    number.parse().map_err(|_| Refusal::Unknown { what: "decision", id: number.to_owned(), nearest: None })
}

fn known<T>(what: &'static str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    parse(typed).ok_or_else(|| Refusal::Unknown { what, id: typed.to_owned(), nearest: None })
}
