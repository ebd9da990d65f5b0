//! What a plan costs: lines with their sources, years, a distribution over the ranges, three years of both frameworks, and
//! extending against starting from scratch.

use super::{PLACE, TITLE, ends, grouped, months, question, sourced, standing, told, views};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Crumb, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::PlanAnswer;
use axum::response::Response;
use domain::reports::plan::cost::{Compared, CostPlan, PlannedCost};
use domain::values::plan::FigureUnit;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&question(&visit)?)?;
    let value = &answer.value;
    let cost = &value.cost;
    let lead =
        "What the plan costs in three years, in US dollars. Every line names its source, and a range stays a range.";
    let body = html! {
        (ui::heading("Cost of the plan", Some(lead), Some(days(&visit, &answer.mark))))
        (views(&visit, "/plan/cost"))
        (standing(&visit, value.set.is_some(), value.trial, &value.roadmap.title))
        (figures(cost))
        @if !cost.warnings.is_empty() {
            (ui::notice(Tone::Caution, "What to know about these figures", html! {
                ul { @for said in &cost.warnings { li { (sentence(said)) } } }
            }))
        }
        (bought(&visit, cost))
        (own(&visit, cost))
        (years(cost))
        (distribution(cost))
        (compared(&visit, &value.comparisons))
        (extended(&visit, value))
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("Cost")];
    Ok(visit.page(&answer.mark, "Cost of the plan", PLACE, &crumbs, body))
}

fn figures(cost: &CostPlan) -> Markup {
    let (total, bought) = (ends(cost.total), ends(cost.bought));
    let first = cost.years.first().map_or(String::new(), |year| ends(*year));
    let median = cost.distribution.points.iter().find(|(share, _)| *share == 50).map(|(_, usd)| grouped(*usd));
    let plain = |label, figure, under, href| Stat {
        label,
        figure,
        unit: "",
        denominator: "",
        percent: "",
        under,
        share: None,
        href,
    };
    let median = median.unwrap_or_default();
    ui::figures(&[
        plain("Three years", &total, "bought, and own people where they have an amount", "#years"),
        plain("Of that bought", &bought, "fees, tools, consultants", "#bought"),
        plain("First year", &first, "", "#years"),
        plain("Not exceeded in half of the trials", &median, "each figure anywhere in its range", "#distribution"),
    ])
}

fn bought(visit: &Visit, cost: &CostPlan) -> Markup {
    let columns =
        [Column::text("Item"), Column::number("Each, US dollars"), Column::narrow("In years"), Column::text("Source")];
    let rows: Vec<Row> = cost.lines.iter().map(|line| row(visit, line)).collect();
    let empty = ("Nothing is bought on this way", "Choose a tool or a consultant.", html! {});
    ui::section(
        "bought",
        "What is bought",
        Some("An own quote takes the place of a published range; published savings are not taken from a quote."),
        ui::table("Items", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }),
    )
}

fn row(visit: &Visit, line: &PlannedCost) -> Row {
    let years: Vec<String> = line.years.iter().map(u32::to_string).collect();
    Row::new(vec![
        html! {
            (line.figure.title)
            div.hint { (line.figure.key) " · " a href={ (visit.href("/plan/figures")) "#" (line.figure.key) } { "enter a quote" } }
        },
        html! {
            @match &line.not_counted {
                Some(why) => { (ui::badge(Tone::Caution, "Not counted")) div.hint { (sentence(why)) } },
                None => {
                    (ends(line.usd))
                    @if let Some(saving) = &line.saving { div.hint { (ends(saving.range)) " % less than " (ends(line.figure.range)) } }
                },
            }
        },
        html! { (years.join(", ")) },
        html! { (sourced(visit, &line.figure)) @if let Some(saving) = &line.saving { div.hint { "saving: " (told(visit, &saving.told)) } } },
    ])
}

/// Own people: clauses 4 to 10 on a line of their own, and evidence that is collected by hand.
fn own(visit: &Visit, cost: &CostPlan) -> Markup {
    let columns = [Column::text("Work"), Column::number("Full-time months"), Column::number("US dollars")];
    let amount = |usd: Option<domain::values::plan::Range>| {
        html! {
            @match usd { Some(usd) => { (ends(usd)) }, None => { a href=(visit.href("/plan/figures#effort.rate")) { "no amount yet" } } }
        }
    };
    let mut rows: Vec<Row> = cost
        .effort
        .lines
        .iter()
        .map(|line| {
            Row::new(vec![
                html! { (line.title) div.hint { (sentence(&line.says)) } },
                html! { @match line.tenths { Some(tenths) => { (months(tenths)) }, None => { (ui::nothing()) } } },
                amount(line.usd),
            ])
        })
        .collect();
    let collection = &cost.collection;
    rows.push(Row::new(vec![
        html! {
            "Evidence collected by hand, each year"
            div.hint {
                (collection.controls) " own controls without collector, " (collection.runs) " runs in a year"
                @if let Some(hours) = collection.hours { ", " (ends(hours)) " hours" }
                @if let Some(hours) = collection.automated { "; with a tool " (ends(hours)) " hours" }
                "."
            }
        },
        ui::nothing(),
        amount(collection.usd),
    ]));
    let figures = cost.effort.figures.iter().chain(&collection.figures);
    ui::section(
        "own",
        "Own people",
        Some("Months of one person, spread over the steps; an amount needs what a full-time month costs here."),
        html! {
            (ui::table("Own work", &columns, &rows, TableOptions::default()))
            ul.hint { @for figure in figures { li { (figure.title) ": " (ends(figure.range)) " " (figure.unit.title()) ". " (sourced(visit, figure)) } } }
        },
    )
}

