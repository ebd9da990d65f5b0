//! The library of answers: those to be confirmed first; one answer with its sources, confirmed, said otherwise, taken out.

use super::{answer_path, sources, tabs, typed_sources, written};
use crate::web::history;
use crate::web::people::{choices, form_page, known, name, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::Mark;
use app::ask::{Answer, AnswerOf, AnswersOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, QuestionnaireCommand};
use domain::refusal::Refusal;
use domain::reports::questionnaire::AnswerLine;
use domain::reports::search::FoundKind;
use maud::{Markup, html};
use std::collections::BTreeMap;

const TITLE: &str = "Library of answers";
const PLACE: &str = "/answers";
/// Answers that the page lists; the count beside it speaks of all.
const SHOWN: usize = 500;

type Parts = BTreeMap<String, String>;

fn keeping(id: Option<String>) -> Command {
    let (question, answer) = (String::new(), String::new());
    Command::Questionnaire(QuestionnaireCommand::KeepAnswer { id, question, answer, sources: Vec::new(), owner: None })
}

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&AnswersOf)?;
    let lead = "Answers that somebody accepted, with what each rests on. One whose source has changed is to be confirmed before it leaves again.";
    let rows: Vec<Row> = answer.value.iter().take(SHOWN).map(|line| row(&visit, line)).collect();
    let columns = [
        Column::narrow("Id"),
        Column::text("Question"),
        Column::text("Answer"),
        Column::text("Rests on"),
        Column::narrow("Confirmed"),
        Column::narrow("State"),
    ];
    let missing = why_not(&visit, &keeping(None));
    let button = || ui::link_button("Keep an answer", &visit.href("/answers/new"), None);
    let empty = Some((
        "No answer is kept yet",
        "Answers are kept as questionnaires are answered, or one by one.",
        if missing.is_none() {
            button()
        } else {
            html! {}
        },
    ));
    let body = html! {
        (ui::heading(TITLE, Some(lead), (missing.is_none() && !rows.is_empty()).then(button)))
        (tabs(&visit, PLACE))
        (ui::table(TITLE, &columns, &rows, TableOptions { empty, filter: true, ..TableOptions::default() }))
        @if answer.value.len() > SHOWN { p.hint { (SHOWN) " of " (answer.value.len()) " are shown, those to be confirmed first." } }
    };
    Ok(visit.page(&answer.mark, TITLE, super::PLACE, &[Crumb::here(TITLE)], body))
}

fn state(line: &AnswerLine) -> Markup {
    match (line.held.withdrawn.is_some(), line.stale.is_empty()) {
        (true, _) => ui::badge(Tone::Neutral, "Taken out"),
        (false, false) => ui::badge(Tone::Caution, "To be confirmed"),
        (false, true) => ui::badge(Tone::Good, "Stands"),
    }
}

fn row(visit: &Visit, line: &AnswerLine) -> Row {
    let to = visit.href(&answer_path(&line.id));
    let mut row = Row::new(vec![
        html! { a.id href=(to) { (line.id) } },
        html! { a href=(to) { (line.held.answer.question) } },
        html! { (line.held.answer.answer) },
        sources(visit, line.held.answer.sources.iter().map(|cited| &cited.source)),
        html! { time datetime=(line.confirmed) { (line.confirmed) } },
        state(line),
    ]);
    row.faint = line.held.withdrawn.is_some();
    row
}

