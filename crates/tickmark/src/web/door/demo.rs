//! A demonstration: its key, and looking through the eyes of one of those who take part in it.

use super::super::problem::Problem;
use super::super::ui::{self, Field};
use super::super::visit::theme;
use super::super::visitor::{From, cookies};
use crate::demo::SLUG;
use crate::serve::Doors;
use app::At;
use app::ask::PeopleOf;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::values::{Membership, Role};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/demo", get(ask).post(enter)).route("/demo/as", post(look_as))
}

/// Asks for the key; who is in already chooses through whose eyes to look.
async fn ask(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    match doors.who(&headers)? {
        Some(who) if doors.is_demonstration() => eyes(&doors, &headers, who.id()),
        _ => Ok(key_page(&headers, None).into_response()),
    }
}

fn key_page(headers: &HeaderMap, error: Option<&str>) -> Markup {
    let field = Field {
        name: "key",
        label: "Key",
        hint: "It was printed in the terminal when the demonstration started.",
        error: error.unwrap_or_default(),
        required: true,
        ..Field::default()
    };
    let body = html! {
        form.form method="post" action="/demo" data-send-from-address {
            div data-secret-from-address="key" hidden {}
            (ui::password(&field))
            (ui::button("Open"))
        }
    };
    ui::sign_in("Tickmark", "A demonstration, on this machine only.", theme(headers), body)
}

#[derive(Deserialize)]
struct Key {
    key: String,
}

async fn enter(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(form): Form<Key>,
) -> Result<Response, Problem> {
    if !doors.is_key(&form.key) {
        // A pause makes guessing pointless; the key has 256 bits in any case.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let page = key_page(&headers, Some("This is not the key of this start."));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let begun = tokio::task::block_in_place(|| doors.app.enter_demonstration(None, &visitor))?;
    Ok((AppendHeaders(cookies(&doors.reach, &begun)), Redirect::to("/")).into_response())
}

/// One of those who take part: id, name, roles in words.
type Face = (String, String, String);

/// Everybody who takes part in the demonstration's organisation, as its local operator sees them.
fn faces(doors: &Doors) -> Result<Vec<Face>, Problem> {
    let operator = doors.app.local_operator("web")?;
    let answer = doors.app.ask(SLUG, &operator, At::default(), &PeopleOf)?;
    let mut faces = Vec::new();
    for (person, member) in &answer.value.members {
        if member.state != Membership::Confirmed || person == operator.id() {
            continue;
        }
        let granted = answer.value.grants.values().filter(|g| g.grant.person == *person && g.grant.on(answer.mark.on));
        let mut roles: Vec<Role> = member.roles.iter().copied().collect();
        roles.extend(granted.flat_map(|g| g.grant.roles()));
        let titles: Vec<&str> = roles.iter().map(|role| role.title()).collect();
        faces.push((person.clone(), doors.app.name_of(person), titles.join(", ")));
    }
    faces.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(faces)
}

fn eyes(doors: &Doors, headers: &HeaderMap, now: &str) -> Result<Response, Problem> {
    let faces = tokio::task::block_in_place(|| faces(doors))?;
    let operator = doors.app.local_operator("web")?;
    let choice = |id: &str, name: &str, roles: &str| {
        html! {
            button.choice type="submit" name="person" value=(id) disabled[now == operator.id() && id.is_empty() || now == id] {
                (ui::Icon::People.svg())
                span { strong { (name) } small { (if roles.is_empty() { "No role at present" } else { roles }) } }
                (ui::Icon::Arrow.svg())
            }
        }
    };
    let body = html! {
        form.choices method="post" action="/demo/as" {
            (choice("", "You, who hold the key", "Owner and programme manager; keeps the installation running"))
            @for (id, name, roles) in &faces { (choice(id, name, roles)) }
        }
        p.door-link { a href="/" { "Back to the programme" } }
    };
    let lead = "The same programme, as different people see it. What one may not do says why, and whom to ask.";
    Ok(ui::sign_in("Look through the eyes of …", lead, theme(headers), body).into_response())
}

#[derive(Deserialize)]
struct Chosen {
    person: String,
}

/// Goes on as somebody else who takes part; the session before ends.
async fn look_as(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Problem> {
    let before = doors.who(&headers)?.ok_or_else(|| Problem::SignIn("/demo".to_owned()))?;
    if !doors.is_demonstration() {
        return Err(Problem::not_found("There is no such page."));
    }
    let begun = tokio::task::block_in_place(|| {
        let known = chosen.person.is_empty() || faces(&doors)?.iter().any(|(id, ..)| *id == chosen.person);
        if !known {
            return Err(Problem::not_found("Nobody of that name takes part in the demonstration."));
        }
        let person = Some(chosen.person.as_str()).filter(|p| !p.is_empty());
        let begun = doors.app.enter_demonstration(person, &visitor)?;
        doors.app.sign_out(&before)?;
        Ok(begun)
    })?;
    Ok((AppendHeaders(cookies(&doors.reach, &begun)), Redirect::to("/")).into_response())
}
