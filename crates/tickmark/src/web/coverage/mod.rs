//! Coverage: which controls of Annex A the programme reaches, as a picture, and the other direction.

mod reverse;

use super::problem::Problem;
use super::reading::{self, Both, Shelf, n, percent};
use super::ui::{self, Column, Crumb, Part, Row, Stat, Tab, TableOptions};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{GapAnswer, GapOf, Read, ReverseOf, Suggestions};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::reports::coverage::{ControlCoverage, Coverage, Speaks, Tally};
use domain::reports::gap::Grade;
use domain::values::Overlap;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/coverage", get(page))
}

/// Coverage in the direction that the address names (`direction=criteria` turns it round).
async fn page(visit: Visit) -> Result<Response, Problem> {
    let turned = visit.field("direction").is_some_and(|d| d == "criteria");
    let view = visit.view()?;
    let crumbs = |last: &'static str| [Crumb::link("Overview", visit.href("/")), Crumb::here(last)];
    if turned {
        let answer = visit.ask(&Both(ReverseOf { view }, Shelf))?;
        let (found, shelf) = &answer.value;
        let body = html! {
            (head(&visit, &answer.mark, true))
            (reading::read_otherwise(&visit, "/coverage", &found.read, shelf, &[("direction", "criteria")], &[]))
            (reading::scope_alone(&found.read, &answer.mark))
            (reverse::body(&visit, &found.reverse, &found.read))
        };
        return Ok(visit.page(&answer.mark, "Coverage of the criteria", "/coverage", &crumbs("Coverage"), body));
    }
    let answer = visit.ask(&Both(Both(GapOf { view, ..GapOf::default() }, Suggestions), Shelf))?;
    let ((found, suggestions), shelf) = &answer.value;
    let open: Vec<&str> = suggestions
        .iter()
        .filter(|s| s.decision.is_none() && s.row.overlap.counts())
        .flat_map(|s| s.row.references.iter())
        .filter_map(|r| match r {
            domain::values::Reference::Item(id) => Some(id.as_str()),
            _ => None,
        })
        .collect();
    let state = visit.field("state").unwrap_or_default();
    let body = html! {
        (head(&visit, &answer.mark, false))
        (reading::read_otherwise(&visit, "/coverage", &found.read, shelf, &[("state", state.as_str())], &[]))
        (reading::scope(&found.read, &answer.mark))
        (forward(&visit, found, &open))
        (list(&visit, &found.gap.coverage, &state))
    };
    Ok(visit.page(&answer.mark, "Coverage of Annex A", "/coverage", &crumbs("Coverage"), body))
}

fn head(visit: &Visit, mark: &app::Mark, turned: bool) -> Markup {
    let (title, lead) = if turned {
        (
            "Coverage of the SOC 2 criteria",
            "The other direction: which criteria have a counterpart in ISO/IEC 27001; which stand alone.",
        )
    } else {
        (
            "Coverage of Annex A",
            "Which controls of ISO/IEC 27001:2022 the programme reaches. Each cell leads to its reason.",
        )
    };
    let tab = |label: &'static str, direction: &str, current: bool| Tab {
        label: label.into(),
        href: reading::again(visit, "/coverage", &[("direction", direction)]).into(),
        current,
        count: None,
    };
    html! {
        (ui::heading(title, Some(lead), Some(reading::days(visit, mark))))
        (ui::tabs("Direction", &[
            tab("SOC 2 to ISO/IEC 27001", "", !turned),
            tab("ISO/IEC 27001 to SOC 2", "criteria", turned),
        ]))
    }
}

/// The figure, the picture, and the tallies under it.
fn forward(visit: &Visit, found: &GapAnswer, open: &[&str]) -> Markup {
    let seen = &found.gap.coverage;
    let (covered, of, share) = (seen.covered.to_string(), seen.of.to_string(), percent(seen.percent));
    let under =
        format!("{} \u{b7} {} \u{b7} {}", found.read.categories.names(), found.read.crosswalk, found.read.mode.id());
    let main = Stat {
        label: "Annex A controls that a row or a direct link names",
        figure: &covered,
        denominator: &of,
        percent: &share,
        under: &under,
        href: "#controls",
        ..Stat::default()
    };
    html! {
        (ui::hero(&main, ui::stacked_bar("Annex A by best overlap", &parts(visit, seen))))
        @if found.read.organisation && seen.covered == 0 {
            (ui::empty_state(
                "No own control in place answers a criterion yet",
                "Import the controls that you have; rows count as soon as one in place answers their criterion.",
                ui::link_button("Import controls", &visit.href("/import"), Some(ui::Icon::Import)),
            ))
        }
        (reading::not_readiness())
        (ui::section(
            "map",
            "The 93 controls at a glance",
            Some(MAP_LEAD),
            reading::map(visit, seen, &found.gap.controls, open),
        ))
        @let inherited = found.gap.count(Grade::InheritedDocumented);
        @if inherited > 0 {
            p.aside {
                (reading::counted(inherited, "control is", "controls are")) " inherited and documented. "
                "That is a grade of the " a href=(reading::again(visit, "/gap", &[])) { "gap analysis" }
                ", not coverage: it adds nothing to the " (covered) " of " (of) "."
            }
        }
        (ui::section("tallies", "What stands behind the figure", None, ui::columns(
            html! {
                (ui::card(html! { @for t in &seen.themes {
                    (ui::meter(&t.title, n(t.covered), n(t.of), &reading::share(t.covered, t.of), "#controls"))
                } }))
                (speaks(seen, &found.read))
            },
            ui::card(tallies(seen)),
        )))
    }
}

