//! A build: begun, followed on a page that comes again by itself, cancelled, and over.

use super::asked::Chosen;
use super::{build_path, choose, only_who_may, path, size, whom};
use crate::web::kept::OfThisMoment;
use crate::web::problem::Problem;
use crate::web::reading::n;
use crate::web::typed::{Typed, only_today, or_again, refused, sentence};
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::{FLASH, Visit, escape};
use app::Failure;
use app::ask::Packages;
use app::packages::{PackageJob, PackageJobState};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

/// Seconds after which the page of a running build comes again.
const AGAIN: HeaderValue = HeaderValue::from_static("2");

pub(super) async fn start(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    only_who_may(&visit)?;
    let chosen = Chosen::read(|name| typed.get(name).to_owned());
    let begun = chosen.meant(typed.get("partial") == "yes").map_err(Problem::from).and_then(|ask| {
        let start = || visit.doors.app.start_package(&visit.org, &visit.who, &ask);
        let id = tokio::task::block_in_place(start)?;
        Ok(Redirect::to(&format!("/o/{}{}", visit.org, build_path(&id))).into_response())
    });
    or_again(begun, |refusal| choose::page(&visit, &chosen, Some(refusal)))
}

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let job = match visit.doors.app.package_job(&visit.org, &visit.who, &id) {
        Err(Failure::Refused(refusal @ domain::refusal::Refusal::NotPossible { .. })) => {
            return Err(Problem::NotFound(format!("{}; {}", sentence(&refusal.to_string()), refusal.hint())));
        }
        job => job?,
    };
    if let PackageJobState::Built(package) = &job.state {
        return Ok(done(&visit, package));
    }
    let mark = visit.ask(&Packages)?.mark;
    let title = if job.is_running() { "A package is being built" } else { "The package was not built" };
    let body = html! {
        (ui::heading(title, Some(&format!("For {}.", whom(job.ask.audience))), None))
        @match &job.state {
            PackageJobState::Failed(failure) => (ended(&visit, &job, failure)),
            _ => (progress(&visit, &job)),
        }
    };
    let crumbs = [Crumb::link("Packages", visit.href("/packages")), Crumb::here("Build")];
    let mut response = visit.page(&mark, title, "/packages", &crumbs, body);
    // How far it is lies in memory; without script the page comes again by itself.
    response.extensions_mut().insert(OfThisMoment);
    if job.is_running() {
        response.headers_mut().insert(header::REFRESH, AGAIN);
    }
    Ok(response)
}

/// The package that was built, where it is said that it was.
fn done(visit: &Visit, package: &str) -> Response {
    let cookie = format!(
        "{FLASH}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60",
        escape(&format!("{package} is built and recorded."))
    );
    let to = format!("/o/{}{}", visit.org, path(package));
    ([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response()
}

fn progress(visit: &Visit, job: &PackageJob) -> Markup {
    let (now, percent) = (&job.progress, job.percent());
    let pairs = [
        ("Now", html! { (now.step.title()) }),
        ("Ledger entries", html! { (now.entries) }),
        ("Files", html! { (now.files_in_words()) }),
        ("Bytes taken in", html! { (size(now.bytes)) }),
        ("Begun", html! { (app::clock::minute_of(job.began_us)) }),
    ];
    html! {
        (ui::section("progress", "How far it is", None, ui::meter("Percent done", n(usize::try_from(percent).unwrap_or(100)), 100, "", "")))
        (ui::card(ui::definition_list(&pairs)))
        @if job.state == PackageJobState::Cancelling {
            p.hint { "It ends as soon as it can. Nothing of it is kept." }
        } @else {
            p.hint { "This page comes again by itself every two seconds. You can leave it: the list of packages shows the build." }
            form method="post" action=(format!("/o/{}{}/cancellation", visit.org, build_path(&job.id))) {
                div.actions { button.button.danger-quiet type="submit" { "Cancel the build" } }
            }
        }
    }
}

fn ended(visit: &Visit, job: &PackageJob, failure: &Failure) -> Markup {
    let again = visit.href(&Chosen::of(&job.ask).path());
    html! {
        @match failure {
            Failure::Refused(refusal) => (refused(Some(refusal))),
            Failure::Fault(fault) => {
                div role="alert" { (ui::notice(Tone::Danger, &sentence(&fault.sentence), html! { (sentence(&fault.hint)) })) }
            },
        }
        p { "Nothing of it was kept." }
        div.actions { (ui::link_button("Choose again", &again, None)) (ui::quiet_link("All packages", &visit.href("/packages"), None)) }
    }
}

pub(super) async fn cancel(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_who_may(&visit)?;
    visit.doors.app.cancel_package(&visit.org, &visit.who, &id)?;
    Ok(Redirect::to(&format!("/o/{}{}", visit.org, build_path(&id))).into_response())
}
