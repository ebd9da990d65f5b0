//! All reviews, when the next one is due, the actions that follow from them, and the planned interval.

use super::{PLACE, TITLE, day, forms, path, schedule, state_badge, wrong_badge};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{days, n};
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Column, Crumb, Field, Icon, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{ReviewActionLine, ReviewsAnswer, ReviewsOf};
use axum::response::Response;
use domain::command::{Command, ReviewCommand};
use domain::refusal::Refusal;
use domain::values::counted;
use domain::values::review::SOC2_ASKS_FOR_NONE;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

pub(super) fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&ReviewsOf)?;
    let value = &answer.value;
    let lead = "Top management looks at planned intervals at whether the management system is suitable, adequate and effective, and decides (clause 9.3).";
    let may = !visit.in_the_past() && why_not(visit, &schedule::another()).is_none();
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(html! {
            (days(visit, &answer.mark))
            @if !value.rows.is_empty() || !value.actions.is_empty() {
                (ui::quiet_link("XLSX", &visit.with("/management-reviews/export.xlsx", &[]), Some(Icon::Download)))
                (ui::quiet_link("CSV", &visit.with("/management-reviews/export.csv", &[]), Some(Icon::Download)))
            }
            @if may { (ui::link_button("Schedule one", &visit.href("/management-reviews/new"), None)) }
        })))
        (refused(refusal))
        @if value.part { (ui::notice(Tone::Neutral, "Your actions", html! { "You see the actions that are yours; the reviews are read by others." })) }
        @else if value.rows.is_empty() { (nothing_yet(visit, may)) }
        @else {
            (standing(visit, value))
            (figures(visit, value))
            (table(visit, value))
        }
        (actions(visit, &value.actions, typed))
        (interval(visit, value, typed))
        p.hint { (SOC2_ASKS_FOR_NONE) }
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

fn nothing_yet(visit: &Visit, may: bool) -> Markup {
    let missing = why_not(visit, &schedule::another()).filter(|_| !visit.in_the_past());
    html! {
        (ui::empty_state(
            "No management review is recorded yet",
            "At least one is held before a certification audit. Give it a day: its agenda is filled from what is recorded here.",
            html! { @if may { (ui::link_button("Schedule the first one", &visit.href("/management-reviews/new"), None)) } },
        ))
        @if let Some(missing) = &missing { (not_offered(missing)) }
    }
}

/// What is late, or not planned.
fn standing(visit: &Visit, value: &ReviewsAnswer) -> Markup {
    let programme = &value.programme;
    html! {
        @if programme.last.is_none() {
            (ui::notice(Tone::Caution, "No review has approved minutes yet", html! { "One is needed before a certification audit." }))
        }
        @if let (true, Some(due)) = (programme.overdue, programme.due) {
            (ui::notice(Tone::Danger, "The next review is overdue", html! { "By the planned interval it was due by " (day(due)) "." }))
        } @else if let (true, Some((id, on))) = (programme.too_late, &programme.scheduled) {
            (ui::notice(Tone::Caution, "The next review is planned too late", html! {
                a.id href=(visit.href(&path(id))) { (id) } " is planned for " (day(*on)) ", after the last day of the interval."
            }))
        }
    }
}

fn figures(visit: &Visit, value: &ReviewsAnswer) -> Markup {
    let programme = &value.programme;
    let last = programme.last.as_ref().map_or("None".to_owned(), |(_, day)| day.to_string());
    let last_href = visit.href(&programme.last.as_ref().map_or(PLACE.to_owned(), |(id, _)| path(id)));
    let next = programme.scheduled.as_ref().map_or("No day".to_owned(), |(_, day)| day.to_string());
    let next_href = visit.href(&programme.scheduled.as_ref().map_or(PLACE.to_owned(), |(id, _)| path(id)));
    let due = programme.due.map_or("The first review.".to_owned(), |due| format!("In time until {due}."));
    let every = format!("Every {}.", counted(programme.interval_months, "month", "months"));
    let all = value.actions.len();
    let open = value.actions.iter().filter(|one| one.held.open()).count();
    let (open_text, all_text) = (open.to_string(), all.to_string());
    let actions = visit.href("/management-reviews#actions");
    ui::figures(&[
        Stat { label: "Last review", figure: &last, under: &every, href: &last_href, ..Stat::default() },
        Stat { label: "Next review", figure: &next, under: &due, href: &next_href, ..Stat::default() },
        Stat {
            label: "Actions open",
            figure: &open_text,
            denominator: &all_text,
            under: "Of all actions that were decided.",
            href: &actions,
            share: (all > 0).then(|| (n(open), n(all))),
            ..Stat::default()
        },
    ])
}

