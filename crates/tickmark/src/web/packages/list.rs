//! The packages that were built, with the builds that go on.

use super::{barred, build_path, path, size, state_badge, whom};
use crate::web::kept::OfThisMoment;
use crate::web::people;
use crate::web::problem::Problem;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{PackageLine, Packages};
use app::packages::PackageJob;
use axum::response::Response;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Packages)?;
    let may = !visit.in_the_past() && barred(&visit).is_none();
    let jobs = if may { visit.doors.app.package_jobs(&visit.org, &visit.who)? } else { Vec::new() };
    let body = html! {
        (ui::heading(
            "Packages",
            Some("One file for an auditor: evidence, the ledger entries that commit to it, and the proofs, to be checked without us."),
            Some(html! { @if may { (ui::link_button("Prepare a package", &visit.href("/packages/new"), None)) } }),
        ))
        (running(&visit, &jobs))
        (table(&visit, &answer.value, may))
        @if answer.value.iter().any(|line| line.held.withdrawn.is_none()) {
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

fn table(visit: &Visit, lines: &[PackageLine], may: bool) -> Markup {
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
    let begin = html! { @if may { (ui::link_button("Prepare the first", &visit.href("/packages/new"), None)) } };
    let next = if may {
        "Choose for whom and for which days: before anything is built you see what it would hold, and what it would lack."
    } else {
        "Owners and programme managers build them; what was built for an engagement of yours stands here then."
    };
    let empty = ("No package is built yet", next, begin);
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
