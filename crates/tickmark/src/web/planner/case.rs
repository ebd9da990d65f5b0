//! Both frameworks side by side for the organisation's own case: demand, markets, published time and cost (R331).

use super::super::reading::counted;
use super::super::ui::{self, Column, Row, TableOptions};
use super::super::visit::Visit;
use super::{cited, demand::money};
use crate::words::planner::range;
use app::ask::PlannerAnswer;
use domain::reports::planner::decision::{Counted, usd};
use domain::values::Unit;
use domain::values::sequence::{Goal, Market};
use maud::{Markup, html};

/// Claims that say how long it takes and what it costs, each for its framework.
const PUBLISHED: [(&str, &[&str], &[&str]); 2] =
    [("Published time", &["PC099", "PC100"], &["PC101", "PC011"]), ("Published cost", &["PC079", "PC083"], &["PC091"])];

pub(super) fn section(visit: &Visit, value: &PlannerAnswer) -> Markup {
    let mut rows = vec![asked(value), wanted(value), revenue(value), markets(value)];
    rows.extend(PUBLISHED.map(|(title, soc2, iso)| row(title, published(visit, soc2), published(visit, iso))));
    let columns = [Column::text("In your case"), Column::text("SOC 2"), Column::text("ISO/IEC 27001")];
    let lead = "What each of the two would answer, and what is published of it; the guide compares them in general.";
    ui::section(
        "case",
        "Side by side in your case",
        Some(lead),
        ui::table("Both frameworks in your case", &columns, &rows, TableOptions::default()),
    )
}

fn row(title: &str, soc2: Markup, iso: Markup) -> Row {
    Row::new(vec![html! { (title) }, soc2, iso])
}

/// One cell for each framework.
fn cells(title: &str, of: impl Fn(Goal) -> Markup) -> Row {
    row(title, of(Goal::Soc2), of(Goal::Iso))
}

fn asked(value: &PlannerAnswer) -> Row {
    let of = value.demand.lines.len();
    cells("Asked for by name", |goal| {
        let typed = value.judged.as_ref().is_some_and(|judged| judged.asked.contains(&goal));
        let count = value.demand.asked.get(&goal).map(Vec::len).unwrap_or_default();
        html! {
            (if typed { "yes" } else { "no" }) ", as answered"
            @if of > 0 { div.hint { (count) " of " (counted(of, "request", "requests")) " on file" } }
        }
    })
}

fn wanted(value: &PlannerAnswer) -> Row {
    cells("Wanted by", |goal| {
        let day = value.judged.as_ref().and_then(|judged| judged.request_dates.get(&goal));
        html! { @match day { Some(day) => { (day) } None => { (ui::nothing()) } } }
    })
}

fn revenue(value: &PlannerAnswer) -> Row {
    cells("Revenue that it answers", |goal| {
        let mut sum = Counted::default();
        for ((_, answered), counted) in &value.demand.pipeline {
            if answered.takes(goal) {
                sum.deals += counted.deals;
                sum.usd = sum.usd.saturating_add(counted.usd);
                sum.without += counted.without;
            }
        }
        html! { (money(&sum)) @if sum.deals > 0 { div.hint { "of deals that are open or won: " (sum.deals) } } }
    })
}

fn markets(value: &PlannerAnswer) -> Row {
    let guide = app::library::planner_guide();
    cells("Your markets that expect it", |goal| {
        let named = value.judged.iter().flat_map(|judged| &judged.markets);
        let expects =
            |market: &&Market| guide.markets.iter().any(|one| one.market == **market && one.expects.contains(&goal));
        let titles: Vec<&str> = named.filter(expects).map(|market| market.title()).collect();
        html! { @if titles.is_empty() { (ui::nothing()) } @else { (titles.join(", ")) } }
    })
}

fn published(visit: &Visit, claims: &[&str]) -> Markup {
    let found = claims.iter().filter_map(|id| app::library::planner_claim(id));
    html! {
        @for claim in found {
            div {
                @if let Some(figure) = &claim.published {
                    @let number = |value: u32| match figure.unit { Unit::Usd => usd(value), _ => format!("{value} months") };
                    strong { (range(&number(figure.low), &number(figure.high.unwrap_or(figure.low)))) } ". "
                }
                (claim.text) " " (cited(visit, &claim.id))
            }
        }
    }
}
