//! What only the operator sees of the start page: names and sizes of all organisations, and the form that begins one.

use super::{page, signed_in};
use crate::serve::Doors;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::scorecard;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Column, Field, Row, TableOptions};
use app::Failure;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use domain::values::Profile;
use maud::{Markup, html};
use std::sync::Arc;

/// The operator's part of the page. `first`: there is nothing else on it.
pub(super) fn section(installed: &[(String, u64)], first: bool, typed: Option<&Typed>) -> Markup {
    let name = Field {
        name: "name",
        label: "Name of the organisation",
        value: typed.map_or("", |t| t.get("name")),
        hint: "It begins with the Security category; its scope can be set afterwards. You become its owner and programme manager.",
        required: true,
        ..Field::default()
    };
    let carried = typed.map_or("", |t| t.get("scorecard"));
    let form = ui::form(
        "/organisations",
        html! {
            (ui::text(&name))
            @if !carried.is_empty() {
                (ui::hidden("scorecard", carried))
                p.hint { "Your answers to the readiness scorecard become part of it." }
            }
            div.actions { (ui::button("Begin")) }
        },
    );
    let rows: Vec<Row> = installed
        .iter()
        .map(|(slug, entries)| {
            let size = usize::try_from(*entries).unwrap_or(usize::MAX);
            Row::new(vec![html! { span.id { (slug) } }, html! { (counted(size, "entry", "entries")) }])
        })
        .collect();
    html! {
        (ui::section("begin", "Begin an organisation", None, html! {
            @if first || typed.is_some() { (form) } @else { details.fold { summary { "Name it" } (form) } }
        }))
        @if !rows.is_empty() {
            (ui::section(
                "installed",
                "On this installation",
                Some("Short name and size of every organisation: all that the operator sees of those in which they have no part."),
                html! { details.fold { summary { (counted(rows.len(), "organisation", "organisations")) }
                    (ui::table("On this installation", &[Column::text("Short name"), Column::number("Size")], &rows, TableOptions::default())) } },
            ))
        }
    }
}

/// Begins an organisation from the built-in library and goes to its scope; with answers to the scorecard, to these.
pub(super) async fn begin(
    State(doors): State<Arc<Doors>>,
    uri: Uri,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Problem> {
    let who = signed_in(&doors, &headers, &uri)?;
    let name = typed.get("name");
    let slug = app::slug_of(name);
    let documents = app::library::documents(app::library::STARTING);
    // Read before anything begins: answers that cannot be kept leave no organisation behind.
    let create = || -> Result<_, Problem> {
        let answers = scorecard::of_carried(typed.get("scorecard"))?;
        let begun = doors.app.create(&slug, &who, name, documents, Profile::default());
        begun.map_err(|failure| taken(failure, &slug))?;
        let Some(answers) = answers else { return Ok("/scope") };
        doors.app.change(&slug, &who, None, scorecard::take(answers))?;
        // What was answered, beside what the registers of the new organisation say.
        Ok("/scorecard")
    };
    let begun = tokio::task::block_in_place(create);
    let done = begun.map(|first| Redirect::to(&format!("/o/{slug}{first}")).into_response());
    or_again(done, |refusal| page(&doors, &headers, &uri, &who, Some((&typed, refusal))))
}

/// The form asks for a name alone: a short name that is taken is said in its words.
fn taken(failure: Failure, slug: &str) -> Failure {
    match failure {
        Failure::Refused(Refusal::OrganisationExists) => Failure::Refused(Refusal::NotPossible {
            sentence: format!("an organisation with the short name {slug}, which this name makes, exists already"),
            hint: "write a name that differs, or open the one that exists".to_owned(),
        }),
        other => other,
    }
}
