//! The picture that one understands at a glance: every control a cell, grouped by theme, filled by its best overlap.

use super::Mark;
use super::chart::{Part, bar, legend};
use maud::{Markup, html};
use std::borrow::Cow;

/// One theme of the framework with its cells.
pub(crate) struct ThemeCells<'a> {
    pub title: Cow<'a, str>,
    /// Covered controls of the theme.
    pub covered: u32,
    /// All controls of the theme: the denominator.
    pub of: u32,
    pub cells: &'a [Cell<'a>],
}

/// One control of the framework.
pub(crate) struct Cell<'a> {
    /// `A.5.7`; the cell shows it without the letter of the annex.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub state: Mark,
    /// The explanation of the control.
    pub href: Cow<'a, str>,
}

impl<'a> Cell<'a> {
    /// A cell that leads to its explanation.
    pub(crate) fn new(
        id: impl Into<Cow<'a, str>>,
        title: impl Into<Cow<'a, str>>,
        state: Mark,
        href: impl Into<Cow<'a, str>>,
    ) -> Cell<'a> {
        Cell { id: id.into(), title: title.into(), state, href: href.into() }
    }
}

/// All cells by theme, with a legend that counts each state that occurs. Fill, pattern and border differ from state to
/// state, and every cell says its state in words, so that neither colour nor print in grey loses anything.
pub(crate) fn coverage_map(themes: &[ThemeCells<'_>]) -> Markup {
    html! {
        div.map data-map {
            div.map-head {
                (legend(&counts(themes)))
                p.map-readout data-map-readout aria-hidden="true" { "Each cell leads to its explanation." }
            }
            @for theme in themes {
                section.map-theme {
                    div.theme-head {
                        h3 { (theme.title) }
                        p.theme-figure { strong { (theme.covered) } " of " (theme.of) }
                        (bar(theme.covered, theme.of, &theme.title))
                    }
                    ul.cells {
                        @for cell in theme.cells { li { (draw(cell)) } }
                    }
                }
            }
        }
    }
}

fn draw(cell: &Cell<'_>) -> Markup {
    let short = cell.id.strip_prefix("A.").unwrap_or(&cell.id);
    html! {
        a class={ "cell cell-" (cell.state.name()) } href=(cell.href)
            title={ (cell.id) " " (cell.title) " · " (cell.state.word()) }
            aria-label={ (cell.id) " " (cell.title) ": " (cell.state.word()) } { (short) }
    }
}

fn counts(themes: &[ThemeCells<'_>]) -> Vec<Part<'static>> {
    [
        Mark::Full,
        Mark::Partial,
        Mark::Unrated,
        Mark::Inherited,
        Mark::IsoOnly,
        Mark::Soc2Only,
        Mark::Suggested,
        Mark::None,
    ]
    .into_iter()
    .map(|mark| {
        let cells = themes.iter().flat_map(|theme| theme.cells).filter(|cell| cell.state == mark);
        Part::new(mark, u32::try_from(cells.count()).unwrap_or(u32::MAX), mark.word())
    })
    .filter(|part| part.value > 0)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_a_link_that_says_its_control_and_state_and_the_legend_counts_them() {
        let cells = [
            Cell::new("A.5.1", "Policies", Mark::Full, "/x/A.5.1"),
            Cell::new("A.5.2", "Roles <b>", Mark::None, "/x/A.5.2"),
            Cell::new("A.5.3", "Duties", Mark::None, "/x/A.5.3"),
        ];
        let themes = [ThemeCells { title: "Organizational".into(), covered: 1, of: 3, cells: &cells }];
        let text = coverage_map(&themes).into_string();
        assert_eq!(text.matches("class=\"cell cell-").count(), 3);
        assert!(text.contains(r#"aria-label="A.5.1 Policies: Full overlap""#));
        assert!(text.contains("Roles &lt;b&gt;"));
        assert!(text.contains("<span>Not addressed</span><strong>2</strong>"), "{text}");
        assert!(!text.contains("Inherited"), "a state that does not occur is not in the legend");
    }
}
