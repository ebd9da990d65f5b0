//! The checklist, answered row by row: each row has its own small form, and the next open row is opened after it.

use super::{PLACE, evidence, ids, item_link, joined, path, result_badge};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{AuditDetail, AuditOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{AuditCommand, Command};
use domain::refusal::Refusal;
use domain::registers::audit::HeldLine;
use domain::values::audit::{AuditSample, LineAnswer, LineKind, LineResult};
use maud::{Markup, html};

const SHOWN: [(&str, &str); 5] = [
    ("all", "All"),
    ("open", "Open"),
    ("mine", "Mine, open"),
    ("finding", "Findings"),
    ("not_examined", "Not examined"),
];

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditOf(id.to_owned()))?;
    let detail = &answer.value;
    let drawn = detail.held.announced.is_some();
    let proposed = detail.proposed.iter().map(|line| HeldLine { line: line.clone(), answered: None, times: 0 });
    let lines: Vec<HeldLine> = detail.held.lines.iter().cloned().chain(proposed).collect();
    let shown = visit.field("show").filter(|word| SHOWN.iter().any(|(id, _)| id == word)).unwrap_or("all".to_owned());
    let rows: Vec<(u32, &HeldLine)> =
        (1u32..).zip(&lines).filter(|(_, line)| wants(visit, detail, &shown, line)).collect();
    let missing = may(visit, id).filter(|_| drawn && detail.held.report.is_none());
    let live =
        missing.is_none() && detail.held.started.is_some() && detail.held.report.is_none() && !visit.in_the_past();
    let choices = SHOWN.map(|(id, label)| Choice::new(id, label, id == shown));
    let figures = &detail.line.figures;
    let parts = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let title = format!("Checklist of {id}");
    let body = tokio::task::block_in_place(|| {
        html! {
            (ui::heading(&title, Some(&detail.held.plan.title), Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } })))
            (refused(refusal))
            @if drawn { (ui::bar(parts(figures.done()), parts(figures.lines), "Lines answered")) p { (figures.done()) " of " (counted(figures.lines, "line", "lines")) " answered" } }
            @else { (ui::notice(Tone::Neutral, "Not drawn up yet", html! { "These are the questions as they would be drawn up today. They are fixed when the audit is announced." })) }
            @if drawn && detail.held.started.is_none() { p.hint { "It is answered from the first day of fieldwork." } }
            @if let Some(missing) = &missing { (not_offered(missing)) }
            (ui::filter_bar(&visit.path, ui::inline_select("show", "Show", &choices), None))
            p.hint { (rows.len()) " of " (lines.len()) " shown." }
            @if rows.is_empty() { (ui::empty_state("No line", "No line of the checklist stands so.", html! { a.button.quiet href=(visit.href(&path(id))) { "Back to " (id) } })) }
            @else { ol.checklist { @for (number, line) in rows { (row(visit, detail, number, line, live, &shown, typed)) } } }
        }
    });
    let crumbs = [
        Crumb::link("Internal audits", visit.href(PLACE)),
        Crumb::link(id.to_owned(), visit.href(&path(id))),
        Crumb::here("Checklist"),
    ];
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

/// What stands in the way of answering, whichever line.
fn may(visit: &Visit, id: &str) -> Option<Refusal> {
    let answer = LineAnswer { result: LineResult::Conforms, note: String::new(), evidence: [].into(), sample: None };
    let command = AuditCommand::AnswerAuditLine { id: id.to_owned(), line: 1, answer: Box::new(answer), seen: None };
    why_not(visit, &Command::Audit(command))
}

fn mine(visit: &Visit, detail: &AuditDetail, item: &str) -> bool {
    detail.held.auditors.get(visit.who.id()).is_some_and(|auditor| auditor.part.audits(item))
}

fn wants(visit: &Visit, detail: &AuditDetail, shown: &str, line: &HeldLine) -> bool {
    let result = line.answered.as_ref().map(|answered| answered.answer.result);
    match shown {
        "open" => result.is_none(),
        "mine" => result.is_none() && mine(visit, detail, &line.line.item),
        "finding" => result == Some(LineResult::Finding),
        "not_examined" => result == Some(LineResult::NotExamined),
        _ => true,
    }
}

fn row(
    visit: &Visit,
    detail: &AuditDetail,
    number: u32,
    held: &HeldLine,
    live: bool,
    shown: &str,
    typed: &Typed,
) -> Markup {
    let line = &held.line;
    let title = detail.titles.get(&line.item).map(String::as_str).unwrap_or_default();
    let again = typed.get("line") == number.to_string();
    html! {
        li.checklist-line id={ "line-" (number) } {
            p.checklist-head {
                span.checklist-number { (number) } " " (item_link(visit, &line.item)) " " span.hint { (title) @if matches!(line.kind, LineKind::Designed | LineKind::Practised) { " · " (line.kind.title().to_lowercase()) } }
                @if detail.retired.contains(&line.item) { " " (ui::badge(Tone::Neutral, "Retired")) }
                " " @match &held.answered { Some(answered) => (result_badge(answered.answer.result)), None => (ui::badge(Tone::Accent, "Open")) }
            }
            p { (line.question) }
            @if let Some(answered) = &held.answered {
                @if !answered.answer.note.is_empty() { p.said-text { (answered.answer.note) } }
                @if let Some(sample) = &answered.answer.sample { p.hint { (sampled(sample)) } }
                @if !answered.answer.evidence.is_empty() { p.hint { "Evidence: " (evidence(visit, &answered.answer.evidence)) } }
                p.hint { (visit.name_of(&answered.by)) ", " (app::clock::minute_of(answered.at_us)) @if held.times > 1 { ", answered " (held.times) " times" }
                    @if answered.answer.result == LineResult::Finding { " · " a href=(visit.href(&path(&detail.line.id))) { "findings" } } }
            }
            @if live && mine(visit, detail, &line.item) {
                details.fold.add open[held.answered.is_none() || again] {
                    summary { @if held.answered.is_some() { "Answer anew" } @else { "Answer" } }
                    (form(visit, detail, number, held, shown, again.then_some(typed)))
                }
            }
        }
    }
}

