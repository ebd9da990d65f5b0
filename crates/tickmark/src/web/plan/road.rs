//! The roadmap: its picture, its steps with what shows them done, what binds it, and what was published of the whole.

use super::{PLACE, TITLE, ends, months, question, sourced, standing, steps, told, views};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Column, Crumb, Icon, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::PlanAnswer;
use app::printed::pictures;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::plan::{Against, Roadmap};
use domain::values::plan::StepKind;
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

const BURNDOWN_LEAD: &str = "Steps that are left at the end of each month, as the newest baseline has them; as they stand, where none was kept. \
     Counts of steps, never of effort.";

pub(super) fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&question(visit)?)?;
    let (value, today) = (&answer.value, answer.mark.on);
    let road = &value.roadmap;
    let lead = "When each step falls, from one day on: as early and as late as the figures allow, and shorter by what the registers show done.";
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(html! {
            (days(visit, &answer.mark))
            (ui::quiet_link("For your calendar", &super::again(visit, "/plan.ics"), Some(Icon::Download)))
        })))
        (views(visit, PLACE))
        (refused(refusal))
        (standing(visit, value.set.is_some(), value.trial, &road.title))
        (figures(visit, value, today))
        (ui::picture(&road.title, &pictures::gantt(road, value.against.first(), today).svg))
        @if let Some(said) = road.overlapping() { p.aside { (said) } }
        @for note in &road.notes { p.aside { (crate::web::typed::sentence(note)) } }
        (steps::table(visit, road))
        (steps::shown(visit, road))
        (binding(visit, road))
        @if let Some(one) = &value.burndown {
            (ui::section("left", "What is left", Some(BURNDOWN_LEAD), ui::burndown("Steps of the roadmap that are left", one)))
        }
        (beside(visit, value))
        (steps::report_form(visit, value, typed, today))
        (baselines(visit, value, typed, today))
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

fn figures(visit: &Visit, value: &PlanAnswer, today: Date) -> Markup {
    let road = &value.roadmap;
    let (early, late) = (road.ends.0.to_string(), road.ends.1.to_string());
    let until = if early == late { String::new() } else { format!("at the earliest; at the latest {late}") };
    let days = ends(road.days);
    let shown: usize = road.steps.iter().map(|step| step.facts().count()).sum();
    let tasks: usize = road.steps.iter().map(|step| step.tasks.len()).sum();
    let (shown, tasks) = (shown.to_string(), tasks.to_string());
    let left = today.until(road.ends.1).map_or(0, |span| span.get_days());
    let left = if left > 0 {
        format!("{left} days from today to the latest end")
    } else {
        "the latest end is over".to_owned()
    };
    let cost = ends(value.cost.total);
    let sources = match value.cost.total.low == value.cost.total.high {
        true => "each figure of it is one number",
        false => "a range, as its sources are",
    };
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
    let cost_href = super::again(visit, "/plan/cost");
    ui::figures(&[
        plain("Ends", &early, &until, "#steps"),
        plain("Days", &days, &left, "#steps"),
        Stat {
            denominator: &tasks,
            ..plain("Tasks that the registers show done", &shown, "each shortens its step", "#shown")
        },
        plain("US dollars in three years", &cost, sources, &cost_href),
    ])
}

/// What binds it, when a body is asked, and what the audit itself takes.
fn binding(visit: &Visit, road: &Roadmap) -> Markup {
    let tone = if road.binding.kind.is_none() { Tone::Good } else { Tone::Accent };
    let days = |kind: StepKind| road.binding.days.get(&kind).copied().unwrap_or_default();
    let days: Vec<String> = StepKind::ALL
        .into_iter()
        .filter(|kind| days(*kind) > 0)
        .map(|kind| {
            format!(
                "{} {}",
                kind.title().to_lowercase(),
                counted(usize::try_from(days(kind)).unwrap_or(0), "day", "days")
            )
        })
        .collect();
    html! {
        (ui::section("binding", "What binds it", Some("On the critical path: a day more of these steps is a day more of the whole."), html! {
            (ui::notice(tone, road.binding.kind.map_or("Nothing is left", StepKind::title), html! {
                (crate::web::typed::sentence(&road.binding.says))
                @if !days.is_empty() { " On the path: " (days.join(", ")) "." }
            }))
            @if let Some((day, lead)) = &road.book_by {
                p { "Agree Stage 1 and Stage 2 with the certification body by " strong { time datetime=(day) { (day) } } ": bodies ask for a lead of " (ends(lead.range)) " weeks. " (told(visit, &lead.told)) }
            }
            @if !road.audit_days.is_empty() {
                p { "The audit itself takes days: "
                    @for (at, one) in road.audit_days.iter().enumerate() {
                        @if at > 0 { "; " } (one.title) " " (ends(one.range)) " days (" (told(visit, &one.told)) ")"
                    } "."
                }
            }
        }))
    }
}

