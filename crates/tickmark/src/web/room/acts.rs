//! What is sent from the page of a request.

use super::{answer, change, request, request_path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::RoomCommand;
use domain::refusal::Refusal;

pub(super) async fn act(
    visit: Visit,
    Path((_, id, act)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let done = command(&id, &act, &typed)
        .and_then(|(done, command)| change(&visit, &typed, done, &request_path(&id), command));
    or_again(done, |refusal| request::page(&visit, &id, &typed, Some(refusal)))
}

fn command(id: &str, act: &str, typed: &Typed) -> Result<(&'static str, RoomCommand), Problem> {
    let id = id.to_owned();
    let said = |name: &str| typed.get(name).to_owned();
    Ok(match act {
        "answer" => ("Answered it.", RoomCommand::SubmitRequest { id, answer: answer::meant(typed) }),
        "acceptance" => ("Accepted the answer.", RoomCommand::AcceptRequest { id }),
        "return" => ("Gave it back.", RoomCommand::ReturnRequest { id, reason: said("return-reason") }),
        "withdrawal" => ("Took it back.", RoomCommand::WithdrawRequest { id, reason: said("withdrawal-reason") }),
        "due-proposal" => {
            let due = typed.day("due", "the other day")?;
            ("Proposed another day.", RoomCommand::ProposeDue { id, due, reason: said("due-reason") })
        }
        "due-decision" => match typed.get("agreed") {
            "yes" => ("Agreed to the other day.", RoomCommand::DecideDue { id, agreed: true }),
            "no" => ("Kept the day.", RoomCommand::DecideDue { id, agreed: false }),
            other => {
                return Err(Refusal::Unknown { what: "decision", id: other.to_owned(), nearest: None }.into());
            }
        },
        _ => return Err(Problem::not_found("There is no such page.")),
    })
}
