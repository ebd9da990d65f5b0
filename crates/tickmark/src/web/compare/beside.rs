//! Crosswalks side by side: what each source says about every control, and where they disagree.

use super::super::problem::Problem;
use super::super::reading::{self, n, percent};
use super::super::ui::{self, Column, Crumb, Row, Stat, Tab, TableOptions};
use super::super::visit::Visit;
use super::read_as;
use app::ask::{CompareOf, Question, Seen};
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::compare::{Comparison, Line};
use domain::reports::programme::View;
use domain::values::{Categories, Category, Mode};
use maud::{Markup, html};

/// Every crosswalk over the organisation's scope, by itself: own controls are left out.
struct Beside {
    view: View,
}

struct BesideAnswer {
    comparison: Comparison,
    titles: Vec<String>,
    categories: Categories,
    mode: Mode,
}

impl Question for Beside {
    type Answer = BesideAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<BesideAnswer, Refusal> {
        let profile = &seen.organisation()?.profile;
        let categories = self.view.categories.unwrap_or(profile.categories);
        let mode = self.view.mode.unwrap_or(profile.mode);
        let comparison = CompareOf { crosswalks: Vec::new(), categories, mode }.answer(seen)?;
        let title = |id: &String| seen.catalogue.reading(id).map(|r| r.crosswalk.title.clone());
        let titles = comparison.crosswalks.iter().map(title).collect::<Result<Vec<_>, _>>()?;
        Ok(BesideAnswer { comparison, titles, categories, mode })
    }
}

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Beside { view: visit.view()? })?;
    let found = &answer.value;
    let disagree = visit.field("show").is_some_and(|s| s == "disagreement");
    let (recorded, judged) = (answer.mark.as_of.to_string(), answer.mark.on.to_string());
    let names = found.categories.names();
    let body = html! {
        (ui::heading(
            "Crosswalks side by side",
            Some("What each source says about every control of Annex A, read by itself. They are not averaged."),
            Some(reading::days(&visit, &answer.mark)),
        ))
        (super::tabs(&visit, true))
        (scope(&visit, found))
        (ui::scope_line(
            &[
                ("Categories", &names),
                ("Mode", found.mode.id()),
                ("Counts", "each crosswalk alone"),
                ("Recorded by", &recorded),
                ("Judged on", &judged),
            ],
        ))
        (figures(&visit, found))
        (reading::not_readiness())
        (lists(&visit, &found.comparison, disagree))
        (table(&visit, found, disagree))
    };
    let crumbs = [Crumb::link("Crosswalks", visit.href("/crosswalks")), Crumb::here("Side by side")];
    Ok(visit.page(&answer.mark, "Crosswalks side by side", "/crosswalks", &crumbs, body))
}

fn scope(visit: &Visit, found: &BesideAnswer) -> Markup {
    let chips: Vec<ui::Chip<'_>> = Category::ALL
        .into_iter()
        .map(|c| {
            let on = found.categories.contains(c);
            let toggled = if on { found.categories.without(c) } else { found.categories.with(c) };
            ui::Chip {
                label: c.name().into(),
                href: reading::again(visit, "/crosswalks-compared", &[("categories", &toggled.ids())]).into(),
                on,
                effect: "".into(),
                fixed: (c == Category::Security && on)
                    .then(|| "the common criteria are part of every examination".into()),
            }
        })
        .collect();
    let other = if found.mode == Mode::Literal { Mode::Broad } else { Mode::Literal };
    let href = reading::again(visit, "/crosswalks-compared", &[("mode", other.id())]);
    html! {
        (ui::what_if("Categories in scope", &chips))
        p.aside {
            "Broad references are read " (read_as(found.mode)) ". "
            a href=(href) { "Read them " (read_as(other)) }
        }
    }
}

fn figures(visit: &Visit, found: &BesideAnswer) -> Markup {
    let texts: Vec<(String, String, String, String)> = found
        .comparison
        .crosswalks
        .iter()
        .zip(&found.comparison.coverages)
        .map(|(id, c)| {
            let href = visit.href(&format!("/crosswalks/{}", reading::encode(id)));
            (c.covered.to_string(), c.of.to_string(), percent(c.percent), href)
        })
        .collect();
    let stats: Vec<Stat<'_>> = texts
        .iter()
        .zip(&found.titles)
        .zip(&found.comparison.coverages)
        .map(|(((figure, of, share, href), title), c)| Stat {
            label: title,
            figure,
            denominator: of,
            percent: share,
            under: "controls of Annex A that its rows in scope name",
            href,
            share: Some((n(c.covered), n(c.of))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

fn lists(visit: &Visit, comparison: &Comparison, disagree: bool) -> Markup {
    let count = |only: bool| n(comparison.controls.iter().filter(|l| !only || l.disagree).count());
    let tab = |label: &'static str, show: &str, only: bool| Tab {
        label: label.into(),
        href: reading::again(visit, "/crosswalks-compared", &[("show", show)]).into(),
        current: disagree == only,
        count: Some(count(only)),
    };
    ui::tabs("Lists", &[tab("All controls", "", false), tab("Where they disagree", "disagreement", true)])
}

fn table(visit: &Visit, found: &BesideAnswer, disagree: bool) -> Markup {
    let mut columns = vec![Column::text("Control")];
    columns.extend(found.titles.iter().map(|t| Column::text(t.as_str())));
    columns.push(Column::narrow("Agreement"));
    let lines: Vec<&Line> = found.comparison.controls.iter().filter(|l| !disagree || l.disagree).collect();
    let rows: Vec<Row> = lines.iter().map(|line| row(visit, line)).collect();
    let empty =
        ("They agree", "No control is covered by one crosswalk and left out by another in this scope.", html! {});
    ui::table(
        "Every control in each crosswalk",
        &columns,
        &rows,
        TableOptions { filter: true, empty: Some(empty), ..TableOptions::default() },
    )
}

fn row(visit: &Visit, line: &Line) -> Row {
    let mut cells = vec![ui::named(&line.id, &line.title, &reading::item_href(visit, &line.id))];
    cells.extend(line.best.iter().map(|b| reading::best(*b)));
    cells.push(html! {
        @if line.disagree { (ui::badge(ui::Tone::Caution, "Disagree")) }
        @else if line.best.iter().all(Option::is_none) { span.hint { "none names it" } }
        @else { span.hint { "all name it" } }
    });
    Row::new(cells)
}
