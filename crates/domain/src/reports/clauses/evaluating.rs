//! What exists of evaluation and improvement: internal audits, management reviews, nonconformities (clauses 9.2, 9.3, 10).

use super::kept::{Kept, KeptItem, Layer};
use super::look::Look;
use super::place::Place;
use crate::registers::audit::HeldAudit;
use crate::registers::nonconformity::HeldNonconformity;
use crate::registers::review::HeldReview;
use crate::values::nonconformity::{NonconformityClass, NonconformityState};
use crate::values::review::{DecisionKind, ReviewInput, ReviewState};
use jiff::civil::Date;

fn audit(id: &str, held: &HeldAudit, on: Option<Date>) -> KeptItem {
    KeptItem::new(format!("{id} {}", held.plan.title), on, Place::Audit(id.to_owned()))
}

fn review(id: &str, held: &HeldReview, on: Option<Date>) -> KeptItem {
    KeptItem::new(format!("{id} {}", held.plan.title), on, Place::Review(id.to_owned()))
}

/// Clause 9.2.1: audits planned, and audits reported.
pub(super) fn audits(look: &Look<'_>) -> Vec<Kept> {
    let all = || look.registers.audits.in_order().into_iter().filter(|(_, held)| held.cancelled.is_none());
    let announced = all().map(|(id, held)| {
        (audit(id, held, Some(held.plan.window.from)), held.announced.is_some() || held.report.is_some())
    });
    let reported = all().map(|(id, held)| {
        let on = held.report.as_ref().map(|report| report.report.on);
        (audit(id, held, on), on.is_some_and(|day| look.recent(day)))
    });
    let last = look.coverage.rows.iter().filter_map(|row| row.last).max();
    let sum = (look.coverage.covered(), look.coverage.rows.len(), last);
    vec![
        Kept::of(Layer::Governance, "Audits planned", Place::Audits, "announced, of the internal audits", announced),
        Kept::of(
            Layer::Operation,
            "Audits reported",
            Place::Audits,
            "reported in the last 12 months, of the internal audits",
            reported,
        ),
        Kept::figure(
            Layer::Operation,
            "Scope audited",
            Place::AuditCoverage,
            "audited and reported in the cycle, of the clauses and the controls that apply",
            sum,
        ),
    ]
}

/// Clause 9.2.2: the programme, and reports to management.
pub(super) fn programme(look: &Look<'_>) -> Vec<Kept> {
    let all = look.registers.audits.programmes.iter().map(|(id, held)| {
        let approved = held.in_force().and_then(|version| version.approved.as_ref());
        let on = approved.map(|said| Look::day(said.at_us));
        let title = format!("{id} {}", held.newest().1.programme.title);
        (KeptItem::new(title, on, Place::Programme(id.clone())), on.is_some() && held.closed.is_none())
    });
    let reported = look.registers.audits.in_order().into_iter().filter_map(|(id, held)| {
        let report = &held.report.as_ref()?.report;
        Some((audit(id, held, Some(report.on)), !report.to.is_empty() && look.recent(report.on)))
    });
    vec![
        Kept::of(Layer::Governance, "Programme", Place::Audits, "approved by management, of the programmes", all),
        Kept::of(
            Layer::Operation,
            "Results reported to management",
            Place::Audits,
            "in the last 12 months, of the reports",
            reported,
        ),
    ]
}

/// Clause 9.3.1: reviews planned, and reviews held.
pub(super) fn reviews(look: &Look<'_>) -> Vec<Kept> {
    let each = || look.registers.reviews.each().filter(|(_, held)| held.state() != ReviewState::Cancelled);
    let planned = each().map(|(id, held)| (review(&id, held, Some(held.plan.on)), true));
    let held = each().filter_map(|(id, held)| {
        let on = held.meeting.as_ref()?.on;
        Some((review(&id, held, Some(on)), held.approved.is_some() && look.recent(on)))
    });
    vec![
        Kept::of(Layer::Governance, "Reviews with a day", Place::Reviews, "of the management reviews", planned),
        Kept::of(
            Layer::Operation,
            "Reviews held",
            Place::Reviews,
            "in the last 12 months with approved minutes, of those held",
            held,
        ),
    ]
}