fn sampled(sample: &AuditSample) -> String {
    let mut words = format!("Sample: {} of {}", sample.size, sample.population);
    if let Some(drawn) = &sample.drawn {
        words = format!("{words}, drawn as {drawn}");
    }
    if !sample.picked.is_empty() {
        words = format!("{words}: {}", sample.picked);
    }
    words
}

fn form(
    visit: &Visit,
    detail: &AuditDetail,
    number: u32,
    held: &HeldLine,
    shown: &str,
    typed: Option<&Typed>,
) -> Markup {
    let was = held.answered.as_ref().map(|answered| &answered.answer);
    let begin = Typed::of([
        ("result", was.map_or("conforms", |one| one.result.id())),
        ("note", was.map_or("", |one| &one.note)),
        ("evidence", &was.map(|one| joined(&one.evidence)).unwrap_or_default()),
    ]);
    let now = typed.unwrap_or(&begin);
    let results: Vec<Choice<'_>> = LineResult::ALL
        .into_iter()
        .map(|one| Choice::new(one.id(), one.title(), one.id() == now.get("result")))
        .collect();
    let id = |name: &str| format!("{name}-{number}");
    let text = |name: &str, label: &str, hint: &str| {
        ui::text(&Field { name, id: &id(name), label, hint, value: now.get(name), ..Field::default() })
    };
    let to = format!("/o/{}{}/lines/{number}", visit.org, path(&detail.line.id));
    ui::form(
        &to,
        html! {
            (ui::hidden("seen", &held.times.to_string()))
            (ui::hidden("show", shown))
            (ui::radios(&Field { name: "result", id: &id("result"), label: "Result", ..Field::default() }, &results))
            (ui::textarea(&Field { name: "note", id: &id("note"), label: "What was seen", hint: "For what was not examined: why.", value: now.get("note"), ..Field::default() }, 2))
            (text("evidence", "Evidence", "Ids with commas: EV-3, EV-7."))
            details.fold {
                summary { "Sample" }
                div.field-row { (text("population", "Of how many", "")) (text("size", "Looked at", "")) (text("sample", "Drawn here as", "Such as SA-3.")) }
                (text("picked", "Which, or how picked", ""))
            }
            div.actions { (ui::button("Record")) }
        },
    )
}

fn meant(id: &str, number: &str, typed: &Typed) -> Result<AuditCommand, Refusal> {
    let unknown = |what, id: &str| Refusal::Unknown { what, id: id.to_owned(), nearest: None };
    let line: u32 = number.parse().map_err(|_| unknown("line of the checklist", number))?;
    let result = LineResult::parse(typed.get("result")).ok_or_else(|| unknown("result", typed.get("result")))?;
    let figure = |name: &str, what: &str| match typed.get(name).trim() {
        "" => Ok(0),
        text => text.parse::<u32>().map_err(|_| Refusal::NotPossible {
            sentence: format!("{what}: `{text}` is no whole number"),
            hint: "write a whole number".to_owned(),
        }),
    };
    let sample = AuditSample {
        population: figure("population", "of how many")?,
        size: figure("size", "looked at")?,
        drawn: Some(typed.get("sample").trim().to_owned()).filter(|id| !id.is_empty()),
        picked: typed.get("picked").to_owned(),
    };
    let answer = LineAnswer {
        result,
        note: typed.get("note").to_owned(),
        evidence: ids(typed.get("evidence")),
        sample: (sample != AuditSample::default()).then_some(sample),
    };
    let seen = typed.get("seen").trim().parse().ok();
    Ok(AuditCommand::AnswerAuditLine { id: id.to_owned(), line, answer: Box::new(answer), seen })
}

pub(super) async fn answer(
    visit: Visit,
    Path((_, id, number)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let show = SHOWN.iter().find(|(id, _)| *id == typed.get("show")).map_or("all", |(id, _)| id);
    // What is open moves up; else the next line is what comes next.
    let next = number.parse::<u32>().unwrap_or(0).saturating_add(1);
    let back = format!("{}/checklist?show={show}#line-{next}", path(&id));
    let done = meant(&id, &number, &typed).map_err(Problem::from);
    let done = done.and_then(|wanted| visit.change(&format!("Answered line {number}."), &back, Command::Audit(wanted)));
    let typed = typed.and([("line".to_owned(), number)]);
    or_again(done, |refusal| page(&visit, &id, &typed, Some(refusal)))
}
