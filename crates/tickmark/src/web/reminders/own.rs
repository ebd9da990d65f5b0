//! On the profile: how often one is reminded.

use crate::serve::Doors;
use crate::web::me::went;
use crate::web::problem::Problem;
use crate::web::ui::{self, Choice, Field};
use app::{Rhythm, Who};
use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::refusal::Refusal;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;
use tokio::task::block_in_place;

/// How often, with a form to change it; and whether anything can be sent at all.
pub(in crate::web) fn section(doors: &Doors, who: &Who) -> Result<Markup, Problem> {
    let now = block_in_place(|| doors.app.rhythm_of(who.id()))?;
    let address = block_in_place(|| doors.app.person(who.id()))?.map(|person| person.email).unwrap_or_default();
    let choices: Vec<Choice<'_>> =
        Rhythm::ALL.into_iter().map(|rhythm| Choice::new(rhythm.id(), short(rhythm), rhythm == now)).collect();
    let hint = "One letter for each organisation: what is overdue, what is due within a week, what waits for you. \
                Weekly means Mondays, and the day on which something becomes overdue.";
    Ok(ui::card(html! {
        form.form method="post" action="/profile/reminders" {
            (ui::radios(&Field { name: "rhythm", label: "How often", hint, ..Field::default() }, &choices))
            p.hint {
                @if !doors.app.sends_mail() {
                    "Whoever runs this installation has not named a mail relay, so no letter goes out at present."
                } @else if address.is_empty() {
                    "There is no address of yours here, so no letter reaches you."
                } @else {
                    "They go to " (address) ". Each has a link that stops them."
                }
            }
            div.actions { button.button type="submit" { "Save" } }
        }
    }))
}

/// The choice in one word.
pub(super) fn short(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Daily => "Daily",
        Rhythm::Weekly => "Weekly",
        Rhythm::Never => "Never",
    }
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    rhythm: String,
}

pub(super) async fn choose(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
    Form(form): Form<Chosen>,
) -> Result<Response, Problem> {
    let who = doors.who(&headers)?.ok_or_else(|| Problem::SignIn("/profile".to_owned()))?;
    let rhythm = Rhythm::parse(&form.rhythm).ok_or_else(|| Refusal::Unknown {
        what: "rhythm of reminders",
        id: form.rhythm.clone(),
        nearest: Some(Rhythm::Weekly.id().to_owned()),
    })?;
    block_in_place(|| doors.app.set_rhythm(&who, rhythm))?;
    let said = match rhythm {
        Rhythm::Daily => "You are reminded daily.",
        Rhythm::Weekly => "You are reminded on Mondays, and when something becomes overdue.",
        Rhythm::Never => "You are not reminded any more.",
    };
    Ok(went(said, "/profile#reminders"))
}
