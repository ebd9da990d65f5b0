//! Collectors in the browser: the list with what their last runs said, one collector with what it runs and who approved that,
//! and the forms that declare one and try it without keeping anything.

mod acts;
mod check;
mod fields;
mod form;
mod list;
mod mentioned;
mod one;
mod parts;
mod runs;
#[cfg(test)]
mod tests;
mod tried;

pub(super) use mentioned::{of_control, of_evidence};

use super::people::why_not;
use super::problem::Problem;
use super::reading::encode;
use super::typed::sentence;
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{Answer, CollectorLine, CollectorOf, CollectorStanding};
use app::collectors::{CollectorState, KINDS, Kind};
use axum::Router;
use axum::routing::{get, post};
use domain::command::{CollectorCommand, Command};
use domain::refusal::Refusal;
use domain::values::{Collector, Environment, EvidenceType, RunOutcome, Schedule};
use maud::Markup;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/collectors", get(list::show).post(form::add))
        .route("/o/{organisation}/collectors/new", get(form::begin))
        .route("/o/{organisation}/collectors/trial", post(tried::typed_anew))
        .route("/o/{organisation}/collectors/{collector}", get(one::show))
        .route("/o/{organisation}/collectors/{collector}/revision", get(form::change).post(form::save))
        .route("/o/{organisation}/collectors/{collector}/revision/trial", post(tried::typed))
        .route("/o/{organisation}/collectors/{collector}/trial", post(tried::declared))
        .route("/o/{organisation}/collectors/{collector}/run", post(acts::run))
        .route("/o/{organisation}/collectors/{collector}/approval", post(acts::approve))
        .route("/o/{organisation}/collectors/{collector}/rest", post(acts::pause))
        .route("/o/{organisation}/collectors/{collector}/resumption", post(acts::resume))
        .route("/o/{organisation}/collectors/{collector}/removal", post(acts::remove))
        .route("/o/{organisation}/collectors/{collector}/credentials", post(acts::give))
        .route("/o/{organisation}/collectors/{collector}/credentials/removal", post(acts::forget))
}

/// The path of a collector's page inside the organisation.
fn path(id: &str) -> String {
    format!("/collectors/{}", encode(id))
}

/// Where a form about a collector is posted.
fn action(visit: &Visit, id: &str, noun: &str) -> String {
    format!("/o/{}{}/{noun}", visit.org, path(id))
}

fn one(visit: &Visit, id: &str) -> Result<Answer<CollectorLine>, Problem> {
    visit.ask(&CollectorOf(id.to_owned()))
}

/// What stands beside the ledger, of all collectors that may be seen; nothing on an earlier day.
fn states(visit: &Visit) -> Result<BTreeMap<String, CollectorState>, Problem> {
    if visit.in_the_past() {
        return Ok(BTreeMap::new());
    }
    Ok(tokio::task::block_in_place(|| visit.doors.app.collector_states(&visit.org, &visit.who))?)
}

/// What stands in the way of setting collectors at all; on an earlier day nothing is offered, and the page says so itself.
fn missing(visit: &Visit) -> Option<Refusal> {
    let collector = Collector {
        name: String::new(),
        check: String::new(),
        kind: String::new(),
        controls: [].into(),
        evidence_type: EvidenceType::CollectorResult,
        environment: Environment::NotSaid,
        personal_data: false,
        schedule: Schedule::default(),
        rule: String::new(),
    };
    let set = CollectorCommand::SetCollector { id: None, collector: Box::new(collector) };
    why_not(visit, &Command::Collector(set))
}

/// A kind by its id.
fn kind(id: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.id == id)
}

/// A kind as people say it.
fn kind_title(id: &str) -> &str {
    kind(id).map_or(id, |kind| kind.title)
}

/// What a check said: of the check alone, and never of a control.
fn outcome_words(outcome: RunOutcome) -> &'static str {
    match outcome {
        RunOutcome::Pass => "Check passed",
        RunOutcome::Fail => "Check failed",
        RunOutcome::Unknown => "Unknown",
    }
}

fn outcome_tone(outcome: RunOutcome) -> Tone {
    match outcome {
        RunOutcome::Pass => Tone::Good,
        RunOutcome::Fail => Tone::Danger,
        RunOutcome::Unknown => Tone::Caution,
    }
}

fn outcome_badge(outcome: RunOutcome) -> Markup {
    ui::badge(outcome_tone(outcome), outcome_words(outcome))
}

fn standing_badge(standing: CollectorStanding) -> Markup {
    let tone = match standing {
        CollectorStanding::Waiting => Tone::Caution,
        CollectorStanding::Approved => Tone::Accent,
        CollectorStanding::Paused | CollectorStanding::Removed => Tone::Neutral,
    };
    ui::badge(tone, standing.title())
}

/// When a collector runs, in words.
fn rhythm(schedule: Schedule) -> String {
    use domain::values::Rhythm::{ByHand, Daily, Hourly, Monthly, Weekly};
    let minute = schedule.minute;
    let time = format!("{:02}:{:02} UTC", minute / 60, minute % 60);
    match schedule.rhythm {
        ByHand => "By hand".to_owned(),
        Hourly => format!("Hourly, at minute {}", minute % 60),
        Daily => format!("Daily, {time}"),
        Weekly => format!("Mondays, {time}"),
        Monthly => format!("On the first of the month, {time}"),
    }
}

/// A reason as a sentence of a page.
fn reason(text: &str) -> String {
    sentence(text)
}
