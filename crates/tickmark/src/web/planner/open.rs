//! Which framework first, for everybody: what was answered stands in the address, and nothing is kept anywhere.

use super::{TITLE, questions, result};
use crate::serve::Doors;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Crumb, Icon, NavItem, PageHead};
use crate::web::visit::theme;
use app::ask::CourseOf;
use app::library;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use domain::values::sequence::Answers;
use maud::{Markup, html};
use std::sync::Arc;

const PLACE: &str = "/which-first";
/// Says in the address that the questions were sent, since boxes that are left empty leave no trace.
const SENT: &str = "sent";
/// Other answers are asked for by this field.
const AGAIN: &str = "again";
/// Longest query, in bytes: all questions answered take a tenth of it.
const MAX_QUERY: usize = 4 * 1024;

pub(super) async fn show(State(doors): State<Arc<Doors>>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let query = uri.query().unwrap_or_default();
    if query.len() > MAX_QUERY {
        return Err(Refusal::TooLong { field: "the answers in the address", max: MAX_QUERY }.into());
    }
    let unreadable = |_| Problem::not_found("The address cannot be read.");
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).map_err(unreadable)?;
    let typed: Typed = pairs.into_iter().collect();
    if typed.get(SENT).is_empty() || !typed.get(AGAIN).is_empty() {
        return Ok(framed(&headers, ask(&typed, None)).into_response());
    }
    let judged = questions::meant(&typed).and_then(|answers| judged(&doors, &answers));
    match judged {
        Ok(found) => Ok(framed(&headers, found_page(query, found)).into_response()),
        Err(refusal) => {
            let page = framed(&headers, ask(&typed, Some(&refusal)));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// The result of answers.
fn judged(doors: &Doors, answers: &Answers) -> Result<Markup, Refusal> {
    let question = CourseOf { answers: answers.clone() };
    let today = doors.app.clock().today();
    let ask = || library::ask(&library::catalogue(), today, &question);
    let answer = tokio::task::block_in_place(ask)?;
    match (&answer.verdict, &answer.judged) {
        (Some(verdict), Some(judged)) => Ok(result::shown(None, &answer, verdict, judged)),
        _ => {
            let nothing =
                Refusal::Empty { field: "the list of answers", wanted: "where customers are, and what they asked for" };
            Err(answer.undecided.unwrap_or(nothing))
        }
    }
}

fn found_page(query: &str, found: Markup) -> Markup {
    html! {
        (ui::heading(TITLE, Some("What you answered stands in the address of this page. Nothing is kept."), Some(html! {
            (ui::quiet_link("Change answers", &format!("{PLACE}?{query}&{AGAIN}=yes"), None))
            (ui::link_button("How ready are we?", "/scorecard", None))
        })))
        (found)
        p.hint { "A plan, and no verdict on readiness. The rules read published figures; each reason names its source." }
    }
}

fn ask(typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let lead = "SOC 2, ISO/IEC 27001, both or neither yet: answered by rules, with the reason, its source, and what would \
                change it. Nothing is kept and nothing is sent anywhere.";
    html! {
        (ui::heading(TITLE, Some(lead), None))
        (refused(refusal))
        form.form method="get" action=(PLACE) {
            (ui::hidden(SENT, "yes"))
            (questions::fields(typed))
            div.actions { (ui::button("Show what comes first")) }
        }
    }
}

fn framed(headers: &HeaderMap, body: Markup) -> Markup {
    let item =
        |href: &'static str, label, icon, current| NavItem { href: href.into(), label, icon, current, group: "" };
    let nav = [
        item(PLACE, TITLE, Icon::Question, true),
        item("/scorecard", "Readiness scorecard", Icon::Scale, false),
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