/// What was published of the whole way, the same way by its parts, and what is said of a second framework.
fn beside(visit: &Visit, value: &PlanAnswer) -> Markup {
    let road = &value.roadmap;
    let columns = [Column::text("What a source says"), Column::text("Source")];
    let row = |one: &domain::reports::plan::Beside| Row::new(vec![html! { (one.text) }, told(visit, &one.told)]);
    let said = |one: &&domain::reports::plan::Beside| road.beside.iter().any(|known| known.claim == one.claim);
    let second = value.second.iter().filter(|one| !said(one));
    let rows: Vec<Row> = road.beside.iter().chain(second).map(row).collect();
    html! {
        @if let Some(other) = &road.other {
            (ui::section("parts", &other.title, Some("The same way as another source tells it; both are shown, since they do not agree."), {
                let columns = [Column::text("Part"), Column::number("Days"), Column::text("Source")];
                let rows: Vec<Row> = other.parts.iter().map(|(title, figure, days)| {
                    Row::new(vec![html! { (title) }, html! { (ends(*days)) }, sourced(visit, figure)])
                }).collect();
                html! {
                    (ui::table("Parts", &columns, &rows, TableOptions::default()))
                    p { "Together " (ends(other.days)) " days: until " (other.ends.0) " at the earliest, " (other.ends.1) " at the latest." }
                }
            }))
        }
        (ui::section("published", "Published beside it", Some("What sources say of the whole way and of each of its parts. Nothing of the roadmap is made to agree with it."),
            html! {
                (ui::table("Published figures", &columns, &rows, TableOptions::default()))
                p.aside {
                    "The work that explains three months against nine for a second framework: most controls are there, and the management system is not. "
                    a href=(visit.href("/gap")) { "What is new for you" } " names clauses, artefacts and controls; each one that is done shortens the steps above."
                }
            }))
    }
}

/// What was kept, against what is.
fn baselines(visit: &Visit, value: &PlanAnswer, typed: &Typed, today: Date) -> Markup {
    let lead = "A roadmap that was kept, against the roadmap of today.";
    let may = super::kept_from(visit, today).is_none() && value.set.is_some() && !value.trial && !visit.in_the_past();
    ui::section(
        "baselines",
        "Baselines",
        Some(lead),
        html! {
            @if value.against.is_empty() { p.hint { "None of this route is kept yet." } }
            @for one in value.against.iter().take(3) { (baseline(one)) }
            @if may {
                form.inline-form method="post" action=(format!("/o/{}/plan/baselines", visit.org)) data-guard {
                    (ui::text(&ui::Field { name: "reason", id: "baseline-reason", label: "Keep today's roadmap as a baseline", hint: "What it is for, such as: approved by the board.", value: typed.get("reason"), required: true, ..ui::Field::default() }))
                    button.button type="submit" { "Keep it" }
                }
            }
        },
    )
}

fn baseline(one: &Against) -> Markup {
    let columns =
        [Column::text("Step"), Column::narrow("Planned until"), Column::narrow("Now"), Column::narrow("Days later")];
    let rows: Vec<Row> = one
        .steps
        .iter()
        .map(|step| {
            Row::new(vec![
                html! { (step.then.title) },
                html! { (step.then.until_late) },
                html! { @match step.now { Some(day) => { (day) @if step.ended { " " (ui::badge(Tone::Good, "Ended")) } }, None => { (ui::nothing()) } } },
                html! { @match step.late_days { Some(days) => { (late(days)) }, None => { (ui::nothing()) } } },
            ])
        })
        .collect();
    let title = format!("Baseline {}: {}", one.number, one.reason);
    html! {
        h3 { (title) }
        p.hint { "Kept on " (one.kept) ". The end is " (crate::words::plan::late(one.late_days)) "." }
        (ui::table(&title, &columns, &rows, TableOptions::default()))
    }
}

fn late(days: i64) -> Markup {
    match days {
        0 => ui::badge(Tone::Good, "as planned"),
        days if days < 0 => ui::badge(Tone::Good, &days.to_string()),
        days => ui::badge(Tone::Caution, &format!("+{days}")),
    }
}

/// Own work of a step, for the table of steps; nothing where no source says how much it is.
pub(super) fn effort(step: &domain::reports::plan::PlannedStep) -> Markup {
    html! { @if let Some(tenths) = step.effort { div.hint { (months(tenths)) " full-time months" } } }
}
