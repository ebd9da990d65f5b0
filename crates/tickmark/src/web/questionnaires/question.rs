//! One question: what the programme could answer and why, and the answer of whoever reads it.

use super::{PLACE, answer_path, barred, path, sources, state_badge, typed_sources, written};
use crate::web::people::not_offered;
use crate::web::problem::Problem;
use crate::web::reading::percent;
use crate::web::typed::{Typed, only_today, or_again, refused, sentence};
use crate::web::ui::{self, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{Answer, QuestionnaireDetail, QuestionnaireOf, SuggestionsFor};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, QuestionnaireCommand};
use domain::refusal::Refusal;
use domain::reports::questionnaire::Suggestion;
use domain::values::questionnaire::GivenAnswer;
use maud::{Markup, html};
use std::collections::BTreeMap;

type Parts = BTreeMap<String, String>;

struct Asked {
    answer: Answer<QuestionnaireDetail>,
    row: u32,
    suggestions: Vec<Suggestion>,
}

fn asked(visit: &Visit, parts: &Parts) -> Result<Asked, Problem> {
    let id = parts.get("questionnaire").cloned().unwrap_or_default();
    let answer = visit.ask(&QuestionnaireOf(id.clone()))?;
    let row = parts.get("row").and_then(|row| row.parse().ok()).unwrap_or(0);
    if answer.value.held.questionnaire.question(row).is_none() {
        return Err(Problem::not_found("There is no such question."));
    }
    let suggested = tokio::task::block_in_place(|| visit.ask(&SuggestionsFor { id, rows: vec![row], open: false }))?;
    let suggestions = suggested.value.rows.into_iter().next().map(|(_, all)| all).unwrap_or_default();
    Ok(Asked { answer, row, suggestions })
}

/// What of an answer is shown in its form: the text that stands, and what it rests on in the library.
fn standing(asked: &Asked) -> Typed {
    let answered = asked.answer.value.held.answered.get(&asked.row);
    let text = answered.map_or("", |answered| answered.text.as_str());
    let kept =
        asked.suggestions.iter().find(|one| one.answer.as_deref() == answered.map(|answered| answered.id.as_str()));
    let cited = kept.filter(|_| answered.is_some()).map(|kept| written(&kept.sources)).unwrap_or_default();
    Typed::of([("answer", text), ("sources", &cited)])
}

pub(super) async fn show(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, Problem> {
    let asked = asked(&visit, &parts)?;
    Ok(page(&visit, &asked, &standing(&asked), None))
}

fn page(visit: &Visit, asked: &Asked, typed: &Typed, refusal: Option<&Refusal>) -> Response {
    let detail = &asked.answer.value;
    let question = detail.held.questionnaire.question(asked.row);
    let line = detail.lines.iter().find(|line| line.row == asked.row);
    let title = format!("Row {}", asked.row);
    let text = question.map_or("", |question| question.text.as_str());
    let missing = barred(visit);
    let next = detail.lines.iter().find(|line| line.row > asked.row && !detail.held.answered.contains_key(&line.row));
    let body = html! {
        (ui::heading(text, question.map(|q| q.section.as_str()).filter(|s| !s.is_empty()), next.map(|line| {
            ui::quiet_link("Next without an answer", &visit.href(&format!("{}/{}", path(&detail.id), line.row)), None)
        })))
        (refused(refusal))
        @if let Some(line) = line {
            p { (state_badge(line.state)) @if line.differs { " The library says it otherwise by now." } }
            @for stale in &line.stale { p.hint { (sentence(&stale.sentence())) } }
        }
        @if let Some(answered) = detail.held.answered.get(&asked.row) {
            p.hint { "Kept in the library as " a.id href=(visit.href(&answer_path(&answered.id))) { (answered.id) } "." }
        }
        @if let Some(given) = question.map(|q| q.given.as_str()).filter(|given| !given.is_empty()) {
            (ui::notice(Tone::Accent, "The file came with an answer", html! { (given) }))
        }
        @if let Some(missing) = &missing { (not_offered(missing)) }
        (suggestions(visit, asked, missing.is_none() && detail.held.sent.is_none()))
        @if missing.is_none() && detail.held.sent.is_none() { (own(visit, asked, typed)) }
    };
    let crumbs = [
        Crumb::link("Questionnaires", visit.href(PLACE)),
        Crumb::link(detail.id.clone(), visit.href(&path(&detail.id))),
        Crumb::here(title.clone()),
    ];
    visit.page(&asked.answer.mark, &title, PLACE, &crumbs, body)
}

fn here(visit: &Visit, asked: &Asked) -> String {
    visit.href(&format!("{}/{}", path(&asked.answer.value.id), asked.row))
}

fn suggestions(visit: &Visit, asked: &Asked, offered: bool) -> Markup {
    let lead =
        "Found by the words that question and source share, on this machine. Nothing is answered before you accept it.";
    ui::section(
        "suggestions",
        "What the programme says",
        Some(lead),
        html! {
            @if asked.suggestions.is_empty() {
                p.hint { "The programme has nothing to say to it. Answer it in your own words; the answer is kept for the next time." }
            }
            @for one in &asked.suggestions {
                article.card {
                    div.card-head { h3.card-title { (one.title) } @if one.stale { (ui::badge(Tone::Caution, "To be confirmed")) } }
                    p { (one.text) }
                    p.hint {
                        "Rests on: " (sources(visit, &one.sources)) ". "
                        @if one.same { "It was the same question." } @else { (percent(one.strength)) " of the question's words, by weight: " (one.shared.join(", ")) "." }
                        @if let Some(id) = &one.answer { " Kept as " a.id href=(visit.href(&answer_path(id))) { (id) } "." }
                    }
                    @if offered && !one.stale {
                        (ui::form(&here(visit, asked), html! {
                            (ui::hidden("answer", &one.text))
                            (ui::hidden("sources", &written(&one.sources)))
                            div.actions { (ui::button("Accept it")) }
                        }))
                    }
                }
            }
        },
    )
}

fn own(visit: &Visit, asked: &Asked, typed: &Typed) -> Markup {
    ui::section(
        "own",
        "In your own words",
        None,
        ui::form(
            &here(visit, asked),
            html! {
                (ui::textarea(&Field { name: "answer", label: "Answer", value: typed.get("answer"), hint: "Empty takes the answer of this row back.", ..Field::default() }, 5))
                (ui::text(&Field { name: "sources", label: "Rests on", value: typed.get("sources"), hint: "Such as control:AC-1, policy:PL-2, statement:A.8.24, evidence:EV-3. May stay empty.", ..Field::default() }))
                div.actions { (ui::button("Keep this answer")) }
            },
        ),
    )
}

pub(super) async fn answer(visit: Visit, Path(parts): Path<Parts>, typed: Typed) -> Result<Response, Problem> {
    if let Some(missing) = barred(&visit) {
        return Err(missing.into());
    }
    let asked = asked(&visit, &parts)?;
    let done = || -> Result<Response, Problem> {
        only_today(&visit)?;
        let id = asked.answer.value.id.clone();
        let given = GivenAnswer {
            row: asked.row,
            answer: typed.get("answer").to_owned(),
            sources: typed_sources(typed.get("sources"))?,
            owner: None,
        };
        let command = QuestionnaireCommand::AnswerQuestions { id: id.clone(), answers: vec![given] };
        let to = format!("{}/{}", path(&id), asked.row);
        visit.change(&format!("Row {} is answered.", asked.row), &to, Command::Questionnaire(command))
    };
    or_again(done(), |refusal| Ok(page(&visit, &asked, &typed, Some(refusal))))
}
