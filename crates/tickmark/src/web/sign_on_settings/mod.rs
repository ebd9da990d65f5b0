//! How people come in: single sign-on with the organisation's identity provider, and the directory that says who joins and
//! who leaves.

mod directory;
mod provider;
#[cfg(test)]
mod tests;

pub(super) use directory::scim_address;

use super::kept::OfThisMoment;
use super::people::{not_offered, why_not};
use super::problem::Problem;
use super::typed::{Typed, refused};
use super::ui::{self, Crumb, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::TheDoors;
use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use domain::command::Command;
use domain::refusal::Refusal;
use maud::html;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/sign-on", get(show).post(provider::set))
        .route("/o/{organisation}/sign-on/removal", post(provider::remove))
        .route("/o/{organisation}/sign-on/test", post(provider::test))
        .route("/o/{organisation}/sign-on/directory", post(directory::set))
        .route("/o/{organisation}/sign-on/directory/removal", post(directory::remove))
}

/// What is said on the page besides what is set.
enum Said<'a> {
    Nothing,
    /// The provider's form as it was typed, and why it was refused.
    Provider(&'a Typed, &'a Refusal),
    /// The directory's form as it was typed, and why it was refused.
    Directory(&'a Typed, &'a Refusal),
    Done(Tone, &'a str, &'a str),
}

async fn show(visit: Visit, headers: HeaderMap) -> Result<Response, Problem> {
    page(&visit, &headers, &Said::Nothing)
}

fn page(visit: &Visit, headers: &HeaderMap, said: &Said<'_>) -> Result<Response, Problem> {
    let answer = visit.ask(&TheDoors)?;
    let found = &answer.value;
    let base = visit.doors.reach.address(headers);
    let missing = why_not(visit, &Command::SetSignOn { sign_on: None });
    let can = missing.is_none() && !visit.in_the_past();
    let (provider_typed, directory_typed) = match said {
        Said::Provider(typed, _) => (Some(*typed), None),
        Said::Directory(typed, _) => (None, Some(*typed)),
        _ => (None, None),
    };
    let body = html! {
        (ui::heading(
            "Single sign-on",
            Some("Members come in through your identity provider, and your directory says who joins and who leaves."),
            None,
        ))
        @match said {
            Said::Nothing => {}
            Said::Provider(_, refusal) | Said::Directory(_, refusal) => (refused(Some(refusal))),
            Said::Done(tone, title, text) => div role="status" { (ui::notice(*tone, title, html! { (text) })) },
        }
        @if let Some(missing) = missing.filter(|_| !visit.in_the_past()) { (not_offered(&missing)) }
        (ui::columns(
            html! {
                (ui::section("provider", "Identity provider", Some("OpenID Connect: Entra ID, Okta, Google Workspace, Keycloak and others."), provider::part(visit, found, provider_typed, can)))
                (ui::section("directory", "Directory", Some("SCIM 2.0: whoever is taken out there loses every right here at that moment."), directory::part(visit, found, directory_typed, can)))
            },
            html! { (provider::register(visit, &base)) (directory::register(visit, found, &base, answer.mark.on, can)) },
        ))
    };
    let mut response = visit.page(&answer.mark, "Single sign-on", "/sign-on", &[Crumb::here("Single sign-on")], body);
    response.extensions_mut().insert(OfThisMoment);
    Ok(response)
}
