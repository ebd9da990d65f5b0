//! The register: figures with what they were counted from, every nonconformity with its deadline and what is missing.

use super::lists::{filter, filters, table};
use super::{fields, path};
use crate::web::listed::ListPages;
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{days, n};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Crumb, Field, Icon, Stat, Tone};
use crate::web::visit::Visit;
use app::ask::{NonconformitiesAnswer, NonconformitiesOf};
use app::exchange::NonconformityLists;
use axum::response::Response;
use domain::command::{Command, NonconformityCommand};
use domain::refusal::Refusal;
use domain::reports::nonconformity::NonconformitiesReport;
use domain::values::counted;
use domain::values::nonconformity::{NonconformityClass, NonconformityRules};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&NonconformitiesOf { filter: filter(visit)? })?;
    let value = &answer.value;
    let lead = "What is not as it has to be, and what is done about it until somebody else has seen that it worked.";
    let body = html! {
        (ui::heading("Nonconformities", Some(lead), Some(html! { (days(visit, &answer.mark)) (offers(visit, value)) })))
        (refused(refusal))
        @if value.part { (ui::notice(Tone::Neutral, "A part of the register", html! { "You see those that you raised, answer for, or have a line of action of; the figures speak of them alone." })) }
        @if value.report.lines.is_empty() {
            (nothing_yet(visit))
        } @else {
            (blocking(visit, &value.report))
            (figures(visit, &value.report))
            (filters(visit, value))
            (table(visit, value))
        }
        (deadlines(visit, value.rules, typed))
    };
    Ok(visit.page(&answer.mark, "Nonconformities", "/nonconformities", &[Crumb::here("Nonconformities")], body))
}

fn offers(visit: &Visit, answer: &NonconformitiesAnswer) -> Markup {
    if visit.in_the_past() {
        return html! {};
    }
    let lists = NonconformityLists { today: visit.doors.app.clock().today() };
    let may_import = why_not(visit, &lists.nothing()).is_none();
    html! {
        @if !answer.report.lines.is_empty() {
            (ui::quiet_link("XLSX", &visit.with("/nonconformities/export.xlsx", &[]), Some(Icon::Download)))
            (ui::quiet_link("CSV", &visit.with("/nonconformities/export.csv", &[]), Some(Icon::Download)))
        }
        @if may_import { (ui::quiet_link("Import", &visit.href("/nonconformities/import"), Some(Icon::Import))) }
        @if why_not(visit, &fields::another()).is_none() {
            (ui::link_button("Raise one", &visit.href("/nonconformities/new"), None))
        }
    }
}

fn nothing_yet(visit: &Visit) -> Markup {
    let missing = why_not(visit, &fields::another()).filter(|_| !visit.in_the_past());
    html! {
        (ui::empty_state(
            "No nonconformity is recorded yet",
            "Internal audits, exceptions of tests, failed checks, incidents, suppliers and complaints lead here. A list that you already keep can be imported.",
            html! {
                @if missing.is_none() && !visit.in_the_past() {
                    (ui::link_button("Raise the first one", &visit.href("/nonconformities/new"), None))
                    (ui::quiet_link("Import a list", &visit.href("/nonconformities/import"), Some(Icon::Import)))
                }
            },
        ))
        @if let Some(missing) = &missing { (not_offered(missing)) }
    }
}

/// Open major ones: certification waits for them (R155).
fn blocking(visit: &Visit, report: &NonconformitiesReport) -> Markup {
    html! {
        @if !report.blocking.is_empty() {
            (ui::notice(Tone::Danger, "Certification waits for this", html! {
                "A major nonconformity blocks certification until it is resolved: "
                @for id in &report.blocking { a.id href=(visit.href(&path(id))) { (id) } " " }
            }))
        }
    }
}

