//! Deputies of a person: who stands in, from when until when; naming one, and ending their time.

use super::facts::Facts;
use super::list::email;
use super::{choices, name as name_link, not_offered, one, path, why_not};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Column, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{Question, Seen};
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::people::HeldDeputy;
use domain::values::member::MAX_GRANT_DAYS;
use domain::values::{Action, Deputy, Membership};
use jiff::civil::Date;
use maud::{Markup, html};

/// Who stands in for this person, and for whom this person stands in.
pub(super) fn section(visit: &Visit, person: &str, facts: &Facts, on: Date, typed: &Typed) -> Markup {
    let (for_them, by_them): (Vec<_>, Vec<_>) = facts.deputies.iter().partition(|(_, d)| d.deputy.principal == person);
    html! {
        @if for_them.is_empty() { p.hint { "Nobody stands in for this person." } }
        @else { (table(visit, "Deputies", &for_them, on, true)) }
        @if !by_them.is_empty() {
            h3 { "Stands in for" }
            (table(visit, "Stands in for", &by_them, on, false))
        }
        @if !visit.in_the_past() { (form(visit, person, facts, typed)) }
    }
}

fn table(visit: &Visit, caption: &str, held: &[&(String, HeldDeputy)], on: Date, theirs: bool) -> Markup {
    let columns = [
        Column::text("Person"),
        Column::narrow("First day"),
        Column::narrow("Last day"),
        Column::narrow("State"),
        Column::text("Why"),
        Column::narrow(""),
    ];
    let rows: Vec<Row> = held
        .iter()
        .map(|(id, held)| {
            let deputy = &held.deputy;
            let over = held.ended || deputy.until < on;
            let state = match (over, deputy.from > on) {
                (true, _) => ui::badge(Tone::Neutral, if held.ended { "Ended early" } else { "Over" }),
                (false, true) => ui::badge(Tone::Accent, "To come"),
                (false, false) => ui::badge(Tone::Good, "In force"),
            };
            let cells = vec![
                name_link(visit, if theirs { &deputy.deputy } else { &deputy.principal }),
                html! { time datetime=(deputy.from) { (deputy.from) } },
                html! { time datetime=(deputy.until) { (deputy.until) } },
                state,
                html! { (deputy.reason) },
                html! { @if !over { (end_form(visit, id, &deputy.principal)) } },
            ];
            Row { faint: over, ..Row::new(cells) }
        })
        .collect();
    ui::table(caption, &columns, &rows, TableOptions::default())
}

fn end_form(visit: &Visit, id: &str, principal: &str) -> Markup {
    let offered = !visit.in_the_past() && why_not(visit, &Command::EndDeputy { id: id.to_owned() }).is_none();
    html! {
        @if offered {
            form method="post" action={ "/o/" (visit.org) (path(principal)) "/deputies/" (encode(id)) "/end" } {
                button.button.small type="submit" { "End" }
            }
        }
    }
}

fn form(visit: &Visit, person: &str, facts: &Facts, typed: &Typed) -> Markup {
    let nobody = Deputy {
        principal: person.to_owned(),
        deputy: String::new(),
        from: Date::MIN,
        until: Date::MIN,
        reason: String::new(),
    };
    let present = facts.member.state != Membership::Ended && !facts.member.roles.is_empty();
    if !present {
        return html! {};
    }
    if let Some(missing) = why_not(visit, &Command::NameDeputy { deputy: nobody }) {
        return html! { @if facts.own { (not_offered(&missing)) } };
    }
    let must = |name: &'static str, label: &'static str| Field { name, label, required: true, ..Field::default() };
    let again = !typed.get("deputy").is_empty() || !typed.get("deputy-reason").is_empty();
    let hint = format!("At most {MAX_GRANT_DAYS} days.");
    let today = visit.doors.app.clock().today().to_string();
    let from = if again { typed.get("deputy-from") } else { &today };
    let own = facts.own;
    html! {
        details.fold.add open[again] {
            summary { @if own { "Name your deputy" } @else { "Name a deputy" } }
            (ui::form(&format!("/o/{}{}/deputies", visit.org, path(person)), html! {
                p.hint { "A deputy holds the roles of the person represented and inherits the conflicts: what belongs to one counts as the other's own. Nobody stands in for a deputy in turn." }
                (who_field(visit, person, facts, typed))
                div.field-row {
                    (ui::date_field(&Field { value: from, ..must("deputy-from", "First day") }))
                    (ui::date_field(&Field { value: typed.get("deputy-until"), hint: &hint, ..must("deputy-until", "Last day") }))
                }
                (ui::textarea(&Field { value: typed.get("deputy-reason"), ..must("deputy-reason", "Why a deputy is needed") }, 2))
                div.actions { (ui::button("Name deputy")) }
            }))
        }
    }
}

/// Members to choose from, for who may see them; an address to type for who may not.
fn who_field(visit: &Visit, person: &str, facts: &Facts, typed: &Typed) -> Markup {
    let field = Field { name: "deputy", label: "Deputy", required: true, ..Field::default() };
    if facts.candidates.is_empty() {
        let hint = "The e-mail address of a colleague who is a member here.";
        return ui::text(&Field { value: typed.get("deputy"), hint, ..field });
    }
    let others = facts.candidates.iter().filter(|id| *id != person);
    let choices = choices(visit, others, "Choose a person", typed.get("deputy"));
    ui::select(&field, &choices)
}

/// Ids of those who are members now; never shown to who may not see people.
struct Present;

impl Question for Present {
    type Answer = Vec<String>;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<String>, Refusal> {
        let members = &seen.organisation()?.people.members;
        Ok(members.iter().filter(|(_, m)| m.state != Membership::Ended).map(|(id, _)| id.clone()).collect())
    }
}

/// The member that was chosen, or whose address was typed.
fn meant(visit: &Visit, typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Refusal::Empty { field: "the deputy", wanted: "who stands in" }.into());
    }
    let present = visit.ask(&Present)?.value;
    let found = tokio::task::block_in_place(|| {
        present.into_iter().find(|id| id == typed || email(visit, id).eq_ignore_ascii_case(typed))
    });
    let unknown = || Refusal::Unknown { what: "member", id: typed.to_owned(), nearest: None };
    Ok(found.ok_or_else(unknown)?)
}

pub(super) async fn name(
    visit: Visit,
    Path((_, person)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let named = meant(&visit, typed.get("deputy")).and_then(|deputy| {
        let deputy = Deputy {
            principal: person.clone(),
            deputy,
            from: typed.day("deputy-from", "the first day")?,
            until: typed.day("deputy-until", "the last day")?,
            reason: typed.get("deputy-reason").to_owned(),
        };
        visit.change("Named the deputy.", &format!("{}#deputies", path(&person)), Command::NameDeputy { deputy })
    });
    or_again(named, |refusal| one::page(&visit, &person, &typed, Some(refusal)))
}

pub(super) async fn end(
    visit: Visit,
    Path((_, person, id)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let ended = visit.change("Ended the deputy's time.", &path(&person), Command::EndDeputy { id });
    or_again(ended, |refusal| one::page(&visit, &person, &Typed::default(), Some(refusal)))
}
