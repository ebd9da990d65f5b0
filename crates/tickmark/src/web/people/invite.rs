//! Inviting a person with roles, and making a new link for who lost theirs.

use super::{form_page, link, not_offered, one, path, role_boxes, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::PeopleOf;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use maud::html;

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let person = visit.field("person").map(|id| visit.member(&id)).transpose()?.flatten();
    let typed = person.map(|(name, email)| Typed::of([("name", name.as_str()), ("email", email.as_str())]));
    let typed = typed.unwrap_or_default();
    page(&visit, &typed, None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark = visit.ask(&PeopleOf)?.mark;
    let command = Command::InvitePerson { person: String::new(), roles: Default::default() };
    let missing = why_not(visit, &command);
    let field =
        |name: &'static str, label: &'static str, hint: &'static str| Field { name, label, hint, ..Field::default() };
    let body = html! {
        (ui::heading("Invite a person", Some("You get a link to hand over. Rights begin when the invitation is accepted."), None))
        (refused(refusal))
        @if let Some(missing) = &missing { @if refusal.is_none() { (not_offered(missing)) } } @else {
            (ui::form(&format!("/o/{}/people", visit.org), html! {
                div.field-row {
                    (ui::text(&Field { value: typed.get("name"), required: true, ..field("name", "Name", "As the person writes it.") }))
                    (ui::text(&Field { value: typed.get("email"), required: true, ..field("email", "E-mail address", "They sign in with it.") }))
                }
                (role_boxes::boxes(&role_boxes::again(typed)))
                p.hint {
                    "Consultants and external auditors hold no role of a member: "
                    a href=(visit.href("/people/outside")) { "give outside access" } "."
                }
                div.actions { (ui::button("Invite")) (ui::quiet_link("Cancel", &visit.href("/people"), None)) }
            }))
        }
    };
    let crumbs = [Crumb::link("People", visit.href("/people")), Crumb::here("Invite a person")];
    Ok(form_page(visit.page(&mark, "Invite a person", "/people", &crumbs, body), missing.as_ref()))
}

pub(super) async fn invite(visit: Visit, headers: HeaderMap, typed: Typed) -> Result<Response, Problem> {
    let invited = role_boxes::ticked(&typed).map_err(Problem::from).and_then(|roles| {
        let (name, email) = (typed.get("name"), typed.get("email"));
        let app = &visit.doors.app;
        Ok(tokio::task::block_in_place(|| app.invite(&visit.org, &visit.who, None, name, email, roles))?)
    });
    let shown = invited.and_then(|invited| link::page(&visit, &headers, &invited.person, &invited.secret));
    or_again(shown, |refusal| page(&visit, &typed, Some(refusal)))
}

/// A new link for somebody who is invited; the old one ends.
pub(super) async fn again(
    visit: Visit,
    Path((_, person)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let app = &visit.doors.app;
    let secret = tokio::task::block_in_place(|| app.invite_again(&visit.org, &visit.who, &person));
    let shown = secret.map_err(Problem::from).and_then(|secret| link::page(&visit, &headers, &person, &secret));
    or_again(shown, |refusal| one::page(&visit, &person, &Typed::default(), Some(refusal)))
}

/// Where somebody who left is invited again.
pub(super) fn again_href(visit: &Visit, person: &str) -> String {
    visit.href(&format!("/people/new?person={}", path(person).trim_start_matches("/people/")))
}
