//! How reminders stand in an organisation: whether letters go out at all, to whom, and what the relay did not take.

use super::own::short;
use crate::web::kept::OfThisMoment;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{At, ProfileOf};
use app::{LastLetter, RemindersState, Rhythm, clock};
use axum::response::Response;
use maud::{Markup, html};
use tokio::task::block_in_place;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let app = &visit.doors.app;
    let state = block_in_place(|| app.reminders_state(&visit.org, &visit.who))?;
    // They are of today, whatever day the rest of the visit looks at.
    let mark = app.ask(&visit.org, &visit.who, At::default(), &ProfileOf)?.mark;
    let lead = "One letter a day at most for each member: what is overdue, what is due within a week, what waits for them. \
                Each chooses on their own profile how often.";
    let body = html! {
        (ui::heading("Reminders", Some(lead), None))
        (relay(&state))
        (figures(&state))
        (ui::section("people", "Members", None, people(&visit, &state)))
    };
    let mut page = visit.page(&mark, "Reminders", "/reminders", &[Crumb::here("Reminders")], body);
    page.extensions_mut().insert(OfThisMoment);
    Ok(page)
}

/// Whether letters go out.
fn relay(state: &RemindersState) -> Markup {
    html! {
        @match (&state.from, &state.trouble) {
            (None, _) => (ui::notice(Tone::Neutral, "No letter goes out", html! {
                "Whoever runs this installation has not named a mail relay. They do it when the server starts, with "
                code.whole { "--smtp" } " and " code.whole { "--smtp-from" } ", and see with " code.whole { "tickmark mail test" } " whether letters arrive."
            })),
            (Some(_), Some((at, said))) => (ui::notice(Tone::Danger, "The mail relay takes no letters", html! {
                "It was last tried on " (clock::minute_of(*at)) ": " (said) ". "
                @if state.tried_again { "It is tried again today." } @else { "It is tried again tomorrow." }
            })),
            (Some(from), None) => p.hint {
                "Letters are from " (from) @if let Some(at) = state.at { " and go out from " (at.strftime("%H:%M").to_string()) " UTC on" } "."
            },
        }
    }
}

/// How many there are, and whom no letter reaches; quiet as long as nothing is sent anyway.
fn figures(state: &RemindersState) -> Markup {
    let count = |of: &dyn Fn(&&LastLetter) -> bool| state.people.iter().filter(of).count();
    let (none, never) = (count(&|one| !one.address), count(&|one| one.rhythm == Rhythm::Never));
    let members = |n: usize| counted(n, "member has", "members have");
    html! {
        @if none > 0 && state.from.is_some() {
            (ui::notice(Tone::Caution, "Not everybody can be reached", html! {
                (members(none)) " no address here and gets no letter."
            }))
        }
        @if never > 0 { p.hint { (members(never)) " chosen not to be reminded." } }
    }
}

fn people(visit: &Visit, state: &RemindersState) -> Markup {
    let rows: Vec<Row> = state.people.iter().map(|one| row(visit, one)).collect();
    let columns =
        [Column::text("Member"), Column::text("Reminded"), Column::narrow("Last sent"), Column::text("Last try")];
    let empty = ("No member in force", "Who accepted an invitation stands here.", html! {});
    ui::table(
        "Members and their reminders",
        &columns,
        &rows,
        TableOptions { empty: Some(empty), ..TableOptions::default() },
    )
}

fn row(visit: &Visit, one: &LastLetter) -> Row {
    Row::new(vec![
        html! { (visit.name_of(&one.person)) },
        html! {
            @if one.address { (short(one.rhythm)) } @else { (ui::badge(Tone::Caution, "No address")) }
        },
        html! { @match one.taken_us { Some(at) => (clock::minute_of(at)), None => (ui::nothing()) } },
        html! {
            @match &one.failed {
                Some((day, said)) => div {
                    (ui::badge(Tone::Danger, &format!("Not taken on {day}")))
                    @if !said.is_empty() { div.hint { (said) } }
                },
                None if one.taken_us.is_some() => (ui::badge(Tone::Good, "Taken")),
                None => (ui::nothing()),
            }
        },
    ])
}
