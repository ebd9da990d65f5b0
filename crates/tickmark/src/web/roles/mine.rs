//! What whoever looks may do now, and for everything else why not and whom to ask.

use super::matrix::verdict;
use super::{capital, in_words, parts};
use crate::web::people::role_tags;
use crate::web::problem::Problem;
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Row, TableOptions};
use crate::web::visit::Visit;
use app::Right;
use app::ask::PartOf;
use domain::refusal::Refusal;
use domain::values::{Duty, State};
use maud::{Markup, html};

pub(super) fn view(visit: &Visit) -> Result<Markup, Problem> {
    let rights = visit.doors.app.rights_of(&visit.org, &visit.who)?;
    let part = visit.ask(&PartOf(visit.who.id().to_owned()))?.value;
    let may = rights.iter().filter(|right| right.refusal.is_none()).count();
    let columns = [Column::text("What"), Column::narrow("May I?"), Column::text("Note")];
    Ok(html! {
        (ui::card(ui::definition_list(&[
            ("You are", html! { strong { (visit.name_of(visit.who.id())) } }),
            ("Roles in force", role_tags(&part.roles)),
            ("Stands in for", html! {
                @if part.stands_in_for.is_empty() { (ui::nothing()) }
                @for (at, person) in part.stands_in_for.iter().enumerate() { @if at > 0 { ", " } (visit.name_of(person)) }
            }),
            ("You may do", html! { (may) " of " (rights.len()) " things" }),
        ])))
        @for (title, actions) in parts() {
            @let rows: Vec<Row> = rights.iter().filter(|r| actions.contains(&r.action)).map(row).collect();
            (ui::section(&title.to_lowercase().replace(' ', "-"), title, None,
                ui::table(title, &columns, &rows, TableOptions::default())))
        }
    })
}

fn row(right: &Right) -> Row {
    let may = right.refusal.is_none();
    let own_only = may && right.others.is_empty();
    let cells = vec![
        html! { (capital(right.action.words())) @if right.action.step_up() { " " (ui::tag("second factor")) } },
        verdict(may, own_only),
        html! {
            @match &right.refusal {
                Some(refusal) => div { (why(refusal)) p.hint { (sentence(&refusal.hint())) } },
                None => span.hint { (on_what(if own_only { &right.own } else { &right.others })) },
            }
        },
    ];
    Row { faint: !may, ..Row::new(cells) }
}

/// The reason without what the row says already.
fn why(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotAllowed(missing) => match missing.duty {
            Some(Duty::ConfirmedOnly) => sentence(&refusal.to_string()),
            Some(duty) => format!("{} ({}).", capital(duty.sentence()), duty.id()),
            None => "No right for it comes with your roles.".to_owned(),
        },
        other => sentence(&other.to_string()),
    }
}

fn on_what(states: &[State]) -> String {
    let states = in_words(states);
    if states.is_empty() { String::new() } else { format!("While {states}.") }
}