fn table(visit: &Visit, value: &ReviewsAnswer) -> Markup {
    let rows: Vec<Row> = value
        .rows
        .iter()
        .map(|(held, line)| {
            Row::new(vec![
                html! { (ui::named(&line.id, &held.plan.title, &visit.href(&path(&line.id)))) div.hint { (held.plan.form.title()) } },
                html! {
                    @match &held.meeting { Some(meeting) => (day(meeting.on)), None => (day(held.plan.on)) }
                    @if line.overdue { div { (ui::badge(Tone::Danger, "Not held")) } }
                },
                state_badge(line.state),
                html! { (line.treated) " of " (line.inputs) },
                html! {
                    @if line.actions == 0 { (ui::nothing()) } @else { (line.actions_open) " of " (line.actions) " open" }
                    @if line.actions_overdue > 0 { div { (ui::badge(Tone::Danger, &format!("{} overdue", line.actions_overdue))) } }
                },
                wrong_badge(&line.findings),
            ])
        })
        .collect();
    let columns = [
        Column::text("Review"),
        Column::narrow("Day"),
        Column::narrow("State"),
        Column::narrow("Inputs treated"),
        Column::narrow("Actions"),
        Column::narrow("Checks"),
    ];
    ui::table("Management reviews, the newest first", &columns, &rows, TableOptions::default())
}

/// Actions of approved minutes: they go to the next review as input a.
fn actions(visit: &Visit, all: &[ReviewActionLine], typed: &Typed) -> Markup {
    html! {
        @if !all.is_empty() {
            (ui::section("actions", "Actions", Some("What was decided with an owner and a day. Each goes to the next review until it is done or dropped."), html! {
                ol.lines { @for one in all { li { (forms::action_line(visit, &one.review, one.number, &one.held, true)) (forms::report(visit, one, typed)) } } }
            }))
        }
    }
}

fn interval(visit: &Visit, value: &ReviewsAnswer, typed: &Typed) -> Markup {
    let months = value.programme.interval_months;
    let command = Command::Review(ReviewCommand::SetReviewInterval { months });
    let again = !typed.get("months").is_empty();
    let shown = if again { typed.get("months").to_owned() } else { months.to_string() };
    html! {
        (ui::section("interval", "Interval", None, html! {
            p { "A review every " strong { (counted(months, "month", "months")) } "." }
            @if !visit.in_the_past() {
                @match why_not(visit, &command) {
                    Some(missing) => (not_offered(&missing)),
                    None => details.fold.add open[again] {
                        summary { "Change the interval" }
                        (ui::form(&format!("/o/{}{PLACE}/interval", visit.org), html! {
                            (ui::text(&Field { name: "months", label: "Months", hint: "12 for every year, 6 for every half year.", value: &shown, required: true, ..Field::default() }))
                            div.actions { (ui::button("Record")) }
                        }))
                    },
                }
            }
        }))
    }
}

pub(super) async fn set_interval(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let months = typed.get("months").trim().parse::<u32>().map_err(|_| Refusal::NotPossible {
        sentence: format!("the interval: `{}` is no number of months", typed.get("months")),
        hint: "write a whole number, such as 12".to_owned(),
    });
    let done = months.map_err(Problem::from).and_then(|months| {
        let command = Command::Review(ReviewCommand::SetReviewInterval { months });
        visit.change("Set the interval.", PLACE, command)
    });
    or_again(done, |refusal| page(&visit, &typed, Some(refusal)))
}
