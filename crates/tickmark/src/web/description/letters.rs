//! Our bridge letters, and a new one from what is proposed.

use super::{offered, plain};
use crate::web::problem::Problem;
use crate::web::reading::{days as day_picker, encode};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{BridgeLetters, LettersAnswer, ProposedLetter};
use axum::response::Response;
use domain::command::{Command, DescriptionCommand};
use domain::refusal::Refusal;
use domain::values::description::OwnLetter;
use maud::{Markup, html};

/// What to know before a day is chosen.
pub(super) const UNTIL: &str = "Usually at most three months after the last day of the report. One that reaches further counts as expired from the day after this one on: sign and send it on the day itself.";

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

pub(super) fn state_badge(state: &str) -> Markup {
    match state {
        "signed" => ui::badge(Tone::Accent, "Signed"),
        "sent" => ui::badge(Tone::Good, "Sent"),
        "expired" => ui::badge(Tone::Caution, "Expired"),
        _ => ui::badge(Tone::Neutral, "Draft"),
    }
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&BridgeLetters)?;
    let lead = "Management's word about the time since the last report: no work of the auditor, without assurance.";
    let body = html! {
        (ui::heading("Bridge letters", Some(lead), Some(day_picker(visit, &answer.mark))))
        (refused(refusal))
        (table(visit, &answer.value))
        (form(visit, &answer.value, typed))
    };
    let crumbs = [Crumb::link("Engagements", visit.href("/engagements")), Crumb::here("Bridge letters")];
    Ok(visit.page(&answer.mark, "Bridge letters", "/bridge-letters", &crumbs, body))
}

fn table(visit: &Visit, answer: &LettersAnswer) -> Markup {
    let columns = [
        Column::narrow("Letter"),
        Column::text("After the report of"),
        Column::narrow("Until"),
        Column::text("Stands"),
        Column::text("Worth hearing"),
    ];
    let rows: Vec<Row> = answer
        .letters
        .iter()
        .map(|line| {
            let href = visit.href(&format!("/bridge-letters/{}", encode(&line.id)));
            Row::new(vec![
                html! { a.id href=(href) { (line.id) } },
                html! { (line.held.letter.engagement) },
                html! { (line.held.letter.until) },
                html! { (state_badge(line.state)) @for sent in &line.held.sent { div.hint { (sent.to) " on " (sent.on) } } },
                html! { @for one in &line.advice { div.hint { (crate::web::typed::sentence(one)) } } },
            ])
        })
        .collect();
    let next = "Customers want one when the period of your last report is over and the next report is not there.";
    let empty = ("No bridge letter is written yet", next, html! {});
    ui::table("Bridge letters", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn form(visit: &Visit, answer: &LettersAnswer, typed: &Typed) -> Markup {
    let letter = OwnLetter {
        engagement: String::new(),
        until: visit.doors.app.clock().today(),
        changes: String::new(),
        text: String::new(),
    };
    let may = offered(visit, DescriptionCommand::WriteBridgeLetter { id: None, letter });
    let chosen = typed.get("engagement");
    let engagements: Vec<Choice<'_>> =
        answer.engagements.iter().map(|(id, title)| Choice::new(id, title, id == chosen)).collect();
    html! {
        @if may && !engagements.is_empty() {
            details.fold.add open[!typed.get("until").is_empty()] {
                summary { "Write a bridge letter" }
                (ui::form(&format!("/o/{}/bridge-letters", visit.org), html! {
                    (ui::select(&Field { name: "engagement", label: "After the report of", ..Field::default() }, &engagements))
                    (ui::date_field(&Field { name: "until", label: "Speaks of the time until", value: typed.get("until"), hint: UNTIL, required: true, ..Field::default() }))
                    (ui::textarea(&Field { name: "changes", label: "Material changes", value: typed.get("changes"), hint: "Left empty, the letter says that there were none.", ..Field::default() }, 4))
                    div.actions { (ui::button("Write from the proposal")) }
                }))
            }
        }
    }
}

pub(super) async fn write(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let written = proposed(&visit, &typed).and_then(|letter| {
        let command = DescriptionCommand::WriteBridgeLetter { id: None, letter };
        visit.change("Wrote the bridge letter.", "/bridge-letters", Command::Description(command))
    });
    or_again(written, |refusal| page(&visit, &typed, Some(refusal)))
}

fn proposed(visit: &Visit, typed: &Typed) -> Result<OwnLetter, Problem> {
    let until = typed.day("until", "the last day of which the letter speaks")?;
    let (engagement, changes) = (typed.get("engagement").to_owned(), plain(typed.get("changes")).trim().to_owned());
    let question = ProposedLetter { engagement: engagement.clone(), until, changes: changes.clone() };
    let text = visit.ask(&question)?.value;
    Ok(OwnLetter { engagement, until, changes, text })
}
