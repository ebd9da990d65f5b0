//! The link in each letter: a page with one button, since programs that look at mail open links; a mail program may post to
//! it without the page (RFC 8058). Nobody has to sign in, and nothing but the reminders of one person can be stopped by it.

use crate::serve::Doors;
use crate::web::problem::Problem;
use crate::web::ui;
use crate::web::visit::theme;
use crate::web::visitor::From;
use app::Rhythm;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::sync::Arc;
use tokio::task::block_in_place;

fn unknown() -> Problem {
    Problem::not_found("This link stops no reminders: it is not whole, or whom it was sent to is gone.")
}

/// Guesses are counted by network address, as for calendars.
fn too_many(doors: &Doors, address: &str) -> Option<Response> {
    let seconds = doors.limits.draw_calendar(address, doors.app.clock().now_us())?;
    let wait = [(header::RETRY_AFTER, HeaderValue::from(seconds))];
    Some((StatusCode::TOO_MANY_REQUESTS, wait, "Too many requests; try again later.\n").into_response())
}

pub(super) async fn ask(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    if let Some(wait) = too_many(&doors, &visitor.address) {
        return Ok(wait);
    }
    let now = block_in_place(|| doors.app.whose_reminders(&link))?.ok_or_else(unknown)?;
    let body = html! {
        form.form method="post" action=(format!("/reminders/stop/{link}")) { (ui::button("Stop reminders")) }
        p.hint { "On your profile you can choose another rhythm instead." }
    };
    Ok(match now {
        Rhythm::Never => stopped(&headers),
        Rhythm::Daily | Rhythm::Weekly => ui::sign_in(
            "No more reminders?",
            "No organisation here writes to you about what is due.",
            theme(&headers),
            body,
        ),
    }
    .into_response())
}

fn stopped(headers: &HeaderMap) -> Markup {
    let body = html! { p { "Change your mind on " a href="/profile#reminders" { "your profile" } "." } };
    ui::sign_in("Reminders are stopped", "No further letter about what is due goes to you.", theme(headers), body)
}

pub(super) async fn stop(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    if let Some(wait) = too_many(&doors, &visitor.address) {
        return Ok(wait);
    }
    if !block_in_place(|| doors.app.stop_reminders(&link))? {
        return Err(unknown());
    }
    Ok(stopped(&headers).into_response())
}
