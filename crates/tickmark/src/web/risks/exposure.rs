//! What the risks could cost in a year: the loss exceedance curve, expected losses with and without treatment, the simulation.

use super::{again, number, offered, path, picture, tabs};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Column, Crumb, Field, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::RiskExposure;
use axum::response::Response;
use domain::command::{Command, RiskCommand};
use domain::refusal::Refusal;
use domain::reports::risk::{Quantified, RiskLoss};
use domain::values::grouped;
use domain::values::risk::Simulation;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = tokio::task::block_in_place(|| visit.ask(&RiskExposure))?;
    let value = &answer.value;
    let body = html! {
        (ui::heading(
            "Risks in money",
            Some("What a year could cost, played through many times. It rests on estimates; the level by the method stays what decides."),
            Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } }),
        ))
        (tabs(visit, "/risks/exposure"))
        (refused(refusal))
        @if value.risks.is_empty() {
            (ui::empty_state("No risk has ranges yet", "On the page of a risk, say how often it could happen and how much one occurrence could cost.", html! {
                (ui::link_button("To the register", &visit.href("/risks"), None))
            }))
        } @else {
            (figures(visit, value))
            @if value.without > 0 { (ui::notice(Tone::Neutral, "", html! { "No figure here speaks of " (counted(value.without, "open risk", "open risks")) " without ranges." })) }
            (ui::section("curve", "Loss exceedance", Some("How likely a year costs more than so much."), html! { div.card { (picture::curve(value)) } (points(value)) }))
            (ui::section("risks", "By risk", Some("Exactly by the ranges, without chance; the costliest first."), table(visit, value)))
        }
        (simulation(visit, value, typed))
    };
    let crumbs = [Crumb::link("Risks", visit.href("/risks")), Crumb::here("In money")];
    Ok(visit.page(&answer.mark, "Risks in money", "/risks", &crumbs, body))
}

fn figures(visit: &Visit, value: &Quantified) -> Markup {
    let currency = value.simulation.currency.as_str();
    let tenth = |losses: &domain::reports::risk::Losses| {
        losses.points.iter().find(|point| point.chance == 100).map_or(0, |point| point.loss)
    };
    let texts = [value.today.mean, value.treated.mean, tenth(&value.today), tenth(&value.treated)].map(grouped);
    let (curve, risks) =
        (format!("{}#curve", visit.href("/risks/exposure")), format!("{}#risks", visit.href("/risks/exposure")));
    let stat = |label, figure, under, href| Stat { label, figure, unit: currency, under, href, ..Stat::default() };
    ui::figures(&[
        stat("Expected in a year, today", &texts[0], "The mean of the years that were played.", &risks),
        stat(
            "Expected with all plans",
            &texts[1],
            "With the same dice, so that the difference is the treatment's.",
            &risks,
        ),
        stat("One year in ten costs more than", &texts[2], "Today.", &curve),
        stat("One year in ten, with all plans", &texts[3], "Costs more than this.", &curve),
    ])
}

fn points(value: &Quantified) -> Markup {
    let rows: Vec<Row> = value
        .today
        .points
        .iter()
        .zip(&value.treated.points)
        .map(|(today, treated)| {
            Row::new(vec![
                html! { (today.chance / 10) "." (today.chance % 10) " %" },
                html! { (grouped(today.loss)) },
                html! { (grouped(treated.loss)) },
            ])
        })
        .collect();
    let columns = [
        Column::number("Chance in a year"),
        Column::number("Today more than"),
        Column::number("With all plans more than"),
    ];
    html! {
        details.fold { summary { "The curve as figures" } (ui::table("Loss exceedance", &columns, &rows, TableOptions::default())) }
    }
}

fn table(visit: &Visit, value: &Quantified) -> Markup {
    let row = |one: &RiskLoss| {
        let worth = one
            .value
            .map(|value| format!("{}{}", if value < 0 { "\u{2212}" } else { "" }, grouped(value.unsigned_abs())));
        Row::new(vec![
            ui::named(&one.id, &one.title, &visit.href(&path(&one.id))),
            html! { (grouped(one.today)) },
            html! { @match one.treated { Some(treated) => (grouped(treated)), None => (ui::nothing()) } },
            html! { (grouped(one.cost)) },
            html! { @match worth { Some(worth) => (worth), None => (ui::nothing()) } },
        ])
    };
    let rows: Vec<Row> = value.risks.iter().map(row).collect();
    let columns = [
        Column::text("Risk"),
        Column::number("Expected today"),
        Column::number("With the plan"),
        Column::number("Cost of the plan"),
        Column::number("Saves, less its cost"),
    ];
    ui::table("Expected losses", &columns, &rows, TableOptions::default())
}

fn simulation(visit: &Visit, value: &Quantified, typed: &Typed) -> Markup {
    let now = &value.simulation;
    let may = matches!(offered(visit, RiskCommand::SetSimulation { simulation: now.clone() }), Some(Ok(())));
    let open = again(typed, "simulation");
    let field = |name: &str, now: String| if open { typed.get(name).to_owned() } else { now };
    let (seed, trials) = (field("seed", now.seed.to_string()), field("trials", now.trials.to_string()));
    let currency = field("currency", now.currency.clone());
    ui::section(
        "simulation",
        "Simulation",
        Some("Whoever runs it with the same seed on the same ranges gets the same figures."),
        html! {
            p.count-line { "Seed " (now.seed) ", " (grouped(u64::from(now.trials))) " years wanted, " (grouped(u64::from(value.trials))) " played, in " (now.currency) "." }
            @if may {
                details.fold.add open[open] {
                    summary { "Set it" }
                    (ui::form(&format!("/o/{}/risks/exposure", visit.org), html! {
                        (ui::hidden("form", "simulation"))
                        div.field-row {
                            (ui::text(&Field { name: "seed", label: "Seed", value: &seed, required: true, ..Field::default() }))
                            (ui::text(&Field { name: "trials", label: "Years to play", hint: "1000 to 100000.", value: &trials, required: true, ..Field::default() }))
                            (ui::text(&Field { name: "currency", label: "Currency", hint: "Three letters.", value: &currency, required: true, ..Field::default() }))
                        }
                        div.actions { (ui::button("Set")) }
                    }))
                }
            }
        },
    )
}

pub(super) async fn set(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let meant = || -> Result<Simulation, Refusal> {
        Ok(Simulation {
            seed: number(typed.get("seed"), "the seed")?,
            trials: number(typed.get("trials"), "the years to play")?,
            currency: typed.get("currency").to_owned(),
        })
    };
    let set = meant().map_err(Problem::from).and_then(|simulation| {
        let command = Command::Risk(RiskCommand::SetSimulation { simulation });
        visit.change("Set the simulation.", "/risks/exposure", command)
    });
    or_again(set, |refusal| page(&visit, &typed, Some(refusal)))
}
