//! What is done with an entry: moved to another state, or ended.

use super::{belongs, kind_of, one, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, IsmsCommand};

pub(super) async fn go(
    visit: Visit,
    Path((_, register, id)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let kind = kind_of(&register)?;
    belongs(kind, &id)?;
    let (state, reason) = (typed.get("state").to_owned(), typed.get("reason").to_owned());
    let title = kind.declared().stage(&state).map_or(state.clone(), |stage| stage.title.to_lowercase());
    let command = Command::Isms(IsmsCommand::MoveRegisterEntry { id: id.clone(), state, reason });
    let moved = visit.change(&format!("{id} is {title} now."), &path(&id), command);
    or_again(moved, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn end(
    visit: Visit,
    Path((_, register, id)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    belongs(kind_of(&register)?, &id)?;
    let command = IsmsCommand::EndRegisterEntry { id: id.clone(), reason: typed.get("reason").to_owned() };
    let ended = visit.change(&format!("{id} has ended."), &path(&id), Command::Isms(command));
    or_again(ended, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}
