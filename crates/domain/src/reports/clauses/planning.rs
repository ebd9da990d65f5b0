//! What exists of planning for risks and of carrying that out (clauses 6.1.2, 6.1.3, 8.2, 8.3).

use super::kept::{Kept, KeptItem, Layer};
use super::look::Look;
use super::place::Place;
use crate::registers::risk::HeldRisk;
use crate::reports::risk::{Signature, approval};
use crate::values::risk::{LineState, RatingKind};
use crate::values::statement::StatementState;
use jiff::civil::Date;

impl Look<'_> {
    /// Risks that are not closed.
    fn open(&self) -> impl Iterator<Item = (&String, &HeldRisk)> {
        self.registers.risks.risks.iter().filter(|(_, held)| !held.closed)
    }
}

fn item(id: &str, held: &HeldRisk, on: Option<Date>) -> KeptItem {
    KeptItem::new(format!("{id} {}", held.risk.title), on, Place::Risk(id.to_owned()))
}

/// The method, as versions that management approved.
pub(super) fn method(look: &Look<'_>) -> Kept {
    let versions = (1u32..).zip(&look.registers.risks.methods).map(|(number, held)| {
        let on = held.approved.as_ref().map(|signed| Look::day(signed.at_us));
        (KeptItem::new(format!("Version {number}: {}", held.method.title), on, Place::Method), on.is_some())
    });
    Kept::of(Layer::Governance, "Risk method", Place::Method, "approved, of its versions", versions)
}

/// Open risks that were rated in the last period.
pub(super) fn rated(look: &Look<'_>) -> Kept {
    let all = look.open().map(|(id, held)| {
        let on = held.rating(RatingKind::Current).map(|(_, rated)| rated.rating.on);
        (item(id, held, on), on.is_some_and(|day| look.recent(day)))
    });
    Kept::of(Layer::Operation, "Risks rated", Place::Risks, "in the last 12 months, of the open risks", all)
}

/// Open risks whose next assessment is not overdue (R77).
pub(super) fn in_time(look: &Look<'_>) -> Kept {
    let all = look.open().filter_map(|(id, held)| {
        let on = held.rating(RatingKind::Current).map(|(_, rated)| rated.rating.on)?;
        Some((item(id, held, Some(on)), held.risk.next_review.is_some_and(|day| day >= look.on)))
    });
    let title = "Assessed at the planned interval";
    Kept::of(
        Layer::Operation,
        title,
        Place::Risks,
        "whose next assessment is not overdue, of the rated open risks",
        all,
    )
}

/// The Statement of Applicability, as versions that management approved.
pub(super) fn statement(look: &Look<'_>) -> Kept {
    let versions = look.registers.statements.each().filter(|(_, held)| held.state != StatementState::Withdrawn);
    let versions = versions.map(|(id, held)| {
        let on = held.approved.as_ref().map(|step| Look::day(step.at_us));
        let counts = matches!(held.state, StatementState::Approved | StatementState::Effective);
        let title = format!("{id} {}", held.state.title().to_lowercase());
        (KeptItem::new(title, on, Place::Version(id)), counts)
    });
    let under = "approved or in force, of its versions";
    Kept::of(Layer::Governance, "Statement of Applicability", Place::Statement, under, versions)
}

/// Plans of treatment that their owners approved as they stand.
pub(super) fn plans(look: &Look<'_>) -> Kept {
    let all = look.open().map(|(id, held)| {
        let on = held.plan.as_ref().and_then(|plan| plan.approved.as_ref()).map(|signed| Look::day(signed.at_us));
        (item(id, held, on), approval(held) == Signature::InForce)
    });
    let under = "approved by the owner as they stand, of the open risks";
    Kept::of(Layer::Governance, "Treatment plans", Place::Risks, under, all)
}

/// What remains of open risks, accepted by their owners.
pub(super) fn accepted(look: &Look<'_>) -> Kept {
    let all = look.open().map(|(id, held)| {
        let on = held.acceptances.last().map(|one| Look::day(one.accepted.at_us));
        let holds = crate::reports::risk::acceptance(held, look.on) == Signature::InForce;
        (item(id, held, on), holds && on.is_some_and(|day| look.recent(day)))
    });
    let under = "accepted in the last 12 months and still holding, of the open risks";
    Kept::of(Layer::Operation, "What remains is accepted", Place::Risks, under, all)
}

/// Lines of treatment plans that got done (R78): done or verified, of all; the day is that of the newest step.
pub(super) fn treated(look: &Look<'_>) -> Kept {
    let mut sum = (0, 0, None);
    for (_, held) in look.open() {
        for line in held.plan.iter().flat_map(|plan| &plan.treatment.lines) {
            let progress = held.plan.as_ref().and_then(|plan| plan.progress.get(&line.id));
            let state = progress.map_or(LineState::Planned, |progress| progress.state);
            sum.0 += usize::from(!state.is_open());
            sum.1 += 1;
            let done = progress.into_iter().flat_map(|one| &one.steps).filter(|(step, _)| !step.to.is_open());
            sum.2 = done.map(|(_, signed)| Look::day(signed.at_us)).max().max(sum.2);
        }
    }
    let under = "done or verified, of the lines of the plans of open risks";
    Kept::figure(Layer::Operation, "Actions of treatment plans", Place::Risks, under, sum)
}
