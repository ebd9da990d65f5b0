//! The page of a version: figures, filters, and its rows by theme.

use super::{PLACE, TITLE, asked, editable, notes, path, row, state_badge, tabs, writing};
use crate::web::history;
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n, share};
use crate::web::ui::{self, Choice, Column, Crumb, Icon, Row, Stat, TableOptions};
use crate::web::visit::Visit;
use app::ask::{Answer, StatementAnswer, Statements};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, StatementCommand};
use domain::reports::search::FoundKind;
use domain::reports::statement::StatementRow;
use domain::values::statement::{Applicability, StatementState};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The version on its way, or else the one in force, or else the newest; or what to do where there is none.
pub(super) async fn current(visit: Visit) -> Result<Response, Problem> {
    let all = visit.ask(&Statements)?;
    let newest = all.value.versions.first().map(|line| line.id.clone());
    match all.value.open.or(all.value.in_force).or(newest) {
        Some(soa) => page(&visit, &asked(&visit, &soa)?),
        None => Ok(none_yet(&visit, &all.mark)),
    }
}

pub(super) async fn show(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &asked(&visit, &soa)?)
}

fn none_yet(visit: &Visit, mark: &app::Mark) -> Response {
    let begin = Command::Statement(StatementCommand::BeginStatement);
    let missing = why_not(visit, &begin);
    let body = html! {
        (ui::heading(TITLE, Some("Which controls are necessary, why, and how far they are there."), None))
        (ui::empty_state(
            "No Statement of Applicability was begun yet",
            "A draft gives each control of Annex A its entry. What your own controls, providers and treatments say is proposed beside it; nothing is decided before a person takes it.",
            html! {
                @if missing.is_none() && !visit.in_the_past() {
                    form method="post" action={ "/o/" (visit.org) (PLACE) } { (ui::button("Begin a draft")) }
                }
            },
        ))
        @if let Some(missing) = missing.filter(|_| !visit.in_the_past()) { (not_offered(&missing)) }
    };
    visit.page(mark, TITLE, PLACE, &[Crumb::here(TITLE)], body)
}