pub(super) async fn one(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, Problem> {
    let answer = visit.ask(&AnswerOf(id(&parts)))?;
    page(&visit, &answer, &standing(&answer.value), None)
}

fn id(parts: &Parts) -> String {
    parts.get("answer").cloned().unwrap_or_default()
}

fn standing(line: &AnswerLine) -> Typed {
    let answer = &line.held.answer;
    let cited = written(answer.sources.iter().map(|cited| &cited.source));
    let owner = answer.owner.as_deref().unwrap_or_default();
    Typed::of([("question", &answer.question), ("answer", &answer.answer), ("sources", &cited), ("owner", owner)])
}

fn fields(visit: &Visit, typed: &Typed) -> Result<Markup, Problem> {
    let people = known(visit).ok();
    let members = people.iter().flat_map(|known| known.value.people.members.keys());
    let owners = choices(visit, members, "Nobody by name", typed.get("owner"));
    Ok(html! {
        (ui::textarea(&Field { name: "question", label: "Question", value: typed.get("question"), required: true, ..Field::default() }, 2))
        (ui::textarea(&Field { name: "answer", label: "Answer", value: typed.get("answer"), required: true, ..Field::default() }, 5))
        (ui::text(&Field { name: "sources", label: "Rests on", value: typed.get("sources"), hint: "Such as control:AC-1, policy:PL-2, statement:A.8.24, evidence:EV-3. May stay empty.", ..Field::default() }))
        (ui::select(&Field { name: "owner", label: "Who answers for it", hint: "The owner may confirm it and say it otherwise.", ..Field::default() }, &owners))
    })
}

fn page(
    visit: &Visit,
    answer: &Answer<AnswerLine>,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let line = &answer.value;
    let missing = why_not(visit, &keeping(Some(line.id.clone())));
    let place = visit.href(&answer_path(&line.id));
    let owner = match &line.held.answer.owner {
        Some(owner) => name(visit, owner),
        None => ui::nothing(),
    };
    let facts = [
        ("Rests on", sources(visit, line.held.answer.sources.iter().map(|cited| &cited.source))),
        ("Who answers for it", owner),
        (
            "Confirmed",
            html! { time datetime=(line.confirmed) { (line.confirmed) } " by " (name(visit, &line.held.confirmed_by)) },
        ),
        (
            "Stands in",
            html! { @if line.used_in.is_empty() { (ui::nothing()) } @for id in &line.used_in { a.id href=(visit.href(&super::path(id))) { (id) } " " } },
        ),
    ];
    let body = html! {
        (ui::heading(&line.held.answer.question, Some(&line.id), None))
        (refused(refusal))
        p { (state(line)) }
        @if let Some(reason) = &line.held.withdrawn { p.hint { "Taken out: " (reason) } }
        @for stale in &line.stale { p.hint { (sentence(&stale.sentence())) } }
        (ui::card(html! { p { (line.held.answer.answer) } }))
        (ui::definition_list(&facts))
        @if let Some(missing) = &missing { (not_offered(missing)) } @else if line.held.withdrawn.is_none() {
            @if !line.stale.is_empty() {
                (ui::section("confirm", "Is it still right?", Some("Read it beside its sources as they are now."), ui::form(&format!("{place}/confirmation"), html! { div.actions { (ui::button("Confirm it")) } })))
            }
            (ui::section("otherwise", "Say it otherwise", None, ui::form(&place, html! { (fields(visit, typed)?) div.actions { (ui::button("Keep this answer")) } })))
            (ui::section("out", "Take it out of the library", Some("Where it was given it stays."), html! { details.fold { summary { "Take it out" } (ui::form(&format!("{place}/withdrawal"), html! {
                (ui::text(&Field { name: "reason", label: "Why", value: typed.get("reason"), required: true, ..Field::default() }))
                div.actions { (ui::danger_button("Take it out")) }
            })) } }))
        }
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here(line.id.clone())];
    let body = history::with(visit, &answer.mark, (FoundKind::Answer, &line.id), &body);
    Ok(visit.page(&answer.mark, &line.id, super::PLACE, &crumbs, body))
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    form(&visit, &Typed::default(), None)
}

fn form(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark: Mark = visit.ask(&AnswersOf)?.mark;
    let missing = why_not(visit, &keeping(None));
    let body = html! {
        (ui::heading("Keep an answer", Some("It is suggested whenever a customer asks the same."), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) } @else {
            (ui::form(&visit.href("/answers/new"), html! { (fields(visit, typed)?) div.actions { (ui::button("Keep this answer")) (ui::quiet_link("Back", &visit.href(PLACE), None)) } }))
        }
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("New")];
    Ok(form_page(visit.page(&mark, "Keep an answer", super::PLACE, &crumbs, body), missing.as_ref()))
}

fn said(id: Option<String>, typed: &Typed) -> Result<Command, Refusal> {
    Ok(Command::Questionnaire(QuestionnaireCommand::KeepAnswer {
        id,
        question: typed.get("question").to_owned(),
        answer: typed.get("answer").to_owned(),
        sources: typed_sources(typed.get("sources"))?,
        owner: Some(typed.get("owner").to_owned()).filter(|owner| !owner.is_empty()),
    }))
}

pub(super) async fn keep(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    if let Some(missing) = why_not(&visit, &keeping(None)) {
        return Err(missing.into());
    }
    let done = || -> Result<Response, Problem> {
        only_today(&visit)?;
        visit.change("The answer is kept.", PLACE, said(None, &typed)?)
    };
    or_again(done(), |refusal| form(&visit, &typed, Some(refusal)))
}

/// A change of one answer; what is refused is shown on its page.
fn change(
    visit: &Visit,
    parts: &Parts,
    typed: &Typed,
    done: &str,
    command: impl FnOnce(String) -> Result<Command, Refusal>,
) -> Result<Response, Problem> {
    if let Some(missing) = why_not(visit, &keeping(Some(id(parts)))) {
        return Err(missing.into());
    }
    let answer = visit.ask(&AnswerOf(id(parts)))?;
    let change = || -> Result<Response, Problem> {
        only_today(visit)?;
        visit.change(done, &answer_path(&answer.value.id), command(answer.value.id.clone())?)
    };
    or_again(change(), |refusal| {
        page(visit, &answer, &typed.clone().and(standing(&answer.value).pairs()), Some(refusal))
    })
}

pub(super) async fn revise(visit: Visit, Path(parts): Path<Parts>, typed: Typed) -> Result<Response, Problem> {
    change(&visit, &parts, &typed, "The answer is kept.", |id| said(Some(id), &typed))
}

pub(super) async fn confirm(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, Problem> {
    let confirm = |id| Ok(Command::Questionnaire(QuestionnaireCommand::ConfirmAnswer { id }));
    change(&visit, &parts, &Typed::default(), "The answer is confirmed.", confirm)
}

pub(super) async fn withdraw(visit: Visit, Path(parts): Path<Parts>, typed: Typed) -> Result<Response, Problem> {
    let reason = typed.get("reason").to_owned();
    let withdraw = |id| Ok(Command::Questionnaire(QuestionnaireCommand::WithdrawAnswer { id, reason }));
    change(&visit, &parts, &typed, "The answer is out of the library.", withdraw)
}
