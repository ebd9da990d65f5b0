//! One register: its figures, what the standards want of it, what is missing, and its entries.

use super::{another, deadline, finding, item, kind_of, path, privacy, register_path, state_badge};
use crate::web::listed::ListPages;
use crate::web::people::{choices, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, item_href, n};
use crate::web::ui::{self, Choice, Column, Crumb, Icon, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{RegisterAnswer, RegisterOf, due_of};
use axum::extract::Path;
use axum::response::Response;
use domain::registers::isms::HeldEntry;
use domain::reports::isms::{EntryFilter, Kpi};
use domain::values::isms::RegisterKind;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Entries on one page of the register.
const PAGE: usize = 100;
/// Findings that are listed at once.
const FINDINGS: usize = 30;
/// What the filter chooses from: its word, its label.
const VIEWS: [(&str, &str); 4] =
    [("", "All that count"), ("overdue", "Overdue"), ("missing", "With something missing"), ("ended", "Ended too")];

/// What the query of the page asks for.
pub(super) fn filter(visit: &Visit) -> EntryFilter {
    let view = visit.field("show").unwrap_or_default();
    EntryFilter {
        state: visit.field("state"),
        owner: visit.field("owner"),
        overdue: view == "overdue",
        lacking: view == "missing",
        ended: view == "ended",
        words: visit.field("search"),
    }
}

pub(super) async fn show(visit: Visit, Path((_, register)): Path<(String, String)>) -> Result<Response, Problem> {
    let kind = kind_of(&register)?;
    let answer = visit.ask(&RegisterOf { kind, filter: filter(&visit) })?;
    let value = &answer.value;
    let body = html! {
        (ui::heading(kind.title(), Some(kind.declared().purpose), Some(html! { (days(&visit, &answer.mark)) (offers(&visit, value)) })))
        @if value.part { (ui::notice(Tone::Neutral, "A part of the register", html! { "You see the entries that you added or answer for." })) }
        @if kind == RegisterKind::Obligations { (privacy::sentences()) }
        @if !value.report.kpis.is_empty() { (figures(&visit, value)) }
        (ui::columns(
            html! {
                @if value.report.entries == 0 && value.rows.is_empty() { (nothing_yet(&visit, kind)) }
                @else { (filters(&visit, value)) (table(&visit, value)) }
                @if kind == RegisterKind::Obligations { (privacy::suggested(&visit, value)) }
            },
            html! { (missing(&visit, value)) (wanted(&visit, kind)) },
        ))
    };
    let crumbs = [Crumb::link("Registers", visit.href("/registers")), Crumb::here(kind.title())];
    Ok(visit.page(&answer.mark, kind.title(), "/registers", &crumbs, body))
}

fn offers(visit: &Visit, answer: &RegisterAnswer) -> Markup {
    let kind = answer.report.kind;
    if visit.in_the_past() {
        return html! {};
    }
    let at = |end: &str| visit.with(&format!("{}/{end}", register_path(kind)), &[]);
    html! {
        @if answer.report.entries > 0 {
            (ui::quiet_link("XLSX", &at("export.xlsx"), Some(Icon::Download)))
            (ui::quiet_link("CSV", &at("export.csv"), Some(Icon::Download)))
        }
        @if why_not(visit, &kind.nothing()).is_none() {
            (ui::quiet_link("Import", &visit.href(&format!("{}/import", register_path(kind))), Some(Icon::Import)))
        }
        @if why_not(visit, &another(kind)).is_none() {
            (ui::link_button(&format!("Add {}", article(kind.declared().noun)), &visit.href(&format!("{}/new", register_path(kind))), None))
        }
    }
}

/// A noun with its article.
pub(super) fn article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

fn nothing_yet(visit: &Visit, kind: RegisterKind) -> Markup {
    let missing = why_not(visit, &another(kind)).filter(|_| !visit.in_the_past());
    let next = "Add what you know; a list that you already keep can be imported.";
    html! {
        (ui::empty_state(&format!("Nothing is recorded under {} yet", domain::values::within_sentence(kind.title())), next, html! {
            @if missing.is_none() && !visit.in_the_past() {
                (ui::link_button("Add the first one", &visit.href(&format!("{}/new", register_path(kind))), None))
            }
        }))
        @if let Some(missing) = &missing { (not_offered(missing)) }
    }
}

fn figures(visit: &Visit, answer: &RegisterAnswer) -> Markup {
    let kind = answer.report.kind;
    let texts: Vec<(String, String, String)> = answer
        .report
        .kpis
        .iter()
        .map(|kpi| {
            let figure = if kpi.tenths { format!("{}.{}", kpi.n / 10, kpi.n % 10) } else { kpi.n.to_string() };
            let show = if kpi.id == "in_time" { "?show=overdue" } else { "#missing" };
            let of = kpi.of.map(|of| of.to_string()).unwrap_or_default();
            (figure, of, visit.href(&format!("{}{show}", register_path(kind))))
        })
        .collect();
    let share = |kpi: &Kpi| {
        let count = |n: i64| usize::try_from(n).unwrap_or_default();
        kpi.of.map(|of| (n(count(kpi.n)), n(count(of))))
    };
    let stats: Vec<Stat<'_>> = answer
        .report
        .kpis
        .iter()
        .zip(&texts)
        .map(|(kpi, (figure, of, href))| Stat {
            label: kpi.title,
            figure,
            denominator: of,
            under: kpi.under,
            href,
            share: share(kpi),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

fn filters(visit: &Visit, answer: &RegisterAnswer) -> Markup {
    let kind = answer.report.kind;
    let chosen = |name: &str| visit.field(name).unwrap_or_default();
    let (view, state, owner) = (chosen("show"), chosen("state"), chosen("owner"));
    let views = VIEWS.map(|(id, label)| Choice::new(id, label, id == view));
    let states: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Every state", state.is_empty()))
        .chain(kind.declared().stages.iter().map(|stage| Choice::new(stage.id, stage.title, stage.id == state)))
        .collect();
    let owners: BTreeSet<String> =
        answer.rows.iter().filter_map(|held| held.owner()).map(str::to_owned).chain(visit.field("owner")).collect();
    let owners = choices(visit, &owners, "Everybody's", &owner);
    let filtered = ["search", "show", "state", "owner"].iter().any(|name| visit.field(name).is_some());
    ui::filter_bar(
        &format!("/o/{}{}", visit.org, register_path(kind)),
        html! {
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search", &visit.field("search").unwrap_or_default()))
            (ui::inline_select("show", "Show", &views))
            (ui::inline_select("state", "State", &states))
            (ui::inline_select("owner", "Owner", &owners))
        },
        filtered.then(|| visit.href(&register_path(kind))).as_deref(),
    )
}

fn table(visit: &Visit, answer: &RegisterAnswer) -> Markup {
    let kind = answer.report.kind;
    let from: usize = visit.field("from").and_then(|f| f.parse().ok()).unwrap_or(0).min(answer.rows.len());
    let shown = &answer.rows[from..answer.rows.len().min(from + PAGE)];
    let rows: Vec<Row> = shown.iter().map(|held| row(visit, answer, held)).collect();
    let columns = [
        Column::text(kind.declared().title().title),
        Column::narrow("State"),
        Column::narrow("Owner"),
        Column::narrow("Due"),
    ];
    let empty = ("No entry is like that", "Take a filter away, or look at all.", html! {});
    let page = |at: usize| visit.with(&register_path(kind), &[("from", &at.to_string())]);
    html! {
        p.count-line { (counted(answer.rows.len(), "entry", "entries")) }
        (ui::table(kind.title(), &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if from > 0 || from + PAGE < answer.rows.len() {
            div.actions {
                @if from > 0 { (ui::quiet_link("Before", &page(from.saturating_sub(PAGE)), None)) }
                @if from + PAGE < answer.rows.len() { (ui::quiet_link("Next", &page(from + PAGE), None)) }
            }
        }
    }
}

fn row(visit: &Visit, answer: &RegisterAnswer, held: &HeldEntry) -> Row {
    let lacks = answer.report.findings.iter().filter(|finding| finding.entry.as_ref() == Some(&held.id));
    let lacks: Vec<&str> = lacks.filter(|finding| finding.code != "overdue").map(|f| f.what.as_str()).collect();
    let due = due_of(&answer.report, &held.id).map(|due| (due.on, due.overdue));
    let cells = vec![
        html! {
            (ui::named(&held.id, held.title(), &visit.href(&path(&held.id))))
            @for what in lacks.iter().take(2) { p.hint { (what) } }
        },
        state_badge(held),
        html! { @match held.owner() { Some(owner) => (visit.name_of(owner)), None => (ui::nothing()) } },
        deadline(due),
    ];
    Row { faint: !held.live(), ..Row::new(cells) }
}

fn missing(visit: &Visit, answer: &RegisterAnswer) -> Markup {
    let found = &answer.report.findings;
    ui::section(
        "missing",
        "Missing now",
        None,
        html! {
            @if found.is_empty() { p { "Nothing is missing, as far as a machine can see." } }
            @else {
                ul.plain-list { @for one in found.iter().take(FINDINGS) { li { (finding(visit, one, true)) } } }
                @if found.len() > FINDINGS { p.hint { "And " (found.len() - FINDINGS) " more: filter the list by what is missing." } }
            }
        },
    )
}

fn wanted(visit: &Visit, kind: RegisterKind) -> Markup {
    let declared = kind.declared();
    html! {
        (ui::section("wanted", "What the standards want", None, html! {
            ul.plain-list { @for want in declared.wants { li { (item(visit, want.id)) " " (want.words) } } }
        }))
        @if !declared.serves.is_empty() {
            (ui::section("serves", "It is evidence for", None, html! {
                p { span.ids { @for id in declared.serves { a.id href=(item_href(visit, id)) { (id) } " " } } }
            }))
        }
    }
}
