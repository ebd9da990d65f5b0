//! The table of Annex A: grade, reason, what is needed, the rows and the own controls behind it.

use crate::web::controls;
use crate::web::reading::{again, counted, grade, item_href};
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Column, Row, TableOptions};
use crate::web::visit::Visit;
use domain::reports::gap::{Gap, Grade, Graded, Needs};
use maud::{Markup, html};

/// More rows or own controls than this are counted rather than listed; the explanation of the control lists them all.
const SHOWN: usize = 4;

pub(super) fn table(visit: &Visit, gap: &Gap) -> Markup {
    let wanted = |name: &str| visit.field(name).unwrap_or_default();
    let (by_grade, theme, needs, words) =
        (wanted("grade"), wanted("theme"), wanted("needs"), wanted("search").to_lowercase());
    let matches = |c: &&Graded| {
        (by_grade.is_empty() || c.grade.id() == by_grade)
            && (theme.is_empty() || c.theme == theme)
            && (needs.is_empty() || c.needs.id() == needs)
            && words.split_whitespace().all(|w| format!("{} {} {}", c.id, c.title, c.reason).to_lowercase().contains(w))
    };
    let shown: Vec<&Graded> = gap.controls.iter().filter(matches).collect();
    let rows: Vec<Row> = shown.iter().map(|c| row(visit, c)).collect();
    let columns = [
        Column::text("Control"),
        Column::narrow("Grade"),
        Column::text("Why, and what it needs"),
        Column::text("Criteria"),
        Column::text("Own controls"),
    ];
    let clear = again(visit, "/gap", &[]);
    let empty = ("No control is like that", "Take a filter away.", ui::quiet_link("Show all", &clear, None));
    let options = TableOptions { filter: false, empty: Some(empty), ..TableOptions::default() };
    html! {
        (filters(visit, gap, [&by_grade, &theme, &needs]))
        @if shown.len() < gap.controls.len() { p.hint { (shown.len()) " of " (counted(gap.controls.len(), "control", "controls")) } }
        (ui::table("Annex A by grade", &columns, &rows, options))
    }
}

fn filters(visit: &Visit, gap: &Gap, [by_grade, theme, needs]: [&str; 3]) -> Markup {
    let grades: Vec<Choice<'_>> = std::iter::once(Choice::new("", "All grades", by_grade.is_empty()))
        .chain(Grade::ALL.into_iter().map(|g| Choice::new(g.id(), g.title(), g.id() == by_grade)))
        .collect();
    let titles = gap.coverage.themes.iter();
    let themes: Vec<Choice<'_>> = std::iter::once(Choice::new("", "All themes", theme.is_empty()))
        .chain(titles.map(|t| Choice::new(t.id.as_str(), t.title.as_str(), t.id == theme)))
        .collect();
    let all =
        [Needs::ThreeSteps, Needs::Supplement, Needs::NewArtefact, Needs::LightProcedure, Needs::ProviderInheritance];
    let needed: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Whatever is needed", needs.is_empty()))
        .chain(all.into_iter().map(|need| Choice::new(need.id(), need.title(), need.id() == needs)))
        .collect();
    let filtered = ["grade", "theme", "needs", "search"].iter().any(|name| visit.field(name).is_some());
    let kept = ["crosswalk", "categories", "mode", "as-of", "on"];
    ui::filter_bar(
        &format!("/o/{}/gap", visit.org),
        html! {
            @for name in kept { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search controls", &visit.field("search").unwrap_or_default()))
            (ui::inline_select("grade", "Grade", &grades))
            (ui::inline_select("theme", "Theme", &themes))
            (ui::inline_select("needs", "Needs", &needed))
        },
        filtered.then(|| again(visit, "/gap", &[])).as_deref(),
    )
}

fn row(visit: &Visit, c: &Graded) -> Row {
    let mut criteria: Vec<&str> = c.rows.iter().map(|r| r.criterion.as_str()).collect();
    criteria.dedup();
    Row::new(vec![
        ui::named(&c.id, &c.title, &item_href(visit, &c.id)),
        ui::mark(grade(c.grade), c.grade.title()),
        html! {
            (sentence(&c.reason))
            @if c.informal { " " (ui::badge(ui::Tone::Caution, "Done informally")) }
            p.hint { "Needs: " (c.needs.title()) }
        },
        some(criteria.len(), criteria.iter().take(SHOWN).map(|id| (*id, item_href(visit, id)))),
        some(c.direct.len(), c.direct.iter().take(SHOWN).map(|id| (id.as_str(), controls::href(visit, id)))),
    ])
    .anchored(&c.id)
}

/// The first few of a list as links, and how many more there are.
fn some<'a>(all: usize, first: impl Iterator<Item = (&'a str, String)>) -> Markup {
    html! {
        @if all == 0 { (ui::nothing()) }
        @else {
            span.ids { @for (id, href) in first { a.id href=(href) { (id) } " " } }
            @if all > SHOWN { span.hint { "+" (all - SHOWN) } }
        }
    }
}