/// The last review that was held: its inputs (9.3.2).
pub(super) fn inputs(look: &Look<'_>) -> Vec<Kept> {
    let last = look.registers.reviews.held_before(look.on, "").into_iter().next();
    let sent = look.registers.reviews.each().filter_map(|(id, held)| {
        let agenda = held.agenda.as_ref()?;
        Some((review(&id, held, Some(agenda.agenda.on)), true))
    });
    let (n, on) = last.map_or((0, None), |(_, held, on)| (held.notes.len(), Some(on)));
    let n = if on.is_some_and(|day| look.recent(day)) { n } else { 0 };
    let of = if on.is_some() { ReviewInput::ALL.len() } else { 0 };
    vec![
        Kept::of(Layer::Governance, "Agendas sent", Place::Reviews, "of the agendas", sent),
        Kept::figure(
            Layer::Operation,
            "Inputs treated",
            Place::Reviews,
            "of the inputs of the last review, if it was held in the last 12 months",
            (n, of, on),
        ),
    ]
}

/// What reviews decided, and what became of it (9.3.3).
pub(super) fn decisions(look: &Look<'_>) -> Vec<Kept> {
    let held = look.registers.reviews.held_before(look.on, "");
    let decided = held.iter().map(|(id, held, on)| {
        let of = |kind| held.decided().any(|(_, one)| one.decision.kind == kind);
        let both = of(DecisionKind::Improvement) && of(DecisionKind::Change);
        (review(id, held, Some(*on)), held.approved.is_some() && both)
    });
    let mut sum = (0, 0, None);
    for (_, action) in held.iter().flat_map(|(_, held, _)| held.actions()) {
        sum.0 += usize::from(!action.open());
        sum.1 += 1;
        sum.2 = action.reports.iter().map(|one| one.report.on).max().max(sum.2);
    }
    vec![
        Kept::of(
            Layer::Governance,
            "Minutes with both decisions",
            Place::Reviews,
            "approved, of the reviews held",
            decided,
        ),
        Kept::figure(
            Layer::Operation,
            "Actions carried out",
            Place::Reviews,
            "done or dropped, of the actions of reviews",
            sum,
        ),
    ]
}

fn found<'a>(
    look: &'a Look<'_>,
    wanted: impl Fn(NonconformityClass) -> bool + 'a,
) -> impl Iterator<Item = (&'a String, &'a HeldNonconformity)> {
    let all = look.registers.nonconformities.in_order().into_iter();
    all.filter(move |(_, held)| wanted(held.nonconformity.class) && held.state() != NonconformityState::Rejected)
}

fn raised(id: &str, held: &HeldNonconformity, on: Option<Date>) -> KeptItem {
    KeptItem::new(format!("{id} {}", held.nonconformity.title), on, Place::Nonconformity(id.to_owned()))
}

/// Clause 10.1: the improvement log (R80).
pub(super) fn improvements(look: &Look<'_>) -> Vec<Kept> {
    closing(look, |class| class == NonconformityClass::Opportunity, ["Opportunities", "Opportunities taken up"])
}

/// Clause 10.2: nonconformities with what was done about them.
pub(super) fn corrected(look: &Look<'_>) -> Vec<Kept> {
    closing(look, |class| class != NonconformityClass::Opportunity, ["Nonconformities", "Closed and effective"])
}

fn closing(look: &Look<'_>, wanted: impl Fn(NonconformityClass) -> bool, titles: [&str; 2]) -> Vec<Kept> {
    let owned = found(look, &wanted)
        .map(|(id, held)| (raised(id, held, Some(held.nonconformity.found)), held.nonconformity.owner.is_some()));
    let closed = found(look, &wanted).map(|(id, held)| {
        let on = held.ended_on();
        (raised(id, held, on), on.is_some_and(|day| look.recent(day)))
    });
    let place = || Place::Nonconformities;
    vec![
        Kept::of(Layer::Governance, titles[0], place(), "with an owner, of those raised", owned),
        Kept::of(Layer::Operation, titles[1], place(), "closed in the last 12 months, of those raised", closed),
    ]
}
