//! The other direction: which criteria the crosswalk gives a counterpart on the ISO side.

use super::super::reading::{self, n, percent};
use super::super::ui::{self, Column, Part, Row, Stat, TableOptions};
use super::super::visit::Visit;
use app::ask::Read;
use domain::reports::reverse::{Reverse, ReverseCount};
use maud::{Markup, html};

/// The figure, each category, and the criteria that no control of Annex A answers.
pub(super) fn body(visit: &Visit, reverse: &Reverse, read: &Read) -> Markup {
    let scoped = &reverse.in_scope;
    let (with, of, share) = (scoped.with_annex_a.to_string(), scoped.criteria.to_string(), percent(scoped.percent()));
    let under = format!("{} \u{b7} {} \u{b7} {}", read.categories.names(), read.crosswalk, read.mode.id());
    let main = Stat {
        label: "Criteria in scope with a control of Annex A",
        figure: &with,
        denominator: &of,
        percent: &share,
        under: &under,
        href: "#criteria",
        ..Stat::default()
    };
    html! {
        (ui::hero(&main, ui::stacked_bar("Criteria in scope by counterpart", &parts(scoped))))
        (reading::not_readiness())
        (ui::section(
            "categories",
            "By category",
            Some("All five categories, in scope or not; the crosswalk alone speaks here."),
            by_category(reverse),
        ))
        (ui::section("criteria", "Criteria without a control of Annex A", Some(ALONE), alone(visit, reverse)))
    }
}

const ALONE: &str = "Of all criteria of the framework. A clause of the management system answers some of them; nothing \
     that is named answers the others.";

fn parts<'a>(count: &ReverseCount) -> [Part<'a>; 3] {
    [
        Part::new(ui::Mark::Full, n(count.with_annex_a), "name a control of Annex A"),
        Part::new(ui::Mark::Partial, n(count.clause_only.len()), "name clauses only"),
        Part::new(ui::Mark::None, n(count.no_reference.len()), "name nothing"),
    ]
}

fn by_category(reverse: &Reverse) -> Markup {
    let line = |name: &str, c: &ReverseCount| {
        Row::new(vec![
            html! { (name) },
            html! { (c.with_annex_a) },
            html! { (c.clause_only.len()) },
            html! { (c.no_reference.len()) },
            html! { (c.criteria) },
            html! { (percent(c.percent())) },
        ])
    };
    let mut rows: Vec<Row> = reverse.by_category.iter().map(|(c, count)| line(c.name(), count)).collect();
    rows.push(line("All categories", &reverse.whole));
    let columns = [
        Column::text("Category"),
        Column::number("With Annex A"),
        Column::number("Clauses only"),
        Column::number("No reference"),
        Column::number("Criteria"),
        Column::number("With Annex A, share"),
    ];
    ui::table("Criteria by category and counterpart", &columns, &rows, TableOptions::default())
}

fn alone(visit: &Visit, reverse: &Reverse) -> Markup {
    let whole = &reverse.whole;
    let of = whole.criteria;
    ui::card(ui::definition_list(&[
        (
            "Clauses only",
            html! {
                p { strong { (whole.clause_only.len()) } " of " (of) }
                (reading::items(visit, &whole.clause_only))
            },
        ),
        (
            "No reference",
            html! {
                p { strong { (whole.no_reference.len()) } " of " (of) }
                (reading::items(visit, &whole.no_reference))
            },
        ),
    ]))
}
