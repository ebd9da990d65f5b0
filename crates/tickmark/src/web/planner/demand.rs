//! The demand behind the answer: who asks for what, the revenue at stake by market, and what it cost to have neither.

use super::super::reading::{counted, n};
use super::super::ui::{self, Column, Icon, Row, Stat, TableOptions};
use super::super::visit::Visit;
use super::request;
use app::ask::PlannerAnswer;
use domain::reports::planner::decision::{Counted, Demand, usd};
use domain::values::sequence::{Goal, Market};
use maud::{Markup, html};

pub(super) fn section(visit: &Visit, value: &PlannerAnswer) -> Markup {
    let demand = &value.demand;
    let lead = "What customers asked for, as it is recorded; typed answers are held against it.";
    ui::section(
        "demand",
        "Demand of customers",
        Some(lead),
        html! {
            @if demand.lines.is_empty() { (nothing(visit)) }
            @else {
                (figures(visit, demand))
                (pipeline(demand))
                (categories(visit, demand))
                p { (ui::quiet_link("The register of demand", &visit.href("/registers/demand"), Some(Icon::List))) }
            }
        },
    )
}

fn nothing(visit: &Visit) -> Markup {
    ui::empty_state(
        "No request is on file",
        "Record who asks for what by when, or import the list that sales keeps: it says which report or certificate to plan.",
        html! {
            (ui::link_button("Add a request", &visit.href("/registers/demand/new"), None))
            (ui::quiet_link("Import a list", &visit.href("/registers/demand/import"), Some(Icon::Import)))
        },
    )
}

/// `120,000 USD a year`, or what is not recorded.
pub(super) fn money(counted: &Counted) -> String {
    let sum = usd(counted.usd.unsigned_abs());
    match (counted.deals, counted.without) {
        (0, _) => "none".to_owned(),
        (deals, without) if deals == without => "no revenue recorded".to_owned(),
        (_, 0) => format!("{sum} a year"),
        (_, without) => format!("{sum} a year, {without} without a figure"),
    }
}

fn figures(visit: &Visit, demand: &Demand) -> Markup {
    let all = demand.lines.len();
    let href = visit.href("/registers/demand");
    let of = all.to_string();
    let asked = Goal::ALL.map(|goal| demand.asked.get(&goal).map(Vec::len).unwrap_or_default());
    let texts = asked.map(|count| count.to_string());
    let under = Goal::ALL.map(|goal| match demand.dates.get(&goal) {
        Some((day, id)) => format!("The earliest by {day} ({id})."),
        None => "No open request names a day.".to_owned(),
    });
    let lost = demand.no_report.lost;
    let (lost_text, lost_under) = (lost.deals.to_string(), cost(demand));
    ui::figures(&[
        Stat {
            label: "Ask for a SOC 2 report",
            figure: &texts[0],
            denominator: &of,
            under: &under[0],
            href: &href,
            share: Some((n(asked[0]), n(all))),
            ..Stat::default()
        },
        Stat {
            label: "Ask for an ISO/IEC 27001 certificate",
            figure: &texts[1],
            denominator: &of,
            under: &under[1],
            href: &href,
            share: Some((n(asked[1]), n(all))),
            ..Stat::default()
        },
        Stat {
            label: "Lost for want of either",
            figure: &lost_text,
            denominator: &of,
            under: &lost_under,
            href: &visit.href("/registers/demand?state=lost"),
            ..Stat::default()
        },
    ])
}

fn cost(demand: &Demand) -> String {
    let (lost, slowed) = (&demand.no_report.lost, &demand.no_report.slowed);
    let deals = counted(usize::try_from(slowed.deals).unwrap_or(usize::MAX), "deal", "deals");
    let weeks = counted(usize::try_from(demand.no_report.weeks).unwrap_or_default(), "week", "weeks");
    match slowed.deals {
        0 => format!("Lost: {}. None is recorded as slowed.", money(lost)),
        _ => format!("Lost: {}. Slowed: {deals} by {weeks} in all, {}.", money(lost), money(slowed)),
    }
}

fn pipeline(demand: &Demand) -> Markup {
    let rows: Vec<Row> = demand
        .pipeline
        .iter()
        .map(|((market, answered), counted)| {
            Row::new(vec![
                html! { (market.map_or("Not recorded", Market::title)) },
                html! { (answered.title()) },
                html! { (counted.deals) },
                html! { (money(counted)) },
            ])
        })
        .collect();
    let columns = [
        Column::text("Market"),
        Column::text("Answered by"),
        Column::number("Deals"),
        Column::text("Revenue at stake"),
    ];
    let empty = ("No deal is open or won", "Revenue by market is counted of those.", html! {});
    ui::table(
        "Deals that are open or won, by market",
        &columns,
        &rows,
        TableOptions { caption_shown: true, empty: Some(empty), ..TableOptions::default() },
    )
}

fn categories(visit: &Visit, demand: &Demand) -> Markup {
    html! {
        @if !demand.categories.is_empty() {
            h3 { "Categories, and who asks for them" }
            ul.lines {
                @for (category, ids) in &demand.categories {
                    li { (category.name()) ":" @for id in ids { " " (request(visit, id)) } }
                }
            }
        }
    }
}