fn page(visit: &Visit, answer: &Answer<StatementAnswer>) -> Result<Response, Problem> {
    let value = &answer.value;
    let missing = why_not(visit, &writing(&value.id));
    let edits = editable(value.held.state) && !visit.in_the_past() && missing.is_none();
    let found = tokio::task::block_in_place(|| found(visit, value));
    let body = html! {
        (heading(visit, answer))
        (tabs(visit, value, ""))
        (figures(visit, value))
        (filters(visit, value))
        (tables(visit, value, &found, edits))
        @if edits { (super::own::add_form(visit, value)) }
        @if let Some(missing) = missing.filter(|_| editable(value.held.state) && !visit.in_the_past()) { (not_offered(&missing)) }
        (notes(&value.notes))
    };
    let body = history::with(visit, &answer.mark, (FoundKind::Statement, &value.id), &body);
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

fn heading(visit: &Visit, answer: &Answer<StatementAnswer>) -> Markup {
    let (value, held) = (&answer.value, &answer.value.held);
    let begins = !visit.in_the_past()
        && matches!(held.state, StatementState::Effective | StatementState::Superseded | StatementState::Withdrawn)
        && why_not(visit, &Command::Statement(StatementCommand::BeginStatement)).is_none();
    html! {
        (ui::heading(TITLE, Some("Which controls are necessary, why, and how far they are there (clause 6.1.3 d)."), Some(html! {
            (days(visit, &answer.mark))
            (ui::quiet_link("Print", &visit.href(&path(&value.id, "/print")), None))
            (ui::quiet_link("XLSX", &visit.href(&path(&value.id, "/export.xlsx")), Some(Icon::Download)))
            (ui::quiet_link("CSV", &visit.href(&path(&value.id, "/export.csv")), Some(Icon::Download)))
            @if begins {
                form method="post" action={ "/o/" (visit.org) (PLACE) } { (ui::button("Begin a draft")) }
            }
        })))
        p.soa-version {
            strong { (value.id) } " " (state_badge(held.state)) " "
            @match (held.from, held.until) {
                (Some(from), Some(until)) => span.hint { "from " (from) " until " (until) },
                (Some(from), None) => span.hint { "since " (from) },
                _ => @if let Some(copied) = &held.copy_of { span.hint { "begun as a copy of " (copied) } },
            }
            " " (ui::hash(&held.sha256))
        }
    }
}

fn figures(visit: &Visit, answer: &StatementAnswer) -> Markup {
    let made = &answer.progress;
    let (settled, entries) = (made.settled(), made.entries());
    let here = |show: &str| visit.href(&format!("{}?show={show}", path(&answer.id, "")));
    let (undecided, unshown, proposals) =
        (here("undecided"), here("unshown"), visit.href(&path(&answer.id, "/proposals")));
    let checks = visit.href(&path(&answer.id, "/checks"));
    let (decided, all, shown) = (settled.to_string(), entries.to_string(), made.evidenced.to_string());
    let (applicable, blocking, proposed) =
        (made.applicable().to_string(), made.blocking.to_string(), made.proposed.to_string());
    let (decided_share, shown_share) = (share(settled, entries), share(made.evidenced, made.applicable()));
    let besides = format!(
        "Besides: {}, {} to answer.",
        counted(made.others, "finding", "findings"),
        counted(made.warnings, "question", "questions")
    );
    ui::figures(&[
        Stat {
            label: "Decided",
            figure: &decided,
            denominator: &all,
            percent: &decided_share,
            under: "Entries of Annex A and of own design.",
            href: &undecided,
            share: Some((n(settled), n(entries))),
            ..Stat::default()
        },
        Stat {
            label: "Applicable, with evidence in date",
            figure: &shown,
            denominator: &applicable,
            percent: if made.applicable() > 0 { &shown_share } else { "" },
            under: "Accepted evidence alone.",
            href: &unshown,
            share: Some((n(made.evidenced), n(made.applicable()))),
            ..Stat::default()
        },
        Stat {
            label: "In the way of an approval",
            figure: &blocking,
            under: &besides,
            href: &checks,
            ..Stat::default()
        },
        Stat {
            label: "Proposed, not taken",
            figure: &proposed,
            under: "Entries that the data would write otherwise.",
            href: &proposals,
            ..Stat::default()
        },
    ])
}

/// What the filter chooses from: its word, its label, and which rows it shows.
const VIEWS: [(&str, &str); 8] = [
    ("", "All"),
    ("undecided", "Undecided"),
    ("applicable", "Applicable"),
    ("excluded", "Excluded"),
    ("wrong", "With findings"),
    ("asked", "With questions"),
    ("proposed", "With proposals"),
    ("unshown", "Applicable, no evidence in date"),
];

fn in_view(view: &str, row: &StatementRow) -> bool {
    let entry = &row.entry;
    match view {
        "wrong" => !row.findings.is_empty(),
        "asked" => !row.warnings.is_empty(),
        "proposed" => !row.open.fields().is_empty(),
        "unshown" => {
            entry.decision == Applicability::Applicable && !row.evidence.as_ref().is_some_and(|one| one.in_date)
        }
        "" => true,
        decision => entry.decision.id() == decision,
    }
}

fn filters(visit: &Visit, answer: &StatementAnswer) -> Markup {
    let (view, theme) = (visit.field("show").unwrap_or_default(), visit.field("theme").unwrap_or_default());
    let count = |id: &str| answer.rows.iter().filter(|row| in_view(id, row)).count();
    let views = VIEWS.map(|(id, label)| Choice::new(id, format!("{label} ({})", count(id)), id == view));
    let themes: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Every theme", theme.is_empty()))
        .chain(themes(answer).into_iter().map(|one| Choice::new(word(one), title(one), word(one) == theme)))
        .collect();
    let filtered = ["search", "show", "theme"].iter().any(|name| visit.field(name).is_some());
    ui::filter_bar(
        &format!("/o/{}{}", visit.org, path(&answer.id, "")),
        html! {
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search control, title, how, owner", &visit.field("search").unwrap_or_default()))
            (ui::inline_select("show", "Show", &views))
            (ui::inline_select("theme", "Theme", &themes))
        },
        filtered.then(|| visit.href(&path(&answer.id, ""))).as_deref(),
    )
}

/// The themes in official order; the empty one is that of own controls.
fn themes(answer: &StatementAnswer) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    answer.rows.iter().map(|row| row.theme.as_str()).filter(|theme| seen.insert(*theme)).collect()
}

