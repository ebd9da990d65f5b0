//! Giving a review a day, moving and cancelling it, sending its agenda.

use super::{Made, known, refused};
use crate::event::ReviewEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::review::HeldReview;
use crate::reports::review::{MAX_INTERVAL_MONTHS, agenda};
use crate::rules::{LONG_TEXT, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::review::{MAX_REVIEWS, ReviewForm, ReviewPlan, ReviewState};
use crate::values::window::{FIRST_YEAR, LAST_YEAR};
use jiff::civil::Date;

pub(super) fn interval(registers: &Registers, months: u32) -> Made {
    if !(1..=MAX_INTERVAL_MONTHS).contains(&months) {
        return Err(refused(
            format!("{months} months are no interval"),
            format!(
                "write 12 for every year, 6 for every half year, or another number from 1 to {MAX_INTERVAL_MONTHS}"
            ),
        ));
    }
    if registers.reviews.interval() == months && registers.reviews.interval_months.is_some() {
        return Err(Refusal::NothingToChange { what: "the interval of management reviews".to_owned() });
    }
    Ok(ReviewEvent::ReviewIntervalSet { months })
}

/// A meeting is prepared for a day to come; minutes of another meeting are of a day that is over.
fn day(form: ReviewForm, on: Date, stamp: &Stamp) -> Result<(), Refusal> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&on.year()) {
        return Err(refused(format!("{on} lies outside the years that are reckoned with"), "write another day"));
    }
    match form {
        ReviewForm::Meeting if on < stamp.today => Err(refused(
            format!("{on} is over, and an agenda shows what is so before a review"),
            "choose a day to come; a review that was held elsewhere is a record of its minutes",
        )),
        ReviewForm::Record if on > stamp.today => Err(Refusal::InTheFuture { field: "the day of the meeting" }),
        _ => Ok(()),
    }
}

pub(super) fn schedule(registers: &Registers, plan: ReviewPlan, stamp: &Stamp) -> Made {
    let register = &registers.reviews;
    if register.reviews.len() >= MAX_REVIEWS {
        return Err(Refusal::TooMany { what: "management reviews", max: MAX_REVIEWS });
    }
    let title = required(&plan.title, "the title", "what it is called, such as Management review 2026", SHORT_TEXT)?;
    day(plan.form, plan.on, stamp)?;
    Ok(ReviewEvent::ReviewScheduled { id: register.next(), plan: ReviewPlan { title, ..plan } })
}

/// One that was not held yet.
fn coming<'a>(registers: &'a Registers, id: &str) -> Result<(String, &'a HeldReview), Refusal> {
    let (id, held) = known(registers, id)?;
    match (held.state(), &held.meeting) {
        (ReviewState::Scheduled | ReviewState::AgendaSent, _) => Ok((id, held)),
        (_, Some(meeting)) => {
            Err(refused(format!("{id} was held on {}", meeting.on), "schedule another review for another day"))
        }
        _ => Err(refused(format!("{id} is cancelled"), "schedule another review")),
    }
}

pub(super) fn shift(registers: &Registers, id: &str, on: Date, reason: &str, stamp: &Stamp) -> Made {
    let (id, held) = coming(registers, id)?;
    if held.plan.on == on {
        return Err(Refusal::NothingToChange { what: format!("the day of {id}") });
    }
    day(held.plan.form, on, stamp)?;
    let reason = required(reason, "the reason", "why it takes place on another day", LONG_TEXT)?;
    Ok(ReviewEvent::ReviewMoved { id, on, reason })
}

pub(super) fn cancel(registers: &Registers, id: &str, reason: &str) -> Made {
    let (id, _) = coming(registers, id)?;
    let reason = required(reason, "the reason", "why it does not take place", LONG_TEXT)?;
    Ok(ReviewEvent::ReviewCancelled { id, reason })
}

/// What is so today goes into the event, so that the minutes stay true to what was shown.
pub(super) fn send(registers: &Registers, id: &str, stamp: &Stamp) -> Made {
    let (id, held) = coming(registers, id)?;
    if held.plan.form == ReviewForm::Record {
        return Err(refused(
            format!("{id} is a record of another meeting, and its agenda was not sent from here"),
            "write down what was said of each input",
        ));
    }
    let agenda = Box::new(agenda(registers, &id, stamp.today));
    let same = held.agenda.as_ref().is_some_and(|sent| {
        sent.agenda.points == agenda.points && sent.agenda.beside == agenda.beside && sent.agenda.on == agenda.on
    });
    if same {
        return Err(Refusal::NothingToChange { what: format!("the agenda of {id}") });
    }
    Ok(ReviewEvent::ReviewAgendaSent { id, agenda })
}
