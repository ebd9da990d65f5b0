//! The kinds of evidence that the rows name, and the audit packages in which each may be used.

use super::super::problem::Problem;
use super::super::reading::{self, Both, Shelf, n};
use super::super::ui::{self, Column, Crumb, Part, Row, Stat, Tab, TableOptions};
use super::super::visit::Visit;
use app::ask::ReuseOf;
use axum::response::Response;
use domain::reports::reuse::{EvidenceKind, Package};
use maud::{Markup, html};

const PACKAGES: [Package; 4] = [Package::Both, Package::BothWithSupplement, Package::Soc2Only, Package::IsoOnly];

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Both(ReuseOf { view: visit.view()? }, Shelf))?;
    let (found, shelf) = &answer.value;
    let package = visit.field("package").unwrap_or_default();
    let shown: Vec<&EvidenceKind> =
        found.kinds.iter().filter(|k| package.is_empty() || slug(k.package) == package).collect();
    let body = html! {
        (ui::heading(
            "Evidence reuse",
            Some("Which kinds of SOC 2 evidence serve the ISO/IEC 27001 package too, and what they still need there."),
            Some(reading::days(&visit, &answer.mark)),
        ))
        (reading::read_otherwise(&visit, "/evidence-kinds", &found.read, shelf, &[("package", package.as_str())], &[]))
        (reading::scope(&found.read, &answer.mark))
        (figure(&visit, &found.kinds))
        (reading::not_readiness())
        (ui::section("kinds", "Kind by kind", Some(KINDS), html! {
            (package_tabs(&visit, &found.kinds, &package))
            (table(&visit, &shown))
        }))
    };
    let crumbs = [Crumb::link("Overview", visit.href("/")), Crumb::here("Evidence reuse")];
    Ok(visit.page(&answer.mark, "Evidence reuse", "/evidence-kinds", &crumbs, body))
}

const KINDS: &str =
    "A kind takes the package of its strongest row; where another row is partial, its supplement is listed.";

fn slug(package: Package) -> &'static str {
    match package {
        Package::Both => "both",
        Package::BothWithSupplement => "supplement",
        Package::Soc2Only => "soc2",
        Package::IsoOnly => "iso",
    }
}

fn mark(package: Package) -> ui::Mark {
    match package {
        Package::Both => ui::Mark::Full,
        Package::BothWithSupplement => ui::Mark::Partial,
        Package::Soc2Only => ui::Mark::Soc2Only,
        Package::IsoOnly => ui::Mark::IsoOnly,
    }
}

fn in_package(kinds: &[EvidenceKind], package: Package) -> usize {
    kinds.iter().filter(|k| k.package == package).count()
}

fn figure(visit: &Visit, kinds: &[EvidenceKind]) -> Markup {
    let serves = in_package(kinds, Package::Both) + in_package(kinds, Package::BothWithSupplement);
    let (figure, of, share) = (serves.to_string(), kinds.len().to_string(), reading::share(serves, kinds.len()));
    let main = Stat {
        label: "Kinds of evidence that serve both packages",
        figure: &figure,
        denominator: &of,
        percent: &share,
        under: "Kinds as the rows in scope name them, not files on a shelf",
        href: "#kinds",
        ..Stat::default()
    };
    let parts: Vec<Part<'_>> = PACKAGES
        .into_iter()
        .filter(|p| in_package(kinds, *p) > 0)
        .map(|p| {
            let href = format!("{}#kinds", reading::again(visit, "/evidence-kinds", &[("package", slug(p))]));
            Part::new(mark(p), n(in_package(kinds, p)), p.title()).to(href)
        })
        .collect();
    ui::hero(&main, ui::stacked_bar("Kinds of evidence by package", &parts))
}

fn package_tabs(visit: &Visit, kinds: &[EvidenceKind], chosen: &str) -> Markup {
    let tab = |label: &'static str, id: &'static str, count: usize| Tab {
        label: label.into(),
        href: format!("{}#kinds", reading::again(visit, "/evidence-kinds", &[("package", id)])).into(),
        current: chosen == id,
        count: Some(n(count)),
    };
    let each = PACKAGES.into_iter().filter(|p| in_package(kinds, *p) > 0);
    let tabs: Vec<Tab<'_>> = std::iter::once(tab("All", "", kinds.len()))
        .chain(each.map(|p| tab(p.title(), slug(p), in_package(kinds, p))))
        .collect();
    ui::tabs("Packages", &tabs)
}

fn table(visit: &Visit, kinds: &[&EvidenceKind]) -> Markup {
    let columns = [
        Column::text("Kind of evidence"),
        Column::narrow("Package"),
        Column::text("Criteria"),
        Column::text("Annex A"),
        Column::text("Supplement for the ISO package"),
    ];
    let rows: Vec<Row> = kinds.iter().map(|kind| row(visit, kind)).collect();
    let empty = (
        "No row in scope names evidence",
        "Put controls in place that answer criteria, or choose another crosswalk: those by domain name no evidence.",
        ui::link_button("Own controls", &visit.href("/controls"), None),
    );
    ui::table(
        "Kinds of evidence and where each serves",
        &columns,
        &rows,
        TableOptions { filter: true, empty: Some(empty), ..TableOptions::default() },
    )
}

fn row(visit: &Visit, kind: &EvidenceKind) -> Row {
    let mut controls: Vec<&str> = kind.controls.iter().map(|(id, _)| id.as_str()).collect();
    controls.sort_by_key(|id| reading::official(id));
    controls.dedup();
    let supplements = html! {
        @if kind.supplements.is_empty() { (ui::nothing()) }
        ul.lines { @for (criterion, text) in &kind.supplements { li { strong { (criterion) } " " (text) } } }
    };
    Row::new(vec![
        html! { (super::super::explain::words(&kind.name)) },
        ui::mark(mark(kind.package), kind.package.title()),
        reading::items(visit, &kind.criteria),
        reading::items(visit, &controls),
        supplements,
    ])
}
