//! Rating by the approved method: the level follows from the matrix and from nothing else (R111).

use super::{Judged, current, event, not_possible};
use crate::event::RiskEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::risk::rated;
use crate::rules::{LONG_TEXT, required};
use crate::stamp::Stamp;
use crate::values::risk::{Grades, Rating, RatingKind, RiskMethod};
use jiff::ToSpan;
use jiff::civil::Date;

/// Most ratings of one risk.
const MAX_RATINGS: usize = 1_000;

pub(super) fn rate(
    registers: &Registers,
    id: String,
    kind: RatingKind,
    grades: Grades,
    reason: &str,
    next_review: Option<Date>,
    stamp: &Stamp,
) -> Judged {
    let held = current(registers, &id)?;
    if held.ratings.len() >= MAX_RATINGS {
        return Err(Refusal::TooMany { what: "ratings of one risk", max: MAX_RATINGS });
    }
    let (method, approved) = in_force(registers)?;
    let reason = required(reason, "the reason", "why these grades", LONG_TEXT)?;
    let rating = by_method(method, approved, kind, grades, reason, stamp.today)?;
    let latest = interval(approved, stamp.today);
    let next_review = next_review.unwrap_or(latest);
    if next_review <= stamp.today || next_review > latest {
        return Err(not_possible(
            format!("the next assessment cannot be on {next_review}"),
            format!("give a day after today and by {latest}, as the method says"),
        ));
    }
    // The same grades by somebody else are that person's own judgement, which an acceptance may need (SoD-6).
    let same =
        rated(held, kind).is_some_and(|(_, before)| before.rating == rating && before.made.by == stamp.by.person);
    if same && held.risk.next_review == Some(next_review) {
        return Err(Refusal::NothingToChange { what: format!("the rating of {id}") });
    }
    Ok(vec![event(RiskEvent::RiskRated { id, rating, next_review })])
}

/// The method in force.
pub(super) fn in_force(registers: &Registers) -> Result<(u32, &RiskMethod), Refusal> {
    let found = registers.risks.in_force().map(|(version, held)| (version, &held.method));
    found.ok_or_else(|| {
        not_possible(
            "no method for rating risks is approved".to_owned(),
            "write the method and have management approve it first",
        )
    })
}

/// The day by which a risk that is rated today is assessed again.
pub(super) fn interval(method: &RiskMethod, today: Date) -> Date {
    today.saturating_add(i64::from(method.review_months).months())
}

/// What the method makes of two grades.
pub(super) fn by_method(
    version: u32,
    method: &RiskMethod,
    kind: RatingKind,
    (likelihood, impact): Grades,
    reason: String,
    on: Date,
) -> Result<Rating, Refusal> {
    for (what, grade, scale) in [("likelihood", likelihood, &method.likelihood), ("impact", impact, &method.impact)] {
        if grade == 0 || usize::from(grade) > scale.len() {
            return Err(not_possible(
                format!("{what} {grade} is not on the scale of version {version} of the method"),
                format!("give a grade from 1 ({}) to {}", scale.first().map_or("", |g| &g.word), scale.len()),
            ));
        }
    }
    let level = method.level(likelihood, impact).unwrap_or_default();
    let word = method.word(level).to_owned();
    Ok(Rating { kind, likelihood, impact, level, word, method: version, on, reason })
}
