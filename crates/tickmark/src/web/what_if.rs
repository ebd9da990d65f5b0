//! What-if: what each category would add, and what losing a criterion or an own control would take away.

use super::problem::Problem;
use super::reading::{self, Both, Shelf, counted, n, percent};
use super::ui::{self, Choice, Column, Crumb, Part, Row, Stat, TableOptions};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{CoverageAnswer, CoverageOf, Question, Seen, WhatIfAnswer, WhatIfOf};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::reports::what_if::Change;
use domain::values::Category;
use domain::values::reference::canonical;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/what-if", get(page))
}

/// What each change of scope would do, with criteria and own controls left out on purpose.
struct Without {
    view: View,
    /// Own controls and criteria as they were typed.
    words: Vec<String>,
}

/// The answer, what was understood as left out, and what could be left out besides.
struct WithoutAnswer {
    changes: WhatIfAnswer,
    coverage: CoverageAnswer,
    /// The same changes by the crosswalk alone, as if every criterion were answered.
    alone: Vec<Change>,
    /// Left out: id and title.
    left_out: Vec<(String, String)>,
    controls: Vec<(String, String)>,
    criteria: Vec<(String, String)>,
}

impl Question for Without {
    type Answer = WithoutAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<WithoutAnswer, Refusal> {
        let registers = seen.organisation()?;
        let mut view = self.view.clone();
        let crosswalk = view.crosswalk.as_deref().unwrap_or(&registers.profile.crosswalk);
        let criteria = &seen.catalogue.reading(crosswalk)?.from.items;
        let mut left_out = Vec::new();
        for word in &self.words {
            if let Some(held) = registers.controls.get(word) {
                left_out.push((word.clone(), held.control.name.clone()));
                view.without_controls.push(word.clone());
                continue;
            }
            let Some(item) = criteria.iter().find(|i| i.id == canonical(word) && !i.heading) else {
                let known = criteria.iter().map(|i| i.id.as_str()).chain(registers.controls.keys().map(String::as_str));
                let nearest = domain::values::nearest::nearest(word, known).map(str::to_owned);
                return Err(Refusal::Unknown { what: "criterion or own control", id: word.clone(), nearest });
            };
            left_out.push((item.id.clone(), item.title.clone()));
            view.without_criteria.push(item.id.clone());
        }
        let changes = WhatIfOf { view: view.clone() }.answer(seen)?;
        let scope = changes.read.categories;
        let alone = WhatIfOf {
            view: View {
                crosswalk: Some(changes.read.crosswalk.clone()),
                categories: Some(scope),
                mode: Some(changes.read.mode),
                without_controls: Vec::new(),
                without_criteria: view.without_criteria.clone(),
            },
        };
        let in_scope = criteria.iter().filter(|i| !i.heading && i.category.is_none_or(|c| scope.contains(c)));
        let in_place = registers.live_controls().map(|h| &h.control).filter(|c| c.in_place());
        Ok(WithoutAnswer {
            alone: alone.answer(&Seen { registers: None, ..*seen })?.changes,
            coverage: CoverageOf { view, ..CoverageOf::default() }.answer(seen)?,
            changes,
            left_out,
            controls: in_place.map(|c| (c.id.clone(), c.name.clone())).collect(),
            criteria: in_scope.map(|i| (i.id.clone(), i.title.clone())).collect(),
        })
    }
}

const LEAD: &str = "Turn a category on or off, or leave out a control, and see which controls of Annex A come and go. \
     Nothing is changed.";

async fn page(visit: Visit) -> Result<Response, Problem> {
    let without = visit.field("without").unwrap_or_default();
    let words: Vec<String> = without.split(',').map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect();
    let answer = visit.ask(&Both(Without { view: visit.view()?, words }, Shelf))?;
    let (found, shelf) = &answer.value;
    let kept = found.left_out.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(",");
    let keep = [("without", kept.as_str())];
    let effects: Vec<(Category, String)> = found.changes.changes.iter().map(|c| (c.category, effect(c))).collect();
    let body = html! {
        (ui::heading(
            "What-if",
            Some(LEAD),
            Some(reading::days(&visit, &answer.mark)),
        ))
        (reading::read_otherwise(&visit, "/what-if", &found.changes.read, shelf, &keep, &effects))
        (reading::scope(&found.changes.read, &answer.mark))
        (figure(&visit, found))
        (reading::not_readiness())
        (ui::section(
            "changes",
            "What each category would do",
            Some("One change at a time, from the scope above."),
            changes(&visit, found, &kept),
        ))
        (ui::section(
            "without",
            "What losing something would take away",
            Some("A control that fails, a criterion that leaves the scope. Leave out as many as you like."),
            losing(&visit, found, &kept),
        ))
    };
    let crumbs = [Crumb::link("Overview", visit.href("/")), Crumb::here("What-if")];
    Ok(visit.page(&answer.mark, "What-if", "/what-if", &crumbs, body))
}

fn effect(change: &Change) -> String {
    match (change.gained.len(), change.lost.len()) {
        (0, 0) => "\u{b1}0".to_owned(),
        (gained, 0) => format!("+{gained}"),
        (0, lost) => format!("\u{2212}{lost}"),
        (gained, lost) => format!("+{gained} \u{2212}{lost}"),
    }
}