fn years(cost: &CostPlan) -> Markup {
    let columns = [Column::text("Year of the plan"), Column::number("US dollars")];
    let mut rows: Vec<Row> = cost
        .years
        .iter()
        .zip(1..)
        .map(|(usd, year): (_, u32)| Row::new(vec![html! { "Year " (year) }, html! { (ends(*usd)) }]))
        .collect();
    rows.push(Row::new(vec![html! { strong { "Three years" } }, html! { strong { (ends(cost.total)) } }]));
    ui::section("years", "By year", None, ui::table("By year", &columns, &rows, TableOptions::default()))
}

fn distribution(cost: &CostPlan) -> Markup {
    let found = &cost.distribution;
    if found.points.is_empty() {
        return html! {};
    }
    let columns = [Column::narrow("Of the trials"), Column::number("US dollars are not exceeded"), Column::text("")];
    let (least, most) =
        (found.points.first().map_or(1, |(_, usd)| *usd), found.points.last().map_or(1, |(_, usd)| *usd));
    if least == most {
        let says = format!("No figure of this plan is a range, so that every sum is {} US dollars.", grouped(most));
        return ui::section("distribution", "How likely which sum is", None, html! { p { (says) } });
    }
    let most = most.max(1);
    let rows: Vec<Row> = found
        .points
        .iter()
        .map(|(share, usd)| {
            let of = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            Row::new(vec![
                html! { (share) " %" },
                html! { (grouped(*usd)) },
                ui::bar(of(*usd), of(most).max(1), &format!("{share} per cent of the trials, US dollars")),
            ])
        })
        .collect();
    let lead = format!(
        "The three years played {} times with the seed {}: each figure lies anywhere in its range with the same chance, one price for all years. Whoever plays it again gets the same.",
        grouped(found.trials),
        found.seed
    );
    ui::section(
        "distribution",
        "How likely which sum is",
        Some(&lead),
        html! {
            (ui::table("Distribution", &columns, &rows, TableOptions::default()))
            p.hint { "The mean is " (grouped(found.mean)) ". A distribution of ranges that sources give is no forecast." }
        },
    )
}

fn compared(visit: &Visit, all: &[Compared]) -> Markup {
    let columns = [
        Column::text("Like with like"),
        Column::number("SOC 2"),
        Column::number("ISO/IEC 27001"),
        Column::text("Figures"),
    ];
    let rows: Vec<Row> = all
        .iter()
        .map(|one| {
            let claims = one.soc2.items.iter().chain(&one.iso.items).filter_map(|item| item.figure.told.claim());
            let mut claims: Vec<&str> = claims.collect();
            claims.sort_unstable();
            claims.dedup();
            Row::new(vec![
                html! { strong { (one.title) } div.hint { (one.note) } },
                html! { (ends(one.soc2.usd)) },
                html! { (ends(one.iso.usd)) },
                html! { @for (n, claim) in claims.iter().enumerate() { @if n > 0 { ", " } a href={ (visit.href("/claims?show=all")) "#" (claim) } { (claim) } } },
            ])
        })
        .collect();
    let lead = "A report is renewed every year; a certificate lasts three years with two surveillance audits.";
    ui::section(
        "three-years",
        "Three years of both frameworks",
        Some(lead),
        ui::table("Three years", &columns, &rows, TableOptions::default()),
    )
}

fn extended(visit: &Visit, value: &PlanAnswer) -> Markup {
    let found = &value.extending;
    let columns = [
        Column::text("Category"),
        Column::number("From scratch"),
        Column::number("Extending from SOC 2"),
        Column::text("Saving"),
    ];
    let unit = |unit: FigureUnit| if unit == FigureUnit::FteMonths { " full-time months" } else { "" };
    let mut rows: Vec<Row> = found
        .lines
        .iter()
        .map(|line| {
            Row::new(vec![
                html! { (line.title) @if let Some(why) = &line.not_added { div.hint { "not added: " (why) } } },
                html! { (ends(line.scratch)) (unit(line.unit)) },
                html! { (ends(line.extending)) (unit(line.unit)) },
                html! { @match &line.saving {
                    Some(saving) => { (ends(saving.range)) " %. " (told(visit, &saving.told)) },
                    None => { "no source names one" },
                } },
            ])
        })
        .collect();
    rows.push(Row::new(vec![
        html! { strong { "First year, by the lines" } },
        html! { strong { (ends(found.scratch)) } },
        html! { strong { (ends(found.extending)) } },
        html! { "By the saving that is published for the whole, " (ends(found.published.1.range)) " %, it would be " (ends(found.published.0)) ". " (told(visit, &found.published.1.told)) },
    ]));
    let lead = "Nothing is saved on the fee of the certification audit. The published whole need not agree with the lines; both are shown.";
    ui::section(
        "extending",
        "Extending or starting from scratch",
        Some(lead),
        ui::table("Line by line", &columns, &rows, TableOptions::default()),
    )
}
