//! Waivers of a rule of separation of duty: proposed, approved by management, in force for their days, ended.

use super::{again, typed_for};
use crate::web::people::{self, name, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::{Typed, only_today, or_again, refused, sentence};
use crate::web::ui::{self, Choice, Column, Confirm, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{GovernanceAnswer, PeopleOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::people::HeldWaiver;
use domain::values::governance::MAX_WAIVER_DAYS;
use domain::values::{Duty, Membership, Stage, Waiver};
use jiff::civil::Date;
use maud::{Markup, html};

/// Is it over, by a decision or by its last day?
fn over(held: &HeldWaiver, on: Date) -> bool {
    held.stage == Stage::Ended || held.waiver.until < on
}

/// Proposed, to come and in force as cards; the others in a fold.
pub(super) fn list(visit: &Visit, found: &GovernanceAnswer, on: Date, typed: (&str, &Typed)) -> Markup {
    let mut all: Vec<(&String, &HeldWaiver)> = found.waivers.iter().collect();
    all.sort_by_key(|(_, held)| (held.stage != Stage::Proposed, held.waiver.until));
    let (past, open): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, held)| over(held, on));
    html! {
        @if open.is_empty() { p.hint { "No rule is waived for anybody." } }
        @else { div.stack { @for (id, held) in open { (card(visit, id, held, on, typed)) } } }
        @if !past.is_empty() {
            details.fold { summary { (past.len()) @if past.len() == 1 { " is over" } @else { " are over" } } (table(visit, &past)) }
        }
    }
}

fn card(visit: &Visit, id: &str, held: &HeldWaiver, on: Date, typed: (&str, &Typed)) -> Markup {
    let waiver = &held.waiver;
    let badge = match held.stage {
        Stage::Proposed => ui::badge(Tone::Accent, "Waits for approval"),
        _ if held.on(on) => ui::badge(Tone::Caution, "In force"),
        _ => ui::badge(Tone::Neutral, "Approved, to come"),
    };
    html! {
        article.card id=(id) {
            div.card-head {
                h3.card-title { (waiver.duty.id()) " for " (name(visit, &waiver.person)) }
                (badge)
            }
            p { "Set aside: " (waiver.duty.sentence()) "." }
            p.prose { "\u{201c}" (waiver.reason) "\u{201d}" }
            (ui::definition_list(&[
                ("Days", html! { time datetime=(waiver.from) { (waiver.from) } " to " time datetime=(waiver.until) { (waiver.until) } }),
                ("Proposed by", name(visit, &held.proposed_by)),
                ("Approved by", html! {
                    @match &held.approved_by { Some(by) => (name(visit, by)), None => (ui::nothing()) }
                    @if held.alone { " " (ui::tag("alone: nobody else was there")) }
                }),
            ]))
            @if !visit.in_the_past() { (actions(visit, id, held, typed)) }
        }
    }
}

fn actions(visit: &Visit, id: &str, held: &HeldWaiver, typed: (&str, &Typed)) -> Markup {
    let approve = Command::ApproveWaiver { id: id.to_owned() };
    let end = Command::EndWaiver { id: id.to_owned(), reason: String::new() };
    let at = |verb: &str| format!("/o/{}/decisions/waivers/{}/{verb}", visit.org, encode(id));
    let (anchor, reason_id, action) = (format!("approve-{id}"), format!("reason-{id}"), at("approval"));
    let (end_anchor, end_action) = (format!("end-{id}"), at("end"));
    let who = visit.name_of(&held.waiver.person);
    let proposed = held.stage == Stage::Proposed;
    let (missing, may_end) = (why_not(visit, &approve), why_not(visit, &end).is_none());
    let text = format!(
        "Until {} the rule does not bind {who}: {}. Every page and report says so while it lasts.",
        held.waiver.until,
        held.waiver.duty.sentence()
    );
    let approval = Confirm {
        id: &anchor,
        open: "Approve",
        title: &format!("Waive {} for {who}?", held.waiver.duty.id()),
        text: &text,
        action: &action,
        yes: "Approve",
        danger: false,
    };
    let reason = Field {
        name: "reason",
        id: &reason_id,
        label: "Why it ends",
        value: typed_for(typed, id, "reason"),
        required: true,
        ..Field::default()
    };
    let ending = Confirm {
        id: &end_anchor,
        open: if proposed { "Withdraw" } else { "End it" },
        title: if proposed { "Withdraw the proposal?" } else { "End this waiver?" },
        text: "The rule binds again at once. What was done under the waiver stays as it is.",
        action: &end_action,
        yes: if proposed { "Withdraw" } else { "End waiver" },
        danger: true,
    };
    html! {
        @if missing.is_none() || may_end {
            div.actions {
                @if missing.is_none() { (ui::confirm(&approval, html! {})) }
                @if may_end { (ui::confirm(&ending, ui::textarea(&reason, 2))) }
            }
        }
        @if let (true, Some(missing)) = (proposed, missing) { (not_offered(&missing)) }
    }
}

fn table(visit: &Visit, past: &[(&String, &HeldWaiver)]) -> Markup {
    let columns = [
        Column::text("Rule"),
        Column::text("For"),
        Column::narrow("First day"),
        Column::narrow("Last day"),
        Column::text("Approved by"),
        Column::text("Reasons"),
    ];
    let rows: Vec<Row> = past
        .iter()
        .map(|(id, held)| {
            let waiver = &held.waiver;
            let cells = vec![
                html! { span.id { (waiver.duty.id()) } " " (waiver.duty.sentence()) },
                name(visit, &waiver.person),
                html! { time datetime=(waiver.from) { (waiver.from) } },
                html! { time datetime=(waiver.until) { (waiver.until) } },
                html! {
                    @match &held.approved_by { Some(by) => (name(visit, by)), None => "nobody" }
                    @if held.alone { p.hint { "alone" } }
                },
                html! { (waiver.reason) @if let Some(ended) = &held.ended { p.hint { "Ended: " (ended) } } },
            ];
            Row { faint: true, ..Row::new(cells) }.anchored((*id).clone())
        })
        .collect();
    ui::table("Waivers that are over", &columns, &rows, TableOptions::default())
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let today = visit.doors.app.clock().today().to_string();
    form_page(&visit, &Typed::of([("from", &today)]), None)
}

fn form_page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PeopleOf)?;
    let members = answer.value.members.iter().filter(|(_, m)| m.state != Membership::Ended).map(|(id, _)| id);
    let people = people::choices(visit, members, "Choose a person", typed.get("person"));
    let duties: Vec<Choice<'_>> = Duty::ALL
        .into_iter()
        .filter(|duty| duty.waivable())
        .map(|d| Choice::new(d.id(), format!("{}: {}", d.id(), sentence(d.sentence())), typed.get("duty") == d.id()))
        .collect();
    let must = |name: &'static str, label: &'static str, hint: &'static str| Field {
        name,
        label,
        hint,
        value: typed.get(name),
        required: true,
        ..Field::default()
    };
    let last = format!("At most {MAX_WAIVER_DAYS} days in all.");
    let (duty, person, reason) = (Duty::AuthorApproves, String::new(), String::new());
    let any = Waiver { duty, person, reason, from: Date::MIN, until: Date::MIN };
    let missing = why_not(visit, &Command::ProposeWaiver { waiver: any });
    let body = html! {
        (ui::heading("Propose a waiver", Some("For a firm too small to keep every duty apart. Management approves it, and neither who proposes nor who gains by it can be the one."), None))
        (refused(refusal))
        @if let Some(missing) = &missing { @if refusal.is_none() { (not_offered(missing)) } } @else {
            (ui::form(&format!("/o/{}/decisions/waivers", visit.org), html! {
                (ui::select(&must("duty", "Rule", "Only these can be waived; the others protect the record itself."), &duties))
                (ui::select(&must("person", "For whom", ""), &people))
                div.field-row {
                    (ui::date_field(&must("from", "First day", "It does not reach back.")))
                    (ui::date_field(&Field { hint: &last, ..must("until", "Last day", "") }))
                }
                (ui::textarea(&must("reason", "Why nobody else can do it, and what is done instead", "It stands on every report that the waiver touches."), 4))
                div.actions { (ui::button("Propose")) (ui::quiet_link("Cancel", &visit.href("/decisions"), None)) }
            }))
        }
    };
    let crumbs = [Crumb::link("Waivers and decisions", visit.href("/decisions")), Crumb::here("Propose a waiver")];
    let page = visit.page(&answer.mark, "Propose a waiver", "/decisions", &crumbs, body);
    Ok(people::form_page(page, missing.as_ref()))
}

