//! What is missing before Stage 1 and before Stage 2: two lists, each line with its state, its reason and its place.

use super::{READINESS, place};
use crate::web::attachment::workbook;
use crate::web::problem::Problem;
use crate::web::reading::{days, item_href, n, share};
use crate::web::ui::{self, Choice, Column, Crumb, Row, Stat, Tab, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::clauses::readiness_sheets;
use app::ask::ReadinessOf;
use app::tables;
use axum::response::Response;
use domain::reports::clauses::TWO_LAYERS;
use domain::reports::clauses::readiness::{AuditStage, Checked, NOT_READY, Readiness, ReadinessLine, StageList};
use maud::{Markup, html};

const TITLE: &str = "Before the certification audits";

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&ReadinessOf)?;
    let found = &answer.value;
    let stage = visit.field("stage").and_then(|word| AuditStage::parse(&word)).unwrap_or(AuditStage::One);
    let [one, two] = &found.stages;
    let list = if stage == AuditStage::One { one } else { two };
    let shown = visit.field("show").and_then(|word| Checked::parse(&word));
    let body = html! {
        (ui::heading(TITLE, Some("What an auditor of the certification body looks at, line by line: there, missing, or to be asked of a person."), Some(html! {
            (days(&visit, &answer.mark))
            (ui::export_link("XLSX", &visit.href("/certification/readiness.xlsx")))
        })))
        (figures(&visit, found))
        (ui::notice(Tone::Neutral, "What this does not say", html! { (NOT_READY) " " (TWO_LAYERS) }))
        @if found.balance.underestimated {
            (ui::notice(Tone::Caution, "Clause work lags behind Annex A work", html! { (found.balance.sentence()) }))
        }
        (tabs(&visit, found, stage))
        p { strong { (list.sentence()) } " " (stage.about()) }
        (filter(&visit, shown, stage))
        (lines(&visit, list, shown))
    };
    let crumbs = [Crumb::link("Certification", visit.href("/certification")), Crumb::here(TITLE)];
    Ok(visit.page(&answer.mark, TITLE, READINESS, &crumbs, body))
}

fn of_stage(visit: &Visit, stage: AuditStage, shown: &str) -> String {
    visit.with(READINESS, &[("stage", stage.id()), ("show", shown)])
}

fn figures(visit: &Visit, found: &Readiness) -> Markup {
    let gate = &found.gate;
    let [one, two] = &found.stages;
    let of = |list: &StageList| (list.count(Checked::There), list.checkable(), list.count(Checked::AskAPerson));
    let asked = |list: &StageList| {
        format!("Of what a machine can check; {} more are to be asked of a person.", list.count(Checked::AskAPerson))
    };
    let under = [
        asked(one),
        asked(two),
        "Judged by a person as more than not started (K12).".to_owned(),
        "Applicable controls of the Statement that are implemented: a layer of its own.".to_owned(),
    ];
    let figures = [
        ("Stage 1: there", of(one).0, of(one).1, of_stage(visit, AuditStage::One, "missing")),
        ("Stage 2: there", of(two).0, of(two).1, of_stage(visit, AuditStage::Two, "missing")),
        ("Clauses addressed", gate.clauses, gate.clauses_of, visit.href("/clauses")),
        ("Annex A implemented", gate.controls, gate.controls_of, visit.href("/statement")),
    ];
    let text = [0, 1, 2, 3].map(|at: usize| {
        let (_, count, of, _) = &figures[at];
        [count.to_string(), of.to_string(), share(*count, *of)]
    });
    let stats: Vec<Stat<'_>> = figures
        .iter()
        .zip(&text)
        .zip(&under)
        .map(|(((label, count, of, href), [figure, denominator, percent]), under)| Stat {
            label,
            figure,
            denominator,
            percent,
            under,
            href,
            share: Some((n(*count), n(*of))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

fn tabs(visit: &Visit, found: &Readiness, stage: AuditStage) -> Markup {
    let tab = |list: &StageList| Tab {
        label: list.stage.title().into(),
        href: of_stage(visit, list.stage, "").into(),
        current: list.stage == stage,
        count: Some(n(list.count(Checked::Missing))),
    };
    let tabs: Vec<Tab<'_>> = found.stages.iter().map(tab).collect();
    html! { (ui::tabs("Stage, with what is missing", &tabs)) }
}

fn filter(visit: &Visit, shown: Option<Checked>, stage: AuditStage) -> Markup {
    let all = std::iter::once(Choice::new("", "All lines", shown.is_none()));
    let choices: Vec<Choice<'_>> =
        all.chain(Checked::ALL.into_iter().map(|c| Choice::new(c.id(), c.title(), shown == Some(c)))).collect();
    let clear = of_stage(visit, stage, "");
    ui::filter_bar(
        &format!("/o/{}{READINESS}", visit.org),
        html! {
            (ui::hidden("stage", stage.id()))
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::inline_select("show", "Show", &choices))
        },
        shown.is_some().then_some(clear.as_str()),
    )
}

fn lines(visit: &Visit, list: &StageList, shown: Option<Checked>) -> Markup {
    let wanted = |line: &&ReadinessLine| shown.is_none_or(|state| line.state == state);
    let wanted: Vec<&ReadinessLine> = list.lines.iter().filter(wanted).collect();
    html! {
        @if wanted.is_empty() { (ui::empty_state("No line stands so", "Take the filter away to see the whole list.", html! {})) }
        @for group in wanted.chunk_by(|a, b| a.group == b.group) {
            @let title = group.first().map_or("", |line| line.group);
            (ui::section(&anchor(title), title, None, table(visit, title, group)))
        }
    }
}

/// The anchor of a group; its lines have anchors of their own, the bare words.
fn anchor(title: &str) -> String {
    let word: String = title.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("group-{word}")
}

fn table(visit: &Visit, title: &str, lines: &[&ReadinessLine]) -> Markup {
    let columns = [
        Column::text("What an auditor looks at"),
        Column::narrow("Clause"),
        Column::narrow("State"),
        Column::text("Why, or what to ask"),
        Column::narrow("Where"),
    ];
    let rows: Vec<Row> = lines
        .iter()
        .map(|line| {
            let tone = match line.state {
                Checked::Missing => Tone::Danger,
                Checked::AskAPerson => Tone::Neutral,
                Checked::There => Tone::Good,
            };
            Row::new(vec![
                html! { (line.looks) },
                html! { a href=(item_href(visit, line.clause)) { (line.clause) } },
                ui::badge(tone, line.state.title()),
                html! { (line.why) },
                place::link(visit, &line.place, &line.place.title()),
            ])
            .anchored(&line.id)
        })
        .collect();
    ui::table(title, &columns, &rows, TableOptions::default())
}

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&ReadinessOf)?;
    let now = visit.doors.app.clock().now_us();
    workbook(&format!("{}-readiness-{}", answer.mark.slug, answer.mark.as_of), || {
        let sheets = readiness_sheets(&answer.value, &answer.mark);
        tables::workbook_about("Readiness for certification", "ISO/IEC 27001 Stage 1 and Stage 2", now, sheets)
    })
}