fn figures(visit: &Visit, report: &NonconformitiesReport) -> Markup {
    let figures = &report.figures;
    let class = |class| figures.classes.get(&class).copied().unwrap_or_default();
    let (major, minor) = (class(NonconformityClass::Major), class(NonconformityClass::Minor));
    let oldest = figures.classes.values().map(|class| class.oldest_days).max().unwrap_or_default();
    let open = figures.open().to_string();
    let under =
        format!("{} major, {} minor; the oldest {} old.", major.open, minor.open, counted(oldest, "day", "days"));
    let texts =
        [figures.overdue, figures.to_verify_now, figures.to_verify, report.improvements.len()].map(|n| n.to_string());
    let [overdue, now, verify, improvements] = &texts;
    let (all, late, effect, better) = (
        visit.href("/nonconformities"),
        visit.href("/nonconformities?show=overdue"),
        visit.href("/nonconformities?show=verify"),
        visit.href("/nonconformities?show=all&class=opportunity"),
    );
    let again = format!("{} did not work and went back to the cause.", figures.ineffective);
    let share = |count: usize, of: usize| (of > 0).then(|| (n(count), n(of)));
    ui::figures(&[
        Stat { label: "Open", figure: &open, under: &under, href: &all, ..Stat::default() },
        Stat {
            label: "Overdue",
            figure: overdue,
            denominator: &open,
            under: "By their deadline, or by that of an action.",
            href: &late,
            share: share(figures.overdue, figures.open()),
            ..Stat::default()
        },
        Stat {
            label: "To be judged now",
            figure: now,
            denominator: verify,
            under: &again,
            href: &effect,
            share: share(figures.to_verify_now, figures.to_verify),
            ..Stat::default()
        },
        Stat {
            label: "Improvements",
            figure: improvements,
            under: "The log of opportunities, for the management review.",
            href: &better,
            ..Stat::default()
        },
    ])
}

/// Deadlines by class, with the form for who may set them.
fn deadlines(visit: &Visit, rules: NonconformityRules, typed: &Typed) -> Markup {
    let command = Command::Nonconformity(NonconformityCommand::SetNonconformityRules { rules });
    let again = !typed.get("major").is_empty();
    let fields = [
        ("major", "Major", rules.major_days, "Days from the day on which it was found."),
        ("minor", "Minor", rules.minor_days, "Days from the day on which it was found."),
        ("opportunity", "Opportunity", rules.opportunity_days, "0 for no deadline."),
        ("wait", "Wait", rules.wait_days, "Days from the last action to the first day of judging."),
    ];
    let none =
        if rules.opportunity_days == 0 { "none".to_owned() } else { counted(rules.opportunity_days, "day", "days") };
    html! {
        (ui::section("deadlines", "Deadlines", None, html! {
            p { "Major " strong { (counted(rules.major_days, "day", "days")) } ", minor " strong { (counted(rules.minor_days, "day", "days")) } ", opportunities " strong { (none) } ". Whether action worked is judged from " strong { (counted(rules.wait_days, "day", "days")) } " after the last of it." }
            @if !visit.in_the_past() {
                @match why_not(visit, &command) {
                    Some(missing) => (not_offered(&missing)),
                    None => details.fold.add open[again] {
                        summary { "Change the deadlines" }
                        (ui::form(&format!("/o/{}/nonconformities/deadlines", visit.org), html! {
                            div.field-row {
                                @for (name, label, now, hint) in fields {
                                    @let shown = if again { typed.get(name).to_owned() } else { now.to_string() };
                                    (ui::text(&Field { name, label, hint, value: &shown, required: true, ..Field::default() }))
                                }
                            }
                            p.hint { "Deadlines that were given stay." }
                            div.actions { (ui::button("Record")) }
                        }))
                    },
                }
            }
        }))
    }
}

pub(super) async fn set_rules(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let days = |name: &str, what: &str| {
        typed.get(name).trim().parse::<u32>().map_err(|_| Refusal::NotPossible {
            sentence: format!("{what}: `{}` is no number of days", typed.get(name)),
            hint: "write a whole number".to_owned(),
        })
    };
    let meant = || {
        Ok::<_, Refusal>(NonconformityRules {
            major_days: days("major", "major")?,
            minor_days: days("minor", "minor")?,
            opportunity_days: days("opportunity", "opportunity")?,
            wait_days: days("wait", "wait")?,
        })
    };
    let set = meant().map_err(Problem::from).and_then(|rules| {
        let command = NonconformityCommand::SetNonconformityRules { rules };
        visit.change("Set the deadlines.", "/nonconformities", Command::Nonconformity(command))
    });
    or_again(set, |refusal| page(&visit, &typed, Some(refusal)))
}
