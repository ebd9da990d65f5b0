//! What answers come to: three scores that are never added, what lowers them, the steps that are worth most, a roadmap.

use crate::web::reading::{counted, items, percent};
use crate::web::ui::{self, Column, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use domain::reports::scorecard::{
    MOST_VALUABLE, NextStep, PartScore, SCORE_IS_NOT_READINESS, ScorecardResult, Touched, most_valuable,
};
use domain::values::scorecard::{Scorecard, ScorecardPart, TakenScorecard};
use jiff::civil::Date;
use maud::{Markup, html};

/// Rows of what lowers a score that the page lists for each part.
const SHOWN: usize = 12;

/// The result; items lead to their pages where an organisation speaks.
pub(super) fn told(taken: &TakenScorecard, result: &ScorecardResult, visit: Option<&Visit>) -> Markup {
    let card = &taken.card;
    html! {
        (scores(result))
        p.hint { (answered(result)) " " (SCORE_IS_NOT_READINESS) }
        @if !result.contradictions.is_empty() { (contradictions(card, result)) }
        (steps(card, result, visit))
        (lowers(card, result, visit))
        (areas(result))
        (roadmap(card, result))
    }
}

fn answered(result: &ScorecardResult) -> String {
    let score = &result.score;
    let unknown = match score.unknown {
        0 => String::new(),
        n => format!(", {n} of them with \u{201c}do not know\u{201d}, which counts nothing"),
    };
    format!("{} of {} questions are answered{unknown}.", score.answered, score.of)
}

fn under(part: &PartScore, touched: Option<&Touched>) -> String {
    let what = match part.part {
        ScorecardPart::Soc2 => "criteria",
        ScorecardPart::Clauses => "clauses",
        ScorecardPart::AnnexA => "controls",
    };
    let touched = touched.map(|one| format!(" They touch {} of {} {what}.", one.touched, one.of)).unwrap_or_default();
    format!("half points, from {}.{touched}", counted(part.questions, "question", "questions"))
}

fn scores(result: &ScorecardResult) -> Markup {
    let texts: Vec<(String, String, String, String)> = result
        .score
        .parts
        .iter()
        .map(|part| {
            let touched = result.touched.iter().find(|one| one.part == part.part);
            (part.halves.to_string(), part.of.to_string(), percent(part.percent()), under(part, touched))
        })
        .collect();
    let stats: Vec<Stat<'_>> = result
        .score
        .parts
        .iter()
        .zip(&texts)
        .map(|(part, (halves, of, percent, under))| Stat {
            label: part.part.title(),
            figure: halves,
            denominator: of,
            percent,
            under,
            href: match part.part {
                ScorecardPart::Soc2 => "#lowers-soc2",
                ScorecardPart::Clauses => "#lowers-clauses",
                ScorecardPart::AnnexA => "#lowers-annex_a",
            },
            share: Some((part.halves, part.of)),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

fn question<'a>(card: &'a Scorecard, id: &str) -> &'a str {
    card.question(id).map_or("", |question| question.text.as_str())
}

fn contradictions(card: &Scorecard, result: &ScorecardResult) -> Markup {
    let rows: Vec<Row> = result
        .contradictions
        .iter()
        .map(|one| {
            Row::new(vec![
                html! { (one.question) },
                html! { (question(card, &one.question)) },
                html! { (one.sentence) },
            ])
        })
        .collect();
    let columns = [Column::narrow("Question"), Column::text("Asked"), Column::text("Said, and recorded")];
    let lead =
        "An answer that the registers do not bear out is worth a second look: at the answer, or at the register.";
    let table = ui::table("Answers that the registers contradict", &columns, &rows, TableOptions::default());
    ui::section("contradictions", "What the registers say otherwise", Some(lead), table)
}

fn opened(ids: &[String], one: &str, many: &str, visit: Option<&Visit>) -> Markup {
    html! {
        @if !ids.is_empty() {
            details.fold { summary { (counted(ids.len(), one, many)) }
                @match visit { Some(visit) => { (items(visit, ids)) } None => { p { (ids.join(", ")) } } }
            }
        }
    }
}

fn step_row(step: &NextStep, visit: Option<&Visit>) -> Row {
    let late = match step.in_time {
        Some(false) => ui::badge(Tone::Danger, "Too late"),
        Some(true) => ui::badge(Tone::Good, "In time"),
        None => html! {},
    };
    Row::new(vec![
        html! { (step.question) },
        html! { (step.step) @if step.find_out { " " (ui::badge(Tone::Caution, "Find out first")) } },
        html! {
            (opened(&step.criteria, "criterion", "criteria", visit))
            (opened(&step.clauses, "clause", "clauses", visit))
            (opened(&step.annex_a, "control", "controls", visit))
        },
        html! { (step.days[0]) " to " (step.days[1]) },
        html! { time datetime=(step.shown_by) { (step.shown_by) } " " (late) },
        html! { (step.value) },
    ])
}

fn steps(card: &Scorecard, result: &ScorecardResult, visit: Option<&Visit>) -> Markup {
    let best = most_valuable(&result.steps);
    let columns = [
        Column::narrow("Answers"),
        Column::text("Step"),
        Column::text("Opens in both frameworks"),
        Column::number("Person-days"),
        Column::narrow("Can be shown by"),
        Column::number("Value"),
    ];
    let rows = |steps: &[NextStep]| -> Vec<Row> { steps.iter().map(|step| step_row(step, visit)).collect() };
    let source = card.efforts.first().map(|effort| effort.source.as_str()).unwrap_or_default();
    let lead = format!(
        "Value: items that a step opens, by the crosswalk {} too and as far as no own control in place answers them, times the half \
         points that it adds, times 100, over the middle of its person-days. Steps that come too late stand last.",
        result.crosswalk
    );
    let empty = ("Nothing is left to do by these answers", "Collect evidence that bears them out.", html! {});
    let table = ui::table(
        "The most valuable steps",
        &columns,
        &rows(best),
        TableOptions { empty: Some(empty), ..TableOptions::default() },
    );
    ui::section(
        "steps",
        "The most valuable next steps",
        Some(&lead),
        html! {
            (table)
            @if result.steps.len() > MOST_VALUABLE {
                details.fold {
                    summary { "The other " (result.steps.len() - MOST_VALUABLE) " steps" }
                    (ui::table("All other steps", &columns, &rows(&result.steps[best.len()..]), TableOptions::default()))
                }
            }
            p.hint { "Person-days: " (source) }
        },
    )
}

fn lowers(card: &Scorecard, result: &ScorecardResult, visit: Option<&Visit>) -> Markup {
    let of = |part: ScorecardPart| -> Vec<_> { result.lowers.iter().filter(|line| line.part == part).collect() };
    let columns = [Column::narrow("Item"), Column::number("Half points lost"), Column::text("Because of")];
    html! {
        @for part in ScorecardPart::ALL {
            @let lines = of(part);
            @let rows = lines.iter().take(SHOWN).map(|line| {
                let item = std::slice::from_ref(&line.item);
                Row::new(vec![
                    match visit { Some(visit) => items(visit, item), None => html! { (line.item) } },
                    html! { (line.lost) " of " (line.of) },
                    html! { ul.lines { @for id in &line.questions { li { (id) ": " (question(card, id)) } } } },
                ])
            }).collect::<Vec<Row>>();
            (ui::section(&format!("lowers-{}", part.id()), &format!("What lowers: {}", part.title()), None, html! {
                @if rows.is_empty() { p.hint { "Nothing does." } } @else {
                    (ui::table(part.title(), &columns, &rows, TableOptions::default()))
                    @if lines.len() > SHOWN { p.hint { (SHOWN) " of " (lines.len()) " are shown, the most first." } }
                }
            }))
        }
    }
}

fn areas(result: &ScorecardResult) -> Markup {
    let cell = |parts: &[PartScore], part: ScorecardPart| match parts.iter().find(|one| one.part == part) {
        None => ui::nothing(),
        Some(one) => html! { (ui::bar(one.halves, one.of, part.title())) " " (one.halves) " of " (one.of) },
    };
    let rows: Vec<Row> = result
        .score
        .areas
        .iter()
        .map(|area| {
            let cells = ScorecardPart::ALL.into_iter().map(|part| cell(&area.parts, part));
            Row::new(std::iter::once(html! { (area.title) }).chain(cells).collect())
        })
        .collect();
    let columns = [Column::text("Area"), Column::text("SOC 2"), Column::text("Clauses"), Column::text("Annex A")];
    ui::section(
        "areas",
        "By area",
        Some("Half points reached, of those that can be reached. The columns are never added."),
        ui::table("By area", &columns, &rows, TableOptions::default()),
    )
}

fn roadmap(card: &Scorecard, result: &ScorecardResult) -> Markup {
    let span = |days: [Date; 2]| {
        html! { time datetime=(days[0]) { (days[0]) } @if days[0] != days[1] { " to " time datetime=(days[1]) { (days[1]) } } }
    };
    let rows: Vec<Row> = result
        .roadmap
        .iter()
        .map(|phase| {
            let step = |id: &String| card.question(id).map_or("", |question| question.step.as_str());
            Row::new(vec![
                html! { (phase.number) ". " (phase.title) },
                html! { details.fold { summary { (counted(phase.steps.len(), "step", "steps")) } ul.lines { @for id in &phase.steps { li { (id) ": " (step(id)) } } } } },
                html! { (phase.days[0]) " to " (phase.days[1]) },
                html! { (span(phase.from)) },
                html! { (span(phase.until)) },
            ])
        })
        .collect();
    let columns = [
        Column::text("Phase"),
        Column::text("Steps"),
        Column::number("Person-days"),
        Column::narrow("Begins"),
        Column::narrow("Ends"),
    ];
    let phases = counted(result.roadmap.len(), "phase has", "phases have");
    let lead = format!("One phase after another, five days a week; ranges stay ranges. {phases} open steps.");
    let empty = ("No step is open", "The roadmap is empty.", html! {});
    ui::section(
        "roadmap",
        "Roadmap",
        Some(&lead),
        ui::table("Roadmap", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }),
    )
}
