//! The agenda: every input with what the data says of it, where that comes from, and what was said.

use super::{PLACE, TITLE, path};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::ask::{ReviewDetail, ReviewOf};
use axum::extract::Path;
use axum::response::Response;
use domain::values::review::{AgendaLine, AgendaPoint, AgendaSource as Source};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&ReviewOf(id.clone()))?;
    let detail = &answer.value;
    let id = &detail.line.id;
    let title = format!("Agenda of {id}");
    let body = html! {
        (ui::heading(&title, Some(&detail.held.plan.title), Some(html! {
            button.button.quiet type="button" data-print hidden { "Print" }
            (ui::quiet_link("Back", &visit.href(&path(id)), None))
        })))
        (as_of(detail))
        (points(&visit, detail, true))
    };
    let crumbs =
        [Crumb::link(TITLE, visit.href(PLACE)), Crumb::link(id.clone(), visit.href(&path(id))), Crumb::here("Agenda")];
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

/// As of when it is what it is.
pub(super) fn as_of(detail: &ReviewDetail) -> Markup {
    let agenda = &detail.agenda;
    html! {
        p.hint {
            @match &detail.held.agenda {
                Some(_) => { "As it was sent on " (agenda.on) },
                None => { "Not sent yet; as it would be on " (agenda.on) },
            }
            ", from the first " (agenda.entry) " entries of the ledger. "
            @match agenda.since {
                Some(since) => { "Changes are counted from the day after the review before, " (since) "." },
                None => { "There was no review before; everything so far counts." },
            }
        }
    }
}

/// All inputs in the order of the clause, then what stands beside them.
pub(super) fn points(visit: &Visit, detail: &ReviewDetail, said: bool) -> Markup {
    html! {
        @for (input, point) in &detail.agenda.points {
            (ui::section(&format!("input-{}", input.id()), &format!("{} {}", letter(input.id()), input.title()), None, html! {
                (data(visit, point))
                @if said {
                    @match detail.held.notes.get(input) {
                        Some(note) => p.said-text { (note.text) },
                        None => p { (ui::badge(Tone::Caution, "Nothing is said of it yet")) },
                    }
                }
            }))
        }
        (ui::section("beside", "Incidents and performance", Some("Beside the inputs of the clause."), data(visit, &detail.agenda.beside)))
    }
}

/// As the clause counts: `d1` is d.1, both parts of f are f.
pub(super) fn letter(id: &str) -> String {
    match id {
        "f_results" | "f_plan_status" => "f".to_owned(),
        _ => id
            .split_at_checked(1)
            .filter(|(_, rest)| !rest.is_empty())
            .map_or(id.to_owned(), |(a, b)| format!("{a}.{b}")),
    }
}

/// Figures, each a link to where it comes from, with what it counts.
pub(super) fn data(visit: &Visit, point: &AgendaPoint) -> Markup {
    html! {
        ul.plain-list {
            @for line in &point.lines {
                li {
                    @match source(line) {
                        Some(href) => a href=(visit.href(&href)) { strong { (figure(line)) } " " (line.says) },
                        None => { strong { (figure(line)) } " " (line.says) },
                    }
                    @if !line.items.is_empty() {
                        ul.plain-list {
                            @for item in &line.items {
                                li.hint {
                                    @match one(line, &item.id) {
                                        Some(href) => a.id href=(visit.href(&href)) { (item.id) },
                                        None => span.id { (item.id) },
                                    }
                                    " " (item.title) @if !item.says.is_empty() { ": " (item.says) }
                                }
                            }
                            @if line.unnamed() > 0 { li.hint { "and " (line.unnamed()) " more" } }
                        }
                    }
                }
            }
            @for missing in &point.not_kept { li.hint { (missing) ": say in words how it stands." } }
        }
    }
}

fn figure(line: &AgendaLine) -> String {
    match line.of {
        Some(of) => format!("{} of {of}", line.figure),
        None => line.figure.to_string(),
    }
}

/// Where a line comes from.
fn source(line: &AgendaLine) -> Option<String> {
    let page = match line.source {
        Source::Reviews => PLACE,
        Source::Nonconformities => "/nonconformities?show=all",
        Source::Tasks => "/tasks",
        Source::Collectors => "/collectors",
        Source::Exceptions => "/engagements",
        Source::Audits => "/internal-audits",
        Source::Asked => "/asked",
        Source::Risks => "/risks",
        Source::Suppliers => "/suppliers",
        Source::Register => {
            return (!line.register.is_empty()).then(|| format!("/registers/{}", encode(&line.register)));
        }
    };
    Some(page.to_owned())
}

/// The page of one thing that a line names.
fn one(line: &AgendaLine, id: &str) -> Option<String> {
    let id = encode(id);
    match line.source {
        Source::Reviews => id.split_once("%2F").map(|(review, _)| path(review)),
        Source::Nonconformities => Some(format!("/nonconformities/{id}")),
        Source::Tasks => Some(format!("/controls/{id}")),
        Source::Collectors => Some(format!("/collectors/{id}")),
        Source::Audits => Some(format!("/internal-audits/{id}")),
        Source::Risks => Some(format!("/risks/{id}")),
        Source::Register => Some(format!("/registers/{}/{id}", encode(&line.register))),
        Source::Exceptions | Source::Asked | Source::Suppliers => None,
    }
}
