//! One bridge letter: read, written again, signed, sent.

use super::letters::{UNTIL, state_badge};
use super::{offered, plain};
use crate::web::attachment::attachment;
use crate::web::people::{name as person, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{days as day_picker, encode};
use crate::web::typed::{Typed, or_again, refused, sentence};
use crate::web::ui::{self, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{Answer, BridgeLetters, LetterLine, LettersAnswer};
use app::exchange::policy_html;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, DescriptionCommand};
use domain::refusal::Refusal;
use domain::values::description::OwnLetter;
use maud::{Markup, PreEscaped, html};

fn path(id: &str) -> String {
    format!("/bridge-letters/{}", encode(id))
}

fn found(visit: &Visit, id: &str) -> Result<(Answer<LettersAnswer>, LetterLine), Problem> {
    let answer = visit.ask(&BridgeLetters)?;
    let line = answer.value.letters.iter().find(|line| line.id == id).cloned();
    let unknown = || Refusal::Unknown { what: "bridge letter", id: id.to_owned(), nearest: None };
    Ok((answer, line.ok_or_else(unknown)?))
}

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, None)
}

fn page(visit: &Visit, id: &str, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let (answer, line) = found(visit, id)?;
    let held = &line.held;
    let advice = html! { ul.plain-list { @for one in &line.advice { li { (sentence(one)) } } } };
    let body = html! {
        (ui::heading(&format!("Bridge letter {id}"), Some(&format!("After the report of {}, until {}.", held.letter.engagement, held.letter.until)), Some(day_picker(visit, &answer.mark))))
        (refused(refusal))
        @if !line.advice.is_empty() { (ui::notice(Tone::Caution, "Worth hearing", advice)) }
        p {
            (state_badge(line.state))
            @if let Some(signed) = &held.signed { " signed by " (person(visit, &signed.by)) ", dated " (signed.on) }
        }
        p.hint { "SHA-256: " (ui::hash(&held.sha256)) " " a href=(visit.href(&format!("{}/text.md", path(id)))) { "Download" } }
        div.card.paper { (PreEscaped(policy_html(&held.letter.text, &|_| None))) }
        @for sent in &held.sent { p.hint { "Sent to " (sent.to) " on " (sent.on) "." } }
        (forms(visit, &line))
    };
    let crumbs = [Crumb::link("Bridge letters", visit.href("/bridge-letters")), Crumb::here(id)];
    Ok(visit.page(&answer.mark, &format!("Bridge letter {id}"), "/bridge-letters", &crumbs, body))
}

fn forms(visit: &Visit, line: &LetterLine) -> Markup {
    let (id, held) = (&line.id, &line.held);
    let today = visit.doors.app.clock().today();
    let at = format!("/o/{}{}", visit.org, path(id));
    let signs = DescriptionCommand::SignBridgeLetter { id: id.clone(), sha256: held.sha256.clone(), on: today };
    let sends = DescriptionCommand::SendBridgeLetter { id: id.clone(), to: String::new(), on: today };
    let writes = DescriptionCommand::WriteBridgeLetter { id: Some(id.clone()), letter: held.letter.clone() };
    let missing = why_not(visit, &Command::Description(signs));
    let may_sign = missing.is_none_or(|refusal| matches!(refusal, Refusal::StepUp { .. })) && !visit.in_the_past();
    let until = held.letter.until.to_string();
    html! {
        @if held.signed.is_none() && may_sign {
            (ui::form(&format!("{at}/signature"), html! {
                (ui::hidden("sha256", &held.sha256))
                (ui::date_field(&Field { name: "on", label: "Dated", value: &today.to_string(), required: true, ..Field::default() }))
                div.actions { (ui::button("Sign as management")) }
            }))
        }
        @if held.signed.is_some() && line.state != "expired" && offered(visit, sends) {
            (ui::form(&format!("{at}/sendings"), html! {
                (ui::text(&Field { name: "to", label: "Sent to", required: true, ..Field::default() }))
                (ui::date_field(&Field { name: "on", label: "On", id: "sent-on", value: &today.to_string(), required: true, ..Field::default() }))
                div.actions { (ui::button("Record that it was sent")) }
            }))
        }
        @if held.sent.is_empty() && offered(visit, writes) {
            details.fold {
                summary { "Write it again" }
                (ui::form(&at, html! {
                    (ui::date_field(&Field { name: "until", label: "Speaks of the time until", value: &until, hint: UNTIL, required: true, ..Field::default() }))
                    (ui::textarea(&Field { name: "changes", label: "Material changes", value: &held.letter.changes, ..Field::default() }, 4))
                    (ui::textarea(&Field { name: "text", label: "Letter", value: &held.letter.text, required: true, ..Field::default() }, 16))
                    div.actions { (ui::button("Save")) }
                }))
            }
        }
    }
}

fn done(
    visit: &Visit,
    id: &str,
    words: &str,
    command: Result<DescriptionCommand, Problem>,
) -> Result<Response, Problem> {
    let changed = command.and_then(|command| visit.change(words, &path(id), Command::Description(command)));
    or_again(changed, |refusal| page(visit, id, Some(refusal)))
}

pub(super) async fn write(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let (_, line) = found(&visit, &id)?;
    let until = typed.day("until", "the last day of which the letter speaks").map_err(Problem::from);
    let command = until.map(|until| {
        let (changes, text) = (plain(typed.get("changes")), plain(typed.get("text")));
        let letter = OwnLetter { engagement: line.held.letter.engagement.clone(), until, changes, text };
        DescriptionCommand::WriteBridgeLetter { id: Some(id.clone()), letter }
    });
    done(&visit, &id, "Saved.", command)
}

pub(super) async fn sign(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let on = typed.day("on", "the day on the letter").map_err(Problem::from);
    let sha256 = typed.get("sha256").to_owned();
    let command = on.map(|on| DescriptionCommand::SignBridgeLetter { id: id.clone(), sha256, on });
    done(&visit, &id, "Signed.", command)
}

pub(super) async fn send(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let on = typed.day("on", "the day on which it was sent").map_err(Problem::from);
    let to = typed.get("to").to_owned();
    let command = on.map(|on| DescriptionCommand::SendBridgeLetter { id: id.clone(), to, on });
    done(&visit, &id, "Recorded that it was sent.", command)
}

pub(super) async fn download(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let (_, line) = found(&visit, &id)?;
    Ok(attachment("text/markdown; charset=utf-8", &format!("{id}.md"), line.held.letter.text.into_bytes()))
}
