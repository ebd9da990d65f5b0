//! The register: figures with their wholes, every supplier with what is missing, and the chain below whom we contract with.

use super::{criticality_badge, day, findings, path, person, register, state_badge, tabs};
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n, share};
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Column, Crumb, Icon, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::SuppliersAnswer;
use axum::response::Response;
use domain::registers::supplier::HeldSupplier;
use domain::reports::supplier::{SupplierStanding, SuppliersReport};
use domain::values::supplier::SupplierState;
use maud::{Markup, html};

/// Suppliers on one page of the register.
const PAGE: usize = 100;

type Found<'a> = (&'a SupplierStanding, &'a HeldSupplier);

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = register(&visit)?;
    let value = &answer.value;
    let body = html! {
        (ui::heading(
            "Suppliers",
            Some("Whom we rely on: what was agreed, what was assessed, what their reports say, and what is missing."),
            Some(html! { (days(&visit, &answer.mark)) (offers(&visit, value)) }),
        ))
        (tabs(&visit, value, "/suppliers"))
        @if value.part { (ui::notice(Tone::Neutral, "A part of the register", html! { "The suppliers that are yours to see are listed; the figures speak of them alone." })) }
        @if value.register.suppliers.is_empty() {
            (nothing_yet(&visit))
        } @else {
            (figures(&visit, &value.report))
            @if !value.report.overall.is_empty() {
                (ui::notice(Tone::Caution, "Oversight in general", html! {
                    ul.plain-list { @for one in &value.report.overall { li { (sentence(&one.sentence())) } } }
                    a href=(visit.href("/suppliers/oversight")) { "Policy and incidents" }
                }))
            }
            (filters(&visit, value))
            (table(&visit, value))
            (chain(&visit, value))
        }
    };
    Ok(visit.page(&answer.mark, "Suppliers", "/suppliers", &[Crumb::here("Suppliers")], body))
}

fn offers(visit: &Visit, answer: &SuppliersAnswer) -> Markup {
    let may_add = !visit.in_the_past() && why_not(visit, &super::fields::another()).is_none();
    html! {
        @if !answer.register.suppliers.is_empty() {
            (ui::quiet_link("XLSX", &visit.href("/suppliers/export.xlsx"), Some(Icon::Download)))
            (ui::quiet_link("CSV", &visit.href("/suppliers/export.csv"), Some(Icon::Download)))
        }
        @if may_add {
            (ui::quiet_link("Import", &visit.href("/suppliers/import"), Some(Icon::Import)))
            (ui::link_button("Add a supplier", &visit.href("/suppliers/new"), None))
        }
    }
}

fn nothing_yet(visit: &Visit) -> Markup {
    ui::empty_state(
        "No supplier is recorded yet",
        "Begin with those on whom most depends: the host, the e-mail service, payroll. A list that you already have can be imported.",
        html! {
            @if !visit.in_the_past() && why_not(visit, &super::fields::another()).is_none() {
                (ui::link_button("Add the first supplier", &visit.href("/suppliers/new"), None))
                (ui::quiet_link("Import a list", &visit.href("/suppliers/import"), Some(Icon::Import)))
            }
        },
    )
}

fn figures(visit: &Visit, report: &SuppliersReport) -> Markup {
    let (settled, asked) = report.settled();
    let texts = [report.reviewed, report.agreed, report.lacking, settled, report.in_use, asked, report.contracted]
        .map(|n| n.to_string());
    let [reviewed, agreed, lacking, met, in_use, all, contracted] = &texts;
    let part = |count: usize, of: usize| if of > 0 { share(count, of) } else { String::new() };
    let (reviewed_share, agreed_share, met_share) =
        (part(report.reviewed, report.contracted), part(report.agreed, report.contracted), part(settled, asked));
    let (used, lacks, cuecs) = (
        visit.with("/suppliers", &[("show", "")]),
        visit.with("/suppliers", &[("show", "lacking")]),
        visit.href("/cuecs"),
    );
    ui::figures(&[
        Stat {
            label: "Reviewed within a year",
            figure: reviewed,
            denominator: contracted,
            percent: &reviewed_share,
            under: "Assessed, or a report reviewed; of those under contract.",
            href: &used,
            share: Some((n(report.reviewed), n(report.contracted))),
            ..Stat::default()
        },
        Stat {
            label: "Contracts with what is wanted",
            figure: agreed,
            denominator: contracted,
            percent: &agreed_share,
            under: "By how much depends on it, and personal data.",
            href: &used,
            share: Some((n(report.agreed), n(report.contracted))),
            ..Stat::default()
        },
        Stat {
            label: "With something missing",
            figure: lacking,
            denominator: in_use,
            under: "Of those in use.",
            href: &lacks,
            share: Some((n(report.lacking), n(report.in_use))),
            ..Stat::default()
        },
        Stat {
            label: "Asked of us and settled",
            figure: met,
            denominator: all,
            percent: &met_share,
            under: "User-entity controls of current reports.",
            href: &cuecs,
            share: Some((n(settled), n(asked))),
            ..Stat::default()
        },
    ])
}

/// What the filter chooses from: its word, its label.
const VIEWS: [(&str, &str); 7] = [
    ("", "In use"),
    ("lacking", "Something missing"),
    ("subservice", "Subservice organisations"),
    ("proposed", "Proposed or assessed"),
    ("exiting", "Being left"),
    ("ended", "Ended"),
    ("all", "All"),
];

fn in_view(view: &str, (standing, held): Found<'_>) -> bool {
    match view {
        "" => held.state.in_use(),
        "all" => true,
        "lacking" => !standing.findings.is_empty(),
        "subservice" => held.supplier.subservice.is_some(),
        "proposed" => matches!(held.state, SupplierState::Proposed | SupplierState::Assessed),
        state => SupplierState::parse(state) == Some(held.state),
    }
}

