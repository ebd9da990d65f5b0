//! What a hosting provider answers: four data-centre controls, three parts each; never A.7.7 and A.7.8 (R102, R103).

mod record;

use super::problem::Problem;
use super::reading::{Both, days, encode, item_href};
use super::typed::{Typed, or_again, refused, sentence};
use super::ui::{self, Confirm, Crumb, Field, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{InheritanceAnswer, InheritanceRecords, ProfileOf, ProvidersOf};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::supplier::PaperStanding;
use domain::values::Inheritance;
use domain::values::inheritance::{ALWAYS_OWN, EXPIRY_WARNING_DAYS};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/inheritance", get(show))
        .route("/o/{organisation}/inheritance/{control}", get(record::show).post(record::keep))
        .route("/o/{organisation}/inheritance/{control}/withdrawal", post(withdraw))
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None)
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&Both(InheritanceRecords, ProfileOf))?;
    let (records, profile) = &answer.value;
    let named = records.iter().filter_map(|one| one.record.as_ref()).map(|record| record.provider.clone());
    // Who may not read the register of suppliers sees the records alone.
    let suppliers = visit.ask(&ProvidersOf(named.collect())).map(|answer| answer.value).unwrap_or_default();
    let complete = records.iter().filter(|r| r.record.is_some() && r.missing.is_empty()).count();
    let [desk, siting] = ALWAYS_OWN;
    let lead = format!(
        "Services in a provider's data centre leave four controls of Annex A to the provider. They stay applicable; {complete} of {} are documented in full on {}.",
        records.len(),
        answer.mark.on
    );
    let body = html! {
        (ui::heading("Inheritance", Some(&lead), Some(days(visit, &answer.mark))))
        (refused(refusal))
        @if !profile.hosting.has_provider() {
            (ui::notice(Tone::Caution, "The services run on own premises only", html! {
                "There is no provider to inherit from, so that nothing here counts. " a href=(visit.href("/scope")) { "Change the hosting" } " if that is not so."
            }))
        }
        (ui::notice(Tone::Neutral, &format!("{desk} and {siting} can never be inherited"), html! {
            "Clear desk, clear screen and the siting of equipment belong to the organisation's own offices and devices, wherever the servers stand. They need a light procedure of its own: "
            a href=(item_href(visit, desk)) { (desk) } ", " a href=(item_href(visit, siting)) { (siting) } "."
        }))
        div.card-grid { @for one in records { (ui::card(card(visit, one, profile.hosting.has_provider(), &suppliers))) } }
    };
    Ok(visit.page(&answer.mark, "Inheritance", "/inheritance", &[Crumb::here("Inheritance")], body))
}

fn card(visit: &Visit, one: &InheritanceAnswer, has_provider: bool, suppliers: &Suppliers) -> Markup {
    html! {
        div.card-head {
            h2.card-title { a.named href=(item_href(visit, &one.control)) { span.id { (one.control) } " " span.named-title { (one.title) } } }
            (state(one))
        }
        @match &one.record {
            Some(record) => {
                (parts(record))
                (supplier(visit, suppliers.get(&record.provider)))
                @if !one.missing.is_empty() { p.error-text { "Missing: " (one.missing.join("; ")) "." } }
                @if one.expires_soon { p.hint { "The report expires within " (EXPIRY_WARNING_DAYS) " days." } }
            }
            None => { p.hint { "Nothing is recorded. Until all three parts are there, the control counts as not addressed." } }
        }
        @if !visit.in_the_past() && has_provider {
            div.actions {
                @let edit = visit.href(&format!("/inheritance/{}", one.control));
                @if one.record.is_some() { (ui::quiet_link("Edit", &edit, None)) (withdrawal(visit, &one.control)) }
                @else { (ui::link_button("Record a provider", &edit, None)) }
            }
        }
    }
}

/// The supplier that a provider is, with its newest report, by the provider's name.
type Suppliers = BTreeMap<String, (String, Option<PaperStanding>)>;

/// Leads to the supplier of the provider's name, and to the review of its newest report.
fn supplier(visit: &Visit, found: Option<&(String, Option<PaperStanding>)>) -> Markup {
    html! {
        @if let Some((id, paper)) = found {
            p.hint {
                "In the register of suppliers as " a.id href=(visit.href(&format!("/suppliers/{}", encode(id)))) { (id) }
                @if let Some(paper) = paper {
                    "; its newest report " a.id href=(visit.href(&format!("/suppliers/reports/{}", encode(&paper.id)))) { (paper.id) }
                    ": " (paper.state.title().to_lowercase())
                    @if let Some(day) = paper.reviewed { ", reviewed on " (day) }
                }
                @else { "; no report of it is recorded there" }
                "."
            }
        }
    }
}

fn state(one: &InheritanceAnswer) -> Markup {
    match (&one.record, one.missing.is_empty(), one.expires_soon) {
        (None, ..) => ui::badge(Tone::Neutral, "Not recorded"),
        (Some(_), false, _) => ui::badge(Tone::Danger, "Not complete"),
        (Some(_), true, true) => ui::badge(Tone::Caution, "Expires soon"),
        (Some(_), true, false) => ui::badge(Tone::Good, "Documented"),
    }
}

/// The three parts, each with what is there.
fn parts(record: &Inheritance) -> Markup {
    let or_missing = |there: bool, body: Markup| {
        if there {
            body
        } else {
            html! { (ui::badge(Tone::Danger, "Missing")) }
        }
    };
    let report = record.report.as_ref().map(|r| html! { (r.reference) p.hint { (r.from) " to " (r.until) } });
    let review = record.review.as_ref().map(|r| html! { (sentence(&r.finding)) p.hint { (r.by) ", " (r.on) } });
    ui::definition_list(&[
        ("Provider", html! { (record.provider) }),
        ("1. Justification", or_missing(!record.justification.is_empty(), html! { (record.justification) })),
        ("2. Report in date", report.unwrap_or_else(|| or_missing(false, html! {}))),
        ("3. Review of its coverage", review.unwrap_or_else(|| or_missing(false, html! {}))),
    ])
}

fn withdrawal(visit: &Visit, control: &str) -> Markup {
    let id = format!("withdraw-{}", control.replace('.', "-"));
    let field_id = format!("{id}-reason");
    let reason = Field { name: "reason", id: &field_id, label: "Why", required: true, ..Field::default() };
    let ask = Confirm {
        id: &id,
        open: "Withdraw",
        title: &format!("Withdraw the inheritance of {control}?"),
        text: "The control counts as not addressed again. The record stays in the history.",
        action: &format!("/o/{}/inheritance/{control}/withdrawal", visit.org),
        yes: "Withdraw",
        danger: true,
    };
    ui::confirm(&ask, ui::textarea(&reason, 2))
}

async fn withdraw(visit: Visit, Path((_, control)): Path<(String, String)>, typed: Typed) -> Result<Response, Problem> {
    let command = Command::WithdrawInheritance { control: control.clone(), reason: typed.get("reason").to_owned() };
    let withdrawn = visit.change(&format!("Withdrew the inheritance of {control}."), "/inheritance", command);
    or_again(withdrawn, |refusal| page(&visit, Some(refusal)))
}
