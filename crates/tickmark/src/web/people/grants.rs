//! Outside access as a table, and its end before the last day.

use super::{name, one, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, encode};
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Column, Confirm, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::PeopleAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::registers::people::HeldGrant;
use domain::values::{Grant, GrantKind};
use jiff::civil::Date;
use maud::{Markup, html};

/// Days before the last one in which the end of outside access stands out.
const SOON: i32 = 14;

/// All outside access: in force and to come first, over below it in a fold.
pub(super) fn table(visit: &Visit, people: &PeopleAnswer, on: Date) -> Markup {
    let mut all: Vec<&HeldGrant> = people.grants.values().collect();
    all.sort_by_key(|held| (held.grant.until, held.grant.from));
    let (over, running): (Vec<&HeldGrant>, Vec<&HeldGrant>) =
        all.into_iter().partition(|held| held.ended.is_some() || held.grant.until < on);
    let empty = (
        "Nobody from outside has access",
        "Give a consultant or your auditor access for one engagement, with a first and a last day.",
        html! {
            @if !visit.in_the_past() && why_not(visit, &super::list::give()).is_none() {
                (ui::quiet_link("Give outside access", &visit.href("/people/outside"), None))
            }
        },
    );
    html! {
        (rows(visit, "Outside access", &running, on, Some(empty)))
        @if !over.is_empty() {
            details.fold {
                summary { (over.len()) @if over.len() == 1 { " access is over" } @else { " are over" } }
                (rows(visit, "Outside access that is over", &over, on, None))
            }
        }
    }
}

fn rows(visit: &Visit, caption: &str, shown: &[&HeldGrant], on: Date, empty: Option<(&str, &str, Markup)>) -> Markup {
    let columns = [
        Column::text("Person"),
        Column::text("Access"),
        Column::text("Engagement"),
        Column::narrow("First day"),
        Column::narrow("Last day"),
        Column::narrow("Left"),
        Column::text("Given by"),
    ];
    let rows: Vec<Row> = shown
        .iter()
        .map(|held| {
            let grant = &held.grant;
            let cells = vec![
                name(visit, &grant.person),
                html! { (kind_words(grant)) },
                html! { (grant.engagement) },
                html! { time datetime=(grant.from) { (grant.from) } },
                html! { time datetime=(grant.until) { (grant.until) } },
                left(held, on),
                name(visit, &held.given_by),
            ];
            Row { faint: held.ended.is_some() || grant.until < on, ..Row::new(cells) }
        })
        .collect();
    ui::table(caption, &columns, &rows, TableOptions { empty, ..TableOptions::default() })
}

/// What the access is, in a few words.
pub(super) fn kind_words(grant: &Grant) -> &'static str {
    match (grant.kind, grant.works) {
        (GrantKind::Consultant, false) => "Consultant, reads",
        (GrantKind::Consultant, true) => "Consultant, works as programme manager",
        (GrantKind::ExternalAuditor, _) => "External auditor, reads",
        (GrantKind::Support, _) => "Operator, support",
    }
}

/// How long it still lasts, with a word for what ends soon.
pub(super) fn left(held: &HeldGrant, on: Date) -> Markup {
    let days = |until: Date| until.duration_since(on).as_hours() / 24;
    if held.ended.is_some() {
        return ui::badge(Tone::Neutral, "Ended early");
    }
    let (from, until) = (held.grant.from, held.grant.until);
    let many = |days: i64| counted(days, "day", "days");
    if until < on {
        ui::badge(Tone::Neutral, "Over")
    } else if from > on {
        ui::badge(Tone::Accent, &format!("Begins in {}", many(days(from))))
    } else if until == on {
        ui::badge(Tone::Caution, "Last day")
    } else if days(until) <= i64::from(SOON) {
        ui::badge(Tone::Caution, &many(days(until)))
    } else {
        html! { (many(days(until))) }
    }
}

/// The question before outside access is ended, for who may end it.
pub(super) fn end_form(visit: &Visit, id: &str, held: &HeldGrant, typed: &Typed) -> Markup {
    let command = Command::EndGrant { id: id.to_owned(), reason: String::new() };
    if visit.in_the_past() || why_not(visit, &command).is_some() {
        return html! {};
    }
    let anchor = format!("end-{id}");
    let reason = Field {
        name: "reason",
        id: &format!("reason-{id}"),
        label: "Why it ends now",
        value: if typed.get("grant") == id { typed.get("reason") } else { "" },
        required: true,
        ..Field::default()
    };
    let who = visit.name_of(&held.grant.person);
    let ask = Confirm {
        id: &anchor,
        open: "End now",
        title: &format!("End the access of {who}?"),
        text: "The access stops at once. What was done with it stays in the history. New access is a new decision.",
        action: &format!("/o/{}{}/grants/{}/end", visit.org, super::path(&held.grant.person), encode(id)),
        yes: "End access",
        danger: true,
    };
    ui::confirm(&ask, html! { (ui::hidden("grant", id)) (ui::textarea(&reason, 2)) })
}

pub(super) async fn end(
    visit: Visit,
    Path((_, person, id)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let command = Command::EndGrant { id, reason: typed.get("reason").to_owned() };
    let ended = visit.change("Ended the access.", &super::path(&person), command);
    or_again(ended, |refusal| one::page(&visit, &person, &typed, Some(refusal)))
}
