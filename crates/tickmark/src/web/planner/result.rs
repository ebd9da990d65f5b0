//! The result: what comes first, by which rule, why, and what would change it.

use super::super::reading::counted;
use super::super::typed::sentence;
use super::super::ui::{self, Column, Row, TableOptions, Tone};
use super::super::visit::Visit;
use super::{cited, request};
use crate::words::planner::{change, sourced};
use app::ask::PlannerAnswer;
use domain::reports::planner::decision::{Reason, Verdict};
use domain::values::sequence::{Answers, Confidence, Course};
use maud::{Markup, html};

/// The result; without a visit of an organisation the library alone speaks, and nothing leads anywhere.
pub(super) fn shown(visit: Option<&Visit>, value: &PlannerAnswer, verdict: &Verdict, judged: &Answers) -> Markup {
    html! {
        (verdict_card(visit, value, verdict))
        @if let Some(other) = &value.recorded { (by_register(other)) }
        @if let (Some(visit), false) = (visit, value.differences.is_empty()) { (differ(visit, value)) }
        (ui::section("why", "Why", Some("What speaks for the result, then what stands beside it."), reasons(visit, &value.reasons)))
        (ui::section("change", "What would change it",
            Some("For each question, the smallest change of that one answer which turns the result."),
            flips(value, verdict, judged)))
    }
}

fn verdict_card(visit: Option<&Visit>, value: &PlannerAnswer, verdict: &Verdict) -> Markup {
    let guide = app::library::planner_guide();
    let steps: Vec<&str> = verdict.steps.iter().map(|step| step.title()).collect();
    let others: Vec<u8> = verdict.matched.iter().copied().filter(|rule| *rule != verdict.rule).collect();
    let mut pairs = vec![("Confidence", confidence(verdict.confidence))];
    match verdict.course {
        Course::Neither => {}
        Course::BothSimultaneous => pairs.push(("In one project", html! { (steps.join(", ")) })),
        _ => pairs.push(("In order", html! { (steps.join(", then ")) })),
    }
    let rule = html! { (ui::tag(&format!("Rule {}", verdict.rule))) " " (guide.rule(verdict.rule)) };
    pairs.push(("Decided by", rule));
    if !others.is_empty() {
        let also =
            html! { @for rule in &others { div { (ui::tag(&format!("Rule {rule}"))) " " (guide.rule(*rule)) } } };
        pairs.push(("Matches too", also));
    }
    if let (Some(visit), Some(held)) = (visit, &value.answered) {
        let day = app::clock::day_of(held.at_us);
        let by = html! { "by " (visit.name_of(&held.by)) " on " time.whole datetime=(day) { (day) } };
        pairs.push(("Answered", by));
    }
    ui::card(html! { h2 id="result" { (verdict.course.title()) } (ui::definition_list(&pairs)) })
}

fn confidence(confidence: Confidence) -> Markup {
    let (tone, text) = match confidence {
        Confidence::High => (Tone::Good, "High confidence"),
        Confidence::Medium => (Tone::Accent, "Medium confidence"),
        Confidence::Low => (Tone::Caution, "Low confidence"),
    };
    ui::badge(tone, text)
}

fn by_register(other: &Verdict) -> Markup {
    let first = other.first.map(|goal| format!(", {} first", goal.title())).unwrap_or_default();
    let body = html! { "With what the register of demand says in place of what was typed: " strong { (other.course.title()) (first) } "." };
    ui::notice(Tone::Caution, "The register of demand leads elsewhere", body)
}

fn differ(visit: &Visit, value: &PlannerAnswer) -> Markup {
    let title =
        format!("{} with the register of demand", counted(value.differences.len(), "answer differs", "answers differ"));
    let lines = html! {
        ul.lines {
            @for one in &value.differences {
                li { (one.typed) " " (one.recorded) @for id in &one.ids { " " (request(visit, id)) } }
            }
        }
    };
    ui::notice(Tone::Caution, &title, lines)
}

fn reasons(visit: Option<&Visit>, all: &[Reason]) -> Markup {
    let rows: Vec<Row> = all
        .iter()
        .map(|reason| {
            Row::new(vec![
                ui::whole(&sentence(&reason.text)),
                ui::badge(if reason.agrees { Tone::Good } else { Tone::Neutral }, spoken(reason)),
                visit.map_or_else(
                    || html! { span.hint { (sourced(&reason.source)) } },
                    |visit| cited(visit, &reason.source),
                ),
            ])
        })
        .collect();
    let columns = [Column::text("Reason"), Column::narrow("Side"), Column::text("Source")];
    ui::table("Reasons", &columns, &rows, TableOptions::default())
}

fn spoken(reason: &Reason) -> &'static str {
    reason.speaks.title()
}

fn flips(value: &PlannerAnswer, verdict: &Verdict, judged: &Answers) -> Markup {
    let rows: Vec<Row> = value
        .flips
        .iter()
        .map(|flip| {
            let first = flip.verdict.first.filter(|_| flip.verdict.course == verdict.course);
            Row::new(vec![
                html! { (flip.query.title()) },
                html! { (change(flip, judged)) },
                html! {
                    (flip.verdict.course.title())
                    @if let Some(first) = first { ", " (first.title()) " first" }
                    div.hint { "Rule " (flip.verdict.rule) }
                },
            ])
        })
        .collect();
    let columns = [Column::text("Question"), Column::text("Answered so"), Column::text("Result then")];
    let empty = ("No single answer changes it", "Two or more would have to change together.", html! {});
    ui::table(
        "What would change the result",
        &columns,
        &rows,
        TableOptions { empty: Some(empty), ..TableOptions::default() },
    )
}
