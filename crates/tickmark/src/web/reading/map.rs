//! The picture of the 93 controls: each a cell, by overlap or by grade.

use super::super::ui;
use super::super::visit::Visit;
use super::{grade, item_href, n, overlap};
use domain::reports::coverage::{ControlCoverage, Coverage};
use domain::reports::gap::{Grade, Graded};
use maud::Markup;

/// The coverage map by best overlap; what nothing names may be inherited or suggested.
pub(crate) fn map(visit: &Visit, coverage: &Coverage, graded: &[Graded], suggested: &[&str]) -> Markup {
    let inherited = |id: &str| graded.iter().any(|g| g.id == id && g.grade == Grade::InheritedDocumented);
    draw_map(visit, coverage, |control| match control.best {
        Some(best) => overlap(best),
        None if inherited(&control.id) => ui::Mark::Inherited,
        None if suggested.contains(&control.id.as_str()) => ui::Mark::Suggested,
        None => ui::Mark::None,
    })
}

/// The same map by grade.
pub(crate) fn map_of_grades(visit: &Visit, coverage: &Coverage, graded: &[Graded]) -> Markup {
    let of = |id: &str| graded.iter().find(|g| g.id == id).map_or(ui::Mark::None, |g| grade(g.grade));
    draw_map(visit, coverage, |control| of(&control.id))
}

fn draw_map(visit: &Visit, coverage: &Coverage, state: impl Fn(&ControlCoverage) -> ui::Mark) -> Markup {
    let cells: Vec<Vec<ui::Cell<'_>>> = coverage
        .themes
        .iter()
        .map(|theme| {
            let controls = coverage.controls.iter().filter(|c| c.theme == theme.id);
            controls.map(|c| ui::Cell::new(&*c.id, &*c.title, state(c), item_href(visit, &c.id))).collect()
        })
        .collect();
    let themes: Vec<ui::ThemeCells<'_>> = coverage
        .themes
        .iter()
        .zip(&cells)
        .map(|(t, cells)| ui::ThemeCells {
            title: t.title.trim_end_matches(" controls").into(),
            covered: n(t.covered),
            of: n(t.of),
            cells,
        })
        .collect();
    ui::coverage_map(&themes)
}
