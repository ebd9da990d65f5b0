//! The list of everything that can be judged: clauses 4 to 10, and the controls of Annex A.

use super::{Half, Judged, Line, badge, href};
use crate::web::problem::Problem;
use crate::web::reading::{days, n, share};
use crate::web::ui::{self, Choice, Column, Crumb, Row, Stat, Tab, TableOptions, Tone};
use crate::web::visit::Visit;
use axum::response::Response;
use domain::values::{Assessment, Practice, Step};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let judged = Judged::ask(&visit)?;
    let half = if visit.field("kind").as_deref() == Some("controls") { Half::Controls } else { Half::Clauses };
    let lines = judged.lines(half);
    let wanted = visit.field("practice").unwrap_or_default();
    let shown: Vec<&Line<'_>> = lines.iter().filter(|l| in_view(l, &wanted)).collect();
    let body = html! {
        (ui::heading(
            "Clauses and steps",
            Some("How each clause and control stands, in your own judgement. SOC 2 asks whether it works; ISO/IEC 27001 asks whether it is managed and kept working."),
            Some(html! {
                (days(&visit, &judged.mark))
                @if let (false, Some(first)) = (visit.in_the_past(), lines.iter().find(|l| l.found.is_none())) {
                    (ui::link_button("Judge the next", &href(&visit, first.id), None))
                }
            }),
        ))
        (tabs(&visit, &judged, half))
        (figures(&visit, &lines, half))
        (filters(&visit, half, &wanted))
        (table(&visit, &shown, half))
    };
    Ok(visit.page(&judged.mark, "Clauses and steps", "/assessments", &[Crumb::here("Clauses and steps")], body))
}

fn in_view(line: &Line<'_>, wanted: &str) -> bool {
    let assessment = line.found.and_then(|f| f.assessment.as_ref());
    match wanted {
        "" => true,
        "open" => assessment.is_none(),
        practice => assessment.is_some_and(|a| a.practice.id() == practice),
    }
}

fn tabs(visit: &Visit, judged: &Judged, half: Half) -> Markup {
    let tab = |which: Half, label: &'static str| Tab {
        label: label.into(),
        href: visit.with("/assessments", &[("kind", which.id()), ("practice", "")]).into(),
        current: which == half,
        count: Some(n(judged.lines(which).len())),
    };
    ui::tabs("Clauses or controls", &[tab(Half::Clauses, "Clauses 4 to 10"), tab(Half::Controls, "Annex A")])
}

fn figures(visit: &Visit, lines: &[Line<'_>], half: Half) -> Markup {
    let of = lines.len();
    let with = |practice| {
        lines
            .iter()
            .filter(|l| l.found.and_then(|f| f.assessment.as_ref()).is_some_and(|a| a.practice == practice))
            .count()
    };
    let link = |practice: &str| visit.with("/assessments", &[("kind", half.id()), ("practice", practice)]);
    let mut counts: Vec<(&str, usize, usize, String)> =
        vec![("Documented and running", with(Practice::Running), of, link("running"))];
    if half == Half::Clauses {
        counts.push(("Documented", with(Practice::Documented), of, link("documented")));
        counts.push(("Done informally", with(Practice::Informal), of, link("informal")));
        counts.push(("Not judged yet", lines.iter().filter(|l| in_view(l, "open")).count(), of, link("open")));
    } else {
        let covered = lines.iter().filter(|l| l.covered).count();
        for step in [Step::Review, Step::SoaEntry, Step::Confirmation] {
            let done = lines.iter().filter(|l| l.covered && taken(l, step)).count();
            counts.push((short(step), done, covered, link("")));
        }
    }
    let text: Vec<[String; 3]> =
        counts.iter().map(|(_, count, of, _)| [count.to_string(), of.to_string(), share(*count, *of)]).collect();
    let stats: Vec<Stat<'_>> = counts
        .iter()
        .zip(&text)
        .map(|((label, count, of, href), [figure, denominator, percent])| Stat {
            label,
            figure,
            denominator,
            percent,
            href,
            share: Some((n(*count), n(*of))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

/// A step in the length of a column's head.
fn short(step: Step) -> &'static str {
    match step {
        Step::Review => "Reviewed",
        Step::SoaEntry => "In the SoA",
        Step::Confirmation => "Confirmed",
    }
}

fn taken(line: &Line<'_>, step: Step) -> bool {
    line.found.is_some_and(|f| f.steps.iter().any(|(s, _)| *s == step))
}

fn filters(visit: &Visit, half: Half, wanted: &str) -> Markup {
    let choices: Vec<Choice<'_>> = [("", "All"), ("open", "Not judged yet")]
        .into_iter()
        .chain(Practice::ALL.into_iter().map(|p| (p.id(), p.title())))
        .map(|(id, title)| Choice::new(id, title, id == wanted))
        .collect();
    let clear = visit.with("/assessments", &[("kind", half.id()), ("practice", "")]);
    ui::filter_bar(
        &format!("/o/{}/assessments", visit.org),
        html! {
            @for name in ["kind", "as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::inline_select("practice", "How it stands", &choices))
        },
        (!wanted.is_empty()).then_some(clear.as_str()),
    )
}

fn table(visit: &Visit, lines: &[&Line<'_>], half: Half) -> Markup {
    let mut columns = vec![
        Column::text(if half == Half::Clauses { "Clause" } else { "Control" }),
        Column::narrow("How it stands"),
        Column::narrow("Working, managed, kept so"),
    ];
    if half == Half::Controls {
        columns.extend(Step::ALL.map(|step| Column::narrow(short(step))));
    } else {
        columns.push(Column::text("Note"));
    }
    let rows: Vec<Row> = lines.iter().map(|line| row(visit, line, half)).collect();
    let empty = ("Nothing stands like that", "Take the filter away.", html! {});
    let options = TableOptions { filter: true, empty: Some(empty), ..TableOptions::default() };
    ui::table("Judgements", &columns, &rows, options)
}

fn row(visit: &Visit, line: &Line<'_>, half: Half) -> Row {
    let assessment = line.found.and_then(|f| f.assessment.as_ref());
    let note = html! { @if let Some(a) = assessment { (a.note) } };
    let mut cells = vec![
        html! {
            (ui::named(line.id, line.title, &href(visit, line.id)))
            @if half == Half::Controls { p.hint { (note) } }
        },
        assessment.map_or_else(ui::nothing, |a| badge(a.practice)),
        assessment.map_or_else(ui::nothing, answers),
    ];
    if half == Half::Controls {
        cells.extend(Step::ALL.map(|step| step_cell(line, step)));
    } else {
        cells.push(note);
    }
    Row::new(cells).anchored(format!("item-{}", line.id))
}

/// The three answers side by side: is it working, is it managed, is it kept so.
fn answers(assessment: &Assessment) -> Markup {
    let answer = |answer: Option<bool>| match answer {
        Some(true) => ui::badge(Tone::Good, "Yes"),
        Some(false) => ui::badge(Tone::Danger, "No"),
        None => ui::badge(Tone::Neutral, "?"),
    };
    html! { span.answers { (answer(assessment.working)) (answer(assessment.managed)) (answer(assessment.kept)) } }
}

fn step_cell(line: &Line<'_>, step: Step) -> Markup {
    let found = line.found.and_then(|f| f.steps.iter().find(|(s, _)| *s == step));
    html! {
        @match found {
            Some((_, taken)) => time datetime=(taken.on) { (taken.on) },
            None if line.covered => span.hint { "open" },
            None => (ui::nothing()),
        }
    }
}
