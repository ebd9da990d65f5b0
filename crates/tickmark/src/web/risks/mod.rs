//! Risks: the register with its heat map, one page a risk, the method, what is wrong, the chain, what risks could cost, import
//! and export.

mod chain;
mod draft;
mod export;
mod exposure;
mod fields;
mod heat;
mod import;
mod list;
mod method;
mod one;
mod picture;
mod plan;
mod quantity;
mod rating;
mod signing;
#[cfg(test)]
mod tests;
mod wrong;

use super::listed;
use super::people::why_not;
use super::problem::Problem;
use super::reading::{encode, item_href, n};
use super::staged::staged;
use super::typed::Typed;
use super::ui::{self, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{PeopleOf, WrongRisks};
use app::exchange::RiskLists;
use axum::Router;
use axum::routing::{get, post};
use domain::command::{Command, RiskCommand};
use domain::refusal::Refusal;
use domain::reports::risk::{BEFORE_OPENING, Rated, Signature};
use domain::values::Action;
use domain::values::risk::{LineState, RiskState};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let uploads = Router::new()
        .route("/o/{organisation}/risks/import", get(listed::show::<RiskLists>).post(listed::upload::<RiskLists>))
        .route(
            "/o/{organisation}/risks/import/{upload}",
            get(listed::check::<RiskLists>).post(listed::confirm::<RiskLists>),
        );
    Router::new()
        .route("/o/{organisation}/risks", get(list::show).post(fields::add))
        .route("/o/{organisation}/risks/new", get(fields::begin))
        .route("/o/{organisation}/risks/export.csv", get(export::csv))
        .route("/o/{organisation}/risks/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/risks/wrong", get(wrong::show))
        .route("/o/{organisation}/risks/chain", get(chain::show))
        .route("/o/{organisation}/risks/exposure", get(exposure::show).post(exposure::set))
        .route("/o/{organisation}/risks/method", get(method::show).post(draft::write))
        .route("/o/{organisation}/risks/method/draft", get(draft::begin))
        .route("/o/{organisation}/risks/method/approval", post(method::approve))
        .route("/o/{organisation}/risks/{risk}", get(one::show).post(fields::revise))
        .route("/o/{organisation}/risks/{risk}/ratings", post(rating::rate))
        .route("/o/{organisation}/risks/{risk}/reopening", post(rating::reopen))
        .route("/o/{organisation}/risks/{risk}/closing", post(rating::close))
        .route("/o/{organisation}/risks/{risk}/treatment", post(plan::record))
        .route("/o/{organisation}/risks/{risk}/treatment/approval", post(signing::approve))
        .route("/o/{organisation}/risks/{risk}/treatment/lines/{line}", post(plan::step))
        .route("/o/{organisation}/risks/{risk}/acceptances", post(signing::accept))
        .route("/o/{organisation}/risks/{risk}/countersignature", post(signing::countersign))
        .route("/o/{organisation}/risks/{risk}/quantity", post(quantity::record))
        .merge(staged(uploads))
}

/// The path of a risk's page inside the organisation.
fn path(id: &str) -> String {
    format!("/risks/{}", encode(id))
}

/// Does the visitor see all risks, and not only a part?
fn sees_all(visit: &Visit) -> bool {
    visit.doors.app.may(&visit.org, &visit.who, Action::ReadRisks, None)
}

/// The pages on risks, as tabs.
fn tabs(visit: &Visit, place: &str) -> Markup {
    let wrong = visit.ask(&WrongRisks).map(|answer| answer.value.len()).unwrap_or_default();
    let all = [
        ("/risks", "Register", None, true),
        ("/risks/wrong", "What is wrong", Some(wrong).filter(|wrong| *wrong > 0), true),
        ("/risks/exposure", "In money", None, true),
        ("/risks/chain", "Chain", None, sees_all(visit)),
        ("/risks/method", "Method", None, true),
    ];
    let tabs: Vec<Tab<'_>> = all
        .into_iter()
        .filter(|(.., offered)| *offered)
        .map(|(path, label, count, _)| Tab {
            label: label.into(),
            href: visit.href(path).into(),
            current: path == place,
            count: count.map(n),
        })
        .collect();
    ui::tabs("Risks", &tabs)
}

/// The voice of a level: calm up to the appetite, louder above it.
fn tone(level: u8, appetite: u8, top: usize) -> Tone {
    match level {
        level if usize::from(level) >= top && level > appetite => Tone::Danger,
        level if level > appetite => Tone::Caution,
        1 => Tone::Good,
        _ => Tone::Neutral,
    }
}

/// The level of a rating as a badge; a dash for none.
fn level_badge(rated: Option<&Rated>, top: Option<usize>) -> Markup {
    let Some(rated) = rated else {
        return ui::nothing();
    };
    let tone = match (rated.above, top) {
        (true, Some(top)) if usize::from(rated.level) >= top => Tone::Danger,
        (true, _) => Tone::Caution,
        (false, _) if rated.level == 1 => Tone::Good,
        (false, _) => Tone::Neutral,
    };
    html! {
        (ui::badge(tone, &rated.word))
        @if rated.before_opening { p.hint { (BEFORE_OPENING) } }
    }
}

