//! Trying: what would be collected and what the rule would say of it. Nothing is kept.

use super::form::{Above, page};
use super::{check, one, outcome_badge, reason};
use crate::web::kept::OfThisMoment;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::ui;
use crate::web::visit::Visit;
use app::collectors::{Declared, Tried};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

/// What was typed for a new collector.
pub(super) async fn typed_anew(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    tried_from_form(&visit, None, &typed).await
}

/// What was typed for a collector that is changed.
pub(super) async fn typed(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    tried_from_form(&visit, Some(&id), &typed).await
}

async fn tried_from_form(visit: &Visit, id: Option<&str>, typed: &Typed) -> Result<Response, Problem> {
    let tried = match check::declared(typed) {
        Ok(said) => carried_out(visit, id, said).await,
        Err(refusal) => Err(refusal.into()),
    };
    let shown = tried.and_then(|tried| page(visit, id, typed, Above::Tried(&tried)));
    or_again(shown.map(live), |refusal| page(visit, id, typed, Above::Refused(refusal)))
}

/// A collector as it stands.
pub(super) async fn declared(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let collector = one(&visit, &id)?.value.held.collector;
    let tried = carried_out(&visit, Some(&id), Declared::from(collector)).await;
    let shown = tried.and_then(|tried| super::one::page(&visit, &id, super::one::Above::Tried(&tried)));
    or_again(shown.map(live), |refusal| super::one::page(&visit, &id, super::one::Above::Refused(refusal)))
}

/// A try may take as long as its limits allow; meanwhile the server does other things.
async fn carried_out(visit: &Visit, id: Option<&str>, said: Declared) -> Result<Tried, Problem> {
    let (doors, org, who) = (visit.doors.clone(), visit.org.clone(), visit.who.clone());
    let id = id.map(str::to_owned);
    let task = tokio::task::spawn_blocking(move || doors.app.try_collector(&org, &who, id.as_deref(), said));
    match task.await {
        Ok(tried) => Ok(tried?),
        Err(_) => Err(app::Failure::from(app::Fault::new("the try broke off", "try it again")).into()),
    }
}

fn live(mut response: Response) -> Response {
    response.extensions_mut().insert(OfThisMoment);
    response
}

/// What a try brought back.
pub(super) fn shown(tried: &Tried) -> Markup {
    let rows = usize::try_from(tried.rows).unwrap_or(usize::MAX);
    html! {
        div role="status" {
            (ui::section("tried", "Tried just now", Some("Nothing of it was kept: no evidence, no run."), html! {
                (ui::card(ui::definition_list(&[
                    ("The check", outcome_badge(tried.outcome)),
                    ("Why", html! { (reason(&tried.reason)) }),
                    ("What was used", html! { code.query { (tried.used) } }),
                    ("Came back", html! {
                        @if tried.files.is_empty() { "nothing: the try did not come to an end" } @else { (counted(rows, "row", "rows")) }
                    }),
                    ("The evidence would cover", html! { time { (tried.period.from) } " to " time { (tried.period.until) } }),
                    ("Its files would be", html! {
                        @if tried.files.is_empty() { "none: nothing was collected" }
                        @else { ul.lines { @for (name, bytes) in &tried.files { li { (name) ", " (counted(*bytes, "byte", "bytes")) } } } }
                    }),
                ])))
                @if !tried.details.is_empty() { details.fold { summary { "What the rule adds" } (ui::code_of(&tried.details, "JSON")) } }
                @if !tried.collected.is_empty() {
                    details.fold open {
                        summary { "What was collected" @if tried.is_cut { ", its beginning" } }
                        (ui::code_of(&tried.collected, "JSON"))
                    }
                }
            }))
        }
    }
}
