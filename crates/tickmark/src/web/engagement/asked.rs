//! What customers ask for, and what they were sent: the wanted artefact beside the one that went out (R210).

use super::{heard, tabs};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{days as day_picker, encode};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{AskedAnswer, AskedOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, EngagementCommand};
use domain::refusal::Refusal;
use domain::registers::engagement::HeldAsked;
use domain::values::{Artefact, Asked, Categories, Category};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

fn nothing() -> Command {
    Command::Engagement(EngagementCommand::CloseAsked { id: String::new(), reason: String::new() })
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&AskedOf)?;
    let missing = why_not(visit, &nothing());
    let may = missing.is_none() && !visit.in_the_past();
    let body = html! {
        (ui::heading("Asked by customers", Some("Which report, certificate or letter each customer wants, and what was sent."), Some(day_picker(visit, &answer.mark))))
        (tabs(visit, "/asked"))
        (refused(refusal))
        @if !answer.value.advice.is_empty() {
            (ui::notice(Tone::Caution, "Worth a look", heard(visit, &answer.value.advice)))
        }
        (table(visit, &answer.value, may))
        @if may { (form(visit, typed)) }
        @else if let Some(missing) = missing.filter(|_| !visit.in_the_past()) { (not_offered(&missing)) }
    };
    let crumbs = [Crumb::link("Engagements", visit.href("/engagements")), Crumb::here("Asked by customers")];
    Ok(visit.page(&answer.mark, "Asked by customers", "/asked", &crumbs, body))
}