fn state_badge(state: RiskState) -> Markup {
    let tone = match state {
        RiskState::Identified | RiskState::Analysed | RiskState::Evaluated => Tone::Caution,
        RiskState::TreatmentSelected | RiskState::Treating => Tone::Accent,
        RiskState::ResidualAccepted | RiskState::Monitored => Tone::Good,
        RiskState::Closed => Tone::Neutral,
    };
    ui::badge(tone, state.title())
}

fn signature_badge(signature: Signature) -> Markup {
    let tone = match signature {
        Signature::InForce => Tone::Good,
        Signature::Missing => Tone::Neutral,
        Signature::Waiting => Tone::Accent,
        Signature::Expired => Tone::Danger,
        _ => Tone::Caution,
    };
    ui::badge(tone, signature.title())
}

fn line_badge(state: LineState) -> Markup {
    let tone = match state {
        LineState::Planned => Tone::Neutral,
        LineState::Approved | LineState::InProgress => Tone::Accent,
        LineState::Done | LineState::Verified => Tone::Good,
    };
    ui::badge(tone, state.title())
}

/// A day, for people and for machines; a dash for none.
fn day(day: Option<Date>) -> Markup {
    html! { @if let Some(day) = day { time datetime=(day) { (day) } } @else { (ui::nothing()) } }
}

/// A text, or a dash for none.
fn or_dash(text: &str) -> Markup {
    html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } }
}

/// A person's name, or a dash for nobody.
fn person(visit: &Visit, id: Option<&String>) -> Markup {
    html! { @if let Some(id) = id { (visit.name_of(id)) } @else { (ui::nothing()) } }
}

/// Controls as links: own ones to their pages, those of Annex A to what is known of them.
fn controls(visit: &Visit, ids: &BTreeSet<String>) -> Markup {
    html! {
        @if ids.is_empty() { (ui::nothing()) }
        @else { span.answers-to { @for id in ids { a href=(control_href(visit, id)) { (id) } } } }
    }
}

fn control_href(visit: &Visit, id: &str) -> String {
    let annex = id.strip_prefix("A.").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if annex { item_href(visit, id) } else { visit.href(&format!("/controls/{}", encode(id))) }
}

/// Was this form sent and refused, so that it is shown open with what was typed?
fn again(typed: &Typed, form: &str) -> bool {
    typed.get("form") == form
}

/// A day that may be left out.
fn maybe(typed: &Typed, name: &str, field: &'static str) -> Result<Option<Date>, Refusal> {
    if typed.get(name).trim().is_empty() { Ok(None) } else { typed.day(name, field).map(Some) }
}

/// A number that has to be there; `field` is what people call it.
fn number<T: std::str::FromStr>(text: &str, field: &'static str) -> Result<T, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty { field, wanted: "a whole number" });
    }
    text.replace([' ', '\u{202f}', '\''], "").parse().map_err(|_| Refusal::NotPossible {
        sentence: format!("{field}: `{text}` is no whole number"),
        hint: "write digits alone, such as 3".to_owned(),
    })
}

/// A choice of a list, or a refusal that names what was sent.
fn known<T>(what: &'static str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    parse(typed).ok_or_else(|| Refusal::Unknown { what, id: typed.to_owned(), nearest: None })
}

/// Words separated by commas, semicolons or line breaks.
fn listed(text: &str) -> BTreeSet<String> {
    text.split([',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn joined(words: &BTreeSet<String>) -> String {
    words.iter().cloned().collect::<Vec<_>>().join(", ")
}

/// Who could own a risk or do a line: the members, for who may see them; else whoever is named already, and the visitor.
fn members(visit: &Visit, named: &[&str]) -> Vec<String> {
    let all = visit.ask(&PeopleOf).map(|answer| answer.value.members.into_keys().collect());
    let mut all: BTreeSet<String> = all.unwrap_or_else(|_| [visit.who.id().to_owned()].into());
    all.extend(named.iter().filter(|id| !id.is_empty()).map(|id| (*id).to_owned()));
    all.into_iter().collect()
}

/// May the visitor do this today, and if not, why?
fn offered(visit: &Visit, command: RiskCommand) -> Option<Result<(), Refusal>> {
    if visit.in_the_past() {
        return None;
    }
    Some(why_not(visit, &Command::Risk(command)).map_or(Ok(()), Err))
}

/// Makes a change of one risk and goes to its page.
fn changed(visit: &Visit, id: &str, done: &str, command: RiskCommand) -> Result<axum::response::Response, Problem> {
    visit.change(done, &path(id), Command::Risk(command))
}
