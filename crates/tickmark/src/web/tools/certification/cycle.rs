//! The cycle that a decision begins: its days, its visits, and a picture with the periods of SOC 2 reports interleaved.

use super::PATH;
use crate::web::tools::asked::{answer, text, words};
use crate::web::tools::{days, form, one_day, typed};
use crate::web::ui::{self, Column, Field, Lane, Mark, Point, Row, Stretch, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::calc::{CertificationWords, CycleWords, MAX_VISITS, VisitsWords, certification};
use domain::refusal::Refusal;
use domain::reports::certification::{Cycle, Happening, MAX_PERIOD_MONTHS, cycle, periods};
use domain::values::{Window, counted};
use jiff::civil::Date;
use maud::{Markup, html};
use serde_json::json;

pub(super) fn found(visit: &Visit) -> Result<Markup, Refusal> {
    let question = json!({ "decision": text(visit, "decision"), "surveillance": words(visit, "surveillance") });
    let CertificationWords::Cycle(told) = answer(&question, certification)? else { return Ok(html! {}) };
    let cycle = cycle(one_day(&typed(visit, "decision"), "decision")?)?;
    let visits = days(&typed(visit, "surveillance"), "surveillance", MAX_VISITS)?;
    let examined = examined(visit, &cycle)?;
    Ok(html! {
        (notice(&told))
        (picture(&cycle, &visits, &examined))
        (table(&cycle))
    })
}

/// The periods of SOC 2 reports, if a first day was typed.
fn examined(visit: &Visit, cycle: &Cycle) -> Result<Vec<Window>, Refusal> {
    let Some(first) = visit.field("soc2") else { return Ok(Vec::new()) };
    let months = typed(visit, "months");
    let months = months.parse().map_err(|_| Refusal::NotPossible {
        sentence: format!("months: `{}` is no number of months", months.chars().take(40).collect::<String>()),
        hint: format!("write a whole number from 1 to {MAX_PERIOD_MONTHS}"),
    })?;
    periods(cycle, one_day(&first, "soc2")?, months)
}

fn notice(told: &CycleWords) -> Markup {
    let Some(visits) = &told.visits else { return html! {} };
    let lacks = !visits.years_missing.is_empty();
    let (tone, title) = match (visits.late_days, lacks) {
        (None, _) => (Tone::Neutral, "No surveillance yet"),
        (Some(0), false) => (Tone::Good, "Surveillance is complete"),
        (Some(0), true) => (Tone::Caution, "Surveillance is not complete"),
        (Some(_), _) => (Tone::Danger, "The first surveillance was late"),
    };
    ui::notice(tone, title, html! { p { (sentence(visits, told)) } })
}

fn sentence(visits: &VisitsWords, told: &CycleWords) -> String {
    let list = |years: &[i16]| years.iter().map(i16::to_string).collect::<Vec<_>>().join(" and ");
    let needed = format!("A visit is needed in {}.", list(&visits.years_needing_surveillance));
    let lacking = match visits.years_missing.as_slice() {
        [] => " Each of these years has one.".to_owned(),
        years => format!(" None is recorded in {}.", list(years)),
    };
    let first = match visits.late_days {
        None => format!(" The first is due by {}.", told.first_surveillance_due),
        Some(0) => " The first was in time.".to_owned(),
        Some(late) => format!(" The first was {} after {}.", counted(late, "day", "days"), told.first_surveillance_due),
    };
    needed + &lacking + &first
}

fn picture(cycle: &Cycle, visits: &[Date], examined: &[Window]) -> Markup {
    let span = |from: Date, until: Date, mark: Mark, short: &'static str, what: &str| Stretch {
        from,
        until,
        mark,
        assumed: false,
        short: short.into(),
        said: format!("{what} from {from} to {until}").into(),
    };
    let after = cycle.expiry.tomorrow().unwrap_or(cycle.expiry);
    let due = [
        (Happening::FirstSurveillance, cycle.first_surveillance_due),
        (Happening::SecondSurveillance, cycle.second_surveillance_target),
    ];
    let due = due.map(|(what, day)| Point { day, done: false, said: format!("{}, {day}", what.title()).into() });
    let held =
        visits.iter().map(|day| Point { day: *day, done: true, said: format!("Surveillance held on {day}").into() });
    let reports = examined.iter().enumerate().map(|(at, period)| Stretch {
        from: period.from,
        until: period.until,
        mark: if at % 2 == 0 { Mark::Unrated } else { Mark::IsoOnly },
        assumed: false,
        short: format!("{:.7} to {:.7}", period.from.to_string(), period.until.to_string()).into(),
        said: format!("SOC 2 period from {} to {}", period.from, period.until).into(),
    });
    let lanes = [
        Lane {
            title: "Certificate",
            bars: vec![
                span(cycle.decision, cycle.expiry, Mark::Full, "in force", "Certificate in force"),
                span(after, cycle.restoration_limit, Mark::Suggested, "can be restored", "It can be restored"),
            ],
            points: Vec::new(),
        },
        Lane { title: "Surveillance", bars: Vec::new(), points: due.into_iter().chain(held).collect() },
        Lane {
            title: "Recertification",
            bars: vec![span(
                cycle.recertification_opens,
                cycle.expiry,
                Mark::Partial,
                "open",
                "Recertification is open",
            )],
            points: Vec::new(),
        },
        Lane { title: "SOC 2 periods", bars: reports.collect(), points: Vec::new() },
    ];
    let drawn = if examined.is_empty() { &lanes[..3] } else { &lanes[..] };
    let last = examined.last().map_or(cycle.restoration_limit, |period| period.until).max(cycle.restoration_limit);
    let first = examined.first().map_or(cycle.decision, |period| period.from).min(cycle.decision);
    html! {
        (ui::lanes("The cycle of the certificate", (first.year(), last.year()), None, drawn))
        p.quiet { "Filled: surveillance that was held. Open: surveillance that is due." }
    }
}

