//! The agenda of a management review, filled from what is so on a day: every input of clause 9.3.2, each figure with what it
//! counts.

use super::points::{Reading, item, line};
use super::{ReviewInput, earlier_actions, kept};
use crate::registers::Registers;
use crate::values::review::{ActionStatus, Agenda, AgendaItem, AgendaLine, AgendaPoint, AgendaSource as Source};
use jiff::civil::Date;

/// The agenda of a review as it would be sent on a day. Changes are counted from the day after the review before: the last one
/// whose minutes are approved.
pub fn agenda(registers: &Registers, id: &str, on: Date) -> Agenda {
    let since = registers.reviews.approved_before(on, id).map(|(_, on)| on);
    let reading = Reading { registers, since, on };
    let point = |input| match input {
        ReviewInput::Actions => actions(registers, id, on),
        ReviewInput::Issues => kept_point(&reading, "issues", "Issues", "external and internal issues"),
        ReviewInput::Parties => kept_point(&reading, "parties", "Interested parties", "interested parties"),
        ReviewInput::Nonconformities => AgendaPoint { lines: reading.nonconformities(), ..AgendaPoint::default() },
        ReviewInput::Measurements => measurements(&reading),
        ReviewInput::Audits => audits(&reading),
        ReviewInput::Objectives => kept_point(&reading, "objectives", "Objectives", "objectives"),
        ReviewInput::Feedback => AgendaPoint { lines: reading.feedback(), ..AgendaPoint::default() },
        ReviewInput::RiskResults => AgendaPoint { lines: reading.risks(), ..AgendaPoint::default() },
        ReviewInput::PlanStatus => AgendaPoint { lines: reading.plans(), ..AgendaPoint::default() },
        ReviewInput::Opportunities => AgendaPoint { lines: reading.opportunities(), ..AgendaPoint::default() },
    };
    let points = ReviewInput::ALL.into_iter().map(|input| (input, point(input))).collect();
    Agenda { on, since, entry: registers.entries, points, beside: beside(&reading) }
}

/// The agenda that was sent; before that, what it would show.
pub fn seen(registers: &Registers, id: &str, on: Date) -> Agenda {
    let sent = registers.reviews.review(id).and_then(|held| held.agenda.as_ref());
    sent.map_or_else(|| agenda(registers, id, on), |sent| sent.agenda.clone())
}

/// a: every action of earlier reviews by where it stands.
fn actions(registers: &Registers, id: &str, on: Date) -> AgendaPoint {
    let earlier = earlier_actions(&registers.reviews, id, on);
    let of = |wanted: Option<ActionStatus>| -> Vec<AgendaItem> {
        let found = earlier.iter().filter(|action| match (action.has_status, wanted) {
            (has, None) => !has,
            (has, wanted) => has && action.held.status() == wanted,
        });
        let told = |action: &super::EarlierAction| {
            let due = action.held.decision.due.map(|due| format!("due {due}")).unwrap_or_default();
            let note = action.held.reports.last().map(|held| held.report.note.clone()).filter(|note| !note.is_empty());
            let says = note.map_or_else(|| due.clone(), |note| format!("{due}; {note}"));
            item(&format!("{}/{}", action.review, action.number), &action.held.decision.text, says)
        };
        found.map(told).collect()
    };
    let whole = earlier.len();
    let lines = [
        ("Without a status", None),
        ("In progress", Some(ActionStatus::InProgress)),
        ("Done", Some(ActionStatus::Done)),
        ("Dropped", Some(ActionStatus::Dropped)),
    ];
    AgendaPoint {
        lines: lines.map(|(says, wanted)| line(says, Source::Reviews, of(wanted), Some(whole))).to_vec(),
        not_kept: Vec::new(),
    }
}

/// What a register of the management system says.
fn kept_point(reading: &Reading<'_>, kind: &str, title: &str, words: &str) -> AgendaPoint {
    match kept::register(reading.registers, kind, reading.since) {
        None => AgendaPoint { lines: Vec::new(), not_kept: vec![format!("No register of {words} is kept here yet")] },
        Some(kept) => {
            let whole = kept.all.len();
            let changed = match reading.since {
                Some(_) => "New or changed since the review before",
                None => "Recorded so far",
            };
            let mut all = line(&format!("{title} in the register"), Source::Register, Vec::new(), None);
            all.figure = u64::try_from(whole).unwrap_or(u64::MAX);
            let mut changed = line(changed, Source::Register, kept.changed, Some(whole));
            kind.clone_into(&mut all.register);
            kind.clone_into(&mut changed.register);
            AgendaPoint { lines: vec![all, changed], not_kept: Vec::new() }
        }
    }
}

/// d 2: occurrences of controls, collectors, measures.
fn measurements(reading: &Reading<'_>) -> AgendaPoint {
    let measures = kept_point(reading, "measures", "Measures", "measures");
    let lines = reading.occurrences().into_iter().chain(reading.collectors()).chain(measures.lines);
    AgendaPoint { lines: lines.collect(), not_kept: measures.not_kept }
}

/// d 3: internal audits, and exceptions of the tests of external ones.
fn audits(reading: &Reading<'_>) -> AgendaPoint {
    let mut point = AgendaPoint { lines: reading.exceptions(), not_kept: Vec::new() };
    match kept::audits(reading.registers, reading.since) {
        None => point.not_kept.push("No internal audit is recorded here yet".to_owned()),
        Some(kept) => {
            let whole = kept.all.len();
            point.lines.insert(0, line("Internal audits", Source::Audits, kept.all, None));
            point.lines.insert(1, line("Reported since the review before", Source::Audits, kept.changed, Some(whole)));
        }
    }
    point
}

/// Incidents and performance over time (R144).
fn beside(reading: &Reading<'_>) -> AgendaPoint {
    let incidents = kept_point(reading, "incidents", "Incidents", "incidents");
    let lines: Vec<AgendaLine> =
        reading.incidents().into_iter().chain(incidents.lines).chain(reading.performance()).collect();
    AgendaPoint { lines, not_kept: incidents.not_kept }
}
