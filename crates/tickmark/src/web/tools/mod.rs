//! Tools: calculations from what is typed alone. No organisation's record is read, and nothing is kept.

mod acceptance;
mod asked;
mod certification;
mod events;
mod independence;
mod nonconformity;
mod review;
mod sample;
mod squares;
mod statement;
#[cfg(test)]
mod tests;
mod window;

use super::problem::Problem;
use super::ui;
use super::visit::Visit;
use crate::serve::Doors;
use crate::words::calc::{Misread, day};
use app::Mark;
use app::ask::{Question, Seen};
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::refusal::Refusal;
use domain::values::Action;
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/tools/window", get(window::page))
        .route("/o/{organisation}/tools/sample", get(sample::page))
        .route("/o/{organisation}/tools/certification", get(certification::page))
        .route("/o/{organisation}/tools/statement", get(statement::page))
        .route("/o/{organisation}/tools/review", get(review::page))
        .route("/o/{organisation}/tools/nonconformity", get(nonconformity::page))
        .route("/o/{organisation}/tools/independence", get(independence::page))
        .route("/o/{organisation}/tools/acceptance", get(acceptance::page))
}

/// What a tool rests on: nothing but the frame of the page.
struct Tool;

impl Question for Tool {
    type Answer = ();

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, _: &Seen<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// The mark of a page that shows a tool.
fn mark(visit: &Visit) -> Result<Mark, Problem> {
    Ok(visit.ask(&Tool)?.mark)
}

/// A field as typed; empty when it was not sent.
fn typed(visit: &Visit, name: &str) -> String {
    visit.field(name).unwrap_or_default()
}

/// A form that asks by its address, so that every answer can be linked to and kept; the days of the visit go with it.
fn form(visit: &Visit, path: &str, body: Markup) -> Markup {
    let days = [("as-of", visit.at.as_of), ("on", visit.at.on)];
    html! {
        form.form method="get" action={ "/o/" (visit.org) (path) } {
            @for (name, day) in days { @if let Some(day) = day { (ui::hidden(name, &day.to_string())) } }
            (body)
            div.actions { (ui::button("Calculate")) }
        }
    }
}

/// The page, as refused when what was typed cannot be answered.
fn shown(page: Response, refused: bool) -> Response {
    if refused { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page }
}

/// The days of a field that holds a list, apart by blanks, commas or lines.
fn days(text: &str, field: &'static str, max: usize) -> Result<Vec<Date>, Refusal> {
    let mut days = Vec::new();
    for word in text.split([' ', ',', ';', '\n', '\r', '\t']).filter(|word| !word.is_empty()) {
        if days.len() == max {
            return Err(Refusal::TooMany { what: field, max });
        }
        days.push(one_day(word, field)?);
    }
    Ok(days)
}

/// A day of a field.
fn one_day(text: &str, field: &str) -> Result<Date, Refusal> {
    day(text, || field.to_owned()).map_err(|misread: Misread| misread.into())
}