/// The word of a theme in an address.
fn word(theme: &str) -> &str {
    if theme.is_empty() { "own" } else { theme }
}

fn title(theme: &str) -> String {
    let mut letters = theme.chars();
    match letters.next() {
        None => "Own controls, outside Annex A".to_owned(),
        Some(first) => first.to_uppercase().chain(letters).collect(),
    }
}

/// The rows in view that have every word.
fn found<'a>(visit: &Visit, answer: &'a StatementAnswer) -> Vec<&'a StatementRow> {
    let (view, theme) = (visit.field("show").unwrap_or_default(), visit.field("theme"));
    let search = visit.field("search").unwrap_or_default().to_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let has = |row: &StatementRow| {
        let owner = row.entry.owner.as_ref().map(|owner| visit.name_of(owner)).unwrap_or_default();
        let text = format!("{} {} {} {owner}", row.control, row.title, row.entry.how).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let rows = answer.rows.iter().filter(|row| in_view(&view, row));
    rows.filter(|row| theme.as_ref().is_none_or(|one| word(&row.theme) == one))
        .filter(|row| words.is_empty() || has(row))
        .collect()
}

fn tables(visit: &Visit, answer: &StatementAnswer, found: &[&StatementRow], edits: bool) -> Markup {
    if found.is_empty() {
        return ui::empty_state("No entry is like that", "Take a filter away, or look at all of them.", html! {});
    }
    let of_theme = |theme: &str| -> Vec<Row> {
        found.iter().filter(|row| row.theme == theme).map(|one| row::row(visit, &answer.id, one, edits)).collect()
    };
    let shown = html! {
        @for theme in themes(answer) {
            @let rows = of_theme(theme);
            @if !rows.is_empty() {
                (ui::section(word(theme), &title(theme), None, html! {
                    (ui::table(&title(theme), &columns(), &rows, TableOptions::default()))
                }))
            }
        }
    };
    html! {
        p.count-line {
            (counted(found.len(), "entry", "entries"))
            @if edits { ", Enter opens a row; with the keyboard: " kbd { "j" } " " kbd { "k" } " move, " kbd { "a" } " applies, " kbd { "e" } " excludes, " kbd { "x" } " selects" }
        }
        @if edits {
            form.soa-rows method="get" action={ "/o/" (visit.org) (path(&answer.id, "/selected")) } data-decide {
                (shown)
                div.soa-bulk {
                    span { "Of the selected rows" }
                    button.button.primary type="submit" { "Change them together" }
                    button.button.quiet type="submit" formaction={ "/o/" (visit.org) (path(&answer.id, "/proposals")) } { "See their proposals" }
                }
            }
        } @else { div.soa-rows { (shown) } }
    }
}

fn columns() -> [Column<'static>; 7] {
    [
        Column::text("Control"),
        Column::text("Decision and why"),
        Column::text("Status and how"),
        Column::text("References and evidence"),
        Column::narrow("Risks"),
        Column::text("Owner"),
        Column::text("To do"),
    ]
}
