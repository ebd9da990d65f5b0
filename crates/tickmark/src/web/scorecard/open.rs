//! The scorecard for everybody: what was answered stands in the address, and nothing is kept anywhere.

use super::{carried, questions, result, said};
use crate::serve::Doors;
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Crumb, Icon, NavItem, PageHead};
use crate::web::visit::theme;
use app::ask::ScorecardResultOf;
use app::library;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use maud::{Markup, html};
use std::sync::Arc;

const TITLE: &str = "Readiness scorecard";

/// Answers to other questions are asked for by this field.
const AGAIN: &str = "again";

pub(super) async fn show(State(doors): State<Arc<Doors>>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let unreadable = |_| Problem::not_found("The address cannot be read.");
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).map_err(unreadable)?;
    let typed: Typed = pairs.into_iter().collect();
    let card = library::scorecard();
    let taken = match said(card, &typed) {
        Ok(Some(taken)) if typed.get(AGAIN).is_empty() => taken,
        Ok(_) => return Ok(framed(&headers, ask(&typed, None)).into_response()),
        Err(refusal) => {
            let page = framed(&headers, ask(&typed, Some(&refusal)));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let question = ScorecardResultOf { taken };
    let today = doors.app.clock().today();
    let result = tokio::task::block_in_place(|| library::ask(&library::catalogue(), today, &question))?;
    let carried = carried(&question.taken);
    // A new installation begins with its first account.
    let known = doors.is_demonstration() || tokio::task::block_in_place(|| doors.app.has_first_account())?;
    let begin = if known { "/organisations" } else { "/begin" };
    let body = html! {
        (ui::heading(TITLE, Some("What you answered stands in the address of this page. Nothing is kept."), Some(html! {
            (ui::quiet_link("Change answers", &format!("/scorecard?{carried}&{AGAIN}=yes"), None))
            (ui::link_button("Begin an organisation with it", &format!("{begin}?scorecard={}", encode(&carried)), None))
        })))
        (result::told(&question.taken, &result, None))
    };
    Ok(framed(&headers, body).into_response())
}

fn ask(typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let card = library::scorecard();
    let lead = format!(
        "{} questions, about {} minutes: a score for SOC 2, for the clauses and for Annex A of ISO/IEC 27001 apart, what lowers \
         each, and what to do next. Nothing is kept and nothing is sent anywhere.",
        card.questions.len(),
        card.minutes
    );
    html! {
        (ui::heading(TITLE, Some(&lead), None))
        (refused(refusal))
        form.form method="get" action="/scorecard" {
            (questions::fields(card, typed))
            div.actions { (ui::button("Show the score")) }
        }
        p.hint { (card.title) ", version " (card.version) ". " (card.source) }
    }
}

fn framed(headers: &HeaderMap, body: Markup) -> Markup {
    let item =
        |href: &'static str, label, icon, current| NavItem { href: href.into(), label, icon, current, group: "" };
    let nav = [
        item("/scorecard", TITLE, Icon::Scale, true),
        item("/which-first", "Which framework first", Icon::Question, false),
        item("/sign-in", "Sign in", Icon::Key, false),
    ];
    let head = PageHead {
        title: TITLE,
        home: "/",
        nav: &nav,
        crumbs: &[Crumb::here(TITLE)],
        foot: "Answered from the library alone; no organisation speaks here.",
        theme: theme(headers),
        ..PageHead::default()
    };
    ui::page(&head, body)
}
