//! Positions with their duties for information security, and the organisation chart that they make.

use super::{name, register, tabs};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::StaffAnswer;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::staff::Place;
use domain::values::Position;
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = register(visit)?;
    let value = &answer.value;
    let positions = &value.workforce.positions;
    let offered = !visit.in_the_past() && why_not(visit, &nothing()).is_none();
    let body = html! {
        (ui::heading(
            "Positions and chart",
            Some("Who reports to whom, and what each position has to do for information security (CC1.3, A.5.2)."),
            Some(days(visit, &answer.mark)),
        ))
        (tabs(visit, "/staff/positions"))
        (refused(refusal))
        @if positions.is_empty() {
            (ui::empty_state(
                "No position is described yet",
                "Begin at the top: the position that reports to nobody. Then those below it.",
                html! {},
            ))
        } @else {
            (chart(visit, value, typed, offered))
        }
        @if offered {
            (add(visit, value, typed))
        } @else if let Some(missing) = why_not(visit, &nothing()).filter(|_| !visit.in_the_past()) {
            (not_offered(&missing))
        }
    };
    let crumbs = [Crumb::link("People at work", visit.href("/staff")), Crumb::here("Positions and chart")];
    Ok(visit.page(&answer.mark, "Positions and chart", "/staff", &crumbs, body))
}

/// The command about nothing yet: asked whether positions may be set.
fn nothing() -> Command {
    let position = Position { title: String::new(), duties: String::new(), reports_to: String::new() };
    Command::SetPosition { id: String::new(), position }
}

/// The chart as a tree of lists: what is below a position stands inside it.
fn chart(visit: &Visit, answer: &StaffAnswer, typed: &Typed, offered: bool) -> Markup {
    let mut below: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    let positions = &answer.workforce.positions;
    for place in &answer.report.chart {
        let above = positions.get(&place.id).map_or("", |p| p.reports_to.as_str());
        below.entry(if place.depth == 0 { "" } else { above }).or_default().push(place);
    }
    let tree = Tree { visit, answer, typed, offered, below };
    html! { div.org-chart { (tree.level("")) } }
}

struct Tree<'a> {
    visit: &'a Visit,
    answer: &'a StaffAnswer,
    typed: &'a Typed,
    offered: bool,
    below: BTreeMap<&'a str, Vec<&'a Place>>,
}

impl Tree<'_> {
    fn level(&self, above: &str) -> Markup {
        html! {
            @if let Some(places) = self.below.get(above) {
                ul { @for place in places { li { (self.place(place)) (self.level(&place.id)) } } }
            }
        }
    }

    fn place(&self, place: &Place) -> Markup {
        let Some(position) = self.answer.workforce.positions.get(&place.id) else {
            return html! {};
        };
        let again = self.typed.get("id") == place.id;
        let now = Typed::of([
            ("id", place.id.as_str()),
            ("title", position.title.as_str()),
            ("duties", position.duties.as_str()),
            ("reports-to", position.reports_to.as_str()),
        ]);
        html! {
            article.place id=(place.id) {
                div.place-head {
                    h3 { (position.title) }
                    p.place-holders {
                        @if place.holders.is_empty() { span.hint { "held by nobody" } }
                        @for (at, holder) in place.holders.iter().enumerate() { @if at > 0 { ", " } (name(self.visit, holder)) }
                    }
                }
                p.place-duties { (position.duties) }
                @if self.offered {
                    details.fold open[again] {
                        summary { "Change" }
                        (form(self.visit, self.answer, if again { self.typed } else { &now }, &place.id))
                    }
                }
            }
        }
    }
}

fn add(visit: &Visit, answer: &StaffAnswer, typed: &Typed) -> Markup {
    let again = !typed.get("title").is_empty() && !answer.workforce.positions.contains_key(typed.get("id"));
    let blank = Typed::default();
    html! {
        details.fold.add open[again || answer.workforce.positions.is_empty()] {
            summary { "Add a position" }
            (form(visit, answer, if again { typed } else { &blank }, ""))
        }
    }
}

/// The form of a position; `id` is empty for a new one.
fn form(visit: &Visit, answer: &StaffAnswer, typed: &Typed, id: &str) -> Markup {
    let above = typed.get("reports-to");
    let others = answer.workforce.positions.iter().filter(|(other, _)| *other != id);
    let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Nobody: it is at the top", above.is_empty()))
        .chain(others.map(|(other, p)| Choice::new(other.as_str(), p.title.as_str(), other == above)))
        .collect();
    // Several forms stand on the page, each with anchors of its own.
    let anchor = |name: &str| format!("{name}-of-{id}");
    let (title, duties, reports) = (anchor("title"), anchor("duties"), anchor("reports-to"));
    ui::form(
        &format!("/o/{}/staff/positions", visit.org),
        html! {
            @if id.is_empty() {
                (ui::text(&Field { name: "id", id: "id-of-new", label: "Short name", hint: "Lower-case letters, digits and hyphens; it stays.", value: typed.get("id"), required: true, ..Field::default() }))
            } @else { (ui::hidden("id", id)) }
            div.field-row {
                (ui::text(&Field { name: "title", id: &title, label: "Title", value: typed.get("title"), required: true, ..Field::default() }))
                (ui::select(&Field { name: "reports-to", id: &reports, label: "Reports to", ..Field::default() }, &choices))
            }
            (ui::textarea(&Field { name: "duties", id: &duties, label: "Duties for information security", hint: "As the job description has them.", value: typed.get("duties"), required: true, ..Field::default() }, 3))
            div.actions { (ui::button(if id.is_empty() { "Add" } else { "Change" })) }
        },
    )
}

pub(super) async fn set(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let field = |name: &str| typed.get(name).trim().to_owned();
    let position = Position { title: field("title"), duties: field("duties"), reports_to: field("reports-to") };
    let command = Command::SetPosition { id: field("id"), position };
    let set = visit.change(&format!("Set the position {}.", field("title")), "/staff/positions", command);
    or_again(set, |refusal| page(&visit, &typed, Some(refusal)))
}
