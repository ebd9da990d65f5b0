//! The register: figures with what they were counted from, every document with its state and what somebody should look at.

use super::{edit, import, known, path, state_badge};
use crate::web::people::{choices, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n};
use crate::web::ui::{self, Choice, Column, Icon, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{PoliciesAnswer, PoliciesOf};
use app::exchange::STARTERS;
use axum::response::Response;
use domain::reports::policy::{PolicyFilter, PolicyLine};
use domain::values::policy::{Policy, PolicyKind, PolicyState};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Documents on one page of the register.
const PAGE: usize = 100;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&PoliciesOf { filter: filter(&visit)? })?;
    let value = &answer.value;
    let lead = "What is written down, who approved it, and who has read it.";
    let missing = why_not(&visit, &edit::another()).filter(|_| !visit.in_the_past());
    let may = missing.is_none() && !visit.in_the_past();
    let body = html! {
        (ui::heading("Policies", Some(lead), Some(html! {
            (days(&visit, &answer.mark))
            @if value.all > 0 {
                (ui::quiet_link("XLSX", &visit.with("/policies/export.xlsx", &[]), Some(Icon::Download)))
                (ui::quiet_link("CSV", &visit.with("/policies/export.csv", &[]), Some(Icon::Download)))
            }
            @if may {
                (ui::quiet_link("Import", &visit.href("/policies/import"), Some(Icon::Import)))
                (ui::link_button("Write one", &visit.href("/policies/new"), None))
            }
        })))
        @if value.all == 0 {
            (ui::empty_state(
                "No document is kept yet",
                "Import the policies that you already have, or begin with a starter text and fill in what stands in brackets.",
                html! { @if may { (ui::link_button("Import a folder", &visit.href("/policies/import"), Some(Icon::Import))) } },
            ))
        } @else {
            (figures(&visit, value))
            (filters(&visit, value))
            (table(&visit, value))
        }
        @if let Some(missing) = &missing { (not_offered(missing)) }
        (next(&visit, value, may))
    };
    Ok(visit.page(&answer.mark, "Policies", "/policies", &[ui::Crumb::here("Policies")], body))
}

pub(super) fn filter(visit: &Visit) -> Result<PolicyFilter, Problem> {
    let view = visit.field("show").unwrap_or_default();
    let kind = visit.field("kind").map(|text| known("kind", &text, PolicyKind::parse));
    let state = match view.as_str() {
        "review" => Some(PolicyState::InReview),
        "draft" => Some(PolicyState::Draft),
        "retired" => Some(PolicyState::Retired),
        _ => None,
    };
    Ok(PolicyFilter {
        state,
        kind: kind.transpose()?,
        owner: visit.field("owner"),
        about: visit.field("about"),
        due: view == "due",
        concerns: view == "concerns",
        retired: view == "all",
        ripe: view == "ripe",
    })
}

fn figures(visit: &Visit, value: &PoliciesAnswer) -> Markup {
    let figures = value.figures;
    let [in_force, live, overdue, waiting, done, asked] =
        [figures.in_force, figures.live, figures.overdue, figures.in_review, figures.acknowledged, figures.asked]
            .map(|n| n.to_string());
    let href = |view: &str| visit.href(&format!("/policies?show={view}"));
    let (all, due, review) = (visit.href("/policies"), href("due"), href("review"));
    let share = |count: usize, of: usize| (of > 0).then(|| (n(count), n(of)));
    let informal = format!("Of those that you may read; {} never approved by anybody.", figures.informal);
    ui::figures(&[
        Stat {
            label: "In force",
            figure: &in_force,
            denominator: &live,
            under: &informal,
            href: &all,
            share: share(figures.in_force, figures.live),
            ..Stat::default()
        },
        Stat {
            label: "Review overdue",
            figure: &overdue,
            denominator: &in_force,
            under: "By the cycle that each document has.",
            href: &due,
            share: share(figures.overdue, figures.in_force),
            ..Stat::default()
        },
        Stat {
            label: "Wait for approval",
            figure: &waiting,
            under: "By somebody else than who wrote it.",
            href: &review,
            ..Stat::default()
        },
        Stat {
            label: "Acknowledged",
            figure: &done,
            denominator: &asked,
            under: "Of what was asked for; each document says who is missing.",
            href: &all,
            share: share(figures.acknowledged, figures.asked),
            ..Stat::default()
        },
    ])
}

/// What the filter chooses from: its word, its label.
const VIEWS: [(&str, &str); 8] = [
    ("", "In use"),
    ("due", "Review due"),
    ("review", "In review"),
    ("draft", "Drafts"),
    ("concerns", "To look at"),
    ("retired", "Retired"),
    ("ripe", "To dispose of"),
    ("all", "All"),
];

fn filters(visit: &Visit, value: &PoliciesAnswer) -> Markup {
    let chosen = |name: &str| visit.field(name).unwrap_or_default();
    let (view, kind, owner) = (chosen("show"), chosen("kind"), chosen("owner"));
    let views = VIEWS.map(|(id, label)| Choice::new(id, label, id == view));
    let kinds = PolicyKind::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == kind));
    let kinds: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Every kind", kind.is_empty())).chain(kinds).collect();
    let owners: BTreeSet<String> = value.rows.iter().filter_map(|(policy, _)| policy.owner.clone()).collect();
    let owners: BTreeSet<String> = owners.into_iter().chain(visit.field("owner")).collect();
    let owners = choices(visit, &owners, "Everybody's", &owner);
    let filtered = ["search", "show", "kind", "owner", "about"].iter().any(|name| visit.field(name).is_some());
    ui::filter_bar(
        &format!("/o/{}/policies", visit.org),
        html! {
            @for name in ["as-of", "on", "about"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search a title", &chosen("search")))
            (ui::inline_select("show", "Show", &views))
            (ui::inline_select("kind", "Kind", &kinds))
            (ui::inline_select("owner", "Owner", &owners))
        },
        filtered.then(|| visit.href("/policies")).as_deref(),
    )
}