fn table(visit: &Visit, answer: &AskedAnswer, may: bool) -> Markup {
    let columns = [
        Column::narrow("Request"),
        Column::text("Customer"),
        Column::text("Wants"),
        Column::narrow("Asked"),
        Column::narrow("Due"),
        Column::text("Sent"),
        Column::text("Stands"),
    ];
    let rows: Vec<Row> = answer.asked.iter().map(|(id, held)| row(visit, id, held, may)).collect();
    let empty = (
        "Nothing is on file yet",
        "Record what customers ask for: it says which report to plan, in which categories, and by when.",
        html! {},
    );
    ui::table("Requests of customers", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn row(visit: &Visit, id: &str, held: &HeldAsked, may: bool) -> Row {
    let asked = &held.asked;
    let open = held.open();
    let row = Row::new(vec![
        html! { span.id { (id) } },
        html! { (asked.customer) },
        html! { (asked.wants.title()) @if !asked.categories.is_empty() { div.hint { (asked.categories.names()) } } },
        html! { (asked.on) },
        html! { @match asked.due { Some(due) => (due), None => (ui::nothing()) } },
        html! {
            @if held.answers.is_empty() { (ui::nothing()) }
            @for sent in &held.answers { div { (sent.sent.title()) ", " (sent.what) ", on " (sent.on) } }
        },
        html! {
            @if held.other_sent().is_some() { (ui::badge(Tone::Caution, "Another was sent")) }
            @else if open { (ui::badge(Tone::Accent, "Waits")) }
            @else if let Some(why) = &held.closed { (ui::badge(Tone::Neutral, "Closed")) div.hint { (why) } }
            @else { (ui::badge(Tone::Good, "Answered")) }
            @if may && open { (answering(visit, id, asked.wants)) }
        },
    ]);
    row.anchored(id)
}

fn answering(visit: &Visit, id: &str, wants: Artefact) -> Markup {
    let action = format!("/o/{}/asked/{}", visit.org, encode(id));
    let (sent, what, on, why) =
        (format!("{id}-sent"), format!("{id}-what"), format!("{id}-on"), format!("{id}-reason"));
    html! {
        details.fold {
            summary { "Record an answer" }
            (ui::form(&format!("{action}/answers"), html! {
                (ui::select(&Field { name: "sent", label: "What was sent", id: &sent, ..Field::default() }, &artefacts(wants)))
                (ui::text(&Field { name: "what", label: "Which one", id: &what, hint: "Title and period.", required: true, ..Field::default() }))
                (ui::date_field(&Field { name: "on", label: "On", id: &on, required: true, ..Field::default() }))
                div.actions { (ui::button("Record")) }
            }))
            (ui::form(&format!("{action}/closing"), html! {
                (ui::text(&Field { name: "reason", label: "Or why it needs no answer any more", id: &why, required: true, ..Field::default() }))
                div.actions { (ui::button("Close it")) }
            }))
        }
    }
}

fn artefacts(chosen: Artefact) -> Vec<Choice<'static>> {
    Artefact::ALL.into_iter().map(|one| Choice::new(one.id(), one.title(), one == chosen)).collect()
}

fn form(visit: &Visit, typed: &Typed) -> Markup {
    let chosen: Vec<&str> = typed.all("category").collect();
    let categories = Category::ALL.map(|c| Choice::new(c.id(), c.name(), chosen.contains(&c.id())));
    let wants = Artefact::parse(typed.get("wants")).unwrap_or(Artefact::Soc2Type2);
    html! {
        details.fold.add open[!typed.get("customer").is_empty()] {
            summary { "Record a request" }
            (ui::form(&format!("/o/{}/asked", visit.org), html! {
                div.field-row {
                    (ui::text(&Field { name: "customer", label: "Customer", value: typed.get("customer"), required: true, ..Field::default() }))
                    (ui::select(&Field { name: "wants", label: "Wants", ..Field::default() }, &artefacts(wants)))
                }
                (ui::checkboxes(&Field { name: "category", label: "Categories", hint: "As far as the customer named any.", ..Field::default() }, &categories))
                div.field-row {
                    (ui::date_field(&Field { name: "on", label: "Asked on", value: typed.get("on"), required: true, ..Field::default() }))
                    (ui::date_field(&Field { name: "due", label: "Wanted by", value: typed.get("due"), ..Field::default() }))
                }
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

fn artefact(typed: &Typed, name: &str) -> Result<Artefact, Refusal> {
    let text = typed.get(name);
    Artefact::parse(text).ok_or_else(|| Refusal::Unknown { what: "artefact", id: text.to_owned(), nearest: None })
}

fn meant(typed: &Typed) -> Result<Asked, Refusal> {
    let words = typed.all("category").collect::<Vec<_>>().join(",");
    let unknown = |word| Refusal::Unknown { what: "category", id: word, nearest: None };
    let due: Option<Date> = if typed.get("due").trim().is_empty() {
        None
    } else {
        Some(typed.day("due", "the day by which it is wanted")?)
    };
    Ok(Asked {
        customer: typed.get("customer").to_owned(),
        wants: artefact(typed, "wants")?,
        categories: Categories::parse(&words).map_err(unknown)?,
        on: typed.day("on", "the day of the request")?,
        due,
    })
}

pub(super) async fn record(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let done = meant(&typed).map_err(Problem::from).and_then(|asked| {
        visit.change("Recorded the request.", "/asked", Command::Engagement(EngagementCommand::RecordAsked { asked }))
    });
    or_again(done, |refusal| page(&visit, &typed, Some(refusal)))
}

pub(super) async fn answer(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let what = typed.get("what").to_owned();
    let meant = artefact(&typed, "sent").and_then(|sent| Ok((sent, typed.day("on", "the day on which it was sent")?)));
    let done = meant.map_err(Problem::from).and_then(|(sent, on)| {
        let command = Command::Engagement(EngagementCommand::AnswerAsked { id, sent, what, on });
        visit.change("Recorded what was sent.", "/asked", command)
    });
    or_again(done, |refusal| page(&visit, &Typed::default(), Some(refusal)))
}

pub(super) async fn close(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let reason = typed.get("reason").to_owned();
    let command = Command::Engagement(EngagementCommand::CloseAsked { id, reason });
    or_again(visit.change("Closed the request.", "/asked", command), |refusal| {
        page(&visit, &Typed::default(), Some(refusal))
    })
}
