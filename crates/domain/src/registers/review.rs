//! The register of management reviews.

mod held;

pub use held::{HeldDecision, HeldReport, HeldReview, Meeting, ReviewApproval, Said, SentAgenda};

use super::Recorded;
use crate::event::ReviewEvent as Happened;
use crate::values::review::DEFAULT_INTERVAL_MONTHS;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Management reviews.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewRegister {
    /// By number: `RV-3` is 3.
    pub reviews: BTreeMap<u32, HeldReview>,
    /// Months from one to the next, as somebody set them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval_months: Option<u32>,
}

/// The number in `RV-n`; `MR-01` to `MR-06` are the checks of a review.
pub fn number(id: &str) -> Option<u32> {
    let digits = id.trim().strip_prefix("RV-").or_else(|| id.trim().strip_prefix("rv-"))?;
    digits.parse().ok().filter(|number: &u32| number.to_string() == digits)
}

impl ReviewRegister {
    /// Months from one review to the next.
    pub fn interval(&self) -> u32 {
        self.interval_months.unwrap_or(DEFAULT_INTERVAL_MONTHS)
    }

    /// A review by its id.
    pub fn review(&self, id: &str) -> Option<&HeldReview> {
        self.reviews.get(&number(id)?)
    }

    /// All of them with their ids, the oldest first.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (String, &HeldReview)> {
        self.reviews.iter().map(|(number, held)| (format!("RV-{number}"), held))
    }

    /// The id of the next one.
    pub fn next(&self) -> String {
        format!("RV-{}", self.reviews.len() + 1)
    }

    /// Those that were held before a day, the latest first; `not` is left out.
    pub fn held_before<'a>(&'a self, day: Date, not: &'a str) -> Vec<(String, &'a HeldReview, Date)> {
        let on = |(id, held): (String, &'a HeldReview)| {
            let on = held.meeting.as_ref().map(|meeting| meeting.on).filter(|on| *on <= day && id != not)?;
            held.cancelled.is_none().then_some((id, held, on))
        };
        let mut found: Vec<_> = self.each().filter_map(on).collect();
        found.sort_by_key(|(id, _, on)| (std::cmp::Reverse(*on), std::cmp::Reverse(number(id))));
        found
    }

    /// The last one held before a day whose minutes are approved, and its day; `not` is left out. Minutes that nobody approved
    /// are no review (R147).
    pub fn approved_before(&self, day: Date, not: &str) -> Option<(String, Date)> {
        let held = self.held_before(day, not).into_iter();
        held.filter(|(_, held, _)| held.approved.is_some()).map(|(id, _, on)| (id, on)).next()
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut ReviewRegister, recorded: Recorded<'_>, _entry: u64, event: Happened) {
    match event {
        Happened::ReviewIntervalSet { months } => register.interval_months = Some(months),
        Happened::ReviewScheduled { id, plan } => {
            if let Some(number) = number(&id) {
                let held = HeldReview::new(&id, plan, recorded.by, recorded.at_us);
                register.reviews.insert(number, held);
            }
        }
        other => {
            let id = other.object().1.to_owned();
            if let Some(held) = number(&id).and_then(|number| register.reviews.get_mut(&number)) {
                step(held, recorded, other);
                held.sha256 = held.content(&id).sha256();
            }
        }
    }
}

fn step(held: &mut HeldReview, recorded: Recorded<'_>, event: Happened) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    let said = |text: String| Said { text, by: by.clone(), at_us };
    match event {
        Happened::ReviewMoved { on, .. } => held.plan.on = on,
        Happened::ReviewCancelled { reason, .. } => held.cancelled = Some(said(reason)),
        Happened::ReviewAgendaSent { agenda, .. } => held.agenda = Some(SentAgenda { agenda: *agenda, by, at_us }),
        Happened::ReviewMinutesApproved { sha256, late, .. } => {
            held.approved = Some(ReviewApproval { sha256, late, by, at_us });
        }
        Happened::ReviewActionReported { number, report, .. } => {
            if let Some(decision) = held.decision_mut(number) {
                decision.reports.push(HeldReport { report, by, at_us });
            }
        }
        Happened::ReviewClosed { note, .. } => held.closed = Some(said(note)),
        other => write(held, recorded, other),
    }
}

/// What the minutes are made of: whoever wrote a part of them does not approve them.
fn write(held: &mut HeldReview, recorded: Recorded<'_>, event: Happened) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    let said = |text: String| Said { text, by: by.clone(), at_us };
    match event {
        Happened::ReviewInputsNoted { notes, .. } => {
            for (input, text) in notes {
                match text.is_empty() {
                    true => held.notes.remove(&input),
                    false => held.notes.insert(input, said(text)),
                };
            }
        }
        Happened::ReviewHeld { on, attendance, .. } => {
            held.meeting = Some(Meeting { on, attendance, by: by.clone(), at_us });
        }
        Happened::ReviewDecided { decision, .. } => {
            held.decisions.push(HeldDecision { decision, by: by.clone(), at_us, removed: false, reports: Vec::new() });
        }
        Happened::ReviewDecisionRemoved { number, .. } => {
            if let Some(decision) = held.decision_mut(number) {
                decision.removed = true;
            }
        }
        Happened::ReviewMinutesWritten { minutes, .. } => held.minutes = Some(said(minutes)),
        Happened::ReviewEvidenceCited { evidence, .. } => held.evidence.extend(evidence),
        _ => return,
    }
    held.authors.insert(by);
}