fn all(answer: &SuppliersAnswer) -> impl Iterator<Item = Found<'_>> {
    let suppliers = &answer.register.suppliers;
    answer.report.suppliers.iter().filter_map(|standing| Some((standing, suppliers.get(&standing.id)?)))
}

fn filters(visit: &Visit, answer: &SuppliersAnswer) -> Markup {
    let view = visit.field("show").unwrap_or_default();
    let count = |id: &str| all(answer).filter(|one| in_view(id, *one)).count();
    let views = VIEWS.map(|(id, label)| Choice::new(id, format!("{label} ({})", count(id)), id == view));
    let filtered = ["search", "show"].iter().any(|name| visit.field(name).is_some());
    ui::filter_bar(
        &format!("/o/{}/suppliers", visit.org),
        html! {
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search a name or service", &visit.field("search").unwrap_or_default()))
            (ui::inline_select("show", "Show", &views))
        },
        filtered.then(|| visit.href("/suppliers")).as_deref(),
    )
}

/// Those in view whose name or service has every word; the most critical first, then by name.
fn found<'a>(visit: &Visit, answer: &'a SuppliersAnswer) -> Vec<Found<'a>> {
    let view = visit.field("show").unwrap_or_default();
    let search = visit.field("search").unwrap_or_default().to_lowercase();
    let has = |(_, held): &Found<'_>| {
        let text = format!("{} {}", held.supplier.name, held.supplier.services).to_lowercase();
        search.split_whitespace().all(|word| text.contains(word))
    };
    let mut found: Vec<Found<'a>> = all(answer).filter(|one| in_view(&view, *one)).filter(has).collect();
    found.sort_by_cached_key(|(_, held)| {
        (std::cmp::Reverse(held.supplier.criticality), held.supplier.name.to_lowercase())
    });
    found
}

fn table(visit: &Visit, answer: &SuppliersAnswer) -> Markup {
    let found = found(visit, answer);
    let from: usize = visit.field("from").and_then(|f| f.parse().ok()).unwrap_or(0).min(found.len());
    let shown = &found[from..found.len().min(from + PAGE)];
    let rows: Vec<Row> = shown.iter().map(|one| row(visit, *one)).collect();
    let columns = [
        Column::text("Supplier"),
        Column::narrow("State"),
        Column::narrow("Criticality"),
        Column::narrow("Answers for it"),
        Column::narrow("Next review"),
        Column::text("Missing"),
    ];
    let empty = ("No supplier is like that", "Take a filter away, or look at all.", html! {});
    let page = |at: usize| visit.with("/suppliers", &[("from", &at.to_string())]);
    html! {
        p.count-line { (counted(found.len(), "supplier", "suppliers")) ", the most critical first" }
        (ui::table("Suppliers", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if from > 0 || from + PAGE < found.len() {
            div.actions {
                @if from > 0 { (ui::quiet_link("Before", &page(from.saturating_sub(PAGE)), None)) }
                @if from + PAGE < found.len() { (ui::quiet_link("Next", &page(from + PAGE), None)) }
            }
        }
    }
}

fn row(visit: &Visit, (standing, held): Found<'_>) -> Row {
    let supplier = &held.supplier;
    Row::new(vec![
        html! {
            (ui::named(&standing.id, &supplier.name, &visit.href(&path(&standing.id))))
            p.hint {
                "Tier " (supplier.tier)
                @if let Some(subservice) = &supplier.subservice { ", subservice organisation (" (subservice.method.title().to_lowercase()) ")" }
                @if supplier.personal_data { ", personal data" }
            }
        },
        state_badge(held.state),
        criticality_badge(supplier.criticality),
        person(visit, supplier.owner.as_ref()),
        day(held.next_review),
        html! { @if held.state.in_use() { (findings(visit, &standing.findings)) } @else { (ui::nothing()) } },
    ])
}

/// The suppliers of technology with the chain below them, indented.
fn chain(visit: &Visit, answer: &SuppliersAnswer) -> Markup {
    let rows: Vec<Row> = answer
        .chain
        .iter()
        .filter_map(|link| Some((link, answer.register.suppliers.get(&link.id)?)))
        .map(|(link, held)| {
            let unknown = held.supplier.tier == 1 && held.supplier.chain.is_empty() && !held.supplier.no_chain;
            Row::new(vec![
                html! {
                    @for _ in 0..link.depth { span.chain-step aria-hidden="true" { "\u{2003}" } }
                    @if link.depth > 0 { span aria-hidden="true" { "\u{2514} " } }
                    a href=(visit.href(&path(&link.id))) { (held.supplier.name) }
                    @if link.again { span.hint { " (its own suppliers stand above)" } }
                },
                html! { (held.supplier.tier) },
                html! { (held.supplier.services) },
                html! {
                    @if unknown { (ui::badge(Tone::Caution, "Not recorded")) }
                    @else if held.supplier.no_chain { "Nobody that matters, as it said" }
                    @else if held.supplier.chain.is_empty() { (ui::nothing()) }
                    @else { (counted(held.supplier.chain.len(), "supplier", "suppliers")) }
                },
            ])
        })
        .collect();
    let columns =
        [Column::text("Supplier"), Column::number("Tier"), Column::text("Services"), Column::text("Below it")];
    html! {
        @if !rows.is_empty() {
            (ui::section("chain", "The chain of technology", Some("Whom we contract with, and whom they use below them (A.5.21)."), html! {
                (ui::table("The chain of technology", &columns, &rows, TableOptions::default()))
            }))
        }
    }
}
