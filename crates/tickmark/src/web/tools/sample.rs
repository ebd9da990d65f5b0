//! Sample size: by a table, or by confidence and tolerable rate, with the source of each figure (K6).

use super::{form, mark, shown, typed};
use crate::web::problem::Problem;
use crate::web::typed::refused;
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::library::{sampling_profile, sampling_profiles};
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::sample::{size, statistical};
use domain::values::sampling::MAX_POPULATION;
use domain::values::{SamplingFrequency, SamplingProfile, SamplingRisk};
use maud::{Markup, html};

const PATH: &str = "/tools/sample";
const EXAMPLE: &str = "/tools/sample?profile=default&frequency=monthly&population=6&risk=low";
const LEAD: &str = "How many items of a population to test. Sizes are the auditor's judgement; the AICPA sets none.";

/// A size with the way to it.
struct Found {
    size: u32,
    population: u32,
    way: String,
}

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let mark = mark(&visit)?;
    let found = visit.field("population").map(|_| by_table(&visit));
    let found = found.or_else(|| visit.field("items").map(|_| by_confidence(&visit)));
    let refusal = found.as_ref().and_then(|f| f.as_ref().err());
    let chosen = typed(&visit, "profile");
    let profile = sampling_profiles().iter().find(|p| p.id == chosen).or(sampling_profiles().first());
    let body = html! {
        (ui::heading("Sample size", Some(LEAD), None))
        (refused(refusal))
        @match &found {
            Some(Ok(found)) => { (answer(found)) }
            Some(Err(_)) => {}
            None => {
                (ui::empty_state(
                    "Nothing asked yet",
                    "Choose a table, how often the control runs, how many items there are, and the risk.",
                    ui::quiet_link("Try an example", &visit.href(EXAMPLE), None),
                ))
            }
        }
        (ui::section("table", "By a table", None, table_form(&visit, profile)))
        (ui::section(
            "by-confidence",
            "By confidence and tolerable rate",
            Some("The smallest sample in which no deviation at all shows that the rate is below the tolerable one."),
            confidence_form(&visit),
        ))
        @if let Some(profile) = profile { (rows(profile)) }
    };
    Ok(shown(visit.page(&mark, "Sample size", PATH, &[Crumb::here("Sample size")], body), refusal.is_some()))
}

fn whole(text: &str) -> Result<u32, Refusal> {
    text.parse().ok().filter(|n| *n <= MAX_POPULATION).ok_or_else(|| Refusal::NotPossible {
        sentence: format!("population: `{}` is no number of items", text.chars().take(40).collect::<String>()),
        hint: format!("write a whole number from 0 to {MAX_POPULATION}"),
    })
}

fn by_table(visit: &Visit) -> Result<Found, Refusal> {
    let profile = sampling_profile(&typed(visit, "profile"))?;
    let (frequency, risk) = (typed(visit, "frequency"), typed(visit, "risk"));
    let frequency = SamplingFrequency::parse(&frequency).ok_or(Refusal::Unknown {
        what: "frequency",
        id: frequency,
        nearest: None,
    })?;
    let found = size(profile, frequency, whole(&typed(visit, "population"))?, SamplingRisk::parse(&risk))?;
    let table = found.table.map(|n| format!(" The table gives {n}.")).unwrap_or_default();
    let way = format!("Rule: {}.{table} Source: {}.", found.rule, found.source);
    Ok(Found { size: found.size, population: found.population, way })
}

fn by_confidence(visit: &Visit) -> Result<Found, Refusal> {
    let fraction = |name: &str| {
        let text = typed(visit, name);
        text.parse::<f64>().map_err(|_| Refusal::NotPossible {
            sentence: format!(
                "{}: `{}` is no fraction",
                name.replace('_', " "),
                text.chars().take(40).collect::<String>()
            ),
            hint: "write a fraction such as 0.95".to_owned(),
        })
    };
    let (confidence, rate) = (fraction("confidence")?, fraction("tolerable_rate")?);
    let population = whole(&typed(visit, "items"))?;
    let size = statistical(confidence, rate, population)?;
    let way = format!("ceil(ln(1 - {confidence}) / ln(1 - {rate})), never more than there are.");
    Ok(Found { size, population, way })
}

fn answer(found: &Found) -> Markup {
    let title = format!("Test {} of {}", found.size, found.population);
    ui::notice(Tone::Good, &title, html! { p { (found.way) } })
}

fn table_form(visit: &Visit, profile: Option<&SamplingProfile>) -> Markup {
    let (frequency, risk, population) = (typed(visit, "frequency"), typed(visit, "risk"), typed(visit, "population"));
    let tables: Vec<Choice<'_>> = sampling_profiles()
        .iter()
        .map(|p| Choice::new(p.id.as_str(), p.id.as_str(), profile.is_some_and(|chosen| chosen.id == p.id)))
        .collect();
    let frequencies: Vec<Choice<'_>> = SamplingFrequency::ALL
        .into_iter()
        .filter(|f| *f != SamplingFrequency::Any)
        .map(|f| {
            Choice::new(
                f.id(),
                words(f),
                f.id() == frequency || (frequency.is_empty() && f == SamplingFrequency::Monthly),
            )
        })
        .collect();
    let risks: Vec<Choice<'_>> =
        SamplingRisk::ALL.into_iter().map(|r| Choice::new(r.id(), r.id(), r.id() == risk)).collect();
    let field = |name, label, value| Field { name, label, value, ..Field::default() };
    form(
        visit,
        PATH,
        html! {
            (ui::select(&field("profile", "Table", ""), &tables))
            (ui::select(&field("frequency", "How often it runs", ""), &frequencies))
            (ui::text(&Field { required: true, ..field("population", "Items in the population", population.as_str()) }))
            (ui::select(&field("risk", "Risk", ""), &risks))
        },
    )
}

fn confidence_form(visit: &Visit) -> Markup {
    let value = |name: &str, usual: &str| visit.field(name).unwrap_or_else(|| usual.to_owned());
    let (confidence, rate, items) = (value("confidence", "0.95"), value("tolerable_rate", "0.05"), value("items", ""));
    let field = |name, label, value| Field { name, label, value, required: true, ..Field::default() };
    form(
        visit,
        PATH,
        html! {
            (ui::text(&field("confidence", "Confidence", confidence.as_str())))
            (ui::text(&field("tolerable_rate", "Tolerable rate of deviation", rate.as_str())))
            (ui::text(&field("items", "Items in the population", items.as_str())))
        },
    )
}

fn words(frequency: SamplingFrequency) -> String {
    frequency.id().replace('_', " ")
}

fn rows(profile: &SamplingProfile) -> Markup {
    let rows: Vec<Row> = profile
        .rows
        .iter()
        .map(|row| {
            let size =
                |at: usize| html! { @match row.sizes { Some(sizes) => { (sizes[at]) }, None => { (ui::nothing()) } } };
            Row::new(vec![
                html! { (words(row.frequency)) },
                html! { (row.typical) },
                size(0),
                size(1),
                size(2),
                html! { code { (row.rule) } },
                html! { (row.source) },
            ])
        })
        .collect();
    let columns = [
        Column::text("Frequency"),
        Column::narrow("Items a year"),
        Column::number("Low risk"),
        Column::number("Moderate"),
        Column::number("High"),
        Column::text("Rule"),
        Column::text("Source"),
    ];
    let title = format!("The table {}", profile.id);
    let table = ui::table(&title, &columns, &rows, TableOptions { wide: true, ..TableOptions::default() });
    ui::section("rows", &title, Some("As its source gives it."), table)
}
