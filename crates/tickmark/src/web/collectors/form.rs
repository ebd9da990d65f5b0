//! Declaring: choose a kind, fill its fields, try it, declare it; and changing what was declared.

use super::{action, check, fields, kind, kind_title, missing, one, path, tried};
use crate::web::people::{form_page, not_offered};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::ask::CollectorsOf;
use app::collectors::{KINDS, Kind, Tried};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use maud::{Markup, html};

/// What stands above the form.
#[derive(Clone, Copy)]
pub(super) enum Above<'a> {
    Nothing,
    Refused(&'a Refusal),
    Tried(&'a Tried),
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let Some(chosen) = visit.field("kind") else {
        return choose(&visit);
    };
    let known = || Refusal::Unknown { what: "kind of check", id: chosen.clone(), nearest: None };
    kind(&chosen).ok_or_else(known)?;
    let control = visit.field("control").unwrap_or_default();
    let typed = Typed::of([
        ("kind", chosen.as_str()),
        ("evidence_type", "collector_result"),
        ("environment", "not_said"),
        ("rhythm", "daily"),
        ("time", "06:00"),
        ("control", control.as_str()),
    ]);
    page(&visit, None, &typed, Above::Nothing)
}

/// The page on which a kind is chosen.
fn choose(visit: &Visit) -> Result<Response, Problem> {
    let mark = visit.ask(&CollectorsOf::default())?.mark;
    let lacks = missing(visit);
    let body = html! {
        (ui::heading("New collector", Some("What shall it look at? Each kind asks for its own fields on the next page, where it can be tried before it is declared."), None))
        @match &lacks {
            Some(missing) => (not_offered(missing)),
            None => ul.examples {
                @for Kind { id, title, sentence, has_rule, .. } in KINDS {
                    li { (ui::card(html! {
                        h3 { a href=(visit.href(&format!("/collectors/new?kind={id}"))) { (title) } }
                        p { (sentence) }
                        p.hint { @if has_rule { "A rule comes with it." } @else { "You bring the rule." } }
                    })) }
                }
            },
        }
    };
    let crumbs = [Crumb::link("Collectors", visit.href("/collectors")), Crumb::here("New")];
    Ok(form_page(visit.page(&mark, "New collector", "/collectors", &crumbs, body), lacks.as_ref()))
}

pub(super) async fn change(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let line = one(&visit, &id)?.value;
    page(&visit, Some(&id), &check::fields(&line.held.collector, line.rule), Above::Nothing)
}

/// The form of a kind, for a new collector or one that is changed.
pub(super) fn page(visit: &Visit, id: Option<&str>, typed: &Typed, above: Above<'_>) -> Result<Response, Problem> {
    let mark = visit.ask(&CollectorsOf::default())?.mark;
    let lacks = missing(visit);
    let of = kind(typed.get("kind"));
    let title = match id {
        Some(id) => format!("Change {id}"),
        None => format!("New collector: {}", kind_title(typed.get("kind"))),
    };
    let body = html! {
        (ui::heading(&title, of.map(|kind| kind.sentence), None))
        @match above {
            Above::Nothing => {}
            Above::Refused(refusal) => (refused(Some(refusal))),
            Above::Tried(tried) => (tried::shown(tried)),
        }
        @match &lacks {
            Some(missing) => @if !matches!(above, Above::Refused(_)) { (not_offered(missing)) },
            None => (ui::columns(form(visit, id, typed, of), advice(id))),
        }
    };
    let crumbs = [Crumb::link("Collectors", visit.href("/collectors")), Crumb::here(title.as_str())];
    Ok(form_page(visit.page(&mark, &title, "/collectors", &crumbs, body), lacks.as_ref()))
}

fn form(visit: &Visit, id: Option<&str>, typed: &Typed, of: Option<&Kind>) -> Markup {
    let (to, trial, yes, back) = match id {
        Some(id) => (action(visit, id, "revision"), action(visit, id, "revision/trial"), "Save", visit.href(&path(id))),
        None => {
            let base = format!("/o/{}/collectors", visit.org);
            (base.clone(), format!("{base}/trial"), "Declare", visit.href("/collectors"))
        }
    };
    let allowed = visit.doors.app.collectors_allowed();
    html! {
        form.form.wide method="post" action=(to) data-guard {
            (ui::hidden("kind", typed.get("kind")))
            (fields::what(typed))
            (fields::of_kind(typed.get("kind"), typed, &allowed))
            (fields::controls(visit, typed))
            (fields::when(typed))
            (fields::judged(typed, of.is_some_and(|kind| kind.has_rule)))
            div.actions {
                (ui::button(yes))
                button.button type="submit" formaction=(trial) { "Try it" }
                (ui::quiet_link("Cancel", &back, None))
            }
            p.hint { "Trying runs it once, now, and keeps nothing." }
        }
    }
}

fn advice(id: Option<&str>) -> Markup {
    html! {
        (ui::card(html! {
            h3 { "What happens then" }
            ol.rule-names {
                li { "Somebody who did not write it reads what it runs and the rule, and approves both." }
                li { "It runs by its schedule. What it found becomes evidence for its controls, with query, time and number of rows." }
                li { "The rule says whether the check passed. Whatever went wrong is unknown." }
                li { "People judge the evidence, as any other. No run changes what they decided." }
            }
        }))
        @if id.is_some() {
            (ui::notice(Tone::Caution, "Another check or rule is approved anew", html! {
                "The approval is for what was read. Another name, control or time leaves it as it is. Another check is given its credentials anew."
            }))
        }
    }
}

pub(super) async fn add(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let set = declare(&visit, None, &typed);
    or_again(set, |refusal| page(&visit, None, &typed, Above::Refused(refusal)))
}

pub(super) async fn save(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let set = declare(&visit, Some(&id), &typed);
    or_again(set, |refusal| page(&visit, Some(&id), &typed, Above::Refused(refusal)))
}

fn declare(visit: &Visit, id: Option<&str>, typed: &Typed) -> Result<Response, Problem> {
    let said = check::declared(typed)?;
    let name = said.name.clone();
    let request = visit.field("request");
    let set = tokio::task::block_in_place(|| {
        visit.doors.app.set_collector(&visit.org, &visit.who, request.as_deref(), None, id, said)
    });
    match set {
        Ok(receipt) => {
            let verb = if id.is_some() { "Changed" } else { "Declared" };
            Ok(visit.went(&format!("{verb} {name} as {}.", receipt.object), &path(&receipt.object), &receipt))
        }
        // Saved as it was: nothing was changed, and nothing has to be typed again.
        Err(app::Failure::Refused(Refusal::NothingToChange { .. })) if id.is_some() => {
            Ok(Redirect::to(&visit.href(&path(id.unwrap_or_default()))).into_response())
        }
        Err(failure) => Err(failure.into()),
    }
}
