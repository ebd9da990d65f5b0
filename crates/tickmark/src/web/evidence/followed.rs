//! What came of the results that evidence shows: on the item, and the list of what nobody has said.

use super::{action, href, item, path, period, tabs};
use crate::web::nonconformities;
use crate::web::people::{self, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{EvidenceDetail, FollowedEvidence, FollowedItem};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, EvidenceCommand};
use domain::registers::evidence::HeldFollowUp;
use domain::reports::evidence::Outcome;
use domain::values::evidence::FollowUp;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Items of the list on one page.
const SHOWN: usize = 500;

fn badge(outcome: Outcome) -> Markup {
    let tone = match outcome {
        Outcome::Unsaid => Tone::Caution,
        Outcome::Underway => Tone::Accent,
        Outcome::Acted => Tone::Good,
        Outcome::Nothing => Tone::Neutral,
    };
    ui::badge(tone, outcome.title())
}

fn said(visit: &Visit, held: &HeldFollowUp) -> Markup {
    let FollowUp { acted, what, on, nonconformities, evidence } = &held.follow_up;
    html! {
        p { @if *acted { "Acted on, " } @else { "Nothing to act on, " } time datetime=(on) { (on) } ": " (what) }
        p.hint {
            (people::name(visit, &held.by)) ", " (app::clock::minute_of(held.at_us))
            @for id in nonconformities { ", goes on in " a.id href=(nonconformities::href(visit, id)) { (id) } }
            @for id in evidence { ", shown by " a.id href=(href(visit, id)) { (id) } }
        }
    }
}

/// What was said of an item, and the form that says more.
pub(super) fn section(visit: &Visit, detail: &EvidenceDetail, typed: &Typed) -> Markup {
    let Some(outcome) = detail.outcome else {
        return html! {};
    };
    let lead = "A review, a test or a report of monitoring has results: that somebody acted on them is a part of the evidence.";
    ui::section(
        "came",
        "What came of it",
        Some(lead),
        html! {
            p { (badge(outcome)) }
            @if !detail.held.follow_ups.is_empty() {
                ul.plain-list { @for held in &detail.held.follow_ups { li { (said(visit, held)) } } }
            }
            (form(visit, detail, typed))
        },
    )
}

fn form(visit: &Visit, detail: &EvidenceDetail, typed: &Typed) -> Markup {
    let today = visit.doors.app.clock().today();
    let tried = FollowUp {
        acted: true,
        what: "-".to_owned(),
        on: today,
        nonconformities: BTreeSet::new(),
        evidence: BTreeSet::new(),
    };
    let command = EvidenceCommand::FollowUpEvidence { id: detail.id.clone(), follow_up: tried };
    if visit.in_the_past() || why_not(visit, &Command::Evidence(command)).is_some() {
        return html! {};
    }
    let came = typed.get("came");
    let choices = [("acted", "It was acted on"), ("nothing", "There was nothing to act on")]
        .map(|(v, l)| Choice::new(v, l, v == came));
    let today = today.to_string();
    let day = if typed.get("done-on").is_empty() { today.as_str() } else { typed.get("done-on") };
    let ids = |name, label, hint| Field { name, label, hint, value: typed.get(name), ..Field::default() };
    let what = Field {
        name: "what",
        label: "What was done, or how it was seen that nothing had to be",
        value: typed.get("what"),
        required: true,
        ..Field::default()
    };
    html! {
        details.fold.add open[!came.is_empty()] {
            summary { "Say what came of it" }
            (ui::form(&action(visit, &detail.id, "follow-ups"), html! {
                div.field-row {
                    (ui::select(&Field { name: "came", id: "what-came", label: "What came of it", required: true, ..Field::default() }, &choices))
                    (ui::date_field(&Field { name: "done-on", label: "On", value: day, required: true, ..Field::default() }))
                }
                (ui::textarea(&what, 3))
                div.field-row {
                    (ui::text(&Field { id: "goes-on-in", ..ids("nonconformities", "Goes on in", "Ids of nonconformities, such as NC-2.") }))
                    (ui::text(&ids("shown-by", "Shown by", "Ids of items of evidence, such as EV-9.")))
                }
                div.actions { (ui::button("Say it")) }
            }))
        }
    }
}

