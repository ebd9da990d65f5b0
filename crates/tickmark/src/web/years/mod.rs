//! Both audits over the years of the certification cycle: a picture, the same in words with a link for each, a day of decision to
//! be tried out, and the days as a file for calendar programs (K7, R219).

mod list;
mod picture;
#[cfg(test)]
mod tests;

use super::attachment::attachment;
use super::problem::Problem;
use super::reading::{counted, days};
use super::ui::{self, Crumb, Field, Icon, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::TimelineOf;
use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use domain::refusal::Refusal;
use domain::reports::certification::{Basis, Timeline};
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;
use tokio::task::block_in_place;

/// Where the page is, inside the organisation.
const PATH: &str = "/certification/calendar";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/certification/calendar", get(show))
        .route("/o/{organisation}/certification/calendar.ics", get(file))
}

/// The day of decision that is tried out, if the query names one.
fn question(visit: &Visit) -> Result<TimelineOf, Problem> {
    let day = |text: String| -> Result<Date, Refusal> {
        text.parse().map_err(|_| Refusal::NotPossible {
            sentence: format!("decision: `{}` is no day", text.chars().take(40).collect::<String>()),
            hint: "write it like 2027-03-16".to_owned(),
        })
    };
    Ok(TimelineOf { trial: visit.field("decision").map(day).transpose()? })
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&question(&visit)?)?;
    let found = &answer.value;
    let ics = visit.with("/certification/calendar.ics", &[]);
    let body = html! {
        (ui::heading(
            "Both audits over the years",
            Some("The ISO/IEC 27001 certificate with its visits, and between them the SOC 2 periods, internal audits, reviews and what management looks at again."),
            Some(html! {
                (days(&visit, &answer.mark))
                (ui::quiet_link("For your calendar", &ics, Some(Icon::Download)))
            }),
        ))
        (basis(&visit, found))
        (picture::drawn(found, answer.mark.on))
        (list::by_year(&visit, found, answer.mark.on))
        @if found.left_out > 0 {
            p.hint { (counted(found.left_out, "later day is", "later days are")) " not shown." }
        }
        (try_out(&visit, found))
    };
    let title = "Both audits over the years";
    let crumbs = [Crumb::link("Certification", visit.href("/certification")), Crumb::here("Calendar")];
    Ok(visit.page(&answer.mark, title, PATH, &crumbs, body))
}

/// Where the days of the certificate come from, said before they are looked at.
fn basis(visit: &Visit, found: &Timeline) -> Markup {
    match &found.basis {
        Basis::Decision(day) => html! {
            p.count-line { "The certificate was decided on " time datetime=(day) { (day) } ", and what follows is reckoned from that day." }
        },
        Basis::Planned(day) => ui::notice(
            Tone::Neutral,
            "No decision yet",
            html! { "Stage 2 is agreed to end on " (day) "; the cycle is drawn as if the body decided on that day, and moves with its decision." },
        ),
        Basis::Trial(day) => ui::notice(
            Tone::Caution,
            "A trial",
            html! {
                "The cycle is drawn as if a certification body decided on " (day) ". Nothing of it is recorded. "
                a href=(visit.with(PATH, &[("decision", "")])) { "Back to what is recorded" }
            },
        ),
        Basis::None => ui::notice(
            Tone::Neutral,
            "No certification is planned yet",
            html! {
                "So there is no cycle to draw, and the picture shows the SOC 2 side of the next years. "
                a href=(visit.href("/certification")) { "Plan the certification" }
                ", or try a day of decision below."
            },
        ),
    }
}

fn try_out(visit: &Visit, found: &Timeline) -> Markup {
    let typed = match &found.basis {
        Basis::Trial(day) => day.to_string(),
        _ => String::new(),
    };
    let field = Field {
        name: "decision",
        label: "Day of the decision",
        value: &typed,
        hint: "Drawn in place of what is recorded; nothing is kept.",
        required: true,
        ..Field::default()
    };
    ui::section(
        "trial",
        "Try a day",
        Some("What would follow if a certification body decided on that day."),
        html! {
            form.inline-form method="get" action=(visit.href(PATH)) {
                (ui::date_field(&field))
                button.button type="submit" { "Draw it" }
            }
        },
    )
}

/// The days as a file for calendar programs.
async fn file(visit: Visit, headers: HeaderMap) -> Result<Response, Problem> {
    let question = question(&visit)?;
    let page = format!("{}/o/{}{PATH}", visit.doors.reach.address(&headers).trim_end_matches('/'), visit.org);
    let made = || visit.doors.app.timeline_file(&visit.org, &visit.who, visit.at, &question, &page);
    let bytes = block_in_place(made)?;
    Ok(attachment("text/calendar; charset=utf-8", "both-audits.ics", bytes))
}
