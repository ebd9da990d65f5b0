//! A large paper while it is printed: a page that comes again by itself, and leads to the file when it is there.

use super::{PLACE, TITLE, answered};
use crate::web::kept::OfThisMoment;
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::{refused, sentence};
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::Failure;
use app::printed::{PapersOf, Print, PrintState};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::values::counted;
use maud::{Markup, html};

/// Seconds after which the page of a paper that is being printed comes again.
const AGAIN: HeaderValue = HeaderValue::from_static("1");

/// The address of the page.
pub(super) fn path(visit: &Visit, id: &str) -> String {
    format!("/o/{}/prints/{}", visit.org, encode(id))
}

fn print_of(visit: &Visit, id: &str) -> Result<Print, Problem> {
    visit.doors.app.print_of(&visit.org, &visit.who, id)?.ok_or_else(|| {
        let why = "No such paper is printed for you. What was printed is kept for 15 minutes; ask for it again.";
        Problem::NotFound(why.to_owned())
    })
}

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let print = print_of(&visit, &id)?;
    let mark = visit.ask(&PapersOf)?.mark;
    let file = format!("{}/file", path(&visit, &id));
    let (title, body, next) = match &print.state {
        PrintState::LayingOut => ("The paper is being printed", running(&visit, &print), Some(AGAIN)),
        PrintState::Done(paper) => {
            let pages = paper.pages.map(|pages| format!(", {}", counted(pages, "page", "pages"))).unwrap_or_default();
            let body = html! {
                p { (paper.title) (pages) ". The download begins by itself; the file waits here for 15 minutes." }
                div.actions {
                    (ui::link_button(&format!("Download {}", paper.ending.title()), &file, None))
                    (ui::quiet_link("All papers", &visit.href(PLACE), None))
                }
            };
            ("The paper is there", body, HeaderValue::from_str(&format!("0; url={file}")).ok())
        }
        PrintState::Failed(failure) => ("The paper was not printed", ended(&visit, failure), None),
    };
    let whole = html! { (ui::heading(title, Some(print.asked.kind.title), None)) (body) };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("Print")];
    let mut response = visit.page(&mark, title, PLACE, &crumbs, whole);
    // How far it is lies in memory; without script the page comes again by itself.
    response.extensions_mut().insert(OfThisMoment);
    if let Some(next) = next {
        response.headers_mut().insert(header::REFRESH, next);
    }
    Ok(response)
}

fn running(visit: &Visit, print: &Print) -> Markup {
    let seconds = visit.doors.app.clock().now_us().saturating_sub(print.began_us).max(0) / 1_000_000;
    let pairs = [
        ("Paper", html! { (print.asked.kind.title) @if let Some(of) = &print.asked.of { ", " (of) } }),
        ("Gathered", html! { (counted(print.rows, "row", "rows")) }),
        ("Laying out", html! { "for " (counted(usize::try_from(seconds).unwrap_or_default(), "second", "seconds")) }),
    ];
    html! {
        div.upload { progress aria-label="Laying out the pages" {} }
        (ui::card(ui::definition_list(&pairs)))
        p.hint {
            "This page comes again by itself each second, and leads to the file when it is there. "
            "Some hundred pages take some seconds."
        }
    }
}

fn ended(visit: &Visit, failure: &Failure) -> Markup {
    html! {
        @match failure {
            Failure::Refused(refusal) => (refused(Some(refusal))),
            Failure::Fault(fault) => {
                div role="alert" { (ui::notice(Tone::Danger, &sentence(&fault.sentence), html! { (sentence(&fault.hint)) })) }
            },
        }
        div.actions { (ui::link_button("All papers", &visit.href(PLACE), None)) }
    }
}

pub(super) async fn file(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let print = print_of(&visit, &id)?;
    match print.state {
        PrintState::Done(paper) => Ok(answered(std::sync::Arc::unwrap_or_clone(paper))),
        PrintState::LayingOut => Err(Problem::NotFound("The paper is still being printed.".to_owned())),
        PrintState::Failed(failure) => Err(failure.into()),
    }
}
