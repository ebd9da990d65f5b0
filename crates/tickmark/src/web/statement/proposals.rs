//! What own controls, the crosswalk, providers and treatments propose, and taking it: never over what a person set.

use super::bulk::{differences, seen_version, selected};
use super::{PLACE, TITLE, asked, change_if, editable, entry_path, path, permitted, tabs, writing};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use app::ask::StatementProposals;
use axum::extract::Path;
use axum::response::Response;
use domain::command::StatementCommand;
use domain::refusal::Refusal;
use maud::html;

pub(super) async fn show(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let typed: Typed = visit.query.clone().into_iter().collect();
    page(&visit, &soa, &typed, None)
}

fn page(visit: &Visit, soa: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = asked(visit, soa)?;
    let value = &answer.value;
    let controls = selected(typed);
    let question = StatementProposals { id: Some(value.id.clone()), controls: controls.clone() };
    let found = visit.ask(&question)?.value;
    let missing = why_not(visit, &writing(&value.id)).filter(|_| !visit.in_the_past());
    let takes = editable(value.held.state) && !visit.in_the_past() && missing.is_none();
    let of = match controls.len() {
        0 => "of all entries".to_owned(),
        count => format!("of {}", counted(count, "selected entry", "selected entries")),
    };
    let body = html! {
        (ui::heading("Proposals", Some("What your own controls, the crosswalk from SOC 2, providers and the treatments of risks would write. What a person set stays as it is."), None))
        (tabs(visit, value, "/proposals"))
        (refused(refusal))
        @if found.entries.is_empty() {
            (ui::empty_state("Nothing is proposed that does not stand there", "Link own controls to Annex A, record what a provider does, or name controls in the treatments of risks: each of these proposes.", html! {
                (ui::link_button("To the statement", &visit.href(&path(&value.id, "")), None))
            }))
        } @else {
            p.count-line { (counted(found.entries.len(), "entry would change", "entries would change")) ", " (of) }
            (differences(visit, &value.id, &found.entries))
            @if takes {
                form.form method="post" action={ "/o/" (visit.org) (path(&value.id, "/proposals")) } {
                    (ui::hidden("version", &found.version.to_string()))
                    (ui::hidden("controls", &controls.into_iter().collect::<Vec<_>>().join(",")))
                    p.hint { "Each field that is taken is marked as proposed until a person saves its entry. What is taken makes you an author: you will not approve this version." }
                    div.actions { (ui::button("Take them")) }
                }
            }
        }
        @if let Some(missing) = missing.filter(|_| editable(value.held.state)) { (not_offered(&missing)) }
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(value.id.clone(), visit.href(&path(&value.id, ""))),
        Crumb::here("Proposals"),
    ];
    Ok(visit.page(&answer.mark, "Proposals", PLACE, &crumbs, body))
}

pub(super) async fn take(
    visit: Visit,
    Path((_, soa)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let done = taken(&visit, &soa.to_uppercase(), &typed);
    or_again(done, |refusal| page(&visit, &soa, &typed, Some(refusal)))
}

fn taken(visit: &Visit, soa: &str, typed: &Typed) -> Result<Response, Problem> {
    permitted(visit, soa)?;
    let controls = selected(typed);
    // From the page of an entry one proposal is taken as it stands there; it never writes over a person.
    let (to, version) = match controls.first().filter(|_| typed.get("back") == "entry") {
        Some(one) => (entry_path(soa, one), asked(visit, soa)?.value.version),
        None => (path(soa, ""), seen_version(typed)),
    };
    let command = StatementCommand::TakeStatementProposals { id: soa.to_owned(), controls };
    change_if(visit, "Took what was proposed.", &to, version, command)
}
