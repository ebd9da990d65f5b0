//! Reminders as JSON: how often one wants them, and how they stand in an organisation.

use super::NamedWords;
use app::{RemindersState, Within, clock};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How often one wants to be reminded by e-mail.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "rhythm": "daily" }))]
pub struct RhythmWords {
    /// `daily`, `weekly` (on Mondays, and on the day on which something becomes overdue) or `never`.
    pub rhythm: String,
}

/// How reminders stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RemindersWords {
    /// Whether the operator named a mail relay; without one nothing is sent.
    pub relay: bool,
    /// From which time of the day reminders go out, in UTC; null without a relay.
    pub at: Option<String>,
    /// What is wrong with the relay; null when it took the last letter.
    pub trouble: Option<RelayTroubleWords>,
    /// Members in force.
    pub people: Vec<LastLetterWords>,
}

/// What a relay was last in trouble with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RelayTroubleWords {
    /// When it was last tried, UTC.
    pub at: String,
    /// What it said, or why there was no answer.
    pub said: String,
    /// Is it tried again today?
    pub tried_again: bool,
}

/// How reminders of one person stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LastLetterWords {
    /// The person.
    pub person: NamedWords,
    /// `daily`, `weekly` or `never`.
    pub rhythm: &'static str,
    /// Whether there is an address to write to.
    pub address: bool,
    /// When the relay last took a reminder, UTC; null for never.
    pub sent: Option<String>,
    /// The last reminder, if the relay did not take it.
    pub failed: Option<NotTakenWords>,
}

/// A reminder that was not taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NotTakenWords {
    /// Of which day.
    #[schema(format = Date)]
    pub day: String,
    /// What the relay said, or why there was no answer.
    pub said: String,
}

impl RemindersWords {
    /// The words of a state.
    pub fn of(app: &Within<'_>, state: &RemindersState) -> RemindersWords {
        RemindersWords {
            relay: state.from.is_some(),
            at: state.at.map(|at| at.strftime("%H:%M").to_string()),
            trouble: state.trouble.as_ref().map(|(at, said)| RelayTroubleWords {
                at: clock::minute_of(*at),
                said: said.clone(),
                tried_again: state.tried_again,
            }),
            people: state
                .people
                .iter()
                .map(|one| LastLetterWords {
                    person: NamedWords::of(app, &one.person),
                    rhythm: one.rhythm.id(),
                    address: one.address,
                    sent: one.taken_us.map(clock::minute_of),
                    failed: one
                        .failed
                        .as_ref()
                        .map(|(day, said)| NotTakenWords { day: day.to_string(), said: said.clone() }),
                })
                .collect(),
        }
    }
}