fn waiver_of(typed: &Typed) -> Result<Waiver, Refusal> {
    let duty = typed.get("duty");
    if typed.get("person").is_empty() {
        return Err(Refusal::Empty { field: "the person", wanted: "for whom the rule is set aside" });
    }
    Ok(Waiver {
        duty: Duty::parse(duty).ok_or_else(|| Refusal::Unknown { what: "rule", id: duty.to_owned(), nearest: None })?,
        person: typed.get("person").to_owned(),
        reason: typed.get("reason").to_owned(),
        from: typed.day("from", "the first day")?,
        until: typed.day("until", "the last day")?,
    })
}

pub(super) async fn propose(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let proposed = waiver_of(&typed)
        .map_err(Problem::from)
        .and_then(|waiver| visit.change("Proposed a waiver.", "/decisions#waivers", Command::ProposeWaiver { waiver }));
    or_again(proposed, |refusal| form_page(&visit, &typed, Some(refusal)))
}

pub(super) async fn approve(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let to = format!("/decisions#{id}");
    let approved = visit.change("Approved the waiver.", &to, Command::ApproveWaiver { id: id.clone() });
    or_again(approved, again(&visit, &id, &Typed::default()))
}

pub(super) async fn end(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let command = Command::EndWaiver { id: id.clone(), reason: typed.get("reason").to_owned() };
    let ended = visit.change("Ended the waiver.", "/decisions#waivers", command);
    or_again(ended, again(&visit, &id, &typed))
}