fn table(cycle: &Cycle) -> Markup {
    let also = |happening: Happening| match happening {
        Happening::Decision => "First day of the certificate; the year of the decision is often counted as year 1.",
        Happening::FirstSurveillance => "At most 12 months after the decision; published as the visit of year 2.",
        Happening::SecondSurveillance => "24 months after the decision; published as the visit of year 3.",
        Happening::RecertificationOpens => {
            "3 months before the expiry; published as year 4, and done before the expiry."
        }
        Happening::Expiry => "36 months after the decision, less one day.",
        Happening::RestorationLimit => "6 months after the expiry; later, Stage 2 at least is done again.",
    };
    let row = |(happening, day): (Happening, Date)| {
        Row::new(vec![html! { (day) }, html! { (happening.title()) }, html! { (also(happening)) }])
    };
    let rows: Vec<Row> = cycle.days().into_iter().map(row).collect();
    let columns = [Column::narrow("Day"), Column::text("What"), Column::text("Why")];
    ui::table("The days of the cycle", &columns, &rows, TableOptions::default())
}

pub(super) fn fields(visit: &Visit) -> Markup {
    let (decision, surveillance, soc2) = (typed(visit, "decision"), typed(visit, "surveillance"), typed(visit, "soc2"));
    let months = visit.field("months").unwrap_or_else(|| "12".to_owned());
    let field = |name, label, value, hint| Field { name, label, value, hint, ..Field::default() };
    form(
        visit,
        PATH,
        html! {
            (ui::date_field(&Field { required: true, ..field("decision", "Decision on certification", decision.as_str(), "") }))
            (ui::textarea(&field("surveillance", "Surveillance held", surveillance.as_str(), "As 2027-02-10, apart by blanks, commas or lines."), 2))
            (ui::date_field(&field("soc2", "First day of a SOC 2 period", soc2.as_str(), "Empty to draw none.")))
            (ui::text(&field("months", "Months of each SOC 2 period", months.as_str(), "")))
        },
    )
}