pub(super) async fn say(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    or_again(try_say(&visit, &id, &typed), |refusal| item::page(&visit, &id, &typed, Some(refusal)))
}

fn try_say(visit: &Visit, id: &str, typed: &Typed) -> Result<Response, Problem> {
    let ids = |name| {
        let words = typed.get(name).split([',', ' ', ';']).map(str::trim);
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let follow_up = FollowUp {
        acted: typed.get("came") != "nothing",
        what: typed.get("what").to_owned(),
        on: typed.day("done-on", "the day on which it was done or seen")?,
        nonconformities: ids("nonconformities"),
        evidence: ids("shown-by"),
    };
    let command = EvidenceCommand::FollowUpEvidence { id: id.to_owned(), follow_up };
    visit.change(&format!("Said what came of {id}."), &format!("{}#came", path(id)), Command::Evidence(command))
}

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&FollowedEvidence)?;
    let items = &answer.value;
    let only = visit.field("outcome").and_then(|word| Outcome::ALL.into_iter().find(|one| one.word() == word));
    let body = html! {
        (ui::heading(
            "What came of it",
            Some("Accepted reviews, tests and reports of monitoring: were their results acted on? What nobody has said stands first."),
            Some(days(&visit, &answer.mark)),
        ))
        (tabs(&visit, "/evidence/followed"))
        @if items.is_empty() {
            (ui::empty_state("No accepted item has results to act on", "Access reviews, reports of monitoring, incidents, tests, internal audits and management reviews stand here once they are accepted.", ui::link_button("Evidence", &visit.href("/evidence"), None)))
        } @else {
            (filters(&visit, items, only))
            (table(&visit, items, only))
        }
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here("What came of it")];
    Ok(visit.page(&answer.mark, "What came of it", "/evidence", &crumbs, body))
}

fn filters(visit: &Visit, items: &[FollowedItem], only: Option<Outcome>) -> Markup {
    let count = |outcome| items.iter().filter(|item| item.outcome == outcome).count();
    let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", format!("Any ({})", items.len()), only.is_none()))
        .chain(Outcome::ALL.into_iter().map(|outcome| {
            Choice::new(outcome.word(), format!("{} ({})", outcome.title(), count(outcome)), only == Some(outcome))
        }))
        .collect();
    ui::filter_bar(
        &format!("/o/{}/evidence/followed", visit.org),
        html! {
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::inline_select("outcome", "What came of it", &choices))
        },
        only.map(|_| visit.href("/evidence/followed")).as_deref(),
    )
}

fn table(visit: &Visit, items: &[FollowedItem], only: Option<Outcome>) -> Markup {
    let found: Vec<&FollowedItem> = items.iter().filter(|item| only.is_none_or(|one| item.outcome == one)).collect();
    let rows: Vec<Row> = found.iter().take(SHOWN).map(|item| row(visit, item)).collect();
    let columns =
        [Column::text("Item"), Column::text("Type"), Column::narrow("Period"), Column::text("What came of it")];
    let empty = ("None stands so", "Choose another, or any.", html! {});
    html! {
        p.count-line {
            (counted(found.len(), "item", "items")) " of " (items.len()) " accepted with results"
            @if found.len() > SHOWN { ", the first " (SHOWN) " shown" }
        }
        (ui::table("What came of it", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    }
}

fn row(visit: &Visit, item: &FollowedItem) -> Row {
    let evidence = &item.held.newest().evidence;
    Row::new(vec![
        ui::named(&item.id, &evidence.title, &format!("{}#came", href(visit, &item.id))),
        html! { (evidence.kind.title()) },
        period(evidence.period),
        html! {
            (badge(item.outcome))
            @if let Some(last) = item.held.follow_ups.last() { (said(visit, last)) }
        },
    ])
}
