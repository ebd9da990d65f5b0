//! Commands on management reviews: plan, prepare, hold, decide, approve, act, close; what is told of them.

mod read;

use super::Done;
use super::args::{PlaceArgs, ReviewArgs, ReviewVerb as Verb};
use super::out::known;
use super::people::Here;
use super::place::day;
use app::Failure;
use app::ask::ReviewOf;
use domain::command::{Command, ReviewCommand};
use domain::reports::review::ReviewInput;
use domain::values::review::{ActionReport, ActionStatus, DecisionKind, ReviewDecision, ReviewForm, ReviewPlan};
use jiff::civil::Date;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn review(args: &ReviewArgs) -> Done {
    match &args.verb {
        Verb::List { place } => read::list(place),
        Verb::Show { id, place } => read::one(place, id),
        Verb::Check { id, place } => read::check(place, id),
        Verb::Agenda { id, send: false, place } => read::agenda(place, id),
        Verb::Agenda { id, send: true, place } => {
            done(place, id, "the agenda is sent", |_| Ok(ReviewCommand::SendReviewAgenda { id: id.clone() }))
        }
        Verb::Schedule { title, day, record, place } => schedule(place, title, day, *record),
        Verb::Interval { months, place } => {
            let here = Here::open(place)?;
            let wanted = ReviewCommand::SetReviewInterval { months: *months };
            here.done("Set the interval", Command::Review(wanted))
        }
        Verb::Move { id, day: on, reason, place } => done(place, id, "moved", |_| {
            let (on, reason) = (day(on, "--day")?, reason.clone());
            Ok(ReviewCommand::MoveReview { id: id.clone(), on, reason })
        }),
        Verb::Cancel { id, reason, place } => {
            done(place, id, "cancelled", |_| Ok(ReviewCommand::CancelReview { id: id.clone(), reason: reason.clone() }))
        }
        other => worked(other),
    }
}

/// Holding it, and what comes after.
fn worked(verb: &Verb) -> Done {
    match verb {
        Verb::Note { id, input, text, place } => done(place, id, "it is written down", |_| {
            let input = known("input", input, ReviewInput::parse, &ReviewInput::ALL.map(ReviewInput::id))?;
            Ok(ReviewCommand::NoteReviewInputs { id: id.clone(), notes: [(input, text.clone())].into() })
        }),
        Verb::Hold { id, with, day, place } => done(place, id, "held", |here| {
            let on = on(here, day.as_deref())?;
            Ok(ReviewCommand::HoldReview { id: id.clone(), on, attendance: attendance(here, with)? })
        }),
        Verb::Decide { id, kind, text, owner, due, place } => done(place, id, "a decision is recorded", |here| {
            let kind = known("kind", kind, DecisionKind::parse, &DecisionKind::ALL.map(DecisionKind::id))?;
            let owner = owner.as_deref().map(|owner| here.person(owner)).transpose()?;
            let due = due.as_deref().map(|due| day(due, "--due")).transpose()?;
            let decision = ReviewDecision { kind, text: text.clone(), owner, due };
            Ok(ReviewCommand::DecideInReview { id: id.clone(), decision })
        }),
        Verb::Undecide { id, number, place } => done(place, id, "a decision is taken back", |_| {
            Ok(ReviewCommand::RemoveReviewDecision { id: id.clone(), number: *number })
        }),
        Verb::Minutes { id, text, place } => done(place, id, "the minutes are written", |_| {
            Ok(ReviewCommand::WriteReviewMinutes { id: id.clone(), minutes: text.clone() })
        }),
        Verb::Cite { id, evidence, place } => done(place, id, "evidence is cited", |_| {
            Ok(ReviewCommand::CiteReviewEvidence { id: id.clone(), evidence: listed(evidence) })
        }),
        Verb::Approve { id, sha256, place } => done(place, id, "the minutes are approved", |here| {
            let sha256 = match sha256 {
                Some(sha256) => sha256.clone(),
                None => here.ask(&ReviewOf(id.clone()))?.0.held.sha256,
            };
            Ok(ReviewCommand::ApproveReviewMinutes { id: id.clone(), sha256 })
        }),
        Verb::Action { id, number, status, note, day, evidence, place } => done(place, id, "reported", |here| {
            let status = known("status", status, ActionStatus::parse, &ActionStatus::ALL.map(ActionStatus::id))?;
            let on = on(here, day.as_deref())?;
            let report = ActionReport { status, on, note: note.clone(), evidence: listed(evidence) };
            Ok(ReviewCommand::ReportReviewAction { id: id.clone(), number: *number, report })
        }),
        Verb::Close { id, note, place } => {
            done(place, id, "closed", |_| Ok(ReviewCommand::CloseReview { id: id.clone(), note: note.clone() }))
        }
        _ => unreachable!("review() does the others"),
    }
}

fn done(
    place: &PlaceArgs,
    id: &str,
    words: &str,
    meant: impl FnOnce(&Here<'_>) -> Result<ReviewCommand, Failure>,
) -> Done {
    let here = Here::open(place)?;
    let command = meant(&here)?;
    here.done(&format!("{id}: {words}"), Command::Review(command))
}

fn schedule(place: &PlaceArgs, title: &str, on: &str, record: bool) -> Done {
    let here = Here::open(place)?;
    let form = if record { ReviewForm::Record } else { ReviewForm::Meeting };
    let plan = ReviewPlan { title: title.to_owned(), form, on: day(on, "--day")? };
    let receipt = here.change(Command::Review(ReviewCommand::ScheduleReview { plan }))?;
    let words = format!("Scheduled {}", receipt.object);
    here.once(&words, &[], Some(&receipt), json!({ "management_review": receipt.object }))
}

fn attendance(here: &Here<'_>, with: &[String]) -> Result<BTreeMap<String, String>, Failure> {
    let one = |typed: &String| {
        let (who, part) = typed.split_once(':').unwrap_or((typed, ""));
        Ok((here.person(who.trim())?, part.trim().to_owned()))
    };
    with.iter().map(one).collect()
}

fn on(here: &Here<'_>, typed: Option<&str>) -> Result<Date, Failure> {
    typed.map_or_else(|| Ok(here.app.clock().today()), |text| day(text, "--day"))
}

fn listed(typed: &str) -> BTreeSet<String> {
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