fn table(visit: &Visit, value: &PoliciesAnswer) -> Markup {
    let search = visit.field("search").unwrap_or_default().to_lowercase();
    let has = |(policy, line): &&(Policy, PolicyLine)| {
        let text = format!("{} {} {}", line.id, policy.number, policy.title).to_lowercase();
        search.split_whitespace().all(|word| text.contains(word))
    };
    let mut found: Vec<&(Policy, PolicyLine)> = value.rows.iter().filter(has).collect();
    found.sort_by(|a, b| (&a.0.number, a.1.id.len()).cmp(&(&b.0.number, b.1.id.len())));
    let from: usize = visit.field("from").and_then(|from| from.parse().ok()).unwrap_or(0).min(found.len());
    let shown = &found[from..found.len().min(from + PAGE)];
    let rows: Vec<Row> = shown.iter().map(|(policy, line)| row(visit, policy, line)).collect();
    let columns = [
        Column::text("Document"),
        Column::narrow("State"),
        Column::narrow("Owner"),
        Column::narrow("Review by"),
        Column::number("Read"),
        Column::text("To look at"),
    ];
    let empty = ("No document is like that", "Take a filter away, or look at all.", html! {});
    let page = |at: usize| visit.with("/policies", &[("from", &at.to_string())]);
    html! {
        p.count-line { (found.len()) " of " (counted(value.all, "document", "documents")) " that you may read, by number" }
        (ui::table("Documents", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if from > 0 || from + PAGE < found.len() {
            div.actions {
                @if from > 0 { (ui::quiet_link("Before", &page(from.saturating_sub(PAGE)), None)) }
                @if from + PAGE < found.len() { (ui::quiet_link("Next", &page(from + PAGE), None)) }
            }
        }
    }
}

fn row(visit: &Visit, policy: &Policy, line: &PolicyLine) -> Row {
    let cells = vec![
        html! {
            (ui::named(&line.id, &policy.title, &visit.href(&path(&line.id))))
            p.hint {
                (policy.number) ", " (policy.kind.title().to_lowercase())
                @if !line.ripe.is_empty() { ", to dispose of: " (counted(line.ripe.len(), "version", "versions")) }
                @if let Some(version) = line.current { ", version " (version) @if let Some(since) = line.since { " since " time datetime=(since) { (since) } } }
            }
        },
        html! {
            (state_badge(line.state))
            @if let Some((version, state)) = line.open.filter(|_| line.current.is_some()) {
                p.hint { "Version " (version) ": " (state.title().to_lowercase()) }
            }
        },
        html! { @match &policy.owner { Some(owner) => (visit.name_of(owner)), None => (ui::badge(Tone::Caution, "Nobody")) } },
        html! { @match line.due { Some(due) => time datetime=(due) { (due) }, None => (ui::nothing()) } },
        html! { @match &line.progress { Some(progress) => { (progress.done()) " / " (progress.asked()) }, None => (ui::nothing()) } },
        html! {
            @if line.concerns.is_empty() { (ui::nothing()) }
            @for concern in &line.concerns { p.hint { (concern.title()) } }
        },
    ];
    Row { faint: line.state == PolicyState::Retired, ..Row::new(cells) }
}

/// What else there is: what ISO/IEC 27001 wants written down, and starter texts.
fn next(visit: &Visit, value: &PoliciesAnswer, may: bool) -> Markup {
    let missing = value.pieces.iter().filter(|piece| !piece.there()).count();
    let pieces = value.pieces.len();
    html! {
        (ui::section("pieces", "What is missing", None, html! {
            p {
                a href=(visit.href("/policies/checks")) {
                    (missing) " of the " (pieces) " pieces of documented information that ISO/IEC 27001 names"
                }
                @if missing == 1 { " is" } @else { " are" } " missing"
                @if !value.same.is_empty() { "; " (counted(value.same.len(), "pair", "pairs")) " of documents look like one topic" }
                ". Texts left as in a starter text, and statements with nothing behind them, are listed there too."
            }
            @if value.figures.ripe > 0 {
                p {
                    a href=(visit.href("/policies?show=ripe")) { (value.figures.ripe) " of " (counted(value.all, "document", "documents")) }
                    @if value.figures.ripe == 1 { " has" } @else { " have" } " a version whose retention is over and whose text is still kept."
                }
            }
        }))
        @if may {
            (ui::section("starters", "Starter texts", Some("Short texts of our own. What stands in double brackets has to be filled in before anybody can approve them."), html! {
                ul.plain-list {
                    @for starter in STARTERS {
                        li { a href=(visit.href(&format!("/policies/new?starter={}", starter.id))) { (starter.title) } }
                    }
                }
                p.hint { "For other texts, " a href=(visit.href("/policies/import")) { "import" } " a folder of Markdown or Word files, at most " (import::MAX_FILES) " at once." }
            }))
        }
    }
}
