//! The packages that were built, with the builds that go on.

use super::{barred, build_path, path, size, state_badge, whom};
use crate::web::kept::OfThisMoment;
use crate::web::people;
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{PackageLine, Packages};
use app::packages::PackageJob;
use axum::response::Response;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Packages)?;
    let only = visit.field("engagement");
    let of = |engagement: Option<&String>| only.is_none() || engagement == only.as_ref();
    let lines: Vec<&PackageLine> =
        answer.value.iter().filter(|line| of(line.held.package.spec.engagement.as_ref())).collect();
    let may = !visit.in_the_past() && barred(&visit).is_none();
    let mut jobs = if may { visit.doors.app.package_jobs(&visit.org, &visit.who)? } else { Vec::new() };
    jobs.retain(|job| of(job.ask.engagement.as_ref()));
    let begin = Begin { may, href: visit.href(&new_path(only.as_deref())), only: only.as_deref() };
    let body = html! {
        (ui::heading(
            "Packages",
            Some("One file for an auditor: evidence, the ledger entries that commit to it, and the proofs, to be checked without us."),
            Some(html! { @if may { (ui::link_button("Prepare a package", &begin.href, None)) } }),
        ))
        (running(&visit, &jobs))
        @if let Some(engagement) = &only {
            p { "Those of " a.id href=(visit.href(&format!("/engagements/{}", encode(engagement)))) { (engagement) } " alone. " a href=(visit.href("/packages")) { "All packages" } }
        }
        (table(&visit, &lines, &begin))
        @if lines.iter().any(|line| line.held.withdrawn.is_none()) {
            p.hint { "What a package holds is coverage: neither readiness nor an opinion. Each page says how to check the file." }
        }
    };
    let mut response = visit.page(&answer.mark, "Packages", "/packages", &[Crumb::here("Packages")], body);
    if may {
        // Builds lie in memory, not in the ledger.
        response.extensions_mut().insert(OfThisMoment);
    }
    Ok(response)
}

fn running(visit: &Visit, jobs: &[PackageJob]) -> Markup {
    html! {
        @for job in jobs.iter().filter(|job| job.is_running()) {
            (ui::notice(Tone::Accent, "A package is being built", html! {
                (job.percent()) " % for " (whom(job.ask.audience)) ". "
                a href=(visit.href(&build_path(&job.id))) { "See how far it is" }
            }))
        }
    }
}

/// The way to a package that is not there yet, and of which engagement alone packages are shown.
struct Begin<'a> {
    may: bool,
    href: String,
    only: Option<&'a str>,
}

/// The page on which a package is prepared, with the engagement chosen already.
fn new_path(engagement: Option<&str>) -> String {
    let chosen = engagement.map(|id| format!("?engagement={}", encode(id)));
    format!("/packages/new{}", chosen.unwrap_or_default())
}

fn table(visit: &Visit, lines: &[&PackageLine], begin: &Begin<'_>) -> Markup {
    let columns = [
        Column::text("Package"),
        Column::narrow("For"),
        Column::narrow("Is"),
        Column::number("Files"),
        Column::number("Size"),
        Column::narrow("Built"),
        Column::narrow("File"),
    ];
    let rows: Vec<Row> = lines.iter().map(|line| row(visit, line)).collect();
    let first = html! { @if begin.may { (ui::link_button("Prepare the first", &begin.href, None)) } };
    let next = if begin.may {
        "Choose for whom and for which days: before anything is built you see what it would hold, and what it would lack."
    } else {
        "Owners and programme managers build them; what was built for an engagement of yours stands here then."
    };
    let title = match begin.only {
        Some(engagement) => format!("No package is built for {engagement} yet"),
        None => "No package is built yet".to_owned(),
    };
    let empty = (title.as_str(), next, first);
    ui::table("Packages", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn row(visit: &Visit, line: &PackageLine) -> Row {
    let package = &line.held.package;
    let back = line.held.withdrawn.is_some();
    let row = Row::new(vec![
        ui::named(&line.id, &package.title, &visit.href(&path(&line.id))),
        html! {
            (package.spec.audience.title())
            @if let Some(engagement) = &package.spec.engagement { p.hint { (engagement) } }
        },
        html! {
            (state_badge(package, back))
            @if !back && !package.complete() { p.hint { (package.lacks.len()) " missing" } }
        },
        html! { (package.files) },
        html! { (size(package.size)) },
        html! { (app::clock::minute_of(line.held.at_us)) p.hint { "by " (people::name(visit, &line.held.by)) } },
        html! {
            @if back { (ui::nothing()) }
            @else { a href=(format!("/o/{}{}/file", visit.org, path(&line.id))) download { "Download" } }
        },
    ]);
    Row { faint: back, ..row.anchored(&line.id) }
}