fn figure(visit: &Visit, found: &WithoutAnswer) -> Markup {
    let seen = &found.changes.coverage;
    let (covered, of, share) = (seen.covered.to_string(), seen.of.to_string(), percent(seen.percent));
    let under = if found.left_out.is_empty() {
        "As the scope stands above".to_owned()
    } else {
        format!("Without {}", found.left_out.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", "))
    };
    let href = reading::again(visit, "/coverage", &[]);
    let main = Stat {
        label: "Annex A controls covered in this case",
        figure: &covered,
        denominator: &of,
        percent: &share,
        under: &under,
        href: &href,
        ..Stat::default()
    };
    let parts = [
        Part::new(ui::Mark::Full, n(seen.best.full), "full"),
        Part::new(ui::Mark::Partial, n(seen.best.partial), "partial"),
        Part::new(ui::Mark::Unrated, n(seen.best.unrated), "named, not rated"),
        Part::new(ui::Mark::None, n(seen.of - seen.covered), "not named"),
    ];
    ui::hero(&main, ui::stacked_bar("Annex A by best overlap", &parts))
}

fn changes(visit: &Visit, found: &WithoutAnswer, kept: &str) -> Markup {
    let columns = [
        Column::text("Change"),
        Column::number("Covered"),
        Column::number("Share"),
        Column::text("Gained"),
        Column::text("Lost"),
        Column::text("Strengthened"),
        Column::text("By the crosswalk alone"),
    ];
    let alone = |c: Category| found.alone.iter().find(|a| a.category == c);
    let rows: Vec<Row> =
        found.changes.changes.iter().map(|change| row(visit, change, alone(change.category), kept)).collect();
    html! {
        (ui::table("Effect of each change of scope", &columns, &rows, TableOptions::default()))
        p.aside {
            "Rows of a category count only once an own control in place answers their criteria. "
            "The last column says what the crosswalk alone would give, were every criterion answered."
        }
    }
}

fn row(visit: &Visit, change: &Change, alone: Option<&Change>, kept: &str) -> Row {
    let ids = change.categories.ids();
    let href = reading::again(visit, "/what-if", &[("categories", &ids), ("without", kept)]);
    let verb = if change.added { "Add" } else { "Drop" };
    let basis = change.category == Category::Security && !change.added;
    let name = html! {
        @if basis {
            strong { "Drop Security" }
            p.hint {
                "Not possible: the common criteria are part of every examination. "
                "Shown to say what rests on them."
            }
        } @else {
            a href=(href) { (verb) " " (change.category.name()) }
        }
    };
    Row::new(vec![
        name,
        html! { (change.covered) " of " (change.of) },
        html! { (percent(change.percent)) },
        reading::items(visit, &change.gained),
        reading::items(visit, &change.lost),
        reading::items(visit, &change.strengthened),
        html! { @if let Some(alone) = alone {
            strong { (effect(alone)) } " "
            @if !alone.gained.is_empty() { (reading::items(visit, &alone.gained)) }
            @else if !alone.lost.is_empty() { (reading::items(visit, &alone.lost)) }
        } },
    ])
}

fn losing(visit: &Visit, found: &WithoutAnswer, kept: &str) -> Markup {
    let left = |id: &str| found.left_out.iter().any(|(l, _)| l == id);
    let choices = |label: &'static str, all: &[(String, String)]| {
        let mut list = vec![Choice::new("", label, true)];
        let rest = all.iter().filter(|(id, _)| !left(id));
        list.extend(rest.map(|(id, title)| Choice::new(id.clone(), format!("{id} \u{b7} {title}"), false)));
        list
    };
    let days = [("as-of", visit.at.as_of), ("on", visit.at.on)];
    html! {
        (ui::filter_bar(&format!("/o/{}/what-if#without", visit.org), html! {
            @for name in ["crosswalk", "categories", "mode"] {
                @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) }
            }
            @for (name, day) in days { @if let Some(day) = day { (ui::hidden(name, &day.to_string())) } }
            @if !kept.is_empty() { (ui::hidden("without", kept)) }
            (ui::inline_select("without", "Own control in place", &choices("Choose one to leave out", &found.controls)))
            (ui::inline_select("without", "Criterion in scope", &choices("Choose one to leave out", &found.criteria)))
        }, (!kept.is_empty()).then(|| reading::again(visit, "/what-if", &[])).as_deref()))
        @if found.left_out.is_empty() {
            p.aside { "Nothing is left out. Choose an own control or a criterion to see what only it holds up." }
        } @else {
            (ui::card(ui::definition_list(&[
                ("Left out", html! {
                    ul.chips { @for (id, title) in &found.left_out { (put_back(visit, found, id, title)) } }
                }),
                ("Lost", html! {
                    p {
                        strong { (counted(found.coverage.lost.len(), "control", "controls")) }
                        " of Annex A would no longer be covered."
                    }
                    @if !found.coverage.lost.is_empty() { (reading::items(visit, &found.coverage.lost)) }
                }),
            ])))
        }
    }
}

fn put_back(visit: &Visit, found: &WithoutAnswer, id: &str, title: &str) -> Markup {
    let rest: Vec<&str> = found.left_out.iter().map(|(l, _)| l.as_str()).filter(|l| *l != id).collect();
    let href = format!("{}#without", reading::again(visit, "/what-if", &[("without", &rest.join(","))]));
    html! {
        li {
            a.chip href=(href) title={ "Put back " (title) } {
                span.plus aria-hidden="true" { "\u{d7}" }
                span.sr-only { "Put back " }
                (id)
            }
        }
    }
}