const MAP_LEAD: &str = "A cell is filled by the best overlap that a counting row gives the control. A dashed cell is \
     only suggested: it waits for a decision and counts nothing.";

fn parts<'a>(visit: &Visit, seen: &Coverage) -> [Part<'a>; 4] {
    let to = |state: &str| format!("{}#controls", reading::again(visit, "/coverage", &[("state", state)]));
    [
        Part::new(ui::Mark::Full, n(seen.best.full), "full").to(to("full")),
        Part::new(ui::Mark::Partial, n(seen.best.partial), "partial").to(to("partial")),
        Part::new(ui::Mark::Unrated, n(seen.best.unrated), "named, not rated").to(to("unrated")),
        Part::new(ui::Mark::None, n(seen.of - seen.covered), "not named").to(to("uncovered")),
    ]
}

/// Best and worst overlap side by side: a control that one row carries fully may be carried partially by another.
fn tallies(seen: &Coverage) -> Markup {
    let line = |mark: ui::Mark, of: fn(Tally) -> usize| {
        Row::new(vec![ui::mark(mark, ""), html! { (of(seen.best)) }, html! { (of(seen.worst)) }])
    };
    let uncovered = seen.of - seen.covered;
    let rows = [
        line(ui::Mark::Full, |t| t.full),
        line(ui::Mark::Partial, |t| t.partial),
        line(ui::Mark::Unrated, |t| t.unrated),
        Row::new(vec![ui::mark(ui::Mark::None, "Not named"), html! { (uncovered) }, html! { (uncovered) }]),
    ];
    let columns = [Column::text("Overlap"), Column::number("Best"), Column::number("Worst")];
    html! {
        h3 { "Best and worst overlap" }
        p.hint {
            "Several rows can name one control. Best takes the row that carries furthest, worst the other end; "
            "both are of " (seen.of) "."
        }
        div.plain-table { (ui::table("Controls by best and worst overlap", &columns, &rows, TableOptions::default())) }
    }
}

/// Which of the two speaks for the covered controls (R22): the crosswalk through a criterion, or a direct link.
fn speaks(seen: &Coverage, read: &Read) -> Markup {
    let count = |who: Speaks| seen.controls.iter().filter(|c| c.speaks() == who).count();
    let parts = [
        Part::new(ui::Mark::Full, n(count(Speaks::Crosswalk)), "by rows whose criterion a control in place answers"),
        Part::new(ui::Mark::Partial, n(count(Speaks::Both)), "by rows and a direct link"),
        Part::new(ui::Mark::Inherited, n(count(Speaks::Direct)), "by a direct link alone"),
        Part::new(ui::Mark::None, n(count(Speaks::Neither)), "by neither"),
    ];
    html! {
        @if read.organisation {
            (ui::card(html! {
                h3 { "Which of the two speaks" }
                p.hint {
                    "A row counts only where an own control in place answers its criterion; "
                    "a direct link to Annex A counts by itself."
                }
                (ui::stacked_bar("Controls by what covers them", &parts))
            }))
        }
    }
}

/// Does a control belong into the list that was asked for?
fn in_list(control: &ControlCoverage, state: &str) -> bool {
    match state {
        "covered" => control.covered(),
        "uncovered" => !control.covered(),
        "full" => control.best == Some(Overlap::Full),
        "partial" => control.best == Some(Overlap::Partial),
        "unrated" => control.best == Some(Overlap::Unrated),
        _ => true,
    }
}

fn list(visit: &Visit, seen: &Coverage, state: &str) -> Markup {
    let tab = |label: &'static str, id: &str| Tab {
        label: label.into(),
        href: format!("{}#controls", reading::again(visit, "/coverage", &[("state", id)])).into(),
        current: state == id,
        count: Some(n(seen.controls.iter().filter(|c| in_list(c, id)).count())),
    };
    let rows: Vec<Row> = seen.controls.iter().filter(|c| in_list(c, state)).map(|c| row(visit, c)).collect();
    let columns = [
        Column::text("Control"),
        Column::narrow("Best"),
        Column::narrow("Worst"),
        Column::text("Criteria whose rows name it"),
        Column::text("Own controls linked directly"),
    ];
    let empty =
        ("No control stands here", "Choose another list, or read the crosswalk with other categories.", html! {});
    ui::section(
        "controls",
        "Control by control",
        None,
        html! {
            (ui::tabs("Lists", &[
                tab("All", ""),
                tab("Covered", "covered"),
                tab("Not named", "uncovered"),
                tab("Full", "full"),
                tab("Partial", "partial"),
                tab("Not rated", "unrated"),
            ]))
            (ui::table("Annex A controls and what names them", &columns, &rows, TableOptions {
                filter: true, empty: Some(empty), ..TableOptions::default()
            }))
        },
    )
}

fn row(visit: &Visit, control: &ControlCoverage) -> Row {
    let mut criteria: Vec<&str> = Vec::new();
    for named in &control.rows {
        if !criteria.contains(&named.criterion.as_str()) {
            criteria.push(&named.criterion);
        }
    }
    let own = html! {
        @if control.direct.is_empty() { (ui::nothing()) }
        (reading::own_controls(visit, &control.direct))
    };
    Row::new(vec![
        ui::named(&control.id, &control.title, &reading::item_href(visit, &control.id)),
        reading::best(control.best),
        reading::best(control.worst),
        reading::items(visit, &criteria),
        own,
    ])
}
