//! Filters and the table of the register.

use super::{class_badge, deadline, known, path, reference, state_badge};
use crate::web::people::choices;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::ui::{self, Choice, Column, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::NonconformitiesAnswer;
use domain::registers::nonconformity::HeldNonconformity;
use domain::reports::nonconformity::{Filter, Line};
use domain::values::nonconformity::{NonconformityClass, NonconformitySource};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Nonconformities on one page of the register.
const PAGE: usize = 100;

/// What the filter chooses from: its word, its label.
const VIEWS: [(&str, &str); 5] =
    [("", "Open"), ("overdue", "Overdue"), ("verify", "To be judged"), ("ended", "Closed or rejected"), ("all", "All")];

/// What the query of the page asks for: open ones, unless it says otherwise.
pub(super) fn filter(visit: &Visit) -> Result<Filter, Problem> {
    let view = visit.field("show").unwrap_or_default();
    let class = visit.field("class").map(|text| known("class", &text, NonconformityClass::parse));
    let source = visit.field("source").map(|text| known("source", &text, NonconformitySource::parse));
    Ok(Filter {
        open: match view.as_str() {
            "all" => None,
            "ended" => Some(false),
            _ => Some(true),
        },
        overdue: view == "overdue",
        to_verify: view == "verify",
        class: class.transpose()?,
        source: source.transpose()?,
        owner: visit.field("owner"),
        about: visit.field("about"),
        ..Filter::default()
    })
}

pub(super) fn filters(visit: &Visit, answer: &NonconformitiesAnswer) -> Markup {
    let chosen = |name: &str| visit.field(name).unwrap_or_default();
    let (view, class, source, owner) = (chosen("show"), chosen("class"), chosen("source"), chosen("owner"));
    let views = VIEWS.map(|(id, label)| Choice::new(id, label, id == view));
    let any = |label: &'static str, now: &str| Choice::new("", label, now.is_empty());
    let classes = NonconformityClass::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == class));
    let sources = NonconformitySource::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == source));
    let classes: Vec<Choice<'_>> = std::iter::once(any("Every class", &class)).chain(classes).collect();
    let sources: Vec<Choice<'_>> = std::iter::once(any("Every source", &source)).chain(sources).collect();
    let owners: BTreeSet<String> =
        answer.rows.iter().filter_map(|(held, _)| held.nonconformity.owner.clone()).collect();
    let owners: BTreeSet<String> = owners.into_iter().chain(visit.field("owner")).collect();
    let owners = choices(visit, &owners, "Everybody's", &owner);
    let filtered =
        ["search", "show", "class", "source", "owner", "about"].iter().any(|name| visit.field(name).is_some());
    ui::filter_bar(
        &format!("/o/{}/nonconformities", visit.org),
        html! {
            @for name in ["as-of", "on", "about"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search a title", &visit.field("search").unwrap_or_default()))
            (ui::inline_select("show", "Show", &views))
            (ui::inline_select("class", "Class", &classes))
            (ui::inline_select("source", "Source", &sources))
            (ui::inline_select("owner", "Answers for it", &owners))
        },
        filtered.then(|| visit.href("/nonconformities")).as_deref(),
    )
}

/// Those that have every word of the search; what presses most comes first: overdue, then by deadline.
fn found<'a>(visit: &Visit, answer: &'a NonconformitiesAnswer) -> Vec<&'a (HeldNonconformity, Line)> {
    let search = visit.field("search").unwrap_or_default().to_lowercase();
    let has = |(held, line): &&(HeldNonconformity, Line)| {
        let text = format!("{} {} {}", line.id, held.nonconformity.title, held.nonconformity.reference).to_lowercase();
        search.split_whitespace().all(|word| text.contains(word))
    };
    let mut found: Vec<_> = answer.rows.iter().filter(has).collect();
    found.sort_by_key(|(held, line)| {
        (!line.state.open(), line.due.is_none(), line.due, held.nonconformity.class, line.id.len(), line.id.clone())
    });
    found
}

pub(super) fn table(visit: &Visit, answer: &NonconformitiesAnswer) -> Markup {
    let found = found(visit, answer);
    let from: usize = visit.field("from").and_then(|f| f.parse().ok()).unwrap_or(0).min(found.len());
    let shown = &found[from..found.len().min(from + PAGE)];
    let rows: Vec<Row> = shown.iter().map(|(held, line)| row(visit, held, line)).collect();
    let columns = [
        Column::text("Nonconformity"),
        Column::narrow("Class"),
        Column::narrow("State"),
        Column::narrow("Answers for it"),
        Column::narrow("Due"),
        Column::number("Days"),
        Column::text("Missing"),
    ];
    let empty = ("No nonconformity is like that", "Take a filter away, or look at all.", html! {});
    let page = |at: usize| visit.with("/nonconformities", &[("from", &at.to_string())]);
    html! {
        p.count-line { (counted(found.len(), "nonconformity", "nonconformities")) ", the nearest deadline first" }
        (ui::table("Nonconformities", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if from > 0 || from + PAGE < found.len() {
            div.actions {
                @if from > 0 { (ui::quiet_link("Before", &page(from.saturating_sub(PAGE)), None)) }
                @if from + PAGE < found.len() { (ui::quiet_link("Next", &page(from + PAGE), None)) }
            }
        }
    }
}

/// Whoever answers for it, and whether they have left.
pub(super) fn answers_for_it(visit: &Visit, held: &HeldNonconformity, line: &Line) -> Markup {
    let left = ui::badge(ui::Tone::Caution, "Has left");
    html! {
        @match &held.nonconformity.owner {
            Some(owner) => { (visit.name_of(owner)) @if line.owner_left { " " (left) } },
            None => (ui::badge(ui::Tone::Caution, "Nobody")),
        }
    }
}

fn row(visit: &Visit, held: &HeldNonconformity, line: &Line) -> Row {
    let found = &held.nonconformity;
    let missing: Vec<String> = line.missing.iter().map(|need| super::track::short(*need).to_lowercase()).collect();
    let cells = vec![
        html! {
            (ui::named(&line.id, &found.title, &visit.href(&path(&line.id))))
            p.hint { (found.source.title()) @if !found.reference.is_empty() { ", " (reference(visit, &found.reference)) } ", found on " time datetime=(found.found) { (found.found) } }
        },
        class_badge(found.class),
        state_badge(line.state),
        answers_for_it(visit, held, line),
        deadline(line),
        html! { (line.age_days) },
        html! {
            @if !line.state.open() { (ui::nothing()) }
            @else if missing.is_empty() { span.nothing-missing { (ui::Icon::Check.svg()) "Nothing: close it" } }
            @else { (crate::web::typed::sentence(&missing.join(", "))) }
        },
    ];
    Row { faint: !line.state.open(), ..Row::new(cells) }
}
