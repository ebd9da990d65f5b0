//! Which report or certificate answers which request, what may be sent meanwhile, and what is missing (R334).

use super::{source, tabs};
use crate::web::problem::Problem;
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::AnswerPackOf;
use axum::response::Response;
use domain::reports::questionnaire::{PackLine, Satisfies};
use maud::{Markup, html};

const TITLE: &str = "Reports and certificates";

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&AnswerPackOf)?;
    let rows: Vec<Row> = answer.value.iter().map(|line| row(&visit, line)).collect();
    let columns = [
        Column::text("Asked for"),
        Column::text("Answered by"),
        Column::text("Until there is one"),
        Column::text("Who waits"),
        Column::text("To mind"),
    ];
    let lead = "Which paper answers which request of a customer. A report is no certificate and a certificate no report: neither answers for the other.";
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(ui::quiet_link("What customers ask for", &visit.href("/asked"), None))))
        (tabs(&visit, "/answer-pack"))
        (ui::table(TITLE, &columns, &rows, TableOptions::default()))
    };
    Ok(visit.page(&answer.mark, TITLE, super::PLACE, &[Crumb::here(TITLE)], body))
}

fn held(visit: &Visit, one: &Satisfies) -> Markup {
    html! {
        @match &one.source { Some(of) => (source(visit, of)), None => a.id href=(visit.href("/bridge-letters")) { (one.id) } }
        " " time datetime=(one.days.0) { (one.days.0) } " to " time datetime=(one.days.1) { (one.days.1) }
        p.hint { (one.sentence) }
    }
}

fn row(visit: &Visit, line: &PackLine) -> Row {
    Row::new(vec![
        html! { (line.wants.title()) },
        match &line.held {
            Some(one) => held(visit, one),
            None => ui::badge(Tone::Caution, "Nothing yet"),
        },
        html! {
            @if line.meanwhile.is_empty() { (ui::nothing()) }
            @for other in &line.meanwhile { @match &other.source { Some(of) => (source(visit, of)), None => (other.id) } " " }
        },
        html! { @if line.waiting.is_empty() { (ui::nothing()) } @else { (line.waiting.join(", ")) } },
        html! { @if line.note.is_empty() { (ui::nothing()) } @else { (sentence(&line.note)) } },
    ])
}
