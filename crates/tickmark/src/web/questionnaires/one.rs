//! One questionnaire: how it stands, its questions by state, the file that goes back.

use super::{PLACE, barred, path, state_badge};
use crate::web::attachment::attachment;
use crate::web::history;
use crate::web::people::not_offered;
use crate::web::problem::Problem;
use crate::web::reading::n;
use crate::web::typed::{Typed, only_today, or_again, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Field, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{Answer, QuestionnaireDetail, QuestionnaireOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, QuestionnaireCommand};
use domain::refusal::Refusal;
use domain::reports::questionnaire::{QuestionLine, QuestionState};
use domain::reports::search::FoundKind;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Questions on one page.
const SHOWN: usize = 100;

type Parts = BTreeMap<String, String>;

fn id(parts: &Parts) -> String {
    parts.get("questionnaire").cloned().unwrap_or_default()
}

pub(super) async fn show(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, Problem> {
    let answer = visit.ask(&QuestionnaireOf(id(&parts)))?;
    Ok(page(&visit, &answer, &Typed::default(), None))
}

fn page(visit: &Visit, answer: &Answer<QuestionnaireDetail>, typed: &Typed, refusal: Option<&Refusal>) -> Response {
    let detail = &answer.value;
    let one = &detail.held.questionnaire;
    let place = path(&detail.id);
    let missing = barred(visit);
    let lead = format!("{}, came on {} as {}, sheet {}.", one.customer, one.received, one.file.name, one.file.sheet);
    let body = html! {
        (ui::heading(&one.title, Some(&lead), None))
        (refused(refusal))
        (figures(visit, detail))
        @if let Some(missing) = &missing { (not_offered(missing)) } @else { (leaving(visit, detail, typed)) }
        (questions(visit, detail))
    };
    let crumbs = [Crumb::link("Questionnaires", visit.href(PLACE)), Crumb::here(detail.id.clone())];
    let body = history::with(visit, &answer.mark, (FoundKind::Questionnaire, &detail.id), &body);
    visit.page(&answer.mark, &format!("{} {}", detail.id, one.title), &place, &crumbs, body)
}

fn figures(visit: &Visit, detail: &QuestionnaireDetail) -> Markup {
    let told = &detail.figures;
    let texts = [told.answered, told.to_confirm, told.given, told.open].map(|count| count.to_string());
    let of = told.questions.to_string();
    let states = [QuestionState::Answered, QuestionState::ToConfirm, QuestionState::Given, QuestionState::Open];
    let hrefs =
        states.map(|state| visit.with(&path(&detail.id), &[("state", state.id()), ("from", "")]) + "#questions");
    let counts = [told.answered, told.to_confirm, told.given, told.open];
    let stats: Vec<Stat<'_>> = (0..states.len())
        .map(|at| Stat {
            label: states[at].title(),
            figure: &texts[at],
            denominator: &of,
            href: &hrefs[at],
            share: Some((n(counts[at]), n(told.questions))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

/// What leaves: the file, and the record that it went back.
fn leaving(visit: &Visit, detail: &QuestionnaireDetail, typed: &Typed) -> Markup {
    let place = path(&detail.id);
    let today = visit.doors.app.clock().today().to_string();
    let day = match typed.get("on") {
        "" => today.as_str(),
        day => day,
    };
    html! {
        (ui::section("leaving", "Back to the customer", Some("The same spreadsheet with the answers in it; nothing else of it changes."), html! {
            @match &detail.stays {
                Some(refusal) => (ui::notice(Tone::Caution, &sentence(&refusal.to_string()), html! { (sentence(&refusal.hint())) })),
                None => div.actions { (ui::link_button("Download the spreadsheet", &visit.href(&format!("{place}/file")), Some(ui::Icon::Export))) },
            }
            @if let Some(sent) = &detail.held.sent {
                p.hint { "It went back on " time datetime=(sent.on) { (sent.on) } "; its answers do not change any more." }
            } @else if detail.stays.is_none() {
                details.fold { summary { "It went back" }
                    (ui::form(&visit.href(&format!("{place}/sent")), html! {
                        (ui::date_field(&Field { name: "on", label: "On", value: day, required: true, ..Field::default() }))
                        div.actions { (ui::button("Record it")) }
                    }))
                }
            }
        }))
    }
}

fn questions(visit: &Visit, detail: &QuestionnaireDetail) -> Markup {
    let place = path(&detail.id);
    let state = visit.field("state").and_then(|typed| QuestionState::parse(&typed));
    let wanted: Vec<&QuestionLine> =
        detail.lines.iter().filter(|line| state.is_none_or(|state| line.state == state)).collect();
    let from = visit.field("from").and_then(|text| text.parse::<usize>().ok()).unwrap_or(0).min(wanted.len());
    let until = wanted.len().min(from + SHOWN);
    let rows: Vec<Row> = wanted[from..until].iter().filter_map(|line| row(visit, detail, line)).collect();
    let to = |from: usize| visit.with(&place, &[("from", &from.to_string())]);
    let (before, after) =
        (from.checked_sub(1).map(|_| to(from.saturating_sub(SHOWN))), (until < wanted.len()).then(|| to(until)));
    let columns = [Column::number("Row"), Column::text("Question"), Column::narrow("State"), Column::text("Answer")];
    let all = state.map(|_| visit.with(&place, &[("state", ""), ("from", "")]));
    let empty = Some((
        "No question is in this state",
        "Look at all of them.",
        html! { @if let Some(all) = &all { (ui::quiet_link("All questions", all, None)) } },
    ));
    ui::section(
        "questions",
        "Questions",
        None,
        html! {
            @if let (Some(state), Some(all)) = (state, &all) { p.hint { "Only: " (state.title()) ". " a href=(all) { "Show all" } } }
            (ui::table("Questions", &columns, &rows, TableOptions { empty, ..TableOptions::default() }))
            @if wanted.len() > SHOWN { (ui::pager(n(from + 1), n(until), n(wanted.len()), before.as_deref(), after.as_deref())) }
        },
    )
}

fn row(visit: &Visit, detail: &QuestionnaireDetail, line: &QuestionLine) -> Option<Row> {
    let question = detail.held.questionnaire.question(line.row)?;
    let answered = detail.held.answered.get(&line.row);
    let to = visit.href(&format!("{}/{}", path(&detail.id), line.row));
    Some(Row::new(vec![
        html! { a.id href=(to) { (line.row) } },
        html! { @if !question.section.is_empty() { span.hint { (question.section) } br; } a href=(to) { (question.text) } },
        state_badge(line.state),
        html! {
            @match answered { Some(answered) => (answered.text), None => span.hint { (question.given) } }
            @for stale in &line.stale { p.hint { (sentence(&stale.sentence())) } }
            @if line.differs { p.hint { "The library says it otherwise by now." } }
        },
    ]))
}

pub(super) async fn download(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, Problem> {
    let fill = || visit.doors.app.filled_questionnaire(&visit.org, &visit.who, &id(&parts));
    let filled = tokio::task::block_in_place(fill)?;
    Ok(attachment("application/octet-stream", &filled.name, filled.bytes))
}

pub(super) async fn send(visit: Visit, Path(parts): Path<Parts>, typed: Typed) -> Result<Response, Problem> {
    if let Some(missing) = barred(&visit) {
        return Err(missing.into());
    }
    let answer = visit.ask(&QuestionnaireOf(id(&parts)))?;
    let done = || -> Result<Response, Problem> {
        only_today(&visit)?;
        let (id, on) = (answer.value.id.clone(), typed.day("on", "the day on which it went back")?);
        let command = QuestionnaireCommand::SendQuestionnaire { id: id.clone(), on };
        visit.change(&format!("{id} went back."), &path(&id), Command::Questionnaire(command))
    };
    or_again(done(), |refusal| Ok(page(&visit, &answer, &typed, Some(refusal))))
}
